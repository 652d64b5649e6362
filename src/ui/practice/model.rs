//! What is open, and what came of its answer: computed once, for every panel of the view.

use std::sync::Arc;

use leptos::prelude::*;
use practice::{
    document::{self, DocumentProblem},
    exercise::{Exercise, Subject, exercise, exercises},
    pass::Family,
    verdict::Verdict,
};

use super::outcome::Outcome;
use crate::{
    state::{AUTHOR, Answered, EDITOR, NUMBERS, Sheet, Store},
    ui::text::practice as text,
};

/// What is open.
#[derive(Clone, PartialEq)]
pub(super) enum Place {
    /// An exercise.
    Exercise(Arc<Asked>),
    /// Pasted gradients are judged.
    Numbers,
    /// An author's exercise is written.
    Editor,
    /// An author's exercise, of which no exercise can be made.
    Refused(Arc<Vec<DocumentProblem>>),
    /// Nothing has this name.
    Missing(String),
}

/// An exercise that is open.
pub(super) struct Asked {
    /// The exercise.
    pub(super) exercise: Exercise,
    /// The key of its sheet.
    pub(super) key: String,
    /// What is given, each name with its shape in letters.
    pub(super) shapes: Vec<(String, String)>,
}

/// Equal to itself alone: opened again, it is another one.
impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Asked {
    fn new(exercise: Exercise, is_an_authors: bool) -> Self {
        let key = if is_an_authors { format!("{AUTHOR}:{}", exercise.id) } else { exercise.id.clone() };
        Self { key, shapes: exercise.shapes(), exercise }
    }

    /// What stands in the editor before anybody has written: the line with which a function begins.
    pub(super) fn begin(&self) -> String {
        let Exercise { id, arguments, is_function, .. } = &self.exercise;
        if *is_function { format!("def {id}({}):\n    ", arguments.join(", ")) } else { String::new() }
    }

    /// Its name in few characters.
    pub(super) fn name(&self) -> String {
        let own = if self.key == self.exercise.id { text::short(&self.exercise.id) } else { None };
        own.map_or_else(|| self.exercise.title.clone(), str::to_owned)
    }
}

/// What came of the answer that was checked last.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Standing {
    /// Of which exercise.
    key: String,
    /// What came of it; nothing before the first check.
    pub(super) latest: Option<Arc<Outcome>>,
    /// The last answer that could be read, where that is not the latest.
    pub(super) readable: Option<Arc<Outcome>>,
}

/// Memos and the store.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub(super) store: Store,
    /// What is open.
    pub(super) place: Memo<Place>,
    /// The sheet of the exercise that is open; an empty one elsewhere.
    pub(super) sheet: Memo<Sheet>,
    /// What came of its answer.
    pub(super) standing: Memo<Standing>,
}

/// Makes the view's model.
pub(super) fn provide(store: Store) {
    let practice = store.view.practice;
    let place = Memo::new(move |_| {
        let open = practice.open.get();
        match open.as_str() {
            "" => first(),
            NUMBERS => Place::Numbers,
            EDITOR => Place::Editor,
            AUTHOR => practice.author.with(|author| match document::parse(author) {
                Ok(exercise) => Place::Exercise(Arc::new(Asked::new(exercise, true))),
                Err(problems) => Place::Refused(Arc::new(problems)),
            }),
            id => exercise(id).map_or_else(|| Place::Missing(open.clone()), ours),
        }
    });
    let key =
        move || place.with(|place| if let Place::Exercise(asked) = place { asked.key.clone() } else { String::new() });
    let sheet = Memo::new(move |_| {
        let key = key();
        practice.sheets.with(|sheets| sheets.get(&key).cloned().unwrap_or_default())
    });
    let checked = Memo::new(move |_| sheet.with(|sheet| sheet.checked.clone()));
    let standing = Memo::new(move |before: Option<&Standing>| {
        let Place::Exercise(asked) = place.get() else { return Standing::default() };
        let answer = checked.get();
        // Nobody has checked anything; or the sheet of another exercise is about to follow.
        let is_own =
            untrack(|| practice.sheets.with(|all| all.get(&asked.key).is_some_and(|own| own.checked == answer)));
        let latest = (!answer.is_empty() && is_own).then(|| Arc::new(Outcome::of(&asked, &answer, store)));
        let is_readable = |own: &Arc<Outcome>| own.checked.verdict != Verdict::Unreadable;
        let before = before.filter(|before| before.key == asked.key);
        let last =
            before.and_then(|before| before.latest.clone().filter(is_readable).or_else(|| before.readable.clone()));
        let readable = last.filter(|_| latest.as_ref().is_some_and(|own| !is_readable(own)));
        Standing { key: asked.key.clone(), latest, readable }
    });
    provide_context(Model { store, place, sheet, standing });
}

fn first() -> Place {
    exercises().into_iter().next().map_or_else(|| Place::Missing(String::new()), ours)
}

fn ours(exercise: Exercise) -> Place {
    Place::Exercise(Arc::new(Asked::new(exercise, false)))
}

impl Model {
    /// The name of what is open.
    pub(super) fn name(self) -> String {
        self.place.with(|place| match place {
            Place::Exercise(asked) => asked.name(),
            Place::Numbers => text::MY_NUMBERS.to_owned(),
            Place::Editor | Place::Refused(_) => text::MY_EXERCISE.to_owned(),
            Place::Missing(_) => text::EXERCISES.to_owned(),
        })
    }

    /// Changes the sheet of an exercise.
    pub(super) fn change(self, asked: &Asked, edit: impl FnOnce(&mut Sheet)) {
        self.store.view.practice.sheets.update(|sheets| edit(sheets.entry(asked.key.clone()).or_default()));
    }

    /// Checks the answer as it stands.
    pub(super) fn check(self, asked: &Asked) {
        self.change(asked, |sheet| {
            if sheet.text.is_empty() {
                sheet.text = asked.begin();
            }
            // An empty answer is one too: what it lacks is said.
            sheet.checked = if sheet.text.is_empty() { "\n".to_owned() } else { sheet.text.clone() };
            sheet.attempts = sheet.attempts.saturating_add(1);
        });
        let Some(outcome) = self.standing.get_untracked().latest else { return };
        let verdict = outcome.checked.verdict;
        self.change(asked, |sheet| sheet.done |= verdict == Verdict::Right);
        let attempts = self.sheet.with_untracked(|sheet| sheet.attempts);
        self.store.view.practice.answered.set(Some(Answered {
            exercise: asked.exercise.id.clone(),
            verdict,
            attempts,
        }));
    }
}

/// The heading under which an exercise stands in the list: its place in [`text::GROUPS`]. An author's has none.
pub(super) fn group(exercise: &Exercise) -> Option<usize> {
    match exercise.subject {
        Subject::Family(Family::TwoLayer) => Some(0),
        Subject::Family(Family::Dense) => Some(1),
        Subject::Family(Family::Sigmoid) => Some(2),
        Subject::Family(Family::Deep) => Some(3),
        Subject::Own(_) => None,
    }
}
