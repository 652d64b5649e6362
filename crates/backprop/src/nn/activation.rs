//! Activations, each beside its derivative.

use strum::{IntoStaticStr, VariantArray};

use super::sigmoid;

/// What a layer applies to each pre-activation f.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Activation {
    /// max(0, f); the derivative at 0 is 0, as in the seeds' `H > 0`.
    Relu,
    /// σ(f) = 1/(1 + exp(−f)), between 0 and 1.
    Sigmoid,
    /// tanh(f), between −1 and 1.
    Tanh,
    /// f itself.
    Identity,
}

impl Activation {
    /// The activation of one number. NaN stays NaN, so that a broken number is never hidden.
    pub fn apply(self, f: f64) -> f64 {
        match self {
            Self::Relu => relu(f),
            Self::Sigmoid => sigmoid(f),
            Self::Tanh => f.tanh(),
            Self::Identity => f,
        }
    }

    /// The derivative of [`Self::apply`] at `f`, at least 0 for all four.
    pub fn derivative(self, f: f64) -> f64 {
        match self {
            Self::Relu => relu_derivative(f),
            Self::Sigmoid => sigmoid(f) * sigmoid(-f),
            Self::Tanh => 1.0 - f.tanh().powi(2),
            Self::Identity => 1.0,
        }
    }
}

/// max(0, z). Written as a select that keeps NaN, which is also the form that becomes one vector instruction.
#[inline]
pub(super) fn relu<S: nalgebra::RealField + Copy>(z: S) -> S {
    if z < S::zero() { S::zero() } else { z }
}

/// 1 where z > 0, else 0: ReLU′(0) is 0.
#[inline]
fn relu_derivative(z: f64) -> f64 {
    if z > 0.0 { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    #[test]
    fn derivatives_agree_with_central_differences() {
        for &activation in Activation::ALL {
            for f in [-30.0, -2.0, -0.3, 0.4, 1.7, 25.0] {
                let measured = (activation.apply(f + 1e-6) - activation.apply(f - 1e-6)) / 2e-6;
                let exact = activation.derivative(f);
                assert!((measured - exact).abs() < 1e-8, "{} at {f}: {measured} against {exact}", activation.name());
            }
        }
    }

    #[test]
    fn relu_takes_slope_zero_at_zero_and_keeps_nan() {
        assert_eq!(Activation::Relu.derivative(0.0).to_bits(), 0.0_f64.to_bits(), "the seeds' H > 0");
        assert!(Activation::Relu.apply(f64::NAN).is_nan(), "a NaN must not look like a resting unit");
        assert!(Activation::Relu.apply(-0.5).abs() < f64::MIN_POSITIVE, "negative inputs rest");
    }

    #[test]
    fn extreme_inputs_stay_finite() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            for f in [-1e300, -1e6, 1e6, 1e300, f64::INFINITY, f64::NEG_INFINITY] {
                let (value, slope) = (activation.apply(f), activation.derivative(f));
                assert!(value.abs() <= 1.0 && slope.abs() < 1e-300, "{} at {f}: {value}, {slope}", activation.name());
            }
        }
    }
}
