//! Whether gradients reach every layer, how large the updates are, and which units are dead.

use super::{AtStep, History};
use crate::{
    data::Example,
    nn::{GroupUpdate, Parameters, Rates, two_layer, update},
};

/// Norms, ratios and dead units at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// Norms of Wi, bi, Wo and bo; [`GroupUpdate::ratio`] is healthy around [`crate::nn::RATIO_GUIDE`].
    pub groups: [GroupUpdate; 4],
    /// On how many of the examples each hidden unit is on. Shape `[h]`.
    pub active_on: Vec<usize>,
}

/// [`Health`] of `parameters` whose next update follows `gradient`, over the training `examples`.
///
/// Panics where the shapes of parameters and gradient differ.
pub fn health(parameters: &Parameters, gradient: &Parameters, rates: Rates, examples: &[Example]) -> Health {
    Health { groups: update(parameters, gradient, rates).groups, active_on: active_on(parameters, examples) }
}

/// On how many of `examples` each hidden unit is on, Z > 0. Shape `[h]`.
pub fn active_on(parameters: &Parameters, examples: &[Example]) -> Vec<usize> {
    let mut counts = vec![0; parameters.hidden()];
    let mut z = vec![0.0; parameters.hidden()];
    for example in examples {
        two_layer::hidden(parameters, example.x, &mut z);
        counts.iter_mut().zip(&z).for_each(|(count, &z)| *count += usize::from(z > 0.0));
    }
    counts
}

impl Health {
    /// The units that are on for no example: no gradient reaches their Wi and bi, and training leaves them so.
    pub fn dead(&self) -> impl Iterator<Item = usize> {
        self.active_on.iter().enumerate().filter_map(|(unit, &count)| (count == 0).then_some(unit))
    }

    /// What a history keeps of it.
    pub fn point(&self, step: u64) -> HealthPoint {
        HealthPoint {
            step,
            gradient: self.groups.map(|group| group.gradient),
            ratio: self.groups.map(|group| group.ratio()),
            dead: self.dead().count(),
        }
    }
}

/// Health at one step of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HealthPoint {
    /// Number of steps made.
    pub step: u64,
    /// ‖g‖ of Wi, bi, Wo and bo, at least 0.
    pub gradient: [f64; 4],
    /// ‖Δθ‖/‖θ‖ of Wi, bi, Wo and bo; `None` where a group is all 0.
    pub ratio: [Option<f64>; 4],
    /// How many units are dead.
    pub dead: usize,
}

/// Health along a run: a gradient over all points costs more than their losses, so there are fewer of it.
pub type HealthHistory = History<HealthPoint, 128>;

impl AtStep for HealthPoint {
    fn step(&self) -> u64 {
        self.step
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{ParameterId, Reduction};

    const RATES: Rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };
    const EXAMPLES: [Example; 2] = [Example { x: [0.5, 0.0], y: 1.0 }, Example { x: [1.0, 1.0], y: -1.0 }];

    /// Unit 0 is on for both examples, unit 1 for none.
    fn network() -> Parameters {
        Parameters::from_flat(2, vec![1.0, -1.0, 0.0, -3.0, 0.25, 0.0, 2.0, 4.0, -1.0]).expect("4h + 1 numbers")
    }

    #[test]
    fn dead_units_are_on_for_no_example() {
        let (_, gradient) = two_layer::gradient(&network(), &EXAMPLES, Reduction::Mean);
        let health = health(&network(), &gradient, RATES, &EXAMPLES);
        assert_eq!(health.active_on, [2, 0], "how often each is on");
        assert_eq!(health.dead().collect::<Vec<_>>(), [1], "unit 1");
        assert_eq!(health.point(7).dead, 1, "one of two");
        let none = gradient.get(ParameterId::Bi { unit: 1 });
        assert!(none.abs() < f64::MIN_POSITIVE, "no gradient reaches it: {none}");
    }

    #[test]
    fn norms_are_of_whole_groups() {
        let (_, gradient) = two_layer::gradient(&network(), &EXAMPLES, Reduction::Mean);
        let groups = health(&network(), &gradient, RATES, &EXAMPLES).groups;
        let expected = [11.0_f64.sqrt(), 0.25, 20.0_f64.sqrt(), 1.0];
        for (group, expected) in groups.iter().zip(expected) {
            assert!((group.value - expected).abs() < 1e-14, "{}: {}", group.group.name(), group.value);
            let change = 0.1 * group.gradient;
            assert!((group.change - change).abs() < 1e-15, "{}: η·‖g‖", group.group.name());
            let ratio = group.ratio().expect("no group is 0");
            assert!((ratio - change / expected).abs() < 1e-14, "{}: {ratio}", group.group.name());
        }
    }

    #[test]
    fn no_examples_leave_every_unit_dead() {
        assert_eq!(active_on(&network(), &[]), [0, 0], "on for none");
    }
}
