//! Arrays by `NumPy`'s rules: kinds, shapes, broadcasting, views, indices.
//!
//! Three kinds of numbers, as they come up in assignments: bool, int64 and float64. Every function takes time and memory
//! in proportion to what it makes, and nothing has more than [`MOST_NUMBERS`] numbers.

mod array;
mod binary;
mod index;
mod linear;
mod make;
mod reduce;
mod unary;

pub use array::{Array, Kind, Scalar, shape_text};
pub use binary::{Operation, binary, broadcast, choose};
pub(crate) use binary::{floor_divide, int_floor_divide, int_remainder, remainder};
pub(crate) use index::slice;
pub use index::{Indexed, Selector, select, store};
pub use linear::{diag, dot, eye, kron, matmul, outer};
pub use make::{full, reshape, transpose};
pub(crate) use reduce::axis_of;
pub use reduce::{Axes, Reduce, reduce};
pub use unary::{Function, unary};

use crate::python::{Fault, Sort};

/// The most numbers that an array or a list may have.
pub const MOST_NUMBERS: usize = 1 << 14;

/// The most axes.
pub const MOST_AXES: usize = 8;

/// What goes wrong has no place yet: who calls knows it.
pub type Result<T> = std::result::Result<T, Fault>;

/// How many numbers a shape has, or that these are too many.
pub(crate) fn count(shape: &[usize]) -> Result<usize> {
    let count = shape.iter().try_fold(1_usize, |count, &size| count.checked_mul(size));
    match count {
        Some(count) if count <= MOST_NUMBERS && shape.len() <= MOST_AXES => Ok(count),
        Some(count) if count <= MOST_NUMBERS => {
            Err(Fault::new(Sort::Limit, format!("{} axes", shape.len()), format!("at most {MOST_AXES}")))
        }
        _ => Err(Fault::new(
            Sort::Limit,
            format!("an array of shape {}", shape_text(shape)),
            format!("at most {MOST_NUMBERS} numbers"),
        )),
    }
}

/// Shapes that do not go together.
pub(crate) fn shapes(found: impl Into<String>, expected: impl Into<String>) -> Fault {
    Fault::new(Sort::Shapes, found, expected)
}
