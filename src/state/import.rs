//! What a person pasted to make points of, and what they chose about it: plain data, which outlive the dialog in which
//! they are shown.

use std::sync::Arc;

use crate::data::table::{Choice, Columns, Delimiter, Header, Incomplete, Scaling, Table, TableProblem};

/// A text that is to become points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    text: Arc<str>,
    file: Option<String>,
    chosen: Option<Chosen>,
    /// What stands between the fields, where that is not left to be guessed.
    pub separator: Option<Delimiter>,
    /// What is done to the coordinates.
    pub scaling: Scaling,
    /// What becomes of rows that lack something.
    pub incomplete: Incomplete,
}

/// What a person chose about a table, in place of guesses.
#[derive(Clone, Debug, PartialEq)]
struct Chosen {
    /// For which kind of table: its columns with their names.
    layout: Vec<Option<String>>,
    header: Header,
    columns: Option<Columns>,
    classes: Option<[String; 2]>,
}

impl Import {
    /// The text as it stands.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The file that the text came from, until it is changed.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Takes a text that was typed or pasted.
    pub fn set_text(&mut self, text: String) {
        (self.text, self.file) = (text.into(), None);
    }

    /// Takes a file's text, with a separator that nobody has spoken about yet.
    pub fn open(&mut self, name: String, text: String) {
        (self.text, self.file, self.separator) = (text.into(), Some(name), None);
    }

    /// The text's rows and fields; nothing while the text is blank.
    pub fn read(&self) -> Option<Result<Table, TableProblem>> {
        let text = &self.text;
        let read = || self.separator.map_or_else(|| Table::read(text), |delimiter| Table::read_as(text, delimiter));
        (!text.trim().is_empty()).then(read)
    }

    /// Guesses about `table`, and what was chosen instead for tables with the same columns.
    pub fn choice(&self, table: &Table) -> Choice {
        let chosen = self.chosen(table);
        let header = chosen.map_or(table.header(), |chosen| chosen.header);
        let columns = chosen.and_then(|chosen| chosen.columns).unwrap_or_else(|| table.guess(header));
        let classes = chosen.and_then(|chosen| chosen.classes.clone()).filter(|both| {
            let labels = table.labels(columns.label, header);
            both.iter().all(|written| labels.iter().any(|label| label.written == *written))
        });
        Choice { header, columns, scaling: self.scaling, incomplete: self.incomplete, classes }
    }

    /// Says whether the first row of `table` names the columns. Other columns may then be meant, so that they are
    /// guessed again.
    pub fn set_header(&mut self, table: &Table, header: Header) {
        self.chosen = Some(Chosen { layout: layout(table), header, columns: None, classes: None });
    }

    /// Takes other columns of `table`. Another column of labels has other classes.
    pub fn set_columns(&mut self, table: &Table, columns: Columns) {
        let Choice { header, columns: before, classes, .. } = self.choice(table);
        let classes = classes.filter(|_| columns.label == before.label);
        self.chosen = Some(Chosen { layout: layout(table), header, columns: Some(columns), classes });
    }

    /// Takes these labels of `table` for −1 and +1.
    pub fn set_classes(&mut self, table: &Table, classes: [String; 2]) {
        let header = self.choice(table).header;
        let columns = self.chosen(table).and_then(|chosen| chosen.columns);
        self.chosen = Some(Chosen { layout: layout(table), header, columns, classes: Some(classes) });
    }

    /// What was chosen, where it is about such a table.
    fn chosen(&self, table: &Table) -> Option<&Chosen> {
        self.chosen.as_ref().filter(|chosen| chosen.layout == layout(table))
    }
}

/// What tells one kind of table from another: its columns with their names.
fn layout(table: &Table) -> Vec<Option<String>> {
    (0..table.columns()).map(|place| table.name(place, table.header()).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "a,b,c,kind\n1,2,3,no\n4,5,6,yes\n5,7,8,no\n";

    fn table(import: &Import) -> Table {
        import.read().expect("no blank text").expect("a table")
    }

    fn columns(import: &Import) -> [usize; 3] {
        let Columns { x1, x2, label } = import.choice(&table(import)).columns;
        [x1, x2, label]
    }

    #[test]
    fn a_blank_text_is_no_problem() {
        let mut import = Import::default();
        for text in ["", " \n"] {
            import.set_text(text.to_owned());
            assert!(import.read().is_none(), "{text:?}");
        }
        import.set_text("x".to_owned());
        assert!(table(&import).points(&import.choice(&table(&import))).is_err(), "a word is one");
    }

    #[test]
    fn choices_last_while_the_columns_are_the_same() {
        let mut import = Import::default();
        import.open("points.csv".to_owned(), TABLE.to_owned());
        assert_eq!((columns(&import), import.file()), ([0, 1, 3], Some("points.csv")), "guess");
        import.set_columns(&table(&import), Columns { x1: 1, x2: 2, label: 3 });
        import.set_classes(&table(&import), ["yes", "no"].map(str::to_owned));
        import.set_text(format!("{TABLE}9,9,9,yes\n"));
        assert_eq!((columns(&import), import.file()), ([1, 2, 3], None), "a row was typed");
        let points = table(&import).points(&import.choice(&table(&import))).expect("points");
        assert_eq!((points.examples.len(), points.examples[0].x), (4, [2.0, 3.0]), "of the chosen columns");
        assert_eq!(points.examples[0].y, 1.0, "and “no” is still +1");
        import.set_text("x,y,label\n1,2,0\n3,4,1\n".to_owned());
        assert_eq!(columns(&import), [0, 1, 2], "another table is guessed anew");
        assert_eq!(import.choice(&table(&import)).classes, None, "classes too");
    }

    #[test]
    fn classes_that_are_gone_are_no_longer_chosen() {
        let mut import = Import::default();
        import.set_text(TABLE.to_owned());
        import.set_classes(&table(&import), ["yes", "no"].map(str::to_owned));
        import.set_text(TABLE.replace("yes", "maybe"));
        assert_eq!(import.choice(&table(&import)).classes, None, "“yes” is gone");
        import.set_text(TABLE.to_owned());
        import.set_columns(&table(&import), Columns { x1: 0, x2: 1, label: 2 });
        assert_eq!(import.choice(&table(&import)).classes, None, "another column has other labels");
    }

    #[test]
    fn a_header_can_be_overruled() {
        let mut import = Import::default();
        import.set_text(TABLE.to_owned());
        let points = |import: &Import| table(import).points(&import.choice(&table(import)));
        import.set_header(&table(&import), Header::Absent);
        assert!(points(&import).is_err(), "its names are no numbers");
        import.set_header(&table(&import), Header::Present);
        assert!(points(&import).is_ok(), "and back");
    }

    #[test]
    fn a_separator_holds_until_another_file_is_opened() {
        let mut import = Import { separator: Some(Delimiter::Semicolon), ..Import::default() };
        import.set_text(TABLE.to_owned());
        assert_eq!(table(&import).columns(), 1, "as was said");
        import.open("points.csv".to_owned(), TABLE.to_owned());
        assert_eq!(table(&import).columns(), 4, "another file is guessed anew");
    }
}
