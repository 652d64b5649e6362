//! What witnesses measure of a deep network: the loss, computed by a forward pass of its own over plain numbers.
//!
//! It is written for anything that adds and multiplies, and shares nothing with `nn`; no formula for a gradient is
//! written here.

use nalgebra::DMatrix;

use super::{DeepArray, DeepProblem};
use crate::{
    check::{self, CheckSpec, Loss, Number, Precision, Scheme},
    lab::{Array, Measured},
    nn::Activation,
};

/// The notebook's own check: forward difference with δ = 1e-6, rtol = 1e-5, atol = 1e-8.
pub const NOTEBOOK: CheckSpec =
    CheckSpec { delta: 1e-6, scheme: Scheme::Forward, rtol: 1e-5, atol: 1e-8, precision: Precision::F64 };

/// Every derivative with respect to a parameter by finite differences with the scheme and δ of `spec`, in float64.
pub(super) fn finite_difference(problem: &DeepProblem, spec: &CheckSpec) -> Measured<DeepArray> {
    let pass = ForwardPass::of(problem);
    pass.shaped(&check::differences(spec, &pass.parameters, &pass))
}

/// Every derivative by forward mode with dual numbers: exact up to rounding, with ReLU′(0) = 0.
pub(super) fn forward_mode(problem: &DeepProblem) -> Measured<DeepArray> {
    let pass = ForwardPass::of(problem);
    pass.shaped(&check::derivatives(&pass.parameters, &pass))
}

impl DeepProblem {
    /// Whether a `ReLU` switches on or off while a parameter moves by δ: there a finite difference measures across a
    /// kink, and disagrees for no fault of backpropagation. `array` is `dl_dweights[k]` or `dl_dbiases[k]`; false for
    /// any other array or place.
    pub fn crosses_kink(&self, spec: &CheckSpec, array: DeepArray, row: usize, column: usize) -> bool {
        let pass = ForwardPass::of(self);
        let Some(moved) = pass.place(array, row, column) else { return false };
        let mut parameters = pass.parameters.clone();
        let value = parameters[moved];
        let mut switches = |changed: f64| {
            parameters[moved] = changed;
            pass.switches(&parameters, moved)
        };
        let below = if spec.scheme == Scheme::Central { value - spec.delta } else { value };
        switches(value + spec.delta) != switches(below)
    }
}

/// A forward pass over plain numbers.
struct ForwardPass {
    layers: Vec<Plain>,
    /// Layer after layer: the weights, input after input, then the biases.
    parameters: Vec<f64>,
    /// What Σ(output − y)² is multiplied by.
    factor: f64,
    /// Labels, example after example.
    y: Vec<f64>,
    /// What enters each layer at the unchanged parameters, example after example: changing layer k changes nothing
    /// before it.
    h: Vec<Vec<f64>>,
}

/// A layer's place among the parameters.
struct Plain {
    /// Its first weight; input·outputs + output further is each other.
    start: usize,
    inputs: usize,
    outputs: usize,
    activation: Activation,
}

impl ForwardPass {
    fn of(problem: &DeepProblem) -> Self {
        let numbers = |matrix: &DMatrix<f64>| Array::from(matrix).values().to_vec();
        let (mut layers, mut parameters) = (Vec::new(), Vec::new());
        for layer in problem.network.layers() {
            let (inputs, outputs) = layer.dense.w.shape();
            layers.push(Plain { start: parameters.len(), inputs, outputs, activation: layer.activation });
            parameters.extend(numbers(&layer.dense.w));
            parameters.extend(layer.dense.b.iter());
        }
        let mut h = vec![numbers(&problem.trace.h[0])];
        for layer in &layers[..layers.len() - 1] {
            h.push(layer.run(&parameters, h.last().map_or(&[], Vec::as_slice)));
        }
        Self { layers, parameters, factor: problem.loss.factor(), y: numbers(&problem.y), h }
    }

