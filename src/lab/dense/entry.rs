//! Which row and column make one entry of a dense layer's result, and the sum of products that it is.

use super::{DenseArray, DenseProblem};
use crate::lab::{
    System,
    sum::{Axis, Cell, Entry, Line, Term},
};

/// The entry of `result` at (`row`, `column`) as the sum that it is. `grad_b` is one row. `None` for an array that is
/// given and for a place that the result does not have.
///
/// - output\[i, j\] = Σₖ x\[i, k\]·W\[k, j\] + b\[j\]: row i of x with column j of W;
/// - `grad_input`\[i, k\] = Σⱼ `grad_output`\[i, j\]·W\[k, j\]: row i of `grad_output` with row k of W, a column of Wᵀ;
/// - `grad_W`\[k, j\] = Σᵢ x\[i, k\]·`grad_output`\[i, j\]: column k of x, a row of xᵀ, with column j of `grad_output`;
/// - `grad_b`\[j\] = Σᵢ `1·grad_output`\[i, j\]: the ones with column j of `grad_output`.
pub(super) fn entry(
    problem: &DenseProblem,
    result: DenseArray,
    row: usize,
    column: usize,
) -> Option<Entry<DenseArray>> {
    use DenseArray::{B, GradB, GradInput, GradOutput, GradW, Ones, Output, W, XInput};
    let (left, right) = match result {
        Output => ((XInput, Axis::Row, row), (W, Axis::Column, column)),
        GradInput => ((GradOutput, Axis::Row, row), (W, Axis::Row, column)),
        GradW => ((XInput, Axis::Column, row), (GradOutput, Axis::Column, column)),
        GradB => ((Ones, Axis::Column, 0), (GradOutput, Axis::Column, column)),
        _ => return None,
    };
    let [left, right] = [left, right].map(|(array, axis, index)| Line { array, axis, index });
    let cell = |array: DenseArray, row: usize| {
        Some(Cell { array, row, column, value: problem.array(array)?.at(row, column)? })
    };
    let terms = along(problem, left)?.into_iter().zip(along(problem, right)?).map(term).collect();
    let addend = if result == Output { Some(cell(B, 0)?) } else { None };
    Some(Entry { result: cell(result, row)?, left, right, terms, addend })
}

/// The numbers of one row or column, `None` where the array has no such line.
fn along(problem: &DenseProblem, Line { array, axis, index }: Line<DenseArray>) -> Option<Vec<Cell<DenseArray>>> {
    let numbers = problem.array(array)?;
    let cell = |at: usize| {
        let (row, column) = if axis == Axis::Row { (index, at) } else { (at, index) };
        numbers.at(row, column).map(|value| Cell { array, row, column, value })
    };
    // The line's end is where the array has no further number.
    let cells: Vec<_> = (0..).map_while(cell).collect();
    (!cells.is_empty()).then_some(cells)
}

fn term((left, right): (Cell<DenseArray>, Cell<DenseArray>)) -> Term<DenseArray> {
    Term { left, right, product: left.value * right.value }
}
