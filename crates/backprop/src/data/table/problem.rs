//! Why a table gives no points, and where.

/// Something in a table that keeps points from being made of it. Rows are lines of the text, from 1, as editors count.
#[derive(Clone, Debug, PartialEq)]
pub enum TableProblem {
    /// The text has more bytes than are read.
    TooLong {
        /// Bytes of the text.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// The first row has more fields than are read.
    TooManyColumns {
        /// Fields of the first row.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// No row of data: the text is blank, or a header and nothing below.
    NoRows,
    /// Less than two coordinates and a label.
    TooFewColumns {
        /// Columns of the table.
        found: usize,
    },
    /// Two of x₁, x₂ and the label are the same column.
    SameColumnTwice {
        /// That column.
        column: Column,
    },
    /// More rows of data than points of people's own may be.
    TooManyRows {
        /// The first row that is too many.
        row: usize,
        /// Rows of data in the whole text.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A row that is longer or shorter than the first.
    Ragged {
        /// The row.
        row: usize,
        /// Its fields.
        found: usize,
        /// Fields of the first row.
        expected: usize,
    },
    /// A field that holds something else than it should.
    Unfit {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// What stands there; empty where nothing does.
        found: String,
        /// What should.
        expected: Expected,
    },
    /// Every row has the same label.
    OneClass {
        /// The column of the labels.
        column: Column,
        /// That label.
        class: String,
    },
}

/// What a field should hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A value: there is none, or a word such as NA.
    Value,
    /// A number, as coordinate.
    Number,
    /// A finite value, as coordinate or label.
    Finite,
    /// A coordinate of at most this absolute size.
    Within(f64),
    /// One of the two classes before, in their order of appearance: this is a third one.
    OneOf([String; 2]),
}

/// A column as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub place: usize,
    /// What the header calls it, if anything.
    pub name: Option<String>,
}

/// The first problems of a table, and how many there are besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableProblems {
    /// In the order of the rows, at most [`Self::LISTED`].
    pub first: Vec<TableProblem>,
    /// How many more were found.
    pub more: usize,
    /// Rows that lack something, which [`super::Incomplete::LeftOut`] would leave out.
    pub incomplete: usize,
}

impl TableProblems {
    /// How many problems are told one by one.
    pub const LISTED: usize = 20;

    pub(super) fn push(&mut self, problem: TableProblem) {
        if self.first.len() < Self::LISTED {
            self.first.push(problem);
        } else {
            self.more += 1;
        }
    }
}

impl From<TableProblem> for TableProblems {
    fn from(problem: TableProblem) -> Self {
        Self { first: vec![problem], ..Self::default() }
    }
}
