//! Why 1e-6: the error of one finite difference against its step size, measured and predicted.

use super::{Precision, Scheme, finite_difference::Loss, forward_mode::three_derivatives};
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction},
};

/// The error of one parameter's finite difference over all step sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// Which parameter moves.
    pub parameter: ParameterId,
    /// L, the loss.
    pub loss: f64,
    /// The exact first, second and third derivative of L with respect to the parameter, by dual numbers.
    pub derivatives: [f64; 3],
    /// Forward and central, in float64 and float32.
    pub curves: [Curve; 4],
}

/// One scheme in one precision.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The points that the difference is taken between.
    pub scheme: Scheme,
    /// The numbers it is computed in.
    pub precision: Precision,
    /// From δ = 1e-1 down to 1e-15, four to a decade.
    pub measured: Vec<Measured>,
    /// |L| times ε of the precision: divided by δ, the predicted round-off error.
    round_off: f64,
    /// |f″|/2 or |f‴|/6: times δ or δ², the predicted truncation error.
    truncation: f64,
}

/// A finite difference at one step size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// δ.
    pub delta: f64,
    /// The finite difference.
    pub difference: f64,
    /// Its distance from the exact derivative, at least 0.
    pub error: f64,
}

/// Step sizes of a sweep: four to a decade from 1e-1 to 1e-15.
const STEPS: usize = 56;

/// Measures the finite difference of one parameter at every step size. Panics where `id` names a unit that is not there.
///
/// The prediction holds where the loss is smooth; a kink within δ shows as a measured error far above it.
pub fn sweep(parameters: &Parameters, id: ParameterId, examples: &[Example], reduction: Reduction) -> Sweep {
    let [loss, first, second, third] = three_derivatives(parameters, id, examples, reduction);
    let measure = |precision| match precision {
        Precision::F64 => measure(Loss::<f64>::new(parameters, examples, reduction), id, first),
        Precision::F32 => measure(Loss::<f32>::new(parameters, examples, reduction), id, first),
    };
    let curves = [Precision::F64, Precision::F32].map(|precision| {
        let [forward, central] = measure(precision);
        let round_off = precision.epsilon() * loss.abs();
        [
            Curve { scheme: Scheme::Forward, precision, measured: forward, round_off, truncation: second.abs() / 2.0 },
            Curve { scheme: Scheme::Central, precision, measured: central, round_off, truncation: third.abs() / 6.0 },
        ]
    });
    let [[a, b], [c, d]] = curves;
    Sweep { parameter: id, loss, derivatives: [first, second, third], curves: [a, b, c, d] }
}

