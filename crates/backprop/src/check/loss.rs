//! Witnesses of any loss: a function of its parameters is all that they are told of it.

use num_dual::{Dual64, DualNum};

use super::CheckSpec;

/// A number that a loss can be computed with: a float64, or a dual number, which carries a derivative along.
pub trait Number: DualNum<Primitive = f64> + Copy {}

impl<N: DualNum<Primitive = f64> + Copy> Number for N {}

/// A loss as a function of its parameters.
pub trait Loss {
    /// The loss at `parameters`, of which only the one at `moved` may differ from where the loss was made: whatever does
    /// not depend on that one may have been computed before. Terms that it does not reach may be left out.
    fn at<N: Number>(&self, parameters: &[N], moved: usize) -> N;
}

/// Every derivative of `loss` at `parameters` by finite differences with the scheme and δ of `spec`, in float64.
pub fn differences(spec: &CheckSpec, parameters: &[f64], loss: &impl Loss) -> Vec<f64> {
    let (count, mut parameters) = (parameters.len(), parameters.to_vec());
    let difference = |moved: usize| {
        let value = parameters[moved];
        let mut at = |delta: f64| {
            parameters[moved] = value + delta;
            loss.at(&parameters, moved)
        };
        let [low, high] = spec.scheme.ends(spec.delta);
        let difference = (at(high) - at(low)) / (high - low);
        parameters[moved] = value;
        difference
    };
    (0..count).map(difference).collect()
}

/// Every derivative of `loss` at `parameters` by forward mode: exact up to rounding.
pub fn derivatives(parameters: &[f64], loss: &impl Loss) -> Vec<f64> {
    let count = parameters.len();
    let mut parameters: Vec<Dual64> = parameters.iter().copied().map(Dual64::from).collect();
    let derivative = |moved: usize| {
        parameters[moved].eps = 1.0;
        let derivative = loss.at(&parameters, moved).eps;
        parameters[moved].eps = 0.0;
        derivative
    };
    (0..count).map(derivative).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Named, check::Scheme};

    /// a²·b.
    struct Cubic;

    impl Loss for Cubic {
        fn at<N: Number>(&self, parameters: &[N], _: usize) -> N {
            parameters[0].powi(2) * parameters[1]
        }
    }

    #[test]
    fn a_loss_is_measured_by_itself_alone() {
        let at = [3.0, 2.0];
        assert_eq!(derivatives(&at, &Cubic), [12.0, 9.0], "2ab and a²");
        for (scheme, bound) in [(Scheme::Forward, 1e-5), (Scheme::Central, 1e-8)] {
            let spec = CheckSpec { scheme, ..CheckSpec::default() };
            let found = differences(&spec, &at, &Cubic);
            let error = found.iter().zip([12.0, 9.0]).map(|(found, exact)| (found - exact).abs()).fold(0.0, f64::max);
            assert!(error < bound, "{}: {error}", scheme.name());
        }
        assert_eq!(derivatives(&[], &Cubic), [0.0; 0], "no parameter, no derivative");
    }
}
