//! Is my gradient right, and if not, why?
//!
//! An [`exercise`] asks about a [`pass`], whose right numbers `backprop` computes. An answer is a text: [`python`] reads a
//! subset of Python, [`run`] runs it by the rules of [`numpy`], and [`verdict`] compares what it gives with what is right
//! on many states, and says what is wrong; [`compare`] does the same for numbers that one's own code gave.
//! Authors write exercises as a [`document`]. Everything is bounded, so that no text hangs or ends the page that asks.

#![expect(clippy::cast_possible_wrap, reason = "sizes are at most 2^14, and integers wrap as NumPy's do")]

pub mod compare;
pub mod document;
pub mod exercise;
pub mod numpy;
pub mod pass;
pub mod python;
pub mod run;
pub mod verdict;