/// Forward and central share the loss at θ + δ.
fn measure<S: nalgebra::RealField + Copy>(mut loss: Loss<'_, S>, id: ParameterId, exact: f64) -> [Vec<Measured>; 2]
where
    f64: From<S>,
{
    let here = loss.here();
    let index = loss.index(id);
    let (mut forward, mut central) = (Vec::new(), Vec::new());
    for step in 0..=STEPS {
        let delta = 10_f64.powf(-1.0 - step as f64 / 4.0);
        let step: S = nalgebra::convert(delta);
        let (above, below) = (loss.moved(index, step), loss.moved(index, -step));
        let measured = |difference: S| {
            let difference = f64::from(difference);
            Measured { delta, difference, error: (difference - exact).abs() }
        };
        forward.push(measured((above - here) / step));
        central.push(measured((above - below) / (step + step)));
    }
    [forward, central]
}

impl Curve {
    /// The predicted truncation error at δ: δ/2·|f″| forward, δ²/6·|f‴| central.
    pub fn truncation(&self, delta: f64) -> f64 {
        match self.scheme {
            Scheme::Forward => self.truncation * delta,
            Scheme::Central => self.truncation * delta * delta,
        }
    }

    /// The predicted round-off error at δ: ε·|L|/δ.
    pub fn round_off(&self, delta: f64) -> f64 {
        self.round_off / delta
    }

    /// The δ at which the two predicted errors add up to the least; `None` where either is 0.
    ///
    /// Forward: √(2ε·|L|/|f″|). Central: ∛(3ε·|L|/|f‴|).
    pub fn predicted_best(&self) -> Option<f64> {
        let best = match self.scheme {
            Scheme::Forward => (self.round_off / self.truncation).sqrt(),
            Scheme::Central => (self.round_off / self.truncation / 2.0).cbrt(),
        };
        (best.is_finite() && best > 0.0).then_some(best)
    }

    /// The measured point of the least error; the largest δ among equals.
    pub fn best(&self) -> Option<Measured> {
        self.measured.iter().copied().min_by(|a, b| a.error.total_cmp(&b.error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    /// Two units, no kink within 0.1 of any parameter.
    fn network() -> Parameters {
        Parameters::from_flat(2, vec![1.0, -0.5, 0.3, 0.8, 0.4, 0.6, 1.2, -0.7, 0.1]).expect("4h + 1 numbers")
    }

    const EXAMPLES: [Example; 3] =
        [Example { x: [0.5, 0.2], y: 1.0 }, Example { x: [0.3, 0.9], y: -1.0 }, Example { x: [-0.2, 0.8], y: 1.0 }];

    fn swept(id: ParameterId) -> Sweep {
        sweep(&network(), id, &EXAMPLES, Reduction::Mean)
    }

    #[test]
    fn higher_derivatives_agree_with_differences_of_lower_ones() {
        for id in network().ids() {
            let shifted = |shift: f64| {
                let mut moved = network();
                moved.set(id, moved.get(id) + shift);
                three_derivatives(&moved, id, &EXAMPLES, Reduction::Mean)
            };
            let (above, below, here) = (shifted(1e-5), shifted(-1e-5), shifted(0.0));
            for order in 1..=3 {
                let measured = (above[order - 1] - below[order - 1]) / 2e-5;
                assert!((measured - here[order]).abs() < 1e-9, "derivative {order} along {id}: {measured}");
            }
        }
    }

    #[test]
    fn every_curve_covers_the_step_sizes() {
        let sweep = swept(ParameterId::Bo);
        let kinds: Vec<_> = sweep.curves.iter().map(|curve| (curve.scheme, curve.precision)).collect();
        for &scheme in Scheme::ALL {
            for &precision in Precision::ALL {
                assert!(kinds.contains(&(scheme, precision)), "{} in {}", scheme.name(), precision.name());
            }
        }
        for curve in &sweep.curves {
            let (first, last) = (curve.measured[0].delta, curve.measured[STEPS].delta);
            assert!((first - 1e-1).abs() < 1e-12 && (last - 1e-15).abs() < 1e-26, "{first:e} to {last:e}");
        }
    }

    #[test]
    fn the_truncation_line_predicts_large_steps() {
        for id in network().ids() {
            let [forward, central, ..] = swept(id).curves;
            for (curve, delta) in [(forward, 1e-3), (central, 1e-2)] {
                let at =
                    curve.measured.iter().find(|at| (at.delta / delta - 1.0).abs() < 1e-6).expect("a whole decade");
                let share = at.error / curve.truncation(delta);
                assert!((0.9..1.1).contains(&share), "{} of {id} at {delta}: {share}", curve.scheme.name());
            }
        }
    }

    #[test]
    fn the_round_off_line_bounds_small_steps() {
        for id in network().ids() {
            for curve in swept(id).curves {
                for at in curve.measured.iter().filter(|at| at.delta < curve.precision.epsilon().powf(0.75)) {
                    // Below ε·|θ| the parameter does not move at all, and the difference is 0: off by the derivative.
                    let bound = 10.0 * curve.round_off(at.delta) + 1.0;
                    assert!(at.error < bound, "{} {id} at {:e}", curve.scheme.name(), at.delta);
                }
            }
        }
    }

    #[test]
    fn the_predicted_best_step_is_nearly_the_measured_one() {
        for id in network().ids() {
            for curve in swept(id).curves {
                let predicted = curve.predicted_best().expect("curved everywhere");
                let best = curve.best().expect("measured").delta;
                let decades = (predicted / best).log10().abs();
                assert!(decades < 2.5, "{} {id}: {predicted:e} and {best:e}", curve.scheme.name());
            }
        }
    }

    #[test]
    fn the_round_off_line_is_the_last_bit_of_the_loss_over_the_step() {
        let mut far = network();
        far.set(ParameterId::Bo, 30.0);
        let sweep = sweep(&far, ParameterId::Bo, &EXAMPLES, Reduction::Mean);
        assert!(sweep.loss > 9.0, "multiplied and divided differ: {}", sweep.loss);
        for curve in &sweep.curves {
            let last_bit = match curve.precision {
                Precision::F64 => f64::EPSILON,
                Precision::F32 => f32::EPSILON.into(),
            };
            for delta in [1e-3, 1e-8] {
                let share = curve.round_off(delta) * delta / (last_bit * sweep.loss);
                assert!((share - 1.0).abs() < 1e-12, "{} at {delta:e}: {share}", curve.precision.name());
            }
        }
    }

    #[test]
    fn the_predicted_best_step_has_the_least_predicted_error() {
        for id in network().ids() {
            for curve in swept(id).curves {
                let best = curve.predicted_best().expect("curved everywhere");
                let error = |delta: f64| curve.truncation(delta) + curve.round_off(delta);
                for beside in [0.5, 0.99, 1.01, 2.0].map(|factor| factor * best) {
                    assert!(error(best) < error(beside), "{} of {id}: {beside:e}", curve.scheme.name());
                }
            }
        }
    }

    #[test]
    fn without_one_of_the_two_errors_no_step_is_best() {
        for &scheme in Scheme::ALL {
            for (round_off, truncation) in [(0.0, 1.0), (1.0, 0.0), (0.0, 0.0)] {
                let curve = Curve { scheme, precision: Precision::F64, measured: vec![], round_off, truncation };
                assert_eq!(curve.predicted_best(), None, "{} of {round_off} and {truncation}", scheme.name());
            }
        }
    }
}
