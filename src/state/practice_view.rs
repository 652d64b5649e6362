//! What a person practises, and what they wrote: plain data, which outlive the view in which they are shown.

use std::collections::BTreeMap;

use leptos::prelude::{Get, GetUntracked, RwSignal, Set, Update, With};
use practice::verdict::Verdict;
use serde_json::{Map, Value, json};

use crate::document::Asked;

/// Every choice of the Practice view, one signal each.
#[derive(Clone, Copy, Default)]
pub struct PracticeView {
    /// What is open: an exercise by its id, [`NUMBERS`], [`AUTHOR`] or [`EDITOR`]; empty for the first exercise.
    pub open: RwSignal<String>,
    /// The author's exercise as the text of its document; empty where there is none.
    pub author: RwSignal<String>,
    /// What was written and done, by the exercise's id; an author's begin with [`AUTHOR`] and a colon.
    pub sheets: RwSignal<BTreeMap<String, Sheet>>,
    /// The gradients that were pasted, see [`NUMBERS`].
    pub numbers: RwSignal<String>,
    /// The last answer that was checked.
    pub answered: RwSignal<Option<Answered>>,
    /// Whether the exercise stands alone, without the list of the others: a figure in somebody else's page.
    pub alone: RwSignal<bool>,
}

/// The name of the place where pasted gradients are judged, among exercises' ids.
pub const NUMBERS: &str = "numbers";
/// The name of an author's exercise, among exercises' ids.
pub const AUTHOR: &str = "own";
/// The name of the place where an author's exercise is written.
pub const EDITOR: &str = "author";
/// Texts that are longer are kept neither on the device nor in files: no answer is.
const LONGEST: usize = 64 << 10;
/// The longest name of an exercise, in bytes.
const LONGEST_ID: usize = 100;
/// So many exercises have sheets: more than there are, with an author's.
const MOST_SHEETS: usize = 200;

/// What a person has done about one exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The answer as it stands.
    pub text: String,
    /// The answer as it was checked last; empty before.
    pub checked: String,
    /// How many hints are open.
    pub hints: usize,
    /// How many answers were checked.
    pub attempts: u32,
    /// Whether one of them was right.
    pub done: bool,
    /// Whether the solution was looked at before that.
    pub seen: bool,
}

/// An answer that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The exercise's id.
    pub exercise: String,
    /// What came of it; its name is `right`, `wrong` or `unreadable`.
    pub verdict: Verdict,
    /// How many answers to this exercise were checked, this one included.
    pub attempts: u32,
}

impl PracticeView {
    /// What a link asks here. Tracks nothing. What is done stays on the device, unless somebody asks for it.
    pub fn asked(self) -> Asked {
        let exercise = self.open.get_untracked();
        let is_an_authors = [AUTHOR, EDITOR].contains(&exercise.as_str());
        let author = if is_an_authors { self.author.get_untracked() } else { String::new() };
        Asked { exercise, author, done: Vec::new() }
    }

    /// Opens what a link asks. What is done here already stays so, and no link names more exercises than are kept.
    pub fn ask(self, asked: Asked) {
        let Asked { exercise, author, done } = asked;
        if !author.is_empty() {
            self.author.set(author);
        }
        if !done.is_empty() {
            self.sheets.update(|sheets| {
                for id in done.into_iter().filter(|id| id.len() <= LONGEST_ID).take(MOST_SHEETS) {
                    sheets.entry(id).or_default().done = true;
                }
            });
        }
        self.open.set(exercise);
    }

    /// What was written and done, as a document; an empty object where there is nothing. Tracks every text.
    pub fn write(self) -> Map<String, Value> {
        let mut document = Map::new();
        let mut put = |key: &str, text: String| {
            if !text.is_empty() && text.len() <= LONGEST {
                document.insert(key.to_owned(), text.into());
            }
        };
        put("open", self.open.get());
        put("author", self.author.get());
        put("numbers", self.numbers.get());
        let sheets = self.sheets.with(kept);
        if !sheets.is_empty() {
            document.insert("sheets".to_owned(), sheets.into());
        }
        document
    }

    /// Adds what a document says to what is here, which comes first. What is no text, or too long, is left out.
    pub fn read(self, document: &Map<String, Value>) {
        for (signal, key) in [(self.open, "open"), (self.author, "author"), (self.numbers, "numbers")] {
            if signal.with(String::is_empty) {
                signal.set(text(document.get(key)));
            }
        }
        let kept = document.get("sheets").and_then(Value::as_object);
        self.sheets.update(|sheets| {
            for (id, kept) in kept.into_iter().flatten().take(MOST_SHEETS).filter(|(id, _)| id.len() <= LONGEST_ID) {
                sheets.entry(id.clone()).or_default().add(Sheet::read(kept));
            }
        });
    }
}

