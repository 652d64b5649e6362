//! A gradient's derivation as data: terms, factors, sums.
//!
//! [`walk`] goes through both passes of one example step by step, each with its [`Formula`] and the numbers in it;
//! [`graph`] says what is known at each step, [`listing`] which line of a program computes it. [`explain`] is a
//! parameter's gradient as a sum over examples, [`curve`] the loss as the parameter moves.

mod code;
mod curve;
pub mod graph;
pub mod steps;
mod sum;
mod symbol;
mod terms;
#[cfg(test)]
mod tests;

pub use code::{Language, Line as CodeLine, Origin, listing};
pub use curve::{CurveCorner, CurveSpec, Line, LossCurve, Point, Slopes, curve};
pub use steps::{Chain, Form, Operand, Pass, Piece, Shapes, Source, Step, StepId, Walk, Written, walk};
pub use sum::{exact_sum, round_to_add_up};
pub use symbol::{Equation, Notation, Quantity, Symbol};
pub use terms::{Explanation, Factor, Head, Term, explain};

pub use crate::notation::{Array, Formula, Shape};
