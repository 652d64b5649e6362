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
