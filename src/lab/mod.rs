//! Arrays as people paste them, and problems built from them.
//!
//! Text becomes an [`Array`] ([`parse`]) and back ([`print()`]). Arrays become a [`dense`] layer or a [`deep`] network,
//! which know every number of both passes, which sum each one is, and what witnesses say of it. Inside, rows are
//! examples and weights are [in, out]; [`Convention`] turns what is shown.

pub mod code;
mod compared;
mod convention;
pub mod deep;
pub mod dense;
pub mod examples;
pub mod files;
pub mod hand_out;
mod mismatch;
pub mod naming;
mod parse;
mod print;
pub mod reference;
mod sum;
mod system;
mod wording;

pub use compared::{Cause, Compared, Differs, Outcome, Verdict, Witness, compare_all};
pub use convention::Convention;
pub use mismatch::{Mismatch, Rule, Side};
pub use parse::{Expected, Found, MOST_BYTES, Named, Problem, parse, parse_all};
pub use print::{Format, print};
pub use sum::{Axis, Cell, Entry, Line, Term};
pub use system::{Measured, System};

pub use crate::notation::{Array, Formula, MOST_ROWS_OR_COLUMNS, MOST_WITH_NUMBERS, Shape};
