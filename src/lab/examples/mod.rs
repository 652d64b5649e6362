//! The arrays of the seeds, one click away.

mod numbers;

use numbers::{B, BIASES, FIRST_WEIGHTS, GRAD_OUTPUT, HIDDEN_WEIGHTS, LAST_BIAS, LAST_WEIGHTS, W, X_INPUT};

use super::{
    Array,
    deep::{DeepGiven, Loss},
    dense::DenseGiven,
};
use crate::nn::Activation;

/// Seed 000's dense layer: five examples, 18 inputs, 5 outputs.
pub fn seed_000() -> DenseGiven {
    DenseGiven { x_input: X_INPUT.into(), w: W.into(), b: B.into(), grad_output: GRAD_OUTPUT.into() }
}

/// A dense layer for seed 002, which asks without numbers: two examples, three inputs, two outputs, small enough to
/// follow by hand.
pub fn seed_002_layer() -> DenseGiven {
    DenseGiven {
        x_input: [[1.0, 2.0, -1.0], [0.5, -1.0, 3.0]].into(),
        w: [[0.5, -1.0], [0.25, 2.0], [-0.75, 0.5]].into(),
        b: [0.1, -0.2].into(),
        grad_output: [[1.0, -0.5], [0.25, 2.0]].into(),
    }
}

/// Seed 002's answer: two sigmoid layers and half the squared error, with numbers to follow by hand.
pub fn seed_002_network() -> DeepGiven {
    DeepGiven {
        weights: vec![[[0.5, -1.0], [0.25, 2.0]].into(), [[1.5], [-0.5]].into()],
        biases: vec![[0.1, -0.2].into(), [0.3].into()],
        activations: vec![Activation::Sigmoid, Activation::Sigmoid],
        loss: Loss::HalfSquaredError,
        x: [[1.0, 0.5], [-0.5, 1.0]].into(),
        y: [[1.0], [0.0]].into(),
    }
}

/// The network of the book's notebook 7.2, seed 001: K = 5 hidden layers of D = 6, input 1.2, label 20, least squares.
/// Its output is 1.907.
///
/// The draws of `np.random.seed(0)` in the notebook's order. The notebook stores weights as [out, in]; here they are
/// [in, out], as everywhere.
pub fn notebook_7_2() -> DeepGiven {
    let hidden = HIDDEN_WEIGHTS.iter().map(|&weights| weights.into());
    DeepGiven {
        weights: std::iter::once(FIRST_WEIGHTS.into()).chain(hidden).chain([LAST_WEIGHTS.into()]).collect(),
        biases: BIASES.iter().map(|&biases| biases.into()).chain([LAST_BIAS.into()]).collect(),
        activations: [vec![Activation::Relu; 5], vec![Activation::Identity]].concat(),
        loss: Loss::LeastSquares,
        x: [[1.2]].into(),
        y: [[20.0]].into(),
    }
}

impl<const COLUMNS: usize, const ROWS: usize> From<[[f64; COLUMNS]; ROWS]> for Array {
    fn from(rows: [[f64; COLUMNS]; ROWS]) -> Self {
        Self::from(&nalgebra::DMatrix::from_row_slice(ROWS, COLUMNS, rows.as_flattened()))
    }
}

impl<const LENGTH: usize> From<[f64; LENGTH]> for Array {
    fn from(values: [f64; LENGTH]) -> Self {
        Self::from(&nalgebra::DVector::from_column_slice(&values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Shape, deep::DeepProblem, dense::DenseProblem};

    #[test]
    fn every_example_fits_together() {
        assert_eq!(seed_000().x_input.shape(), Shape::Matrix(5, 18), "seed 000's input");
        assert!(DenseProblem::new(&seed_000()).is_ok() && DenseProblem::new(&seed_002_layer()).is_ok(), "layers");
        assert!(DeepProblem::new(&seed_002_network()).is_ok() && DeepProblem::new(&notebook_7_2()).is_ok(), "networks");
    }
}
