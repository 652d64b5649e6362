//! What a pasted text is, worked out while the dialog is open.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    data::{
        Points,
        table::{Choice, Imported, LabelClass, Table, TableProblem, TableProblems},
    },
    state::Import,
};

/// The text, and what it gives.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The text, and what was chosen about it.
    pub(super) given: RwSignal<Import>,
    /// The text's rows and fields; nothing while there is no table.
    pub(super) table: Memo<Option<Arc<Table>>>,
    /// Guesses, and what was chosen instead; nothing while there is no table.
    pub(super) choice: Memo<Option<Choice>>,
    /// The labels that there are in the chosen column, where two can be chosen of them.
    pub(super) labels: Memo<Vec<LabelClass>>,
    /// The points, or what is in the way; nothing while the text is blank.
    pub(super) outcome: Memo<Option<Result<Imported, TableProblems>>>,
}

impl Reading {
    pub(super) fn new(given: RwSignal<Import>) -> Self {
        // A text is read again where it, or what separates its fields, has changed, and not with every other choice.
        let text = Memo::new(move |_| given.with(|given| (Arc::clone(given.text()), given.separator)));
        let read = Memo::new(move |_| text.with(|_| given.with_untracked(Import::read)).map(|read| read.map(Arc::new)));
        let table = Memo::new(move |_| read.with(|read| read.as_ref()?.as_ref().ok().cloned()));
        let choice = Memo::new(move |_| table.with(|table| given.with(|given| Some(given.choice(table.as_ref()?)))));
        let labels = Memo::new(move |_| {
            let labels =
                |choice: Choice| table.with(|table| Some(table.as_ref()?.labels(choice.columns.label, choice.header)));
            choice.get().and_then(labels).unwrap_or_default()
        });
        let outcome = Memo::new(move |_| {
            let points = |table: &Table| choice.with(|choice| choice.as_ref().map(|choice| table.points(choice)));
            read.with(|read| match read.as_ref()? {
                Ok(table) => points(table),
                Err(problem) => Some(Err(TableProblem::clone(problem).into())),
            })
        });
        Self { given, table, choice, labels, outcome }
    }

    /// What an untracked choice about the table changes, where there is a table.
    pub(super) fn choose(self, change: impl FnOnce(&mut Import, &Table)) {
        if let Some(table) = self.table.get_untracked() {
            self.given.update(|given| change(given, &table));
        }
    }

    /// The points under their names, while nothing is in the way.
    pub(super) fn points(self) -> Option<Points> {
        let (table, choice) = self.table.get().zip(self.choice.get())?;
        self.imported(|imported| {
            let names = table.names(&choice, imported);
            Points::from(Arc::clone(&imported.examples)).named(Some(Arc::new(names)))
        })
    }

    /// Something of the points, while nothing is in the way.
    pub(super) fn imported<T>(self, of: impl FnOnce(&Imported) -> T) -> Option<T> {
        self.outcome.with(|outcome| outcome.as_ref()?.as_ref().ok().map(of))
    }
}
