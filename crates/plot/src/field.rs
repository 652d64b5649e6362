//! Ȳ as a function of the plane: a sum of ramps, linear in every cell between the hinge lines.

/// Ȳ(x) = offset + Σⱼ out · `ReLU(w·x + b)`. What the pictures know of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// The hidden units, in order.
    pub units: Vec<Unit>,
    /// bo, what is left where every unit is off.
    pub offset: f64,
}

/// One hidden unit: `out · ReLU(w·x + b)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The unit's column of Wi: weights from x₁ and x₂.
    pub w: [f64; 2],
    /// The unit's entry of bi.
    pub b: f64,
    /// The unit's entry of Wo.
    pub out: f64,
}

impl Field {
    /// Ȳ at the point x = [x₁, x₂]. Positive means class +1. Not finite where a parameter is not.
    pub fn at(&self, x: [f64; 2]) -> f64 {
        self.offset + self.units.iter().map(|unit| unit.out * unit.activation(x)).sum::<f64>()
    }

    /// Whether every parameter is finite.
    pub fn is_finite(&self) -> bool {
        self.offset.is_finite() && self.units.iter().all(Unit::is_finite)
    }
}

impl Unit {
    /// The pre-activation z = w·x + b at x = [x₁, x₂].
    pub fn z(&self, x: [f64; 2]) -> f64 {
        self.w[0] * x[0] + self.w[1] * x[1] + self.b
    }

    /// `ReLU(z)`, 0 or more. NaN stays NaN, so that a diverged network never looks like a quiet one.
    pub fn activation(&self, x: [f64; 2]) -> f64 {
        let z = self.z(x);
        if z <= 0.0 { 0.0 } else { z }
    }

    /// Whether w, b and out are finite.
    pub fn is_finite(&self) -> bool {
        self.w[0].is_finite() && self.w[1].is_finite() && self.b.is_finite() && self.out.is_finite()
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact by construction")]
mod tests {
    use super::*;

    #[test]
    fn adds_active_units_only() {
        let on = Unit { w: [2.0, -1.0], b: 0.5, out: 3.0 };
        let off = Unit { w: [-2.0, 0.0], b: 0.0, out: 100.0 };
        let field = Field { units: vec![on, off], offset: -0.25 };
        assert_eq!(field.at([1.0, 0.5]), -0.25 + 3.0 * 2.0, "the second unit is off");
        assert_eq!(field.at([0.0, 0.5]), -0.25, "z = 0 is off for both");
    }

    #[test]
    fn not_finite_stays_visible() {
        let unit = Unit { w: [f64::NAN, 0.0], b: 0.0, out: 1.0 };
        assert!(!unit.is_finite() && unit.activation([0.0, 0.0]).is_nan(), "NaN is not 0");
        let field = Field { units: vec![unit], offset: 0.0 };
        assert!(!field.is_finite() && field.at([0.0, 0.0]).is_nan(), "NaN is not 0");
    }
}
