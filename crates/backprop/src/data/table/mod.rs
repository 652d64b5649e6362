//! Points of people's own, from CSV and TSV as people have them.
//!
//! A text becomes a [`Table`] of fields with guesses about it: what separates the fields (`rows`), what a number is
//! (`cell`), whether the first row is a header and which columns matter (`guess`). With what a person chose, among it
//! which two `labels` are meant where there are more, the table becomes points, or a list of everything that is in the
//! way (`points`).

mod cell;
mod guess;
mod labels;
mod points;
mod problem;
mod rows;

pub use cell::{Mark, could_be_thousands};
pub use labels::LabelClass;
pub use points::{Axis, Choice, Imported, Incomplete, LeftOut, Scaling};
pub use problem::{Column, Expected, TableProblem, TableProblems};
pub use rows::Delimiter;
use rows::Row;

use super::{CUSTOM_POINTS, Names};

/// The longest text that is read, in bytes: [`CUSTOM_POINTS`] with fifty columns of twenty characters.
pub const MOST_BYTES: usize = 5 << 20;
/// So many columns can be chosen from.
pub const MOST_COLUMNS: usize = 100;
/// What some programs write at the beginning of a text.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// One more than may be points, so that the first row that is too many can be named, with and without a header.
const KEPT: usize = *CUSTOM_POINTS.end() + 2;

/// The fields of a text, and how they were told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// At most [`KEPT`], with the header where there is one.
    rows: Vec<Row>,
    /// All of the text, with the header where there is one.
    count: usize,
    columns: usize,
    delimiter: Delimiter,
    mark: Mark,
    header: Header,
}

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// It does.
    Present,
    /// It is a point like any other.
    Absent,
}

/// Which columns are used, by their places from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// x₁.
    pub x1: usize,
    /// x₂.
    pub x2: usize,
    /// The label.
    pub label: usize,
}

impl Columns {
    /// x₁, x₂, the label.
    pub(super) fn places(self) -> [usize; 3] {
        [self.x1, self.x2, self.label]
    }
}

impl Table {
    /// Divides a text into rows and fields. Fails where nothing can be chosen: a text that is blank, or far too long or
    /// too wide. Every other problem depends on what is chosen, and is found by [`Self::points`].
    ///
    /// Takes time in proportion to the text's length.
    pub fn read(text: &str) -> Result<Self, TableProblem> {
        Self::read_as(text, Delimiter::sniff(text))
    }

    /// The same where one knows what stands between the fields.
    pub fn read_as(text: &str, delimiter: Delimiter) -> Result<Self, TableProblem> {
        if text.len() > MOST_BYTES {
            return Err(TableProblem::TooLong { found: text.len(), most: MOST_BYTES });
        }
        let text = text.trim_start_matches(BYTE_ORDER_MARK);
        let (rows, count) = delimiter.rows(text, KEPT);
        let wide = rows.first().map(Row::len).ok_or(TableProblem::NoRows)?;
        // Where every line ends with a delimiter, what comes after is no column.
        let columns =
            (0..wide).rfind(|&place| rows.iter().any(|row| !row.field(place).is_empty())).map_or(0, |last| last + 1);
        if columns > MOST_COLUMNS {
            return Err(TableProblem::TooManyColumns { found: columns, most: MOST_COLUMNS });
        }
        let mark = cell::mark_of(rows.iter().flat_map(Row::fields), delimiter);
        let header = guess::header(&rows, columns, mark);
        Ok(Self { rows, count, columns, delimiter, mark, header })
    }

    /// What stands between the fields.
    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// What separates whole numbers from their fractions.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// Whether the first row seems to name the columns.
    pub fn header(&self) -> Header {
        self.header
    }

    /// How many columns the first row has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// What the header calls a column, if there is one and it says anything.
    pub fn name(&self, place: usize, header: Header) -> Option<&str> {
        let names = self.rows.first().filter(|_| header == Header::Present)?;
        // numpy.savetxt begins its header with a #.
        let name = names.field(place).trim_start_matches('#').trim_start();
        (!name.is_empty()).then_some(name)
    }

    /// What `imported` is called where `choice` was made.
    pub fn names(&self, choice: &Choice, imported: &Imported) -> Names {
        let axis = |place| self.name(place, choice.header).map(shortened).unwrap_or_default();
        Names {
            axes: [choice.columns.x1, choice.columns.x2].map(axis),
            classes: [0, 1].map(|class: usize| shortened(&imported.classes[class].written)),
        }
    }

    /// A column with its name.
    pub fn column(&self, place: usize, header: Header) -> Column {
        Column { place, name: self.name(place, header).map(shortened) }
    }

    /// How many rows of data the text has.
    pub fn count(&self, header: Header) -> usize {
        self.count.saturating_sub(usize::from(header == Header::Present))
    }

    /// The first rows of data, each with its line and its fields.
    pub fn first(&self, header: Header, most: usize) -> impl Iterator<Item = (usize, Vec<String>)> {
        let fields = |row: &Row| (0..self.columns).map(|place| shortened(row.field(place))).collect();
        self.data(header).iter().take(most).map(move |row| (row.line, fields(row)))
    }

    /// Which columns are probably meant.
    pub fn guess(&self, header: Header) -> Columns {
        guess::columns(self, header)
    }

    /// The kept rows of data.
    fn data(&self, header: Header) -> &[Row] {
        self.rows.get(usize::from(header == Header::Present)..).unwrap_or_default()
    }
}

/// At most 30 characters, so that a message stays a line.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod choice_tests;
#[cfg(test)]
mod tests;
