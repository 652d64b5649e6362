//! Rows of numbers while they are read.

use super::problem::{Expected, Found, Refusal};
use crate::lab::{Array, Shape};

/// Numbers, and where each row begins.
#[derive(Debug, Default)]
pub(super) struct Rows {
    values: Vec<f64>,
    /// Of each row: its first number's index, and the byte it begins at.
    starts: Vec<(usize, usize)>,
}

impl Rows {
    /// How many rows were begun.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// How many numbers there are in all rows.
    pub(super) fn numbers(&self) -> usize {
        self.values.len()
    }

    /// Begins a row at byte `offset`.
    pub(super) fn begin(&mut self, offset: usize) {
        self.starts.push((self.values.len(), offset));
    }

    /// Adds a number to the last row.
    pub(super) fn push(&mut self, value: f64) {
        self.values.push(value);
    }

    /// A matrix. Fails where a row has another count than the first.
    pub(super) fn into_matrix(self) -> Result<Array, Refusal> {
        let end = |row: usize| self.starts.get(row + 1).map_or(self.values.len(), |&(first, _)| first);
        let length = end(0);
        for (row, &(first, offset)) in self.starts.iter().enumerate() {
            let found = end(row) - first;
            if found != length {
                let expected = Expected::RowLength { row: row + 1, length };
                return Err(Refusal { offset, found: Found::Numbers(found), expected });
            }
        }
        let shape = Shape::Matrix(self.count(), length);
        self.shaped(shape)
    }

    /// All numbers in `shape`, whatever the rows.
    pub(super) fn shaped(self, shape: Shape) -> Result<Array, Refusal> {
        let offset = self.starts.first().map_or(0, |&(_, offset)| offset);
        let refusal = Refusal { offset, found: Found::Shape(shape), expected: Expected::Number };
        Array::new(shape, self.values).ok_or(refusal)
    }
}
