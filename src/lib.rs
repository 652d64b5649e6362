//! Backprop Playground: a one-hidden-layer ReLU network trained in the browser, every gradient shown twice.
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
//! ReLU′(0) is 0. Data flows one way: an input becomes an [`training::Action`], the session applies it, one immutable
//! snapshot per frame comes out, pictures are computed from the snapshot, panels show them.

pub use backprop::{Named, check, data, nn, training};
pub use plot;

pub mod api;
pub mod browser;
pub mod document;
pub mod explain;
pub mod export;
pub mod lab;
pub mod notation;
pub mod options;
pub mod state;
// The views are most of what is compiled, and read nothing by themselves.
#[cfg(not(fuzzing))]
pub mod ui;
