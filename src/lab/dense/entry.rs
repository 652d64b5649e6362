//! Which row and column make one entry of a dense layer's result, and the sum of products that it is.

use super::{DenseArray, DenseProblem};
use crate::lab::sum::{Axis, Cell, Entry, Line, Term};

impl DenseProblem {
    /// The entry of `result` at (`row`, `column`) as the sum that it is. `grad_b` is one row. `None` for an array that is
    /// given and for a place that the result does not have.
    ///
    /// - output\[i, j\] = Σₖ x\[i, k\]·W\[k, j\] + b\[j\]: row i of x with column j of W;
    /// - `grad_input`\[i, k\] = Σⱼ `grad_output`\[i, j\]·W\[k, j\]: row i of `grad_output` with row k of W, a column of Wᵀ;
    /// - `grad_W`\[k, j\] = Σᵢ x\[i, k\]·`grad_output`\[i, j\]: column k of x, a row of xᵀ, with column j of `grad_output`;
    /// - `grad_b`\[j\] = Σᵢ `1·grad_output`\[i, j\]: the ones with column j of `grad_output`.
    pub fn entry(&self, result: DenseArray, row: usize, column: usize) -> Option<Entry<DenseArray>> {
        use DenseArray::{B, GradB, GradInput, GradOutput, GradW, Ones, Output, W, XInput};
        let (left, right) = match result {
            Output => ((XInput, Axis::Row, row), (W, Axis::Column, column)),
            GradInput => ((GradOutput, Axis::Row, row), (W, Axis::Row, column)),
            GradW => ((XInput, Axis::Column, row), (GradOutput, Axis::Column, column)),
            GradB => ((Ones, Axis::Column, 0), (GradOutput, Axis::Column, column)),
            _ => return None,
        };
        let [left, right] = [left, right].map(|(array, axis, index)| Line { array, axis, index });
        let terms = self.along(left)?.into_iter().zip(self.along(right)?).map(term).collect();
        let addend = if result == Output { Some(self.cell(B, 0, column)?) } else { None };
        Some(Entry { result: self.cell(result, row, column)?, left, right, terms, addend })
    }

    /// The numbers of one row or column, `None` where the array has no such line.
    fn along(&self, line: Line<DenseArray>) -> Option<Vec<Cell<DenseArray>>> {
        let cell = |at: usize| match line.axis {
            Axis::Row => self.cell(line.array, line.index, at),
            Axis::Column => self.cell(line.array, at, line.index),
        };
        // The line's end is where the array has no further number.
        let cells: Vec<_> = (0..).map_while(cell).collect();
        (!cells.is_empty()).then_some(cells)
    }

    fn cell(&self, array: DenseArray, row: usize, column: usize) -> Option<Cell<DenseArray>> {
        let matrix = match array {
            DenseArray::XInput => &self.x,
            DenseArray::W => &self.layer.w,
            DenseArray::GradOutput => &self.grad_output,
            DenseArray::Output => &self.output,
            DenseArray::GradInput => &self.gradients.input,
            DenseArray::GradW => &self.gradients.w,
            DenseArray::B | DenseArray::GradB | DenseArray::Ones => return self.vector_cell(array, row, column),
        };
        matrix.get((row, column)).map(|&value| Cell { array, row, column, value })
    }

    /// b and `grad_b` are one row, the ones are one column.
    fn vector_cell(&self, array: DenseArray, row: usize, column: usize) -> Option<Cell<DenseArray>> {
        let value = match (array, row, column) {
            (DenseArray::B, 0, column) => *self.layer.b.get(column)?,
            (DenseArray::GradB, 0, column) => *self.gradients.b.get(column)?,
            (DenseArray::Ones, row, 0) if row < self.examples() => 1.0,
            _ => return None,
        };
        Some(Cell { array, row, column, value })
    }
}

fn term((left, right): (Cell<DenseArray>, Cell<DenseArray>)) -> Term<DenseArray> {
    Term { left, right, product: left.value * right.value }
}
