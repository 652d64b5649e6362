//! Witnesses of a deep network's gradients: the notebook's forward difference, central differences, dual numbers.
//!
//! They share one forward pass over plain numbers, written for anything that adds and multiplies, and nothing with
//! `nn`; no formula for a gradient is written here.

use nalgebra::{DMatrix, DVector};
use num_dual::{Dual64, DualNum};

use super::{DeepArray, DeepProblem, Loss};
use crate::{
    check::{CheckSpec, Precision, Scheme},
    lab::{Array, dense::difference, verdict::Verdict},
    nn::Activation,
};

/// The notebook's own check: forward difference with δ = 1e-6, rtol = 1e-5, atol = 1e-8.
pub const NOTEBOOK: CheckSpec =
    CheckSpec { delta: 1e-6, scheme: Scheme::Forward, rtol: 1e-5, atol: 1e-8, precision: Precision::F64 };

/// Derivatives of the loss with respect to every parameter, as a witness has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivatives {
    /// For each layer, `[in_k, out_k]`.
    pub dl_dweights: Vec<DMatrix<f64>>,
    /// For each layer, `[out_k]`.
    pub dl_dbiases: Vec<DVector<f64>>,
}

/// What the check says of one layer's weights or biases.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerVerdict {
    /// `dl_dbiases[k]` or `dl_dweights[k]`.
    pub array: DeepArray,
    /// Whether it matches, and where it does not.
    pub verdict: Verdict,
}

/// Every derivative by finite differences with the scheme and δ of `spec`, in float64.
pub fn finite_difference(problem: &DeepProblem, spec: &CheckSpec) -> Derivatives {
    let mut pass: ForwardPass<f64> = ForwardPass::of(problem);
    pass.derivatives(|pass, at| {
        let value = *pass.parameter(at);
        let measured = difference(spec, value, |changed| {
            *pass.parameter(at) = changed;
            pass.loss_from(at.layer)
        });
        *pass.parameter(at) = value;
        measured
    })
}

/// Every derivative by forward mode with dual numbers: exact up to rounding, with ReLU′(0) = 0.
pub fn forward_mode(problem: &DeepProblem) -> Derivatives {
    let mut pass: ForwardPass<Dual64> = ForwardPass::of(problem);
    pass.derivatives(|pass, at| {
        pass.parameter(at).eps = 1.0;
        let derivative = pass.loss_from(at.layer).eps;
        pass.parameter(at).eps = 0.0;
        derivative
    })
}

impl Derivatives {
    /// One array of derivatives; `None` for what is none, or for a layer that there is not.
    pub fn array(&self, array: DeepArray) -> Option<Array> {
        match array {
            DeepArray::DlDweights(k) => self.dl_dweights.get(k).map(Array::from),
            DeepArray::DlDbiases(k) => self.dl_dbiases.get(k).map(Array::from),
            _ => None,
        }
    }

    /// How backpropagation compares, in the notebook's order: the biases of every layer, then the weights.
    pub fn verdicts(&self, problem: &DeepProblem, spec: &CheckSpec) -> Vec<LayerVerdict> {
        let layers = problem.layers();
        let arrays = (0..layers).map(DeepArray::DlDbiases).chain((0..layers).map(DeepArray::DlDweights));
        let verdict = |array: DeepArray| {
            let verdict = Verdict::of(&problem.array(array)?, &self.array(array)?, spec);
            Some(LayerVerdict { array, verdict })
        };
        arrays.filter_map(verdict).collect()
    }
}

impl DeepProblem {
    /// Whether a `ReLU` switches on or off while a parameter moves by δ: there a finite difference measures across a
    /// kink, and disagrees for no fault of backpropagation. `array` is `dl_dweights[k]` or `dl_dbiases[k]`; false for
    /// any other array or place.
    pub fn crosses_kink(&self, spec: &CheckSpec, array: DeepArray, row: usize, column: usize) -> bool {
        let mut pass: ForwardPass<f64> = ForwardPass::of(self);
        let Some(at) = pass.place(array, row, column) else { return false };
        let value = *pass.parameter(at);
        let mut switches = |changed: f64| {
            *pass.parameter(at) = changed;
            pass.switches_from(at.layer)
        };
        let below = if spec.scheme == Scheme::Central { value - spec.delta } else { value };
        switches(value + spec.delta) != switches(below)
    }
}

/// A number that a forward pass can be run with.
trait Scalar: DualNum<Primitive = f64> + Copy {}

impl<T: DualNum<Primitive = f64> + Copy> Scalar for T {}

/// A forward pass over plain numbers.
struct ForwardPass<T> {
    layers: Vec<Plain<T>>,
    loss: Loss,
    /// Labels, example after example.
    y: Vec<f64>,
    /// What enters each layer at the unchanged parameters, example after example: changing layer k changes nothing
    /// before it.
    h: Vec<Vec<T>>,
}

/// A layer's numbers.
struct Plain<T> {
    /// Input after input: w[input·outputs + output].
    w: Vec<T>,
    b: Vec<T>,
    activation: Activation,
}

