//! Why a text is no array, and where.

use crate::lab::Shape;

/// The first place where a text stops being an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What stands there.
    pub found: Found,
    /// What should.
    pub expected: Expected,
}

/// What stands at the place of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The text's end.
    End,
    /// A line's end.
    LineEnd,
    /// These characters, cut short where they are many.
    Text(String),
    /// A row of so many numbers.
    Numbers(usize),
    /// An array of this shape.
    Shape(Shape),
    /// A text of so many bytes.
    Bytes(usize),
}

/// What should stand at the place of a problem, and with it the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, an opening bracket or `array(`.
    Array,
    /// Nothing more: this field holds one array.
    OneArray,
    /// A number.
    Number,
    /// Another number, or this closing bracket.
    NumberOr(char),
    /// Another row, or this closing bracket.
    RowOr(char),
    /// This closing bracket, or `name=value` after a comma.
    Argument(char),
    /// A digit straight after the sign.
    DigitAfterSign,
    /// A digit after the exponent's `e`.
    ExponentDigit,
    /// A space, a comma or a bracket after a number.
    Separator,
    /// A number that is neither infinite nor nan.
    FiniteNumber,
    /// A number below float64's largest, 1.8e308.
    SmallerNumber,
    /// A number: the cell is empty or marked as missing.
    MissingNumber,
    /// All numbers: `...` stands where `NumPy` left some out.
    EveryNumber,
    /// A number, not the name of one.
    ValueOfName,
    /// A number, not True or False.
    NumberNotTruth,
    /// An array that is computed already: `.T` or `.reshape(…)` stands behind it.
    Computed,
    /// The numbers of a TensorFlow tensor.
    PrintedTensor,
    /// A matrix environment: another command of LaTeX stands there.
    LatexMatrix,
    /// As many numbers as in the first row.
    RowLength {
        /// Which row, from 1.
        row: usize,
        /// The first row's count.
        length: usize,
    },
    /// Rows alone or numbers alone.
    OneKind,
    /// At most two levels of brackets.
    Matrix,
    /// At most so many rows, and as many columns.
    AtMost(usize),
    /// At most so many bytes of text.
    AtMostBytes(usize),
    /// A point as decimal mark: with commas beside another separator, 1,5 could be one number or two.
    DecimalPoint,
    /// The second quotation mark.
    Quote,
}

/// A problem before its line and column are counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) offset: usize,
    pub(super) found: Found,
    pub(super) expected: Expected,
}

impl Refusal {
    pub(super) fn end(text: &str, expected: Expected) -> Self {
        Self { offset: text.len(), found: Found::End, expected }
    }
}

/// Counts line and column of the refusal's place, walking the text once.
pub(super) fn place(text: &str, refusal: Refusal) -> Problem {
    let before = text.get(..refusal.offset).unwrap_or(text);
    // The three line ends; the carriage return of a pair does not count.
    let ends = |(index, end): (usize, char)| end == '\n' || end == '\r' && !text[index + 1..].starts_with('\n');
    let line = before.char_indices().filter(|&at| ends(at)).count() + 1;
    let start = before.rfind(['\n', '\r']).map_or(0, |index| index + 1);
    let column = before[start..].chars().count() + 1;
    Problem { line, column, found: refusal.found, expected: refusal.expected }
}
