//! The exact kink certificate: where the loss has corners as one parameter moves.
//!
//! While one parameter moves by δ, the pre-activation of a unit is a straight line in δ, so the place where it crosses
//! zero is known in closed form: δ* = −z for bi, δ* = −z/xᵢ for Wi. Wo and bo move no pre-activation.

use std::ops::RangeInclusive;

use super::{CheckSpec, forward_mode::one_sided};
use crate::{
    data::Example,
    nn::{ParameterId, Parameters, Reduction, two_layer},
};

/// The corners of the loss along one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinks {
    /// Which parameter moves.
    pub parameter: ParameterId,
    /// The nearest δ* < 0, in units of the parameter; `None` where there is no kink below.
    pub below: Option<f64>,
    /// The nearest δ* > 0, in units of the parameter; `None` where there is no kink above.
    pub above: Option<f64>,
    /// The examples, as places in the list that was checked, whose hinge lies on the way of the finite difference:
    /// −δ ≤ δ* ≤ δ for the central one, 0 ≤ δ* ≤ δ for the forward one. Ascending.
    pub crossing: Vec<usize>,
    /// What happens where the parameter sits on a kink, δ* = 0; `None` where it does not.
    pub corner: Option<Corner>,
}

/// The two slopes of the loss at a kink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    /// The slope as the kink is reached from below.
    pub left: f64,
    /// The slope as it is reached from above.
    pub right: f64,
    /// Which of the two backprop's ReLU′(0) = 0 amounts to.
    pub taken: Side,
}

/// A side of a kink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The slope from below.
    Left,
    /// The slope from above.
    Right,
    /// Both slopes are the same: the loss has no corner here.
    Both,
    /// A number of its own, where some hinges open upwards and some downwards.
    Neither,
}

/// The certificate of every parameter, in the flat layout's order. Exact in float64, whatever precision is checked.
pub fn kinks(spec: &CheckSpec, parameters: &Parameters, examples: &[Example], reduction: Reduction) -> Vec<Kinks> {
    let hidden = parameters.hidden();
    let mut all: Vec<Kinks> = parameters.ids().map(Kinks::none).collect();
    let mut on_kink = vec![false; all.len()];
    let [low, high] = spec.scheme.ends(spec.delta);
    let mut z = vec![0.0; hidden];
    for (place, example) in examples.iter().enumerate() {
        two_layer::hidden(parameters, example.x, &mut z);
        for (unit, z) in z.iter().enumerate() {
            let crossings = [
                (ParameterId::Wi { input: 0, unit }, -z / example.x[0]),
                (ParameterId::Wi { input: 1, unit }, -z / example.x[1]),
                (ParameterId::Bi { unit }, -z),
            ];
            for (id, delta) in crossings {
                let index = id.index(hidden);
                all[index].add(place, delta, low..=high);
                on_kink[index] |= delta == 0.0;
            }
        }
    }
    for kinks in all.iter_mut().zip(on_kink).filter_map(|(kinks, on_kink)| on_kink.then_some(kinks)) {
        kinks.corner = Some(Corner::of(parameters, kinks.parameter, examples, reduction));
    }
    all
}

impl Kinks {
    fn none(parameter: ParameterId) -> Self {
        Self { parameter, below: None, above: None, crossing: Vec::new(), corner: None }
    }

    /// Whether the loss has no kink on the way of the finite difference.
    pub fn is_smooth(&self) -> bool {
        self.crossing.is_empty()
    }

    /// Notes the crossing of one example; a finite difference looks as far as `reach`. An infinite or undefined δ*, from an input of 0, is no crossing.
    fn add(&mut self, place: usize, delta: f64, reach: RangeInclusive<f64>) {
        if !delta.is_finite() {
            return;
        }
        if delta < 0.0 {
            self.below = Some(self.below.map_or(delta, |nearest| nearest.max(delta)));
        } else if delta > 0.0 {
            self.above = Some(self.above.map_or(delta, |nearest| nearest.min(delta)));
        }
        if reach.contains(&delta) {
            self.crossing.push(place);
        }
    }
}

