//! What several rooms write in: numbers, arrays with their shapes, and formulas over arrays.

mod array;
pub mod format;
mod formula;
mod function;

pub use array::{Array, MOST_ROWS_OR_COLUMNS, MOST_WITH_NUMBERS, Shape};
pub use formula::{Formula, Index, factor_text};
pub use function::{Function, Spelling};
