//! Random networks of a given depth, width and scale.

use nalgebra::{DMatrix, DVector};

use super::{DeepGiven, Loss, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_WIDTH};
use crate::{lab::Array, nn::Activation};

/// A network to draw at random.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Inputs, 1 to [`MOST_WIDTH`].
    pub inputs: usize,
    /// K = 0 to [`MOST_HIDDEN_LAYERS`] hidden layers.
    pub hidden: Vec<Hidden>,
    /// Outputs, 1 to [`MOST_WIDTH`].
    pub outputs: usize,
    /// Examples, 1 to [`MOST_EXAMPLES`].
    pub examples: usize,
    /// What follows the last layer.
    pub last: Activation,
    /// What is minimized.
    pub loss: Loss,
    /// 1 is He's initialization, which keeps the size of `ReLU` layers' values over depth; below, gradients vanish with
    /// depth, above they explode.
    pub scale: f64,
}

/// A hidden layer to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hidden {
    /// Units, 1 to [`MOST_WIDTH`].
    pub units: usize,
    /// What follows.
    pub activation: Activation,
}

impl Default for Recipe {
    /// Five hidden `ReLU` layers of six, as notebook 7.2, with He's scale.
    fn default() -> Self {
        let hidden = vec![Hidden { units: 6, activation: Activation::Relu }; 5];
        let (last, loss) = (Activation::Identity, Loss::LeastSquares);
        Self { inputs: 1, hidden, outputs: 1, examples: 1, last, loss, scale: 1.0 }
    }
}

impl Recipe {
    /// Draws the network: weights normal with variance scale²·2/in, biases 0, inputs and labels standard normal. Layer
    /// after layer, then x, then y, each row after row. Sizes out of range are taken to the nearest in range.
    ///
    /// `normal` gives standard normal numbers.
    pub fn draw(&self, mut normal: impl FnMut() -> f64) -> DeepGiven {
        let width = |size: usize| size.clamp(1, MOST_WIDTH);
        let hidden = &self.hidden[..self.hidden.len().min(MOST_HIDDEN_LAYERS)];
        let units = hidden.iter().map(|layer| layer.units);
        let sizes: Vec<usize> = std::iter::once(self.inputs).chain(units).chain([self.outputs]).map(width).collect();
        let mut array = |rows: usize, columns: usize, deviation: f64| {
            let values = std::iter::repeat_with(|| normal() * deviation).take(rows * columns);
            Array::from(&DMatrix::from_row_iterator(rows, columns, values))
        };
        let weights = sizes.windows(2).map(|pair| array(pair[0], pair[1], self.scale * (2.0 / pair[0] as f64).sqrt()));
        let weights: Vec<Array> = weights.collect();
        let layers = weights.len();
        let examples = self.examples.clamp(1, MOST_EXAMPLES);
        let activations = hidden.iter().map(|layer| layer.activation).chain([self.last]).collect();
        DeepGiven {
            weights,
            biases: sizes[1..].iter().map(|&size| Array::from(&DVector::zeros(size))).collect(),
            activations,
            loss: self.loss,
            x: array(examples, sizes[0], 1.0),
            y: array(examples, sizes[layers], 1.0),
        }
    }
}