impl Corner {
    fn of(parameters: &Parameters, id: ParameterId, examples: &[Example], reduction: Reduction) -> Self {
        let [left, taken, right] = one_sided(parameters, id, examples, reduction);
        // Terms of hinges that a side leaves out are exactly 0, so sides that agree do so to the bit.
        let same = |slope: f64| slope - taken == 0.0;
        let taken = match (same(left), same(right)) {
            (true, true) => Side::Both,
            (true, false) => Side::Left,
            (false, true) => Side::Right,
            (false, false) => Side::Neither,
        };
        Self { left, right, taken }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Scheme;

    const WI_0: ParameterId = ParameterId::Wi { input: 0, unit: 0 };
    const WI_1: ParameterId = ParameterId::Wi { input: 1, unit: 0 };
    const BI: ParameterId = ParameterId::Bi { unit: 0 };
    const WO: ParameterId = ParameterId::Wo { unit: 0 };

    /// One unit with hinge x₁ + x₂ = −`bi`.
    fn network(bi: f64) -> Parameters {
        Parameters::from_flat(1, vec![1.0, 1.0, bi, 2.0, 0.1]).expect("4h + 1 numbers")
    }

    fn certificate(parameters: &Parameters, examples: &[Example]) -> Vec<Kinks> {
        kinks(&CheckSpec::default(), parameters, examples, Reduction::Mean)
    }

    fn corner(parameters: &Parameters, id: ParameterId, examples: &[Example]) -> Option<Corner> {
        certificate(parameters, examples)[id.index(1)].corner
    }

    #[test]
    fn the_certificate_by_hand() {
        let examples = [[0.5, 0.2], [-0.3, 0.9], [0.0, -0.8], [0.5, 0.0]].map(|x| Example { x, y: 1.0 });
        // z is 0.05, −0.05, −1.45 and −0.15; the third example cannot move by Wi[0], nor the fourth by Wi[1].
        let spec = CheckSpec { delta: 0.2, ..CheckSpec::default() };
        let table: [(_, _, _, &[usize]); 5] = [
            (WI_0, Some(-0.1), Some(0.3), &[0, 1]),
            (WI_1, Some(-0.25), Some(0.05 / 0.9), &[1]),
            (BI, Some(-0.05), Some(0.05), &[0, 1, 3]),
            (WO, None, None, &[]),
            (ParameterId::Bo, None, None, &[]),
        ];
        let all = kinks(&spec, &network(-0.65), &examples, Reduction::Mean);
        for (kinks, (id, below, above, crossing)) in all.iter().zip(table) {
            assert_eq!(kinks.parameter, id, "the flat layout's order");
            for (actual, expected) in [(kinks.below, below), (kinks.above, above)] {
                let error = actual.unwrap_or(9.0) - expected.unwrap_or(9.0);
                assert!(error.abs() < 1e-12, "nearest to {id}: {actual:?} is not {expected:?}");
            }
            assert_eq!(kinks.crossing, crossing, "crossing {id}");
            assert_eq!(kinks.corner, None, "{id} is on no kink");
        }
        let forward = kinks_of_bi(&CheckSpec { scheme: Scheme::Forward, ..spec }, &examples);
        assert_eq!(forward.crossing, [1, 3], "a forward difference does not look below");
    }

    fn kinks_of_bi(spec: &CheckSpec, examples: &[Example]) -> Kinks {
        kinks(spec, &network(-0.65), examples, Reduction::Mean).swap_remove(BI.index(1))
    }

    #[test]
    fn both_slopes_of_a_corner_are_exact() {
        let (parameters, examples) = (network(-0.75), [Example { x: [0.5, 0.25], y: 1.0 }]);
        for id in [WI_0, WI_1, BI] {
            let corner = corner(&parameters, id, &examples).expect("z is exactly 0");
            let slope = |delta: f64| {
                let mut moved = parameters.clone();
                moved.set(id, parameters.get(id) + delta);
                let loss = |parameters| two_layer::loss(parameters, &examples, Reduction::Mean);
                (loss(&moved) - loss(&parameters)) / delta
            };
            assert!((corner.left - slope(-1e-7)).abs() < 1e-6, "left of {id}: {corner:?}");
            assert!((corner.right - slope(1e-7)).abs() < 1e-6, "right of {id}: {corner:?}");
            assert!(corner.left.abs() < 1e-15 && corner.right < -0.1, "only the right side is active: {corner:?}");
        }
        assert_eq!(corner(&parameters, WO, &examples), None, "Wo moves no hinge");
    }

    #[test]
    fn backprop_takes_the_side_where_the_unit_rests() {
        let positive = Example { x: [0.5, 0.25], y: 1.0 };
        let negative = Example { x: [-0.5, 1.25], y: 1.0 };
        let taken = |wo: f64, id, examples: &[Example]| {
            let mut parameters = network(-0.75);
            parameters.set(WO, wo);
            corner(&parameters, id, examples).expect("z is exactly 0").taken
        };
        assert_eq!(taken(2.0, BI, &[positive, negative]), Side::Left, "more bias wakes the unit");
        assert_eq!(taken(2.0, WI_0, &[positive]), Side::Left, "more weight on a positive input wakes it");
        assert_eq!(taken(2.0, WI_0, &[negative]), Side::Right, "more weight on a negative input lets it rest");
        assert_eq!(taken(2.0, WI_0, &[positive, negative]), Side::Neither, "one of each");
        assert_eq!(taken(0.0, BI, &[positive]), Side::Both, "a unit that nobody hears has no corner");
    }

    #[test]
    fn no_weights_and_no_examples_are_no_trouble() {
        let examples = [Example { x: [0.0, 0.0], y: 1.0 }];
        let all = certificate(&Parameters::zeros(1), &examples);
        assert_eq!(all[WI_0.index(1)].crossing, [0; 0], "an input of 0 moves nothing");
        assert_eq!(all[BI.index(1)].corner.map(|corner| corner.taken), Some(Side::Both), "on a kink without a corner");
        assert!(certificate(&network(1.0), &[]).iter().all(Kinks::is_smooth), "no examples, no kinks");
    }
}