/// One parameter.
#[derive(Clone, Copy)]
struct Place {
    layer: usize,
    part: Part,
}

/// An index into a layer's numbers.
#[derive(Clone, Copy)]
enum Part {
    Weight(usize),
    Bias(usize),
}

impl<T: Scalar> ForwardPass<T> {
    fn of(problem: &DeepProblem) -> Self {
        let rows =
            |matrix: &DMatrix<f64>| Array::from(matrix).values().iter().copied().map(T::from).collect::<Vec<T>>();
        let layers = problem.network.layers().iter().map(|layer| Plain {
            w: rows(&layer.dense.w),
            b: layer.dense.b.iter().copied().map(T::from).collect(),
            activation: layer.activation,
        });
        let layers: Vec<Plain<T>> = layers.collect();
        let mut h = vec![rows(&problem.trace.h[0])];
        for layer in &layers[..layers.len() - 1] {
            h.push(layer.run(h.last().map_or(&[], Vec::as_slice)));
        }
        Self { layers, loss: problem.loss, y: Array::from(&problem.y).values().to_vec(), h }
    }

    /// Calls `derivative` for every parameter.
    fn derivatives(&mut self, mut derivative: impl FnMut(&mut Self, Place) -> f64) -> Derivatives {
        let mut derivatives = Derivatives { dl_dweights: vec![], dl_dbiases: vec![] };
        for layer in 0..self.layers.len() {
            let (weights, outputs) = (self.layers[layer].w.len(), self.layers[layer].b.len());
            let of_w: Vec<f64> =
                (0..weights).map(|index| derivative(self, Place { layer, part: Part::Weight(index) })).collect();
            let of_b = (0..outputs).map(|index| derivative(self, Place { layer, part: Part::Bias(index) }));
            derivatives.dl_dbiases.push(DVector::from_iterator(outputs, of_b));
            derivatives.dl_dweights.push(DMatrix::from_row_slice(weights / outputs, outputs, &of_w));
        }
        derivatives
    }

    fn parameter(&mut self, at: Place) -> &mut T {
        let layer = &mut self.layers[at.layer];
        match at.part {
            Part::Weight(index) => &mut layer.w[index],
            Part::Bias(index) => &mut layer.b[index],
        }
    }

    fn place(&self, array: DeepArray, row: usize, column: usize) -> Option<Place> {
        let (DeepArray::DlDweights(layer) | DeepArray::DlDbiases(layer)) = array else { return None };
        let Plain { w, b, .. } = self.layers.get(layer)?;
        let index = row.checked_mul(b.len())?.checked_add(column).filter(|_| column < b.len())?;
        match array {
            DeepArray::DlDweights(_) if index < w.len() => Some(Place { layer, part: Part::Weight(index) }),
            DeepArray::DlDbiases(_) if row == 0 => Some(Place { layer, part: Part::Bias(column) }),
            _ => None,
        }
    }

    /// The loss, computed from what enters `layer` on.
    fn loss_from(&self, layer: usize) -> T {
        let mut h = self.h[layer].clone();
        for layer in &self.layers[layer..] {
            h = layer.run(&h);
        }
        let squares = h.iter().zip(&self.y).map(|(output, label)| (*output - *label).powi(2));
        squares.fold(T::from(0.0), |sum, square| sum + square) * self.loss.factor()
    }

    /// Which `ReLU` units of `layer` and after are on.
    fn switches_from(&self, layer: usize) -> Vec<bool> {
        let mut h = self.h[layer].clone();
        let mut switches = Vec::new();
        for layer in &self.layers[layer..] {
            h = layer.run(&h);
            if layer.activation == Activation::Relu {
                switches.extend(h.iter().map(|value| value.re() > 0.0));
            }
        }
        switches
    }
}

impl<T: Scalar> Plain<T> {
    /// activation(h·W + b), example after example.
    fn run(&self, h: &[T]) -> Vec<T> {
        let outputs = self.b.len();
        let inputs = self.w.len() / outputs;
        let mut activated = Vec::with_capacity(h.len() / inputs * outputs);
        for example in h.chunks_exact(inputs) {
            for output in 0..outputs {
                let products = example.iter().zip(self.w[output..].iter().step_by(outputs)).map(|(h, w)| *h * *w);
                activated.push(activate(self.activation, products.fold(self.b[output], |sum, product| sum + product)));
            }
        }
        activated
    }
}

fn activate<T: Scalar>(activation: Activation, f: T) -> T {
    match activation {
        // Written so that NaN stays.
        Activation::Relu if f.re() <= 0.0 => T::from(0.0),
        Activation::Relu | Activation::Identity => f,
        Activation::Sigmoid => sigmoid(f),
        // num-dual's own tanh is sinh/cosh, which overflows.
        Activation::Tanh => sigmoid(f * 2.0) * 2.0 - 1.0,
    }
}

/// 1/(1 + exp(−f)), with the exponential of a number that is never positive.
fn sigmoid<T: Scalar>(f: T) -> T {
    if f.re() < 0.0 {
        let e = f.exp();
        e / (e + 1.0)
    } else {
        ((-f).exp() + 1.0).recip()
    }
}
