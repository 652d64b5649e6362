//! What training does with a gradient: θ ← θ − η·(g + λ·W).

use super::{Group, Parameters, Rates};

/// ‖Δθ‖/‖θ‖ of a healthy update: far above, training is unstable; far below, it crawls.
pub const RATIO_GUIDE: f64 = 1e-3;

/// One step of SGD, group by group.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// η and λ.
    pub rates: Rates,
    /// Wi, bi, Wo, bo.
    pub groups: [GroupUpdate; 4],
    /// −η·(g + λ·W), which is added to the parameters.
    pub change: Parameters,
    /// λ·W: what L2 adds to the gradient; 0 for biases.
    pub decay: Parameters,
    /// The parameters after it, to the bit what training makes of this gradient.
    pub after: Parameters,
}

/// The update of one group, as norms: the root of the sum of squares, at least 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupUpdate {
    /// Which.
    pub group: Group,
    /// ‖θ‖.
    pub value: f64,
    /// ‖g‖, of the data's loss alone.
    pub gradient: f64,
    /// ‖λ·θ‖; 0 for biases.
    pub decay: f64,
    /// ‖Δθ‖ = η·‖g + λ·θ‖.
    pub change: f64,
}

impl GroupUpdate {
    /// ‖Δθ‖/‖θ‖, healthy around [`RATIO_GUIDE`]; `None` where the group is all 0.
    pub fn ratio(&self) -> Option<f64> {
        (self.value != 0.0).then(|| self.change / self.value)
    }
}

/// The step of SGD that `gradient`, of the shapes of `parameters`, asks for. Panics where the shapes differ.
pub fn update(parameters: &Parameters, gradient: &Parameters, rates: Rates) -> Update {
    let hidden = parameters.hidden();
    assert_eq!(gradient.hidden(), hidden, "a gradient has the shapes of its parameters");
    let [mut change, mut decay, mut after] = [(); 3].map(|()| Parameters::zeros(hidden));
    for id in parameters.ids() {
        let (value, slope) = (parameters.get(id), gradient.get(id));
        // In the order of operations of `nn::Stepper`, so that the bits agree.
        let (shrink, keep) = if id.group().is_weights() { (rates.l2 * value, rates.keep()) } else { (0.0, 1.0) };
        decay.set(id, shrink);
        change.set(id, -rates.learning_rate * (slope + shrink));
        after.set(id, keep * value - rates.learning_rate * slope);
    }
    let groups = Group::ALL.map(|group| {
        let norm = |of: &Parameters| norm(of, group);
        GroupUpdate {
            group,
            value: norm(parameters),
            gradient: norm(gradient),
            decay: norm(&decay),
            change: norm(&change),
        }
    });
    Update { rates, groups, change, decay, after }
}

/// The root of the sum of the squares of one group, at least 0, without overflow on the way.
fn norm(of: &Parameters, group: Group) -> f64 {
    let values = &of.as_slice()[group.range(of.hidden())];
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        // NaN is not seen by max: the sum keeps it.
        return values.iter().map(|value| value.abs()).sum();
    }
    largest * values.iter().map(|value| (value / largest).powi(2)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{
        Reduction, Stepper,
        tests::{examples, network},
        two_layer,
    };

    #[test]
    fn an_update_is_the_step_of_training_with_its_parts() {
        let (parameters, batch) = (network(5, 0), examples(4));
        for l2 in [0.0, 0.3] {
            let rates = Rates { learning_rate: 0.1, l2, reduction: Reduction::Mean };
            let (_, gradient) = two_layer::gradient(&parameters, &batch, rates.reduction);
            let update = update(&parameters, &gradient, rates);
            let mut trained = parameters.clone();
            Stepper::new(5).step(&mut trained, &batch, rates);
            assert_eq!(update.after, trained, "to the bit");
            for id in parameters.ids() {
                let decay = if id.group().is_weights() { l2 * parameters.get(id) } else { 0.0 };
                let change = -0.1 * (gradient.get(id) + decay);
                assert!((update.decay.get(id) - decay).abs() < 1e-15, "{id}: λ·W");
                assert!((update.change.get(id) - change).abs() < 1e-15, "{id}: what is added");
                assert!((parameters.get(id) + change - trained.get(id)).abs() < 1e-15, "{id}: added");
            }
        }
    }

    #[test]
    fn norms_are_roots_of_sums_of_squares_of_any_size() {
        let rates = Rates { learning_rate: 0.5, l2: 2.0, reduction: Reduction::Sum };
        let of = |scale: f64| {
            let parameters = Parameters::from_flat(1, [3.0, -4.0, 2.0, 0.0, 0.0].map(|value| value * scale).to_vec());
            let gradient = Parameters::from_flat(1, [0.0, 16.0, -6.0, 0.0, 5.0].map(|value| value * scale).to_vec());
            update(&parameters.expect("4h + 1 numbers"), &gradient.expect("4h + 1 numbers"), rates).groups
        };
        // By hand: Wi = (3, −4), g = (0, 16), λ·Wi = (6, −8), so η·(g + λ·Wi) = (3, 4).
        let expected = [[5.0, 16.0, 10.0, 5.0], [2.0, 6.0, 0.0, 3.0], [0.0; 4], [0.0, 5.0, 0.0, 2.5]];
        for scale in [1.0, 1e200, 1e-200] {
            for (group, expected) in of(scale).into_iter().zip(expected) {
                let found = [group.value, group.gradient, group.decay, group.change].map(|norm| norm / scale);
                assert_eq!(found, expected, "{} times {scale:e}", group.group.name());
            }
        }
        assert_eq!(of(1.0).map(|group| group.ratio()), [Some(1.0), Some(1.5), None, None], "Δθ beside θ");
    }

    #[test]
    fn what_is_no_number_stays_none() {
        let mut parameters = network(2, 0);
        parameters.set(crate::nn::ParameterId::Bo, f64::NAN);
        let rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };
        let groups = update(&parameters, &network(2, 1), rates).groups;
        assert!(groups[3].value.is_nan() && groups[0].value.is_finite(), "{groups:?}");
    }
}
