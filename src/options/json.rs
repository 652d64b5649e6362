//! Options as the API gives and takes them.

use serde_json::{Value, json};

use super::{LONGEST_TITLE, Options, query::THEMES};
use crate::{
    Named,
    document::{Expected, Object, Problem, Reader, Speed},
    state::Page,
};

/// The keys of which a call may change the values.
pub(super) const KEYS: [&str; 6] = ["panels", "hide", "lock", "theme", "compact", "title"];
/// A list names no more than this many things: each may be named twice before that is absurd.
const MOST_NAMES: usize = 200;

impl Options {
    /// Every option, as `options.get` gives it.
    pub fn json(&self) -> Value {
        let theme = self.theme.and_then(|theme| THEMES.iter().find(|(_, known)| *known == theme));
        json!({
            "view": self.view.map(Page::name),
            "panels": list(&self.panels),
            "hide": list(&self.hide),
            "lock": list(&self.lock),
            "theme": theme.map_or("auto", |(name, _)| *name),
            "autoplay": self.autoplay,
            "speed": self.speed.map(Speed::write),
            "title": self.title,
            "compact": self.compact,
            "projector": self.projector,
            "splice": self.splice,
            "debug": self.debug,
            "exercise": self.exercise,
        })
    }
}

fn list<'a, T: Named + 'a>(names: impl IntoIterator<Item = &'a T>) -> Vec<&'static str> {
    names.into_iter().map(|name| name.name()).collect()
}

/// `now` with what `params` change of it. What is not named stays as it is; what the page needs to know before it opens
/// (`autoplay`, `speed`, `exercise` and the like) stands in its address alone.
pub fn read(params: &Value, now: &Options) -> Result<Options, Vec<Problem>> {
    let mut reader = Reader::default();
    let object = reader.top(params);
    reader.keys(&object, &KEYS);
    let mut options = now.clone();
    if object.has("panels") {
        options.panels = names(&mut reader, &object, "panels");
    }
    if object.has("hide") {
        options.hide = names(&mut reader, &object, "hide").into_iter().collect();
    }
    if object.has("lock") {
        options.lock = names(&mut reader, &object, "lock").into_iter().collect();
    }
    if object.has("theme") {
        options.theme = Some(reader.choice(&object, "theme", &THEMES, THEMES[0].1));
    }
    options.compact = reader.flag(&object, "compact", now.compact);
    if object.has("title") {
        let title = |value: &Value| match value {
            Value::Null => Some(None),
            Value::String(text) if text.chars().count() <= LONGEST_TITLE => {
                Some(Some(text.trim().to_owned()).filter(|title| !title.is_empty()))
            }
            _ => None,
        };
        options.title = reader.read(&object, "title", title, || Expected::Text(LONGEST_TITLE)).flatten();
    }
    reader.finish(options)
}

/// The names in the array under `key`, each once, in their order.
fn names<T: Named + PartialEq>(reader: &mut Reader, object: &Object<'_>, key: &str) -> Vec<T> {
    let path = object.path_of(key);
    let Some(value) = object.get(key) else { return Vec::new() };
    let entries = reader.entries(&path, value, &(0..=MOST_NAMES), || Expected::List(MOST_NAMES)).unwrap_or_default();
    let mut found = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        match entry.as_str().and_then(T::from_name) {
            Some(known) if found.contains(&known) => {}
            Some(known) => found.push(known),
            None => reader.refuse(format!("{path}[{place}]"), entry, Expected::one_of::<T>()),
        }
    }
    found
}
