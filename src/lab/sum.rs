//! One entry of a matrix product as the sum that it is.

/// One entry of a result: which row and column make it, and its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<S> {
    /// The entry.
    pub result: Cell<S>,
    /// The line of the left operand that is walked along, as that array is stored, not as the product transposes it.
    pub left: Line<S>,
    /// The line of the right operand.
    pub right: Line<S>,
    /// left·right, in the order in which they are added.
    pub terms: Vec<Term<S>>,
    /// What is added to the sum of the terms: the bias, in an output.
    pub addend: Option<Cell<S>>,
}

/// One product in a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term<S> {
    /// The left factor.
    pub left: Cell<S>,
    /// The right factor.
    pub right: Cell<S>,
    /// Their product.
    pub product: f64,
}

/// One number of an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<S> {
    /// Which array.
    pub array: S,
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// The number.
    pub value: f64,
}

/// One row or column of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<S> {
    /// Which array.
    pub array: S,
    /// A row or a column.
    pub axis: Axis,
    /// Which, from 0.
    pub index: usize,
}

/// A direction in a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Along a row, or the number of rows.
    Row,
    /// Along a column, or the number of columns.
    Column,
}

impl<S> Entry<S> {
    /// The terms and the addend, added in order. Differs from the result by rounding alone.
    pub fn sum(&self) -> f64 {
        self.terms.iter().map(|term| term.product).sum::<f64>() + self.addend.as_ref().map_or(0.0, |cell| cell.value)
    }

    /// The same sum for arrays that go by other names.
    pub fn renamed<T>(self, name: impl Fn(S) -> T) -> Entry<T> {
        let cell =
            |cell: Cell<S>| Cell { array: name(cell.array), row: cell.row, column: cell.column, value: cell.value };
        let line = |line: Line<S>| Line { array: name(line.array), axis: line.axis, index: line.index };
        let term = |term: Term<S>| Term { left: cell(term.left), right: cell(term.right), product: term.product };
        Entry {
            result: cell(self.result),
            left: line(self.left),
            right: line(self.right),
            terms: self.terms.into_iter().map(term).collect(),
            addend: self.addend.map(cell),
        }
    }
}
