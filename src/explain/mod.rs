//! A gradient's derivation as data: terms, factors, sums.
//!
//! [`walk`] goes through both passes of one example step by step, each with its [`Formula`] and the numbers in it;
//! [`graph`] says what is known at each step, [`listing`] which line of a program computes it. [`explain`] is a
//! parameter's gradient as a sum over examples, [`curve`] the loss as the parameter moves, [`health`] how gradients and
//! updates compare with the weights.

mod code;
mod curve;
pub mod graph;
mod health;
pub mod steps;
mod sum;
mod symbol;
mod terms;
#[cfg(test)]
mod tests;

pub use code::{Language, Line as CodeLine, Origin, listing};
pub use curve::{CurveCorner, CurveSpec, Line, LossCurve, Point, Slopes, curve};
pub use health::{Health, HealthHistory, HealthPoint, active_on, health};
pub use steps::{Chain, Form, GroupUpdate, Operand, Pass, Shapes, Step, StepId, Update, Walk, Written, update, walk};
pub use sum::{exact_sum, round_to_add_up};
pub use symbol::{Equation, Notation, Quantity, Symbol};
pub use terms::{Explanation, Factor, Head, Term, explain};

pub use crate::notation::{Array, Formula, Shape};

/// ‖Δθ‖/‖θ‖ of a healthy update: far above, training is unstable; far below, it crawls.
pub const RATIO_GUIDE: f64 = 1e-3;
