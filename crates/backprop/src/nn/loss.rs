//! Losses and their derivatives, stable for any input.

use strum::{IntoStaticStr, VariantArray};

use nalgebra::{DMatrix, RealField};

use super::sigmoid;

/// How the losses of a batch become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Reduction {
    /// (1/n)·Σ s, the playground's default.
    #[default]
    Mean,
    /// Σ s, as seed 003 writes it.
    Sum,
}

impl Reduction {
    /// What each of n examples' losses is multiplied by: 1/n or 1. Infinite for the mean of no examples.
    pub fn scale(self, n: usize) -> f64 {
        match self {
            Self::Mean => 1.0 / n as f64,
            Self::Sum => 1.0,
        }
    }
}

/// s = log(1 + exp(−y·ȳ)) for a label y of −1 or +1, at least 0. Finite for every finite ȳ.
#[inline]
pub fn logistic_loss(y: f64, ybar: f64) -> f64 {
    softplus(-y * ybar)
}

/// ∂s/∂ȳ = −y·σ(−y·ȳ), between −1 and 1, never NaN unless an argument is.
#[inline]
pub fn logistic_derivative(y: f64, ybar: f64) -> f64 {
    -y * sigmoid(-y * ybar)
}

/// log(1 + exp(x)) as max(x, 0) + log(1 + exp(−|x|)): the exponential never overflows, small results keep their digits.
#[inline]
pub fn softplus(x: f64) -> f64 {
    softplus_in(x)
}

/// [`softplus`] in the precision of `S`.
#[inline]
pub(super) fn softplus_in<S: RealField + Copy>(x: S) -> S {
    let positive = if x < S::zero() { S::zero() } else { x };
    positive + (-x.abs()).exp().ln_1p()
}

/// Σ(o − y)² over all entries of two arrays of one shape, as in seed 001. Panics where the shapes differ.
pub fn least_squares(output: &DMatrix<f64>, target: &DMatrix<f64>) -> f64 {
    (output - target).norm_squared()
}

/// ∂/∂o of [`least_squares`]: 2(o − y), the shape of `output`. Panics where the shapes differ.
pub fn least_squares_derivative(output: &DMatrix<f64>, target: &DMatrix<f64>) -> DMatrix<f64> {
    (output - target) * 2.0
}

/// ½Σ(o − y)² over all entries of two arrays of one shape, as in seed 002. Panics where the shapes differ.
pub fn half_squared_error(output: &DMatrix<f64>, target: &DMatrix<f64>) -> f64 {
    0.5 * (output - target).norm_squared()
}

/// ∂/∂o of [`half_squared_error`]: o − y, the shape of `output`. Panics where the shapes differ.
pub fn half_squared_error_derivative(output: &DMatrix<f64>, target: &DMatrix<f64>) -> DMatrix<f64> {
    output - target
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(actual: f64, expected: f64, what: &str) {
        let close = (actual - expected).abs() <= 1e-14 * expected.abs();
        assert!(close || actual.total_cmp(&expected).is_eq(), "{what}: {actual} is not {expected}");
    }

    #[test]
    fn logistic_loss_at_every_margin() {
        let table = [
            (0.0, std::f64::consts::LN_2),
            (1.0, 0.313_261_687_518_222_8),
            (-1.0, 1.313_261_687_518_222_8),
            (40.0, 4.248_354_255_291_589e-18),
            (-40.0, 40.0),
            (1e6, 0.0),
            (-1e6, 1e6),
            (1e300, 0.0),
            (-1e300, 1e300),
            (f64::INFINITY, 0.0),
            (f64::NEG_INFINITY, f64::INFINITY),
        ];
        for (margin, expected) in table {
            assert_near(logistic_loss(1.0, margin), expected, &format!("label +1, margin {margin}"));
            assert_near(logistic_loss(-1.0, -margin), expected, &format!("label −1, margin {margin}"));
        }
    }

    #[test]
    fn logistic_derivative_at_every_margin() {
        let table = [
            (0.0, -0.5),
            (1.0, -0.268_941_421_369_995_1),
            (40.0, -4.248_354_255_291_589e-18),
            (-40.0, -1.0),
            (1e6, -0.0),
            (-1e6, -1.0),
            (1e300, -0.0),
            (-1e300, -1.0),
            (f64::INFINITY, -0.0),
            (f64::NEG_INFINITY, -1.0),
        ];
        for (margin, expected) in table {
            assert_near(logistic_derivative(1.0, margin), expected, &format!("label +1, margin {margin}"));
            assert_near(logistic_derivative(-1.0, -margin), -expected, &format!("label −1, margin {margin}"));
        }
    }

    #[test]
    fn a_broken_output_stays_broken() {
        assert!(logistic_loss(1.0, f64::NAN).is_nan(), "a NaN must reach the loss");
        assert!(logistic_derivative(1.0, f64::NAN).is_nan(), "a NaN must reach the gradient");
    }

    #[test]
    fn squared_errors_and_their_derivatives() {
        let (output, target) = (DMatrix::from_row_slice(1, 2, &[1.0, 5.0]), DMatrix::from_row_slice(1, 2, &[0.0, 2.0]));
        assert_near(least_squares(&output, &target), 10.0, "Σ(o − y)²");
        assert_near(half_squared_error(&output, &target), 5.0, "½Σ(o − y)²");
        let difference = DMatrix::from_row_slice(1, 2, &[1.0, 3.0]);
        assert_eq!(least_squares_derivative(&output, &target), &difference * 2.0, "2(o − y)");
        assert_eq!(half_squared_error_derivative(&output, &target), difference, "o − y");
    }

    #[test]
    fn a_reduction_scales_each_example() {
        assert_near(Reduction::Mean.scale(4), 0.25, "mean of four");
        assert_near(Reduction::Sum.scale(4), 1.0, "sum of four");
    }
}
