//! Is my gradient right, and if not, why?
//!
//! [`python`] reads a subset of Python, [`run`] runs it by the rules of [`numpy`]: everything is bounded, so that no text
//! hangs or ends the page that asks.

#![expect(clippy::cast_possible_wrap, reason = "sizes are at most 2^16, and integers wrap as NumPy's do")]

pub mod numpy;
pub mod python;
pub mod run;
