//! What is pasted for a deep network, and whether it fits together.

use super::{DeepArray, Loss};
use crate::{
    lab::{Array, Shape, convention::Convention, mismatch::Mismatch},
    nn::{Activation, Dense, Layer, Network},
};

/// The most hidden layers: K from 0 to 8.
pub const MOST_HIDDEN_LAYERS: usize = 8;
/// The most inputs, outputs and units of a layer.
pub const MOST_WIDTH: usize = 12;
/// The most examples of a batch.
pub const MOST_EXAMPLES: usize = 200;

/// What is pasted for a deep network. Examples are rows; a vector x or y is one example.
#[derive(Clone, Debug, PartialEq)]
pub struct DeepGiven {
    /// W\[k\], `[in_k, out_k]`.
    pub weights: Vec<Array>,
    /// b\[k\], `[out_k]`, or a matrix of one row or column.
    pub biases: Vec<Array>,
    /// What follows each layer.
    pub activations: Vec<Activation>,
    /// What is minimized.
    pub loss: Loss,
    /// Input, `[n, in]`.
    pub x: Array,
    /// Labels, `[n, out]`.
    pub y: Array,
}

/// Something that does not fit together in a deep network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeepMismatch {
    /// Two sizes disagree.
    Sizes(Mismatch<DeepArray>),
    /// There are no layers, or more than fit.
    Layers {
        /// How many there are.
        found: usize,
    },
    /// There are not as many bias vectors as weight matrices.
    BiasCount {
        /// Bias vectors.
        found: usize,
        /// Weight matrices.
        layers: usize,
    },
    /// There are not as many activations as weight matrices.
    ActivationCount {
        /// Activations.
        found: usize,
        /// Weight matrices.
        layers: usize,
    },
    /// More units, inputs, outputs or examples than fit.
    TooLarge {
        /// Which array.
        array: DeepArray,
        /// Its shape.
        shape: Shape,
    },
}

impl DeepMismatch {
    /// The array at fault, or the one that comes later in the forward pass where two disagree.
    pub const fn array(&self) -> Option<DeepArray> {
        match self {
            Self::Sizes(mismatch) => Some(mismatch.right.array),
            Self::TooLarge { array, .. } => Some(*array),
            Self::Layers { .. } | Self::BiasCount { .. } | Self::ActivationCount { .. } => None,
        }
    }

    /// The same where rows and columns are exchanged, as the page shows them.
    #[must_use]
    pub fn in_convention(self, convention: Convention) -> Self {
        match (self, convention) {
            (Self::Sizes(mismatch), _) => Self::Sizes(mismatch.in_convention(convention)),
            (Self::TooLarge { array, shape: Shape::Matrix(rows, columns) }, Convention::Columns) => {
                Self::TooLarge { array, shape: Shape::Matrix(columns, rows) }
            }
            (other, _) => other,
        }
    }
}

impl DeepGiven {
    /// What was pasted in `convention`, as this crate takes it.
    #[must_use]
    pub fn read(mut self, convention: Convention) -> Self {
        let given = self.weights.iter_mut().chain(&mut self.biases).chain([&mut self.x, &mut self.y]);
        given.for_each(|array| *array = convention.read(array.clone()));
        self
    }

    /// The network, if everything fits together.
    pub(super) fn network(&self) -> Result<Network, Vec<DeepMismatch>> {
        let problems = self.mismatches();
        if !problems.is_empty() {
            return Err(problems);
        }
        let parts = self.weights.iter().zip(&self.biases).zip(&self.activations);
        let layers = parts.map(|((w, b), &activation)| {
            let dense = Dense { w: w.to_matrix(), b: b.values().to_vec().into() };
            Layer { dense, activation }
        });
        // Every shape was compared above; only an empty list could still fail, and that is a mismatch too.
        Network::new(layers.collect()).map_err(|_| vec![DeepMismatch::Layers { found: self.weights.len() }])
    }

    /// Everything that does not fit together.
    pub fn mismatches(&self) -> Vec<DeepMismatch> {
        let layers = self.weights.len();
        let mut problems = Vec::new();
        if layers == 0 || layers > MOST_HIDDEN_LAYERS + 1 {
            problems.push(DeepMismatch::Layers { found: layers });
        }
        if self.biases.len() != layers {
            problems.push(DeepMismatch::BiasCount { found: self.biases.len(), layers });
        }
        if self.activations.len() != layers {
            problems.push(DeepMismatch::ActivationCount { found: self.activations.len(), layers });
        }
        problems.extend(self.too_large());
        problems.extend(self.sizes().into_iter().map(DeepMismatch::Sizes));
        problems
    }

    fn too_large(&self) -> impl Iterator<Item = DeepMismatch> {
        let weights = self.weights.iter().enumerate().map(|(k, array)| (DeepArray::Weights(k), array, MOST_WIDTH));
        let arrays = weights.chain([(DeepArray::H(0), &self.x, MOST_EXAMPLES), (DeepArray::Y, &self.y, MOST_EXAMPLES)]);
        arrays.filter_map(|(array, values, most_rows)| {
            let shape = values.shape();
            let fits = shape.rows() <= most_rows && shape.columns() <= MOST_WIDTH;
            (!fits).then_some(DeepMismatch::TooLarge { array, shape })
        })
    }

    fn sizes(&self) -> Vec<Mismatch<DeepArray>> {
        let layer = |(k, w): (usize, &Array)| {
            let b = self.biases.get(k).map(Array::shape);
            [(DeepArray::Weights(k), Some(w.shape())), (DeepArray::Biases(k), b)]
        };
        let layers: Vec<_> = self.weights.iter().enumerate().map(layer).collect();
        let [x, y] = [&self.x, &self.y].map(|array| Some(array.shape()));
        Mismatch::of_layers((DeepArray::H(0), x), &layers, (DeepArray::Y, y))
    }
}
