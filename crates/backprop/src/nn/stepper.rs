//! The fused training step: forward, backward and update of the 2-h-1 network over plain slices.

use super::{
    Parameters, Reduction,
    loss::logistic_derivative,
    units::{Descent, Units, UnitsMut},
};
use crate::data::Example;

/// Trains the 2-h-1 network, one batch at a time. Holds the scratch space, so that a step allocates nothing.
#[derive(Clone, Debug)]
pub struct Stepper {
    h: Vec<f64>,
    gradient: Vec<f64>,
}

/// What a step of SGD is told: θ ← θ − η·(g + λ·θ), the second term for Wi and Wo only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// η, at least 0.
    pub learning_rate: f64,
    /// λ, at least 0; biases are left alone.
    pub l2: f64,
    /// Whether g is the mean or the sum over the batch.
    pub reduction: Reduction,
}

impl Stepper {
    /// For networks of `hidden` units.
    pub fn new(hidden: usize) -> Self {
        Self { h: vec![0.0; hidden], gradient: vec![0.0; Parameters::count(hidden)] }
    }

    /// One step of SGD on `batch`, all of its gradients taken at the parameters as given. No example, no step.
    ///
    /// Returns whether every output Ȳ of the batch was finite. A NaN anywhere in the network reaches Ȳ, but a
    /// parameter that overflows in this very step is only seen by [`Parameters::is_finite`] or by a later step.
    /// Panics where `parameters` has another number of units.
    pub fn step(&mut self, parameters: &mut Parameters, batch: &[Example], rates: Rates) -> bool {
        assert_eq!(parameters.hidden(), self.h.len(), "a stepper serves networks of one size");
        match batch {
            [] => true,
            [example] => self.step_one(parameters, *example, rates),
            _ => self.step_batch(parameters, batch, rates),
        }
    }

    /// A batch of one needs no gradient in memory: mean and sum are the same.
    fn step_one(&mut self, parameters: &mut Parameters, Example { x, y }: Example, rates: Rates) -> bool {
        let hidden = self.h.len();
        let ybar = Units::new(hidden, parameters.as_slice()).forward(x, &mut self.h);
        let step = rates.learning_rate * logistic_derivative(y, ybar);
        let descent = Descent { x, step, keep: rates.keep() };
        UnitsMut::new(hidden, parameters.as_mut_slice()).descend(&self.h, descent);
        ybar.is_finite()
    }

    fn step_batch(&mut self, parameters: &mut Parameters, batch: &[Example], rates: Rates) -> bool {
        let hidden = self.h.len();
        self.gradient.fill(0.0);
        let mut gradient = UnitsMut::new(hidden, &mut self.gradient);
        let units = Units::new(hidden, parameters.as_slice());
        let scale = rates.reduction.scale(batch.len());
        // Zero times a finite number is zero; times anything else it is NaN, which no later term takes away.
        let mut witness = 0.0;
        for &Example { x, y } in batch {
            let ybar = units.forward(x, &mut self.h);
            gradient.add_backward(units.wo, &self.h, x, scale * logistic_derivative(y, ybar));
            witness += ybar * 0.0;
        }
        descend(UnitsMut::new(hidden, parameters.as_mut_slice()), Units::new(hidden, &self.gradient), rates);
        witness == 0.0
    }
}

impl Rates {
    /// What L2 leaves of a weight in one step: 1 − η·λ.
    pub(super) fn keep(self) -> f64 {
        1.0 - self.learning_rate * self.l2
    }
}

/// θ ← keep·θ − η·g for weights, θ ← θ − η·g for biases.
fn descend(parameters: UnitsMut<'_>, gradient: Units<'_, f64>, rates: Rates) {
    let [w0, w1] = parameters.wi;
    for (weights, gradient) in [(w0, gradient.wi[0]), (w1, gradient.wi[1]), (parameters.wo, gradient.wo)] {
        descend_slice(weights, gradient, rates.learning_rate, rates.keep());
    }
    descend_slice(parameters.bi, gradient.bi, rates.learning_rate, 1.0);
    *parameters.bo -= rates.learning_rate * gradient.bo;
}

fn descend_slice(values: &mut [f64], gradient: &[f64], learning_rate: f64, keep: f64) {
    for (value, gradient) in values.iter_mut().zip(gradient) {
        *value = keep * *value - learning_rate * gradient;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Named,
        nn::{
            tests::{examples, network},
            two_layer,
        },
    };

    const RATES: Rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };

    /// The same step from the gradient, the slow way.
    fn expected(parameters: &Parameters, batch: &[Example], rates: Rates) -> Parameters {
        let (_, gradient) = two_layer::gradient(parameters, batch, rates.reduction);
        let mut stepped = parameters.clone();
        for id in parameters.ids() {
            let decay = if id.group().is_weights() { rates.l2 * parameters.get(id) } else { 0.0 };
            stepped.set(id, parameters.get(id) - rates.learning_rate * (gradient.get(id) + decay));
        }
        stepped
    }

    #[test]
    fn a_step_follows_the_gradient() {
        for hidden in [1, 2, 3, 4, 5, 8, 31, 64] {
            for n in [1, 2, 7] {
                for &reduction in Reduction::ALL {
                    for l2 in [0.0, 0.3] {
                        let rates = Rates { l2, reduction, ..RATES };
                        let (mut parameters, batch) = (network(hidden, 0), examples(n));
                        let expected = expected(&parameters, &batch, rates);
                        let finite = Stepper::new(hidden).step(&mut parameters, &batch, rates);
                        assert!(finite, "{hidden} units, {n} examples");
                        for id in expected.ids() {
                            let error = (parameters.get(id) - expected.get(id)).abs();
                            assert!(error < 1e-14, "{id} of {hidden} units, {n} examples, {rates:?}: off by {error}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn no_example_no_step() {
        let mut parameters = network(3, 0);
        for l2 in [0.0, 0.3] {
            assert!(Stepper::new(3).step(&mut parameters, &[], Rates { l2, ..RATES }), "nothing went wrong");
            assert_eq!(parameters, network(3, 0), "nothing moved, and nothing decayed with λ = {l2}");
        }
    }

    #[test]
    fn a_broken_parameter_is_noticed() {
        for broken in [f64::NAN, f64::INFINITY] {
            for n in [1, 3] {
                for (index, id) in network(8, 0).ids().enumerate() {
                    let mut parameters = network(8, 0);
                    parameters.set(id, broken);
                    let positive = [Example { x: [0.5, 0.5], y: 1.0 }; 3];
                    let finite = Stepper::new(8).step(&mut parameters, &positive[..n], RATES);
                    // An infinite weight of a unit that rests multiplies 0, which is NaN too.
                    assert!(!finite, "{id} (place {index}) = {broken} in a batch of {n}");
                }
            }
        }
    }

    #[test]
    fn absurd_rates_end_in_a_refusal_not_a_panic() {
        let (mut parameters, batch) = (network(8, 0), examples(5));
        let mut stepper = Stepper::new(8);
        let rates = Rates { learning_rate: 1e300, ..RATES };
        let all_finite = (0..50).all(|_| stepper.step(&mut parameters, &batch, rates) && parameters.is_finite());
        assert!(!all_finite, "a learning rate of 1e300 diverges");
    }
}
