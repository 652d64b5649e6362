//! K hidden layers with a squared error: seed 001's notebook and seed 002's two sigmoid layers.

mod factors;
mod given;
mod norms;
mod parts;
mod sketch;
mod steps;
mod witness;

use std::fmt;

use strum::{IntoStaticStr, VariantArray};

use nalgebra::DMatrix;

pub use factors::OutputFactors;
pub use given::{DeepGiven, DeepMismatch, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_WIDTH};
pub use norms::Norms;
pub use parts::Parts;
pub use sketch::Sketch;
pub use steps::{Pass, Step};
pub use witness::NOTEBOOK;

use super::{
    Array, Cause, Entry, Measured, System, Witness,
    dense::{DenseArray, DenseProblem},
};
use crate::{
    check::CheckSpec,
    nn::{
        Gradients, Layer, Network, Trace, half_squared_error, half_squared_error_derivative, least_squares,
        least_squares_derivative,
    },
};

/// An array of a deep network, by the notebook's name; layers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeepArray {
    /// W\[k\], `[in_k, out_k]`.
    Weights(usize),
    /// b\[k\], `[out_k]`.
    Biases(usize),
    /// What enters layer k, `[n, in_k]`; h\[0\] is the input x.
    H(usize),
    /// The pre-activation of layer k, `[n, out_k]`.
    F(usize),
    /// A column of n ones, `[n, 1]`.
    Ones,
    /// The last activation, `[n, out]`.
    Output,
    /// The labels, `[n, out]`.
    Y,
    /// The loss, a scalar.
    Loss,
    /// ∂L/∂output, `[n, out]`.
    DlDoutput,
    /// ∂L/∂f\[k\], the shape of f\[k\].
    DlDf(usize),
    /// ∂L/∂h\[k\], the shape of h\[k\].
    DlDh(usize),
    /// ∂L/∂W\[k\], the shape of W\[k\].
    DlDweights(usize),
    /// ∂L/∂b\[k\], the shape of b\[k\].
    DlDbiases(usize),
}

impl DeepArray {
    /// What a dense layer's array is in layer `k`.
    const fn of_layer(array: DenseArray, k: usize) -> Self {
        match array {
            DenseArray::XInput => Self::H(k),
            DenseArray::W => Self::Weights(k),
            DenseArray::B => Self::Biases(k),
            DenseArray::GradOutput => Self::DlDf(k),
            DenseArray::Ones => Self::Ones,
            DenseArray::Output => Self::F(k),
            DenseArray::GradInput => Self::DlDh(k),
            DenseArray::GradW => Self::DlDweights(k),
            DenseArray::GradB => Self::DlDbiases(k),
        }
    }
}

/// `f[2]`, `dl_dweights[0]`.
impl fmt::Display for DeepArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weights(k) => write!(f, "W[{k}]"),
            Self::Biases(k) => write!(f, "b[{k}]"),
            Self::H(k) => write!(f, "h[{k}]"),
            Self::F(k) => write!(f, "f[{k}]"),
            Self::Ones => f.write_str("1"),
            Self::Output => f.write_str("output"),
            Self::Y => f.write_str("y"),
            Self::Loss => f.write_str("loss"),
            Self::DlDoutput => f.write_str("dl_doutput"),
            Self::DlDf(k) => write!(f, "dl_df[{k}]"),
            Self::DlDh(k) => write!(f, "dl_dh[{k}]"),
            Self::DlDweights(k) => write!(f, "dl_dweights[{k}]"),
            Self::DlDbiases(k) => write!(f, "dl_dbiases[{k}]"),
        }
    }
}

/// What is minimized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Loss {
    /// Σ(output − y)², as in seed 001.
    LeastSquares,
    /// ½Σ(output − y)², as in seed 002.
    HalfSquaredError,
}

impl Loss {
    /// What Σ(output − y)² is multiplied by: 1 or ½.
    pub const fn factor(self) -> f64 {
        match self {
            Self::LeastSquares => 1.0,
            Self::HalfSquaredError => 0.5,
        }
    }

    /// The loss and ∂L/∂output.
    fn of(self, output: &DMatrix<f64>, y: &DMatrix<f64>) -> (f64, DMatrix<f64>) {
        match self {
            Self::LeastSquares => (least_squares(output, y), least_squares_derivative(output, y)),
            Self::HalfSquaredError => (half_squared_error(output, y), half_squared_error_derivative(output, y)),
        }
    }
}

/// A deep network on one batch, with everything that its passes compute.
#[derive(Clone, Debug, PartialEq)]
pub struct DeepProblem {
    network: Network,
    loss: Loss,
    y: DMatrix<f64>,
    trace: Trace,
    value: f64,
    dl_doutput: DMatrix<f64>,
    gradients: Gradients,
}

