//! A dense layer on numbers that people paste: forward, backward, and where each number comes from.

mod accumulate;
mod entry;
mod witness;

use std::fmt;

use nalgebra::DMatrix;

use super::{Array, Entry, Formula, Measured, Shape, System, Witness, mismatch::Mismatch};
use crate::{
    check::CheckSpec,
    nn::{Dense, DenseGradients},
};
pub use accumulate::{Accumulated, Accumulation, Call, accumulate, batches};

/// A dense layer's array, by seed 000's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DenseArray {
    /// Input x, `[n, in]`.
    XInput,
    /// Weights, `[in, out]`.
    W,
    /// Biases, `[out]`.
    B,
    /// ∂L/∂output, `[n, out]`.
    GradOutput,
    /// A column of n ones, `[n, 1]`: what the biases are multiplied with.
    Ones,
    /// output = x·W + b, `[n, out]`.
    Output,
    /// ∂L/∂x, `[n, in]`.
    GradInput,
    /// ∂L/∂W, `[in, out]`.
    GradW,
    /// ∂L/∂b, `[out]`.
    GradB,
}

impl DenseArray {
    /// What is pasted.
    pub const GIVEN: [Self; 4] = [Self::XInput, Self::W, Self::B, Self::GradOutput];
    /// What the backward pass finds.
    pub const GRADIENTS: [Self; 3] = [Self::GradInput, Self::GradW, Self::GradB];
    /// What comes of it.
    pub const RESULTS: [Self; 4] = [Self::Output, Self::GradInput, Self::GradW, Self::GradB];

    /// Seed 000's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::XInput => "x_input",
            Self::W => "W",
            Self::B => "b",
            Self::GradOutput => "grad_output",
            Self::Ones => "1",
            Self::Output => "output",
            Self::GradInput => "grad_input",
            Self::GradW => "grad_W",
            Self::GradB => "grad_b",
        }
    }

    /// What the array holds, as an equation; `None` for what is given.
    pub fn equation(self) -> Option<Formula<Self>> {
        let symbol = |array: Self| Formula::Symbol(array);
        let right = match self {
            Self::Output => symbol(Self::XInput).times(Self::W).plus(symbol(Self::Ones).times(Self::B)),
            Self::GradInput => symbol(Self::GradOutput).times(symbol(Self::W).transpose()),
            Self::GradW => symbol(Self::XInput).transpose().times(Self::GradOutput),
            Self::GradB => symbol(Self::Ones).transpose().times(Self::GradOutput),
            _ => return None,
        };
        Some(symbol(self).equals(right))
    }
}

impl fmt::Display for DenseArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is pasted for a dense layer. Examples are rows; a vector x or `grad_output` is one example.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseGiven {
    /// Input, `[n, in]`.
    pub x_input: Array,
    /// Weights, `[in, out]`.
    pub w: Array,
    /// Biases, `[out]`, or a matrix of one row or column.
    pub b: Array,
    /// ∂L/∂output, `[n, out]`.
    pub grad_output: Array,
}

/// A dense layer with everything that its passes compute.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseProblem {
    layer: Dense,
    x: DMatrix<f64>,
    grad_output: DMatrix<f64>,
    output: DMatrix<f64>,
    gradients: DenseGradients,
}

impl DenseProblem {
    /// Runs forward and backward. Fails with every pair of sizes that should be equal and is not. The results may not be
    /// finite: see [`System::is_finite`].
    pub fn new(given: &DenseGiven) -> Result<Self, Vec<Mismatch<DenseArray>>> {
        let DenseGiven { x_input, w, b, grad_output } = given;
        let shapes = [x_input, w, b, grad_output].map(|array| Some(array.shape()));
        let problems = mismatches(shapes);
        if !problems.is_empty() {
            return Err(problems);
        }
        let layer = Dense { w: w.to_matrix(), b: b.values().to_vec().into() };
        Ok(Self::of_layer(layer, x_input.to_matrix(), grad_output.to_matrix()))
    }

    /// A layer of a deeper network, whose shapes fit.
    pub(super) fn of_layer(layer: Dense, x: DMatrix<f64>, grad_output: DMatrix<f64>) -> Self {
        let (output, gradients) = (layer.forward(&x), layer.backward(&x, &grad_output));
        Self { layer, x, grad_output, output, gradients }
    }

    /// How many examples there are: n.
    pub fn examples(&self) -> usize {
        self.x.nrows()
    }
}

impl System for DenseProblem {
    type Name = DenseArray;

    /// The better first.
    const WITNESSES: &'static [Witness] = &[Witness::Central, Witness::Forward];

    fn arrays(&self) -> Vec<DenseArray> {
        [DenseArray::GRADIENTS.as_slice(), &[DenseArray::Output], &DenseArray::GIVEN].concat()
    }

    fn array(&self, name: DenseArray) -> Option<Array> {
        Some(match name {
            DenseArray::XInput => (&self.x).into(),
            DenseArray::W => (&self.layer.w).into(),
            DenseArray::B => (&self.layer.b).into(),
            DenseArray::GradOutput => (&self.grad_output).into(),
            DenseArray::Ones => (&DMatrix::from_element(self.x.nrows(), 1, 1.0)).into(),
            DenseArray::Output => (&self.output).into(),
            DenseArray::GradInput => (&self.gradients.input).into(),
            DenseArray::GradW => (&self.gradients.w).into(),
            DenseArray::GradB => (&self.gradients.b).into(),
        })
    }

    fn entry(&self, name: DenseArray, row: usize, column: usize) -> Option<Entry<DenseArray>> {
        entry::entry(self, name, row, column)
    }

    fn finite_difference(&self, spec: &CheckSpec) -> Measured<DenseArray> {
        witness::finite_difference(self, spec)
    }
}

/// Every pair of sizes that should be equal and is not, among the shapes that are known: of `x_input`, W, b and
/// `grad_output`, in this order. Never compares with a shape that is not there yet.
pub fn mismatches(shapes: [Option<Shape>; 4]) -> Vec<Mismatch<DenseArray>> {
    let [x, w, b, grad_output] = std::array::from_fn(|place| (DenseArray::GIVEN[place], shapes[place]));
    Mismatch::of_layers(x, &[[w, b]], grad_output)
}

#[cfg(test)]
mod tests;
