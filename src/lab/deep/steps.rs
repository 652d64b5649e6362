//! Both passes one quantity at a time, each with its equation.

use super::{DeepArray, DeepProblem, Loss};
use crate::{
    nn::Activation,
    notation::{Formula, Function, Spelling},
};

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pass {
    /// From the input to the loss.
    Forward,
    /// From the loss to the input.
    Backward,
}

/// One step of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which way it goes.
    pub pass: Pass,
    /// The layer it belongs to; the loss and its derivative belong to the last.
    pub layer: usize,
    /// The quantity that it computes.
    pub makes: DeepArray,
    /// The quantities that it takes, all of them given or made by earlier steps.
    pub from: Vec<DeepArray>,
    /// What it computes.
    pub equation: Formula<DeepArray>,
}

impl DeepProblem {
    /// Forward from the input to the loss, then backward as the notebook goes: for each layer from the last, ∂L/∂f,
    /// ∂L/∂b, ∂L/∂W, then ∂L/∂h.
    pub fn steps(&self) -> Vec<Step> {
        let layers = self.layers();
        let activations: Vec<Activation> = self.network.layers().iter().map(|layer| layer.activation).collect();
        let forward = (0..layers).flat_map(|k| [preactivate(k), activate(k, layers, activations[k])]);
        let loss = [measure(layers, self.loss), begin_backward(layers, self.loss)];
        let backward = (0..layers).rev().flat_map(|k| {
            let through = through_activation(k, layers, activations[k], self.loss);
            [through, to_biases(k), to_weights(k), to_input(k)]
        });
        forward.chain(loss).chain(backward).collect()
    }
}

fn symbol(array: DeepArray) -> Formula<DeepArray> {
    Formula::Symbol(array)
}

/// What layer `k` hands on.
fn activated(k: usize, layers: usize) -> DeepArray {
    if k + 1 == layers { DeepArray::Output } else { DeepArray::H(k + 1) }
}

fn preactivate(k: usize) -> Step {
    let (makes, h, w, b) = (DeepArray::F(k), DeepArray::H(k), DeepArray::Weights(k), DeepArray::Biases(k));
    let equation = symbol(makes).equals(symbol(h).times(w).plus(symbol(DeepArray::Ones).times(b)));
    Step { pass: Pass::Forward, layer: k, makes, from: vec![h, w, b], equation }
}

fn activate(k: usize, layers: usize, activation: Activation) -> Step {
    let (makes, f) = (activated(k, layers), DeepArray::F(k));
    let right = match activation {
        Activation::Identity => symbol(f),
        _ => symbol(f).apply(Function::Activation(activation, Spelling::Notebook)),
    };
    Step { pass: Pass::Forward, layer: k, makes, from: vec![f], equation: symbol(makes).equals(right) }
}

fn error() -> Formula<DeepArray> {
    symbol(DeepArray::Output).minus(DeepArray::Y)
}

/// 2(output − y) for least squares, output − y for half of it.
fn loss_derivative(loss: Loss) -> Formula<DeepArray> {
    match loss {
        Loss::LeastSquares => error().scaled(2.0),
        Loss::HalfSquaredError => error(),
    }
}

fn measure(layers: usize, loss: Loss) -> Step {
    let squares = error().apply(Function::Square).total();
    let right = match loss {
        Loss::LeastSquares => squares,
        Loss::HalfSquaredError => squares.scaled(0.5),
    };
    let from = vec![DeepArray::Output, DeepArray::Y];
    let equation = symbol(DeepArray::Loss).equals(right);
    Step { pass: Pass::Forward, layer: layers - 1, makes: DeepArray::Loss, from, equation }
}

fn begin_backward(layers: usize, loss: Loss) -> Step {
    let from = vec![DeepArray::Output, DeepArray::Y];
    let equation = symbol(DeepArray::DlDoutput).equals(loss_derivative(loss));
    Step { pass: Pass::Backward, layer: layers - 1, makes: DeepArray::DlDoutput, from, equation }
}

/// ∂L/∂f = ∂L/∂h ⊙ activation′(f), and the derivative written out: for a sigmoid h ⊙ (1 − h), so that the last layer
/// under half the squared error reads (output − y) ⊙ output ⊙ (1 − output), as in seed 002.
fn through_activation(k: usize, layers: usize, activation: Activation, loss: Loss) -> Step {
    let (makes, f, h) = (DeepArray::DlDf(k), DeepArray::F(k), activated(k, layers));
    let is_last = k + 1 == layers;
    let above = if is_last { DeepArray::DlDoutput } else { DeepArray::DlDh(k + 1) };
    let written_out = || if is_last { loss_derivative(loss) } else { symbol(above) };
    let one = Formula::Number(1.0);
    let short = symbol(makes)
        .equals(symbol(above).hadamard(symbol(f).apply(Function::Derivative(activation, Spelling::Notebook))));
    let equation = match activation {
        Activation::Identity => symbol(makes).equals(above),
        Activation::Relu => {
            symbol(makes).equals(symbol(above).hadamard(symbol(f).apply(Function::IsPositive(Spelling::Notebook))))
        }
        Activation::Sigmoid => short.equals(written_out().hadamard(h).hadamard(one.minus(h))),
        Activation::Tanh => short.equals(written_out().hadamard(one.minus(symbol(h).apply(Function::Square)))),
    };
    Step { pass: Pass::Backward, layer: k, makes, from: vec![above, f], equation }
}

fn to_biases(k: usize) -> Step {
    let (makes, dl_df) = (DeepArray::DlDbiases(k), DeepArray::DlDf(k));
    let equation = symbol(makes).equals(symbol(DeepArray::Ones).transpose().times(dl_df));
    Step { pass: Pass::Backward, layer: k, makes, from: vec![dl_df], equation }
}

fn to_weights(k: usize) -> Step {
    let (makes, h, dl_df) = (DeepArray::DlDweights(k), DeepArray::H(k), DeepArray::DlDf(k));
    let equation = symbol(makes).equals(symbol(h).transpose().times(dl_df));
    Step { pass: Pass::Backward, layer: k, makes, from: vec![h, dl_df], equation }
}

fn to_input(k: usize) -> Step {
    let (makes, dl_df, w) = (DeepArray::DlDh(k), DeepArray::DlDf(k), DeepArray::Weights(k));
    let equation = symbol(makes).equals(symbol(dl_df).times(symbol(w).transpose()));
    Step { pass: Pass::Backward, layer: k, makes, from: vec![dl_df, w], equation }
}
