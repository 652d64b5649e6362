//! The mathematics of the Backprop Playground: a 2-h-1 `ReLU` network with logistic loss, trained by SGD, every gradient
//! checked by witnesses that know nothing of backpropagation. It names neither a browser nor a view.
//!
//! # Conventions
//!
//! The notation is seed 003's, everywhere: rows are examples, weights are `[in, out]`.
//!
//! | symbol | meaning | shape |
//! |---|---|---|
//! | X | input | `[n, d]`, d = 2 in the playground |
//! | Wi, bi | hidden layer: Z = X·Wi + bi, H = `ReLU(Z)` | `[d, h]`, `[h]` |
//! | Wo, bo | output layer: Ȳ = H·Wo + bo | `[h]`, scalar |
//! | Y | label, −1 or +1 | `[n]` |
//! | s | logistic loss log(1 + exp(−Y·Ȳ)) | `[n]` |
//!
//! ReLU′(0) is 0.

#![forbid(unsafe_code)]

pub mod check;
pub mod data;
mod named;
pub mod nn;
pub mod training;

pub use named::Named;

/// The README's code runs with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
