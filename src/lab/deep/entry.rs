//! One entry of a deep network's arrays: as a sum of products, or as the product of a few factors.

use super::{DeepArray, DeepProblem};
use crate::{
    lab::{dense::DenseArray, sum::Entry},
    nn::Activation,
};

/// One entry of ∂L/∂f of the last layer as the product that it is: for a sigmoid and half the squared error, seed
/// 002's (y − L)·y·(1 − y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputFactors {
    /// What the network says: the seed's y.
    pub output: f64,
    /// What it should say: the seed's L.
    pub label: f64,
    /// 2 for least squares, 1 for half the squared error.
    pub power: f64,
    /// output − label.
    pub error: f64,
    /// The activation's derivative, as its own factors: y and 1 − y for a sigmoid.
    pub slope: Slope,
    /// power·error·slope.
    pub product: f64,
}

/// An activation's derivative at the last layer, written with the output where that is how one writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slope {
    /// y·(1 − y).
    Sigmoid {
        /// y.
        output: f64,
        /// 1 − y.
        rest: f64,
    },
    /// 1 − y².
    Tanh {
        /// 1 − y².
        slope: f64,
    },
    /// 1 where f is above 0, else 0.
    Relu {
        /// 1 or 0.
        slope: f64,
    },
    /// 1.
    Identity,
}

impl Slope {
    /// The derivative.
    pub fn value(self) -> f64 {
        match self {
            Self::Sigmoid { output, rest } => output * rest,
            Self::Tanh { slope } | Self::Relu { slope } => slope,
            Self::Identity => 1.0,
        }
    }
}

impl DeepProblem {
    /// The entry of `array` at (`row`, `column`) as a sum of products: for f, ∂L/∂h, ∂L/∂W and ∂L/∂b. `None` for what
    /// is no matrix product, and for a place that the array does not have.
    pub fn entry(&self, array: DeepArray, row: usize, column: usize) -> Option<Entry<DeepArray>> {
        let (k, result) = match array {
            DeepArray::F(k) => (k, DenseArray::Output),
            DeepArray::DlDh(k) => (k, DenseArray::GradInput),
            DeepArray::DlDweights(k) => (k, DenseArray::GradW),
            DeepArray::DlDbiases(k) => (k, DenseArray::GradB),
            _ => return None,
        };
        let entry = self.dense(k)?.entry(result, row, column)?;
        Some(entry.renamed(|array| in_layer(array, k)))
    }

    /// The factors of one entry of ∂L/∂f of the last layer; `None` where there is no such entry.
    pub fn output_factors(&self, row: usize, column: usize) -> Option<OutputFactors> {
        let last = self.layers() - 1;
        let (output, label) = (*self.trace.output.get((row, column))?, *self.y.get((row, column))?);
        let slope = slope(self.layer(last)?.activation, *self.trace.f[last].get((row, column))?, output);
        let (power, error) = (2.0 * self.loss.factor(), output - label);
        Some(OutputFactors { output, label, power, error, slope, product: power * error * slope.value() })
    }
}

fn slope(activation: Activation, f: f64, output: f64) -> Slope {
    match activation {
        Activation::Sigmoid => Slope::Sigmoid { output, rest: 1.0 - output },
        Activation::Tanh => Slope::Tanh { slope: activation.derivative(f) },
        Activation::Relu => Slope::Relu { slope: activation.derivative(f) },
        Activation::Identity => Slope::Identity,
    }
}

/// What a dense layer's array is in layer `k`.
const fn in_layer(array: DenseArray, k: usize) -> DeepArray {
    match array {
        DenseArray::XInput => DeepArray::H(k),
        DenseArray::W => DeepArray::Weights(k),
        DenseArray::B => DeepArray::Biases(k),
        DenseArray::GradOutput => DeepArray::DlDf(k),
        DenseArray::Ones => DeepArray::Ones,
        DenseArray::Output => DeepArray::F(k),
        DenseArray::GradInput => DeepArray::DlDh(k),
        DenseArray::GradW => DeepArray::DlDweights(k),
        DenseArray::GradB => DeepArray::DlDbiases(k),
    }
}
