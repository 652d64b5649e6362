//! What a person pasted to make points of, and what they chose about it. It outlives the dialog in which it is shown.

use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, Memo, RwSignal, Set, With, WithUntracked};

use crate::data::table::{Choice, Columns, Header, Imported, Positive, Scaling, Table, TableProblem, TableProblems};

/// A text that is to become points, one signal each.
#[derive(Clone, Copy)]
pub struct Import {
    text: RwSignal<String>,
    /// The file that the text came from, until it is changed.
    file: RwSignal<Option<String>>,
    /// Another than the guess.
    header: RwSignal<Option<Header>>,
    /// Others than the guess.
    columns: RwSignal<Option<Columns>>,
    /// What is done to the coordinates.
    pub scaling: RwSignal<Scaling>,
    /// Which class becomes +1.
    pub positive: RwSignal<Positive>,
    /// The text's rows and fields; nothing while the text is blank.
    pub table: Memo<Option<Arc<Table>>>,
    /// Guesses, and what was chosen instead; nothing while there is no table.
    pub choice: Memo<Option<Choice>>,
    /// The points, or what is in the way; nothing while the text is blank.
    pub outcome: Memo<Option<Result<Imported, TableProblems>>>,
}

impl Default for Import {
    fn default() -> Self {
        let (text, file) = (RwSignal::new(String::new()), RwSignal::new(None));
        let (header, columns) = (RwSignal::new(None), RwSignal::new(None));
        let (scaling, positive) = (RwSignal::new(Scaling::AsGiven), RwSignal::new(Positive::Second));
        let read = Memo::new(move |_| text.with(|text| read(text)));
        let table = Memo::new(move |_| read.with(|read| read.as_ref()?.as_ref().ok().cloned()));
        let choice = Memo::new(move |_| {
            table.with(|table| {
                let table = table.as_ref()?;
                let header = header.get().unwrap_or(table.header());
                let columns = columns.get().unwrap_or_else(|| table.guess(header));
                Some(Choice { header, columns, scaling: scaling.get(), positive: positive.get() })
            })
        });
        let outcome = Memo::new(move |_| {
            let points = |table: &Table| choice.with(|choice| choice.map(|choice| table.points(&choice)));
            read.with(|read| match read.as_ref()? {
                Ok(table) => points(table),
                Err(problem) => Some(Err(problem.clone().into())),
            })
        });
        Self { text, file, header, columns, scaling, positive, table, choice, outcome }
    }
}

impl Import {
    /// The text as it stands.
    pub fn text(&self) -> String {
        self.text.get()
    }

    /// The file that the text came from, until it is changed.
    pub fn file(&self) -> Option<String> {
        self.file.get()
    }

    /// Takes a text that was typed or pasted. What was chosen about the one before is kept where the columns are the
    /// same.
    pub fn set_text(&self, text: String) {
        self.file.set(None);
        self.replace(text);
    }

    /// Takes a file's text.
    pub fn open(&self, name: String, text: String) {
        self.replace(text);
        self.file.set(Some(name));
    }

    /// Says whether the first row names the columns. Other columns may then be meant, so that they are guessed again.
    pub fn set_header(&self, header: Header) {
        self.columns.set(None);
        self.header.set(Some(header));
    }

    /// Takes other columns.
    pub fn set_columns(&self, columns: Columns) {
        self.columns.set(Some(columns));
    }

    /// Makes the other class +1.
    pub fn swap(&self) {
        self.positive.set(match self.positive.get_untracked() {
            Positive::First => Positive::Second,
            Positive::Second => Positive::First,
        });
    }

    fn replace(&self, text: String) {
        let before = self.layout();
        self.text.set(text);
        if self.layout() != before {
            self.header.set(None);
            self.columns.set(None);
            self.positive.set(Positive::Second);
        }
    }

    /// What tells one kind of table from another: its columns with their names.
    fn layout(&self) -> Vec<Option<String>> {
        let header = self.choice.get_untracked().map_or(Header::Absent, |choice| choice.header);
        self.table.with_untracked(|table| {
            let names = |table: &Arc<Table>| {
                (0..table.columns()).map(|place| table.name(place, header).map(str::to_owned)).collect()
            };
            table.as_ref().map(names).unwrap_or_default()
        })
    }
}

/// A text as a table; nothing where it is blank.
fn read(text: &str) -> Option<Result<Arc<Table>, TableProblem>> {
    (!text.trim().is_empty()).then(|| Table::read(text).map(Arc::new))
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::*;

    const TABLE: &str = "a,b,c,kind\n1,2,3,no\n4,5,6,yes\n5,7,8,no\n";

    fn with_import(check: impl FnOnce(Import)) {
        let owner = Owner::new();
        owner.with(|| check(Import::default()));
    }

    fn columns(import: &Import) -> [usize; 3] {
        let Columns { x1, x2, label } = import.choice.get_untracked().expect("a table").columns;
        [x1, x2, label]
    }

    #[test]
    fn a_blank_text_is_no_problem() {
        with_import(|import| {
            for text in ["", " \n"] {
                import.set_text(text.to_owned());
                assert_eq!(import.outcome.get_untracked(), None, "{text:?}");
            }
            import.set_text("x".to_owned());
            assert!(import.outcome.get_untracked().is_some_and(|outcome| outcome.is_err()), "a word is one");
        });
    }

    #[test]
    fn choices_last_while_the_columns_are_the_same() {
        with_import(|import| {
            import.open("points.csv".to_owned(), TABLE.to_owned());
            assert_eq!(
                (columns(&import), import.file.get_untracked()),
                ([0, 1, 3], Some("points.csv".to_owned())),
                "guess"
            );
            import.set_columns(Columns { x1: 1, x2: 2, label: 3 });
            import.swap();
            import.set_text(format!("{TABLE}9,9,9,yes\n"));
            assert_eq!((columns(&import), import.file.get_untracked()), ([1, 2, 3], None), "a row was typed");
            assert_eq!(import.positive.get_untracked(), Positive::First, "and the classes are still swapped");
            let points = import.outcome.get_untracked().expect("a table").expect("points");
            assert_eq!((points.examples.len(), points.examples[0].x), (4, [2.0, 3.0]), "of the chosen columns");
            import.set_text("x,y,label\n1,2,0\n3,4,1\n".to_owned());
            assert_eq!(columns(&import), [0, 1, 2], "another table is guessed anew");
            assert_eq!(import.positive.get_untracked(), Positive::Second, "classes too");
        });
    }

    #[test]
    fn a_header_can_be_overruled() {
        with_import(|import| {
            import.set_text(TABLE.to_owned());
            import.set_header(Header::Absent);
            let problems = import.outcome.get_untracked().expect("a table").expect_err("its names are no numbers");
            assert!(!problems.first.is_empty(), "problems of the first row");
            import.set_header(Header::Present);
            assert!(import.outcome.get_untracked().is_some_and(|outcome| outcome.is_ok()), "and back");
        });
    }
}
