//! Options in the query of an address: `panels=boundary,transport&theme=dark`.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Number, Value};

use super::{Control, LONGEST_EXERCISE, LONGEST_QUERY, LONGEST_TITLE, Options};
use crate::{
    Named,
    document::{Expected, Fault, Problem, Reader, SPEED, Speed},
    plot::color::Theme,
    state::{Page, ThemeChoice},
};

/// The names of all options.
pub(super) const KEYS: [&str; 13] = [
    "view",
    "panels",
    "hide",
    "lock",
    "theme",
    "autoplay",
    "speed",
    "title",
    "compact",
    "projector",
    "splice",
    "debug",
    "exercise",
];
/// The names of themes.
pub(super) const THEMES: [(&str, ThemeChoice); 3] = [
    ("auto", ThemeChoice::System),
    ("light", ThemeChoice::Fixed(Theme::Light)),
    ("dark", ThemeChoice::Fixed(Theme::Dark)),
];

/// What a query may hold as it is; commas and colons are read more easily so.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',');

/// What stands after `?` as options, and what of it is none, each with its key.
pub fn read(query: &str) -> (Options, Vec<Problem>) {
    let (mut options, mut reader) = (Options::default(), Reader::default());
    let query = query.strip_prefix('?').unwrap_or(query);
    if query.len() > LONGEST_QUERY {
        reader.note("", Fault::TooLong { bytes: query.len(), most: LONGEST_QUERY });
        return (options, reader.into_problems());
    }
    let mut seen = BTreeSet::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some((key, value)) = decoded(key).zip(decoded(value)) else {
            reader.note(key, Fault::NotText);
            continue;
        };
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            // Hosts add keys of their own, which say so.
            reader.note(key, Fault::Unknown { known: KEYS.to_vec() });
            continue;
        };
        if seen.insert(key) {
            set(&mut options, key, &value, &mut reader);
        } else {
            reader.note(key, Fault::Twice);
        }
    }
    (options, reader.into_problems())
}

/// The inverse of [`read`], without the question mark; empty for the whole page as it opens.
pub fn write(options: &Options) -> String {
    let view = options.view.map(Page::name).unwrap_or_default();
    let theme = options.theme.and_then(|theme| THEMES.iter().find(|(_, known)| *known == theme));
    let speed = match options.speed {
        None => String::new(),
        Some(Speed::Max) => "max".to_owned(),
        Some(Speed::PerSecond(rate)) => rate.to_string(),
    };
    let flag = |is: bool| if is { "1" } else { "" }.to_owned();
    let values = [
        view.to_owned(),
        list(&options.panels),
        list(&options.hide),
        list(&options.lock),
        theme.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        flag(options.autoplay),
        speed,
        options.title.clone().unwrap_or_default(),
        flag(options.compact),
        flag(options.projector),
        flag(options.splice),
        flag(options.debug),
        options.exercise.clone().unwrap_or_default(),
    ];
    let pairs = KEYS.into_iter().zip(values).filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        pairs.map(|(key, value)| format!("{key}={}", utf8_percent_encode(&value, ESCAPED))).collect();
    pairs.join("&")
}

fn list<'a, T: Named + 'a>(names: impl IntoIterator<Item = &'a T>) -> String {
    names.into_iter().map(|name| name.name()).collect::<Vec<_>>().join(",")
}

/// A text of a query: `+` is a space there. `None` where it is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(|text| text.trim().to_owned())
}

/// Takes one option.
fn set(options: &mut Options, key: &'static str, value: &str, reader: &mut Reader) {
    let mut note = |found: &str, expected| reader.refuse(key, &found.into(), expected);
    match key {
        "view" => match Page::from_name(value) {
            Some(view) => options.view = Some(view),
            None => note(value, Expected::one_of::<Page>()),
        },
        "panels" => options.panels = names(value, &mut note),
        "hide" => options.hide = names::<Control>(value, &mut note).into_iter().collect(),
        "lock" => options.lock = names::<Control>(value, &mut note).into_iter().collect(),
        "theme" => match THEMES.iter().find(|(name, _)| *name == value) {
            Some((_, theme)) => options.theme = Some(*theme),
            None => note(value, Expected::OneOf(THEMES.map(|(name, _)| name).to_vec())),
        },
        "speed" => {
            let number = value.parse::<Number>().ok().map(Value::Number);
            match Speed::read(&number.unwrap_or_else(|| Value::String(value.to_owned()))) {
                Some(speed) => options.speed = Some(speed),
                None => note(value, Expected::Speed(SPEED)),
            }
        }
        "title" if value.chars().count() > LONGEST_TITLE => note(value, Expected::Text(LONGEST_TITLE)),
        "title" => options.title = Some(value.to_owned()).filter(|title| !title.is_empty()),
        "exercise" if value.chars().count() > LONGEST_EXERCISE => note(value, Expected::Text(LONGEST_EXERCISE)),
        "exercise" => options.exercise = Some(value.to_owned()).filter(|name| !name.is_empty()),
        flag => {
            let is = match value {
                "" | "1" | "true" => true,
                "0" | "false" => false,
                _ => return note(value, Expected::Flag),
            };
            match flag {
                "autoplay" => options.autoplay = is,
                "compact" => options.compact = is,
                "projector" => options.projector = is,
                "splice" => options.splice = is,
                "debug" => options.debug = is,
                other => debug_assert!(false, "{other} has no arm of its own"),
            }
        }
    }
}

/// The names that stand between commas or spaces, each once, in their order.
fn names<T: Named + PartialEq>(value: &str, note: &mut impl FnMut(&str, Expected)) -> Vec<T> {
    let mut found = Vec::new();
    for name in value.split([',', ' ']).filter(|name| !name.is_empty()) {
        match T::from_name(name) {
            Some(known) if found.contains(&known) => {}
            Some(known) => found.push(known),
            None => note(name, Expected::one_of::<T>()),
        }
    }
    found
}
