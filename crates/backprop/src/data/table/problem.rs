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
    /// A field without a value.
    Missing {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// What stands there: nothing, or a word such as NA.
        found: String,
    },
    /// A coordinate that is no number.
    NotANumber {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// What stands there.
        found: String,
    },
    /// NaN or an infinity, as coordinate or label.
    NotFinite {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// What stands there.
        found: String,
    },
    /// A coordinate that is too far out.
    OutOfRange {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// What stands there.
        found: String,
        /// The largest absolute coordinate.
        most: f64,
    },
    /// A third class.
    TooManyClasses {
        /// The first row in which it appears.
        row: usize,
        /// The column of the labels.
        column: Column,
        /// The third class.
        found: String,
        /// The two before, in their order of appearance.
        known: [String; 2],
    },
    /// Every row has the same label.
    OneClass {
        /// The column of the labels.
        column: Column,
        /// That label.
        class: String,
    },
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