/// The sheets that are kept: what somebody wrote comes before what a link says is done.
fn kept(sheets: &BTreeMap<String, Sheet>) -> Map<String, Value> {
    let mut all: Vec<_> = sheets.iter().collect();
    all.sort_by_key(|(_, sheet)| sheet.text.is_empty() && sheet.attempts == 0);
    all.into_iter().take(MOST_SHEETS).map(|(id, sheet)| (id.clone(), sheet.write())).collect()
}

impl Sheet {
    fn write(&self) -> Value {
        let short = |text: &str| if text.len() <= LONGEST { text.to_owned() } else { String::new() };
        json!({
            "text": short(&self.text), "checked": short(&self.checked), "hints": self.hints, "attempts": self.attempts,
            "done": self.done, "seen": self.seen,
        })
    }

    fn read(kept: &Value) -> Self {
        let whole = |key: &str| kept[key].as_u64().unwrap_or(0).min(1_000_000);
        Self {
            text: text(kept.get("text")),
            checked: text(kept.get("checked")),
            hints: whole("hints") as usize,
            attempts: whole("attempts") as u32,
            done: kept["done"].as_bool().unwrap_or(false),
            seen: kept["seen"].as_bool().unwrap_or(false),
        }
    }

    /// Adds what was kept of the same exercise.
    fn add(&mut self, kept: Self) {
        let (done, seen) = (self.done || kept.done, self.seen || kept.seen);
        if self.text.is_empty() && self.attempts == 0 {
            *self = kept;
        }
        (self.done, self.seen) = (done, seen);
    }
}

/// A text that is not too long; empty for anything else.
fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).filter(|text| text.len() <= LONGEST).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use leptos::{prelude::untrack, reactive::owner::Owner};

    use super::*;

    fn with_views(check: impl FnOnce(PracticeView, PracticeView)) {
        untrack(|| Owner::new().with(|| check(PracticeView::default(), PracticeView::default())));
    }

    #[test]
    fn what_was_done_comes_back() {
        with_views(|here, there| {
            assert!(here.write().is_empty(), "nothing to keep");
            here.open.set("grad_s_Z".to_owned());
            let sheet = Sheet { text: "grad_s_H".to_owned(), attempts: 2, hints: 1, seen: true, ..Sheet::default() };
            here.sheets.update(|sheets| drop(sheets.insert("grad_s_Z".to_owned(), sheet)));
            there.read(&here.write());
            assert_eq!((there.sheets.get(), there.open.get()), (here.sheets.get(), here.open.get()), "the same");
        });
    }

    #[test]
    fn what_is_here_comes_before_what_was_kept() {
        with_views(|here, there| {
            let sheet = |text: &str, done| Sheet { text: text.to_owned(), done, ..Sheet::default() };
            here.sheets.update(|sheets| drop(sheets.insert("grad_s_Z".to_owned(), sheet("new", false))));
            there.sheets.update(|sheets| drop(sheets.insert("grad_s_Z".to_owned(), sheet("old", true))));
            here.read(&there.write());
            assert_eq!(here.sheets.get()["grad_s_Z"], sheet("new", true), "the text of now, and what was done");
            here.read(
                json!({"open": 5, "sheets": {"a": "x", "b": {"text": "y".repeat(1 << 20)}}}).as_object().expect("one"),
            );
            assert_eq!(here.sheets.get()["b"].text, "", "what is too long is left out");
        });
    }

    #[test]
    fn a_link_adds_what_is_done() {
        with_views(|here, _| {
            here.ask(Asked {
                exercise: "grad_s_H".to_owned(),
                author: String::new(),
                done: vec!["grad_s_Yo".to_owned()],
            });
            assert!(here.sheets.get()["grad_s_Yo"].done && here.asked().done.is_empty(), "only where it is asked for");
        });
    }

    #[test]
    fn no_link_pushes_out_what_somebody_wrote() {
        with_views(|here, there| {
            let mine = Sheet { text: "grad_s_H * (Z > 0)".to_owned(), attempts: 1, ..Sheet::default() };
            here.sheets.update(|sheets| drop(sheets.insert("grad_s_Z".to_owned(), mine.clone())));
            let mut done: Vec<String> = (0..5 * MOST_SHEETS).map(|number| format!("a{number:05}")).collect();
            done.push("b".repeat(LONGEST_ID + 1));
            here.ask(Asked { exercise: String::new(), author: String::new(), done });
            assert!(here.sheets.with(BTreeMap::len) <= MOST_SHEETS + 1, "as many as are kept");
            there.read(&here.write());
            assert_eq!(there.sheets.get().get("grad_s_Z"), Some(&mine), "the answer comes back");
        });
    }
}
