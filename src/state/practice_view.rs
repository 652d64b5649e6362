//! What a person practises, and what they wrote: plain data, which outlive the view in which they are shown.

use std::collections::BTreeMap;

use leptos::prelude::{GetUntracked, RwSignal, Set, Update};
use practice::verdict::Verdict;

use crate::document::Asked;

/// Every choice of the Practice view, one signal each.
#[derive(Clone, Copy)]
pub struct PracticeView {
    /// What is open: an exercise by its id, [`NUMBERS`] or [`AUTHOR`]; empty for the first exercise.
    pub open: RwSignal<String>,
    /// The author's exercise as the text of its document; empty where there is none.
    pub author: RwSignal<String>,
    /// What was written and done, by the exercise's id.
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
/// The name of the place where an author's exercise is written, among exercises' ids.
pub const AUTHOR: &str = "own";

/// What a person has done about one exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The answer as it stands.
    pub text: String,
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

impl Default for PracticeView {
    fn default() -> Self {
        Self {
            open: RwSignal::default(),
            author: RwSignal::default(),
            sheets: RwSignal::default(),
            numbers: RwSignal::default(),
            answered: RwSignal::new(None),
            alone: RwSignal::new(false),
        }
    }
}

impl PracticeView {
    /// What a link asks here. Tracks nothing. What is done stays on the device, unless somebody asks for it.
    pub fn asked(self) -> Asked {
        Asked { exercise: self.open.get_untracked(), author: self.author.get_untracked(), done: Vec::new() }
    }

    /// Opens what a link asks. What is done here already stays so.
    pub fn ask(self, asked: Asked) {
        let Asked { exercise, author, done } = asked;
        if !author.is_empty() {
            self.author.set(author);
        }
        if !done.is_empty() {
            self.sheets.update(|sheets| {
                done.into_iter().for_each(|id| sheets.entry(id).or_default().done = true);
            });
        }
        self.open.set(exercise);
    }
}
