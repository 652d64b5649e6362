//! Independent witnesses of a gradient: finite differences, dual numbers, and how they compare.
//!
//! Nothing here calls a backward pass: [`finite_difference()`] measures through forward and loss alone, and
//! [`forward_mode()`] differentiates a forward pass of its own. [`differences`] and [`derivatives`] do the same for any
//! [`Loss`].

mod compare;
mod finite_difference;
mod forward_mode;
mod kinks;
mod loss;
mod report;
mod spec;
mod sweep;
mod verdict;

pub use compare::{Comparison, compare};
pub use finite_difference::finite_difference;
pub use forward_mode::{forward_mode, forward_mode_input};
pub use kinks::{Corner, Kinks, Side, kinks};
pub use loss::{Loss, Number, derivatives, differences};
pub use report::{Checking, Report, Row, report};
pub use spec::{CheckSpec, Precision, Scheme};
pub use sweep::{Curve, Measured, Sweep, sweep};
pub use verdict::{Judged, Tally, Verdict, verdict};
