//! Arrays as people paste them, and problems built from them.

mod array;
mod parse;
mod print;
mod wording;

pub use array::{Array, MOST_ROWS_OR_COLUMNS, MOST_WITH_NUMBERS, Shape};
pub use parse::{Expected, Found, MOST_BYTES, Named, Problem, parse, parse_all};
pub use print::{Format, print};
