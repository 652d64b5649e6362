//! What a check is told.

use std::ops::RangeInclusive;

use strum::{IntoStaticStr, VariantArray};

/// How a finite difference is taken, and how close it has to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckSpec {
    /// δ, what is added to a parameter. Positive; the page allows [`Self::DELTA`].
    pub delta: f64,
    /// Which points the difference is taken between.
    pub scheme: Scheme,
    /// Tolerance relative to backprop's number, at least 0.
    pub rtol: f64,
    /// Absolute tolerance, at least 0.
    pub atol: f64,
    /// The floating point numbers in which forward and loss are computed.
    pub precision: Precision,
}

impl CheckSpec {
    /// The step sizes that make sense: below, f64 cannot tell the two points apart; above, it is no small step.
    pub const DELTA: RangeInclusive<f64> = 1e-15..=1.0;
    /// rtol and atol.
    pub const TOLERANCE: RangeInclusive<f64> = 0.0..=1.0;
}

impl Default for CheckSpec {
    /// Seed 001's numbers: δ = 1e-6, rtol = 1e-5, atol = 1e-8; central, in float64.
    fn default() -> Self {
        Self { delta: 1e-6, scheme: Scheme::Central, rtol: 1e-5, atol: 1e-8, precision: Precision::F64 }
    }
}

/// The points that a finite difference is taken between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Scheme {
    /// (L(θ+δ) − L(θ))/δ, error of order δ.
    Forward,
    /// (L(θ+δ) − L(θ−δ))/2δ, error of order δ².
    Central,
}

impl Scheme {
    /// The two places that a difference of step size `delta` is taken between, from the parameter's own.
    pub const fn ends(self, delta: f64) -> [f64; 2] {
        match self {
            Self::Forward => [0.0, delta],
            Self::Central => [-delta, delta],
        }
    }
}

/// Floating point numbers of 64 or 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Precision {
    /// 53 significant bits.
    F64,
    /// 24 significant bits, what most training uses.
    F32,
}

impl Precision {
    /// ε, the distance from 1 to the next number.
    pub const fn epsilon(self) -> f64 {
        match self {
            Self::F64 => f64::EPSILON,
            Self::F32 => f32::EPSILON as f64,
        }
    }
}
