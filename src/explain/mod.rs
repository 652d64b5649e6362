//! A gradient's derivation as data: terms, factors, sums.
//!
//! [`walk`] goes through both passes of one example step by step, each with its [`Formula`] and the numbers in it;
//! [`graph`] says what is known at each step.

mod array;
mod code;
pub mod formula;
pub mod graph;
pub mod steps;
mod sum;
mod symbol;

pub use array::{Array, Shape};
pub use code::{Language, Line, listing};
pub use formula::Formula;
pub use steps::{Chain, Form, GroupUpdate, Operand, Pass, Shapes, Step, StepId, Update, Walk, Written, update, walk};
pub use sum::{exact_sum, round_to_add_up};
pub use symbol::{Equation, Notation, Quantity, Symbol};

/// ‖Δθ‖/‖θ‖ of a healthy update: far above, training is unstable; far below, it crawls.
pub const RATIO_GUIDE: f64 = 1e-3;
