//! One entry of ∂L/∂f of the last layer as the product of a few factors.

use super::DeepProblem;
use crate::nn::Activation;

/// One entry of ∂L/∂f of the last layer as the product that it is: for a sigmoid and half the squared error, seed
/// 002's (y − L)·y·(1 − y).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputFactors {
    /// What the network says: the seed's y.
    pub output: f64,
    /// What it should say: the seed's L.
    pub label: f64,
    /// output − label.
    pub error: f64,
    /// 1 − y for a sigmoid, whose derivative is y·(1 − y); the derivative of any other activation.
    pub rest: f64,
    /// The entry; twice as much for least squares, which are not halved.
    pub product: f64,
}

impl DeepProblem {
    /// The factors of one entry of ∂L/∂f of the last layer; `None` where there is no such entry.
    pub fn output_factors(&self, row: usize, column: usize) -> Option<OutputFactors> {
        let last = self.layers() - 1;
        let (output, label) = (*self.trace.output.get((row, column))?, *self.y.get((row, column))?);
        let (rest, slope) = match self.layer(last)?.activation {
            Activation::Sigmoid => (1.0 - output, output * (1.0 - output)),
            activation => {
                let slope = activation.derivative(*self.trace.f[last].get((row, column))?);
                (slope, slope)
            }
        };
        let error = output - label;
        Some(OutputFactors { output, label, error, rest, product: 2.0 * self.loss.factor() * error * slope })
    }
}
