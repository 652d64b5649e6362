//! Both passes one quantity at a time, each with its equation.

use super::{DeepArray, DeepProblem, Loss};
use crate::{
    lab::dense::DenseArray,
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
    /// What it computes.
    pub equation: Formula<DeepArray>,
}

impl DeepProblem {
    /// Forward from the input to the loss, then backward as the notebook goes: for each layer from the last, ∂L/∂f,
    /// ∂L/∂b, ∂L/∂W, then ∂L/∂h.
    pub fn steps(&self) -> Vec<Step> {
        let layers = self.layers();
        let mut steps = Vec::new();
        for (k, layer) in self.network.layers().iter().enumerate() {
            steps.extend(of_layer(DenseArray::Output, k));
            steps.push(activate(k, layers, layer.activation));
        }
        steps.extend([measure(layers, self.loss), begin_backward(layers, self.loss)]);
        for (k, layer) in self.network.layers().iter().enumerate().rev() {
            steps.push(through_activation(k, layers, layer.activation, self.loss));
            let own = [DenseArray::GradB, DenseArray::GradW, DenseArray::GradInput];
            steps.extend(own.into_iter().filter_map(|result| of_layer(result, k)));
        }
        steps
    }
}

fn symbol(array: DeepArray) -> Formula<DeepArray> {
    Formula::Symbol(array)
}

/// What layer `k` hands on.
fn activated(k: usize, layers: usize) -> DeepArray {
    if k + 1 == layers { DeepArray::Output } else { DeepArray::H(k + 1) }
}

/// One of the four that a dense layer has by itself, in layer `k`.
fn of_layer(result: DenseArray, k: usize) -> Option<Step> {
    let equation = result.equation()?.map(&|&array| DeepArray::of_layer(array, k));
    let pass = if result == DenseArray::Output { Pass::Forward } else { Pass::Backward };
    Some(Step { pass, layer: k, makes: DeepArray::of_layer(result, k), equation })
}

fn activate(k: usize, layers: usize, activation: Activation) -> Step {
    let (makes, f) = (activated(k, layers), DeepArray::F(k));
    let right = match activation {
        Activation::Identity => symbol(f),
        _ => symbol(f).apply(Function::Activation(activation, Spelling::Notebook)),
    };
    Step { pass: Pass::Forward, layer: k, makes, equation: symbol(makes).equals(right) }
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
    let equation = symbol(DeepArray::Loss).equals(right);
    Step { pass: Pass::Forward, layer: layers - 1, makes: DeepArray::Loss, equation }
}

fn begin_backward(layers: usize, loss: Loss) -> Step {
    let equation = symbol(DeepArray::DlDoutput).equals(loss_derivative(loss));
    Step { pass: Pass::Backward, layer: layers - 1, makes: DeepArray::DlDoutput, equation }
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
    Step { pass: Pass::Backward, layer: k, makes, equation }
}