impl DeepProblem {
    /// Runs forward and backward. Fails with everything that does not fit together. The results may not be finite: see
    /// [`System::is_finite`].
    pub fn new(given: &DeepGiven) -> Result<Self, Vec<DeepMismatch>> {
        let network = given.network()?;
        let (x, y, loss) = (given.x.to_matrix(), given.y.to_matrix(), given.loss);
        let trace = network.forward(&x);
        let (value, dl_doutput) = loss.of(&trace.output, &y);
        let gradients = network.backward(&trace, &dl_doutput);
        Ok(Self { network, loss, y, trace, value, dl_doutput, gradients })
    }

    /// How many layers there are: K hidden ones and the last.
    pub fn layers(&self) -> usize {
        self.network.layers().len()
    }

    /// The loss function.
    pub const fn loss(&self) -> Loss {
        self.loss
    }

    /// The loss, a sum over the batch, at least 0.
    pub const fn loss_value(&self) -> f64 {
        self.value
    }

    /// Each kind of array, layer after layer.
    pub fn each(&self, kinds: &[fn(usize) -> DeepArray]) -> Vec<DeepArray> {
        kinds.iter().flat_map(|kind| (0..self.layers()).map(kind)).collect()
    }

    /// Layer `k` alone, as a dense layer whose `grad_output` is ∂L/∂f\[k\].
    pub fn dense(&self, k: usize) -> Option<DenseProblem> {
        let layer = self.layer(k)?.dense.clone();
        Some(DenseProblem::of_layer(layer, self.trace.h.get(k)?.clone(), self.gradients.dl_df.get(k)?.clone()))
    }

    fn layer(&self, k: usize) -> Option<&Layer> {
        self.network.layers().get(k)
    }
}

impl System for DeepProblem {
    type Name = DeepArray;

    /// The notebook's first.
    const WITNESSES: &'static [Witness] = &[Witness::Forward, Witness::Central, Witness::Dual];

    fn arrays(&self) -> Vec<DeepArray> {
        use DeepArray::{Biases, DlDbiases, DlDf, DlDh, DlDweights, F, H, Weights};
        let mut arrays = self.each(&[DlDweights, DlDbiases, DlDf, DlDh, F, H, Weights, Biases]);
        arrays.extend([DeepArray::Output, DeepArray::Y, DeepArray::DlDoutput, DeepArray::Loss]);
        arrays
    }

    fn array(&self, name: DeepArray) -> Option<Array> {
        let matrix = match name {
            DeepArray::Loss => return Some(self.value.into()),
            DeepArray::Biases(k) => return self.layer(k).map(|layer| (&layer.dense.b).into()),
            DeepArray::DlDbiases(k) => return self.gradients.dl_dbiases.get(k).map(Array::from),
            DeepArray::Ones => return Some((&DMatrix::from_element(self.y.nrows(), 1, 1.0)).into()),
            DeepArray::Weights(k) => &self.layer(k)?.dense.w,
            DeepArray::H(k) => self.trace.h.get(k)?,
            DeepArray::F(k) => self.trace.f.get(k)?,
            DeepArray::Output => &self.trace.output,
            DeepArray::Y => &self.y,
            DeepArray::DlDoutput => &self.dl_doutput,
            DeepArray::DlDf(k) => self.gradients.dl_df.get(k)?,
            DeepArray::DlDh(k) => self.gradients.dl_dh.get(k)?,
            DeepArray::DlDweights(k) => self.gradients.dl_dweights.get(k)?,
        };
        Some(matrix.into())
    }

    fn entry(&self, name: DeepArray, row: usize, column: usize) -> Option<Entry<DeepArray>> {
        let (k, result) = match name {
            DeepArray::F(k) => (k, DenseArray::Output),
            DeepArray::DlDh(k) => (k, DenseArray::GradInput),
            DeepArray::DlDweights(k) => (k, DenseArray::GradW),
            DeepArray::DlDbiases(k) => (k, DenseArray::GradB),
            _ => return None,
        };
        let entry = self.dense(k)?.entry(result, row, column)?;
        Some(entry.renamed(|array| DeepArray::of_layer(array, k)))
    }

    fn finite_difference(&self, spec: &CheckSpec) -> Measured<DeepArray> {
        witness::finite_difference(self, spec)
    }

    fn measured(&self, witness: Witness) -> Measured<DeepArray> {
        if witness == Witness::Dual { witness::forward_mode(self) } else { self.finite_difference(&witness.spec()) }
    }

    fn cause(&self, name: DeepArray, at: (usize, usize), agree: &[bool]) -> Option<Cause> {
        let &[forward, central, dual] = agree else { return None };
        match () {
            () if !dual => Some(Cause::Wrong),
            () if forward => None,
            () if self.crosses_kink(&Witness::Forward.spec(), name, at.0, at.1) => Some(Cause::Kink),
            () if central => Some(Cause::Coarse),
            () => Some(Cause::Rounding),
        }
    }
}

#[cfg(test)]
mod tests;
