//! A dense layer: forward and backward side by side.

use nalgebra::{DMatrix, DVector};

/// A dense layer: f = x·W + b, rows of x are examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// Weights. Shape `[in, out]`.
    pub w: DMatrix<f64>,
    /// Biases. Shape `[out]`.
    pub b: DVector<f64>,
}

/// Derivatives of a loss with respect to what a dense layer takes: its input and its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseGradients {
    /// With respect to the layer's input. Shape `[n, in]`.
    pub input: DMatrix<f64>,
    /// With respect to the weights, summed over the n examples. Shape `[in, out]`.
    pub w: DMatrix<f64>,
    /// With respect to the biases, summed over the n examples. Shape `[out]`.
    pub b: DVector<f64>,
}

impl Dense {
    /// f = x·W + b, the bias added to every row. `x` is `[n, in]`, the result `[n, out]`. Panics on other shapes.
    pub fn forward(&self, x: &DMatrix<f64>) -> DMatrix<f64> {
        let mut f = x * &self.w;
        for mut row in f.row_iter_mut() {
            row += self.b.transpose();
        }
        f
    }

    /// From `grad_output` = ∂L/∂f, shape `[n, out]`, at the input `x` that forward saw, shape `[n, in]`:
    ///
    /// ∂L/∂x = ∂L/∂f·Wᵀ, ∂L/∂W = xᵀ·∂L/∂f, ∂L/∂b = the sum of the rows of ∂L/∂f. Panics on other shapes.
    pub fn backward(&self, x: &DMatrix<f64>, grad_output: &DMatrix<f64>) -> DenseGradients {
        DenseGradients {
            input: grad_output * self.w.transpose(),
            w: x.transpose() * grad_output,
            b: grad_output.row_sum_tr(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_example_by_hand() {
        let layer =
            Dense { w: DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 3.0, 4.0]), b: DVector::from_vec(vec![10.0, 20.0]) };
        let x = DMatrix::from_row_slice(1, 2, &[5.0, 6.0]);
        assert_eq!(layer.forward(&x), DMatrix::from_row_slice(1, 2, &[33.0, 54.0]), "x·W + b");
        let gradients = layer.backward(&x, &DMatrix::from_row_slice(1, 2, &[1.0, -1.0]));
        assert_eq!(gradients.input, DMatrix::from_row_slice(1, 2, &[-1.0, -1.0]), "∂L/∂f·Wᵀ");
        assert_eq!(gradients.w, DMatrix::from_row_slice(2, 2, &[5.0, -5.0, 6.0, -6.0]), "xᵀ·∂L/∂f");
        assert_eq!(gradients.b, DVector::from_vec(vec![1.0, -1.0]), "the rows' sum");
    }

    #[test]
    fn gradients_of_parameters_add_up_over_rows() {
        let layer = Dense { w: DMatrix::from_row_slice(1, 2, &[0.5, -1.0]), b: DVector::zeros(2) };
        let x = DMatrix::from_row_slice(3, 1, &[1.0, 2.0, 3.0]);
        let grad_output = DMatrix::from_row_slice(3, 2, &[1.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        let gradients = layer.backward(&x, &grad_output);
        assert_eq!(gradients.w, DMatrix::from_row_slice(1, 2, &[4.0, 5.0]), "one term for each example");
        assert_eq!(gradients.b, DVector::from_vec(vec![2.0, 2.0]), "one term for each example");
    }
}
