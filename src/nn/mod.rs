//! The mathematics: layers, losses, networks, forward and backward side by side.

mod parameters;

pub use parameters::{Group, ParameterId, Parameters, UnknownParameter};
