//! The mathematics: layers, losses, networks, forward and backward side by side.
//!
//! The general [`Network`] on matrices says how backpropagation works; [`two_layer`] and [`Stepper`] are the same
//! mathematics for the 2-h-1 `ReLU` network over plain slices, fast enough to train millions of examples a second.

mod activation;
mod bugs;
mod dense;
mod initialization;
pub mod loss;
mod network;
mod parameters;
mod sigmoid;
mod stepper;
#[cfg(test)]
mod tests;
pub mod two_layer;
mod units;
mod update;

pub use activation::Activation;
pub use bugs::{Backward, Bug};
pub use dense::{Dense, DenseGradients};
pub use initialization::{Initialization, initialize};
pub use loss::{
    Reduction, half_squared_error, half_squared_error_derivative, least_squares, least_squares_derivative,
    logistic_derivative, logistic_loss, softplus,
};
pub use network::{Gradients, Layer, Network, NetworkError, Trace};
pub use parameters::{Group, ParameterId, Parameters, UnknownParameter};
pub use sigmoid::sigmoid;
pub use stepper::{Rates, Stepper};
pub use update::{GroupUpdate, RATIO_GUIDE, Update, update};