    /// One number for each parameter as arrays, in the notebook's order: the biases of every layer, then the weights.
    fn shaped(&self, values: &[f64]) -> Measured<DeepArray> {
        let layers = || self.layers.iter().enumerate();
        let biases =
            layers().map(|(k, layer)| (DeepArray::DlDbiases(k), Array::vector(&values[layer.biases()..layer.end()])));
        let weights = layers().map(|(k, layer)| {
            let w = DMatrix::from_row_slice(layer.inputs, layer.outputs, &values[layer.start..layer.biases()]);
            (DeepArray::DlDweights(k), Array::from(&w))
        });
        biases.chain(weights).collect()
    }

    fn place(&self, array: DeepArray, row: usize, column: usize) -> Option<usize> {
        let (DeepArray::DlDweights(k) | DeepArray::DlDbiases(k)) = array else { return None };
        let layer = self.layers.get(k)?;
        let (start, rows) = match array {
            DeepArray::DlDweights(_) => (layer.start, layer.inputs),
            _ => (layer.biases(), 1),
        };
        (row < rows && column < layer.outputs).then(|| start + row * layer.outputs + column)
    }

    /// What enters the layer of the moved parameter, and the layers from there on.
    fn from(&self, moved: usize) -> (&[f64], &[Plain]) {
        let layer = self.layers.partition_point(|layer| layer.end() <= moved);
        (&self.h[layer], &self.layers[layer..])
    }

    /// Which `ReLU` units of the moved parameter's layer and after are on.
    fn switches(&self, parameters: &[f64], moved: usize) -> Vec<bool> {
        let (h, layers) = self.from(moved);
        let mut h = h.to_vec();
        let mut switches = Vec::new();
        for layer in layers {
            h = layer.run(parameters, &h);
            if layer.activation == Activation::Relu {
                switches.extend(h.iter().map(|value| *value > 0.0));
            }
        }
        switches
    }
}

impl Loss for ForwardPass {
    fn at<N: Number>(&self, parameters: &[N], moved: usize) -> N {
        let (h, layers) = self.from(moved);
        let mut h: Vec<N> = h.iter().copied().map(N::from).collect();
        for layer in layers {
            h = layer.run(parameters, &h);
        }
        let squares = h.iter().zip(&self.y).map(|(output, label)| (*output - *label).powi(2));
        squares.fold(N::from(0.0), |sum, square| sum + square) * self.factor
    }
}

impl Plain {
    /// Its first bias.
    fn biases(&self) -> usize {
        self.start + self.inputs * self.outputs
    }

    fn end(&self) -> usize {
        self.biases() + self.outputs
    }

    /// activation(h·W + b), example after example.
    fn run<N: Number>(&self, parameters: &[N], h: &[N]) -> Vec<N> {
        let (w, b) = (&parameters[self.start..self.biases()], &parameters[self.biases()..self.end()]);
        let mut activated = Vec::with_capacity(h.len() / self.inputs * self.outputs);
        for example in h.chunks_exact(self.inputs) {
            for (output, bias) in b.iter().enumerate() {
                let products = example.iter().zip(w[output..].iter().step_by(self.outputs)).map(|(h, w)| *h * *w);
                activated.push(activate(self.activation, products.fold(*bias, |sum, product| sum + product)));
            }
        }
        activated
    }
}

fn activate<N: Number>(activation: Activation, f: N) -> N {
    match activation {
        // Written so that NaN stays.
        Activation::Relu if f.re() <= 0.0 => N::from(0.0),
        Activation::Relu | Activation::Identity => f,
        Activation::Sigmoid => sigmoid(f),
        // num-dual's own tanh is sinh/cosh, which overflows.
        Activation::Tanh => sigmoid(f * 2.0) * 2.0 - 1.0,
    }
}

/// 1/(1 + exp(−f)), with the exponential of a number that is never positive.
fn sigmoid<N: Number>(f: N) -> N {
    if f.re() < 0.0 {
        let e = f.exp();
        e / (e + 1.0)
    } else {
        ((-f).exp() + 1.0).recip()
    }
}
