//! Random networks of a given depth, width and scale.

use nalgebra::{DMatrix, DVector};

use super::{DeepGiven, Loss, MOST_EXAMPLES, MOST_HIDDEN_LAYERS, MOST_WIDTH};
use crate::{
    data::{Portable, Purpose},
    lab::Array,
    nn::Activation,
};

/// A random network in a few numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sketch {
    /// K, the hidden layers: 0 to [`MOST_HIDDEN_LAYERS`].
    pub hidden: usize,
    /// Units of each hidden layer, 1 to [`MOST_WIDTH`].
    pub width: usize,
    /// Inputs, 1 to [`MOST_WIDTH`].
    pub inputs: usize,
    /// Outputs, 1 to [`MOST_WIDTH`].
    pub outputs: usize,
    /// Examples, 1 to [`MOST_EXAMPLES`].
    pub examples: usize,
    /// What follows each hidden layer.
    pub activation: Activation,
    /// What follows the last.
    pub last: Activation,
    /// 1 is He's initialization, which keeps the size of `ReLU` layers' values over depth; below, gradients vanish with
    /// depth, above they explode.
    pub scale: f64,
    /// Of the draw.
    pub seed: u64,
}

impl Sketch {
    /// The sizes of a network; six units where there is no hidden layer, as notebook 7.2 has them.
    pub fn of(given: &DeepGiven) -> Self {
        let hidden = given.weights.len().saturating_sub(1);
        let columns = |array: Option<&Array>| array.map_or(1, |array| array.shape().columns());
        let activation = given.activations.first().copied().unwrap_or(Activation::Relu);
        Self {
            hidden,
            width: if hidden == 0 { 6 } else { columns(given.weights.first()) },
            inputs: columns(Some(&given.x)),
            outputs: columns(Some(&given.y)),
            examples: given.x.shape().rows(),
            activation: if hidden == 0 { Activation::Relu } else { activation },
            last: given.activations.last().copied().unwrap_or(Activation::Identity),
            scale: 1.0,
            seed: 1,
        }
    }

    /// Draws the network: weights normal with variance scale²·2/in, biases 0, inputs and labels standard normal. Layer
    /// after layer, then x, then y, each row after row. Sizes out of range are taken to the nearest in range.
    pub fn draw(&self, loss: Loss) -> DeepGiven {
        let hidden = self.hidden.min(MOST_HIDDEN_LAYERS);
        let units = std::iter::repeat_n(self.width, hidden);
        let sizes = std::iter::once(self.inputs).chain(units).chain([self.outputs]);
        let sizes: Vec<usize> = sizes.map(|size| size.clamp(1, MOST_WIDTH)).collect();
        let mut draws = Portable::new(self.seed, Purpose::Parameters);
        let mut array = |rows: usize, columns: usize, deviation: f64| {
            let values = std::iter::repeat_with(|| draws.normal() * deviation).take(rows * columns);
            Array::from(&DMatrix::from_row_iterator(rows, columns, values))
        };
        let weights = sizes.windows(2).map(|pair| array(pair[0], pair[1], self.scale * (2.0 / pair[0] as f64).sqrt()));
        let weights: Vec<Array> = weights.collect();
        let examples = self.examples.clamp(1, MOST_EXAMPLES);
        DeepGiven {
            weights,
            biases: sizes[1..].iter().map(|&size| Array::from(&DVector::zeros(size))).collect(),
            activations: std::iter::repeat_n(self.activation, hidden).chain([self.last]).collect(),
            loss,
            x: array(examples, sizes[0], 1.0),
            y: array(examples, sizes[hidden + 1], 1.0),
        }
    }
}
