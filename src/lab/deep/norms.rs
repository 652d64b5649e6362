//! How large gradients are, layer after layer: what vanishes or explodes with depth.

use super::DeepProblem;

/// Root of the sum of squares of each of a layer's gradients. At least 0; NaN where a gradient is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norms {
    /// Of ∂L/∂f\[k\].
    pub dl_df: f64,
    /// Of ∂L/∂h\[k\].
    pub dl_dh: f64,
    /// Of ∂L/∂W\[k\].
    pub dl_dweights: f64,
    /// Of ∂L/∂b\[k\].
    pub dl_dbiases: f64,
}

impl DeepProblem {
    /// One for each layer, from the input to the output.
    pub fn norms(&self) -> Vec<Norms> {
        let gradients = &self.gradients;
        let layer = |k: usize| Norms {
            dl_df: gradients.dl_df[k].norm(),
            dl_dh: gradients.dl_dh[k].norm(),
            dl_dweights: gradients.dl_dweights[k].norm(),
            dl_dbiases: gradients.dl_dbiases[k].norm(),
        };
        (0..self.layers()).map(layer).collect()
    }
}
