//! Classic bugs of a backward pass, to be recognised by their symptoms.
//!
//! Each stands where it happens in real assignments: in one step of the backward pass, or in what is kept from one
//! step to the next. Forward pass and loss are always right, so every independent witness disagrees with a bug.

use strum::{IntoStaticStr, VariantArray};

use super::{
    Group, Parameters, Rates,
    loss::logistic_derivative,
    two_layer::{self, output},
};
use crate::data::Example;

/// A wrong backward pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Bug {
    /// ∂s/∂Z = ∂s/∂H: the gradient flows through units that rest.
    MaskForgotten,
    /// ∂s/∂Z = ∂s/∂H ⊙ 1\[Z < 0\]: it flows through resting units and no others.
    MaskInverted,
    /// ∂s/∂Ȳ = Y·σ(−Y·Ȳ): every step climbs.
    MinusForgotten,
    /// The sum over the batch where the loss is the mean. Right for a batch of one, and where the loss is the sum.
    MeanForgotten,
    /// ∂s/∂H = ∂s/∂Ȳ·Wo with the Wo that this very step has already updated. Right where the learning rate is 0.
    UpdatedTooEarly,
    /// ∂s/∂Wi as ∂s/∂Zᵀ·X, its numbers then read as `[2, h]`. Right for a single unit.
    OuterTransposed,
    /// A bias's gradient added in the loop over incoming weights: bi twice, bo h times.
    BiasRepeated,
    /// The gradient at the parameters of one step ago. Right until there was a step.
    OneStepOld,
    /// Each step's gradient added to all earlier ones. Right until there was a step.
    NeverCleared,
}

impl Bug {
    /// What went wrong, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MaskForgotten => "ReLU mask forgotten",
            Self::MaskInverted => "ReLU mask taken from the wrong sign",
            Self::MinusForgotten => "missing minus in ∂s/∂Ȳ",
            Self::MeanForgotten => "1/n forgotten",
            Self::UpdatedTooEarly => "Wo updated before ∂s/∂H is taken",
            Self::OuterTransposed => "outer product transposed",
            Self::BiasRepeated => "bias gradient counted once per incoming weight",
            Self::OneStepOld => "gradient one step old",
            Self::NeverCleared => "gradient accumulated and never cleared",
        }
    }

    /// The groups whose gradient the bug makes wrong, in the order of [`Group::ALL`].
    pub const fn breaks(self) -> &'static [Group] {
        match self {
            Self::MaskForgotten | Self::MaskInverted | Self::UpdatedTooEarly => &[Group::Wi, Group::Bi],
            Self::OuterTransposed => &[Group::Wi],
            Self::BiasRepeated => &[Group::Bi, Group::Bo],
            Self::MinusForgotten | Self::MeanForgotten | Self::OneStepOld | Self::NeverCleared => &Group::ALL,
        }
    }
}

/// A backward pass with a bug, and what it wrongly keeps between steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Backward {
    bug: Bug,
    /// The parameters before the last step, for [`Bug::OneStepOld`].
    previous: Option<Parameters>,
    /// All earlier steps' gradients, for [`Bug::NeverCleared`].
    accumulated: Option<Parameters>,
}

impl Backward {
    /// Before any step.
    pub fn new(bug: Bug) -> Self {
        Self { bug, previous: None, accumulated: None }
    }

    /// The bug.
    pub fn bug(&self) -> Bug {
        self.bug
    }

    /// What this backward pass takes for the gradient of the loss of `examples`, as [`two_layer::gradient`] would.
    ///
    /// `rates` says the reduction, and how far [`Bug::UpdatedTooEarly`] has gone. Changes nothing.
    pub fn gradient(&self, parameters: &Parameters, examples: &[Example], rates: Rates) -> Parameters {
        let here = self.previous.as_ref().unwrap_or(parameters);
        let mut gradient = buggy_gradient(self.bug, here, examples, rates);
        if let Some(accumulated) = &self.accumulated {
            add(&mut gradient, accumulated, 1.0);
        }
        gradient
    }

    /// One step of SGD with the wrong gradient. Returns whether the batch's loss was finite, like
    /// [`super::Stepper::step`].
    pub fn step(&mut self, parameters: &mut Parameters, batch: &[Example], rates: Rates) -> bool {
        if batch.is_empty() {
            return true;
        }
        let gradient = self.gradient(parameters, batch, rates);
        let finite = two_layer::loss(parameters, batch, rates.reduction).is_finite();
        match self.bug {
            Bug::OneStepOld => self.previous = Some(parameters.clone()),
            Bug::NeverCleared => self.accumulated = Some(gradient.clone()),
            _ => {}
        }
        decay(parameters, rates);
        add(parameters, &gradient, -rates.learning_rate);
        finite
    }
}

/// Backpropagation of a batch with a bug in one of its steps. Bugs that live between steps do not show here.
fn buggy_gradient(bug: Bug, parameters: &Parameters, examples: &[Example], rates: Rates) -> Parameters {
    let scale = match bug {
        Bug::MeanForgotten => 1.0,
        _ => rates.reduction.scale(examples.len()),
    };
    let sign = if bug == Bug::MinusForgotten { -1.0 } else { 1.0 };
    let hidden = parameters.hidden();
    let wo = wo_in_backward(bug, parameters, examples, rates);
    let mut gradient = Parameters::zeros(hidden);
    let mut z = vec![0.0; hidden];
    for &Example { x, y } in examples {
        two_layer::hidden(parameters, x, &mut z);
        let slope = sign * scale * logistic_derivative(y, output(parameters, x));
        let values = gradient.as_mut_slice();
        for unit in 0..hidden {
            let dz = if mask(bug, z[unit]) { slope * wo[unit] } else { 0.0 };
            values[unit] += dz * x[0];
            values[hidden + unit] += dz * x[1];
            values[2 * hidden + unit] += dz;
            values[3 * hidden + unit] += slope * z[unit].max(0.0);
        }
        values[4 * hidden] += slope;
    }
    misplaced(bug, gradient)
}

/// Whether the gradient flows through a unit of pre-activation `z`.
fn mask(bug: Bug, z: f64) -> bool {
    match bug {
        Bug::MaskForgotten => true,
        Bug::MaskInverted => z < 0.0,
        _ => z > 0.0,
    }
}

/// The Wo that ∂s/∂H is taken with.
fn wo_in_backward(bug: Bug, parameters: &Parameters, examples: &[Example], rates: Rates) -> Vec<f64> {
    let mut early = parameters.clone();
    if bug == Bug::UpdatedTooEarly {
        let (_, gradient) = two_layer::gradient(parameters, examples, rates.reduction);
        decay(&mut early, rates);
        add(&mut early, &gradient, -rates.learning_rate);
    }
    early.wo().to_vec()
}

/// Bugs that put right numbers where they do not belong.
fn misplaced(bug: Bug, mut gradient: Parameters) -> Parameters {
    let hidden = gradient.hidden();
    let values = gradient.as_mut_slice();
    match bug {
        Bug::OuterTransposed => {
            let right = values[..2 * hidden].to_vec();
            for (place, value) in values[..2 * hidden].iter_mut().enumerate() {
                *value = right[(place % 2) * hidden + place / 2];
            }
        }
        Bug::BiasRepeated => {
            values[Group::Bi.range(hidden)].iter_mut().for_each(|value| *value *= 2.0);
            values[4 * hidden] *= hidden as f64;
        }
        _ => {}
    }
    gradient
}

/// θ ← (1 − η·λ)·θ for the weights.
fn decay(parameters: &mut Parameters, rates: Rates) {
    let hidden = parameters.hidden();
    for group in Group::ALL.into_iter().filter(|group| group.is_weights()) {
        let keep = rates.keep();
        parameters.as_mut_slice()[group.range(hidden)].iter_mut().for_each(|weight| *weight *= keep);
    }
}

/// `sum` ← `sum` + `scale`·`terms`.
fn add(sum: &mut Parameters, terms: &Parameters, scale: f64) {
    for (sum, term) in sum.as_mut_slice().iter_mut().zip(terms.as_slice()) {
        *sum += scale * term;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Named,
        check::{CheckSpec, Report, report},
        nn::{
            Reduction,
            tests::{examples, network},
        },
    };

    const RATES: Rates = Rates { learning_rate: 0.1, l2: 0.0, reduction: Reduction::Mean };
    const DECAYING: Rates = Rates { l2: 0.5, ..RATES };

    fn checked(backward: &Backward, parameters: &Parameters, examples: &[Example]) -> Report {
        let gradient = backward.gradient(parameters, examples, RATES);
        report(&CheckSpec::default(), parameters, &gradient, examples, RATES.reduction)
    }

    fn failing(report: &Report) -> Vec<Group> {
        let fails = |group: &Group| report.rows.iter().any(|row| row.id.group() == *group && !row.matches);
        Group::ALL.into_iter().filter(fails).collect()
    }

    #[test]
    fn each_bug_fails_the_check_for_exactly_its_groups() {
        for &bug in Bug::ALL {
            for seed in 0..20 {
                let (mut parameters, examples) = (network(8, seed), examples(12));
                let mut backward = Backward::new(bug);
                for batch in examples.chunks(5) {
                    assert!(backward.step(&mut parameters, batch, RATES), "{} stays finite", bug.name());
                }
                let report = checked(&backward, &parameters, &examples);
                assert_eq!(failing(&report), bug.breaks(), "{} on network {seed}", bug.name());
                for row in report.rows.iter().filter(|row| bug.breaks().contains(&row.id.group())) {
                    assert_eq!(row.matches, row.forward_mode_matches, "{}: both witnesses on {}", bug.name(), row.id);
                }
            }
        }
    }

    #[test]
    fn bugs_hide_where_their_docs_say_so() {
        let one = examples(1);
        let all = examples(5);
        let table = [
            (Bug::MeanForgotten, network(8, 1), &one),
            (Bug::OuterTransposed, network(1, 1), &all),
            (Bug::OneStepOld, network(8, 1), &all),
            (Bug::NeverCleared, network(8, 1), &all),
        ];
        for (bug, parameters, examples) in table {
            let report = checked(&Backward::new(bug), &parameters, examples);
            assert!(report.matches(), "{} does not show: {:?}", bug.name(), failing(&report));
        }
    }

    /// One unit that is active, one that rests, and one whose pre-activation is 0; by hand, on one example given twice.
    #[test]
    fn each_gradient_is_wrong_as_its_title_says() {
        let [w0, w1, w2] = [0.8, -0.6, 0.4];
        let values = vec![1.0, -1.0, 1.0, 2.0, 0.5, -2.0, 0.25, -0.5, 0.0, w0, w1, w2, -0.3];
        let parameters = Parameters::from_flat(3, values).expect("4h + 1 numbers");
        let (x, h, output) = ([0.5, 0.25], 1.25, 0.7_f64);
        let s = 1.0 / (1.0 + (-output).exp());
        let of = |dz: [f64; 3]| {
            let [a, b, c] = dz;
            vec![a * x[0], b * x[0], c * x[0], a * x[1], b * x[1], c * x[1], a, b, c, s * h, 0.0, 0.0, s]
        };
        let right = of([s * w0, 0.0, 0.0]);
        let times = |factor: f64| right.iter().map(|value| factor * value).collect::<Vec<_>>();
        let with = |changes: &[(usize, f64)]| {
            let mut values = right.clone();
            for &(at, value) in changes {
                values[at] = value;
            }
            values
        };
        let early = w0 * (1.0 - DECAYING.learning_rate * DECAYING.l2) - DECAYING.learning_rate * s * h;
        for &bug in Bug::ALL {
            let expected = match bug {
                Bug::MaskForgotten => of([s * w0, s * w1, s * w2]),
                Bug::MaskInverted => of([0.0, s * w1, 0.0]),
                Bug::MinusForgotten => times(-1.0),
                Bug::MeanForgotten => times(2.0),
                Bug::UpdatedTooEarly => of([s * early, 0.0, 0.0]),
                Bug::OuterTransposed => with(&[(1, right[3]), (3, 0.0)]),
                Bug::BiasRepeated => with(&[(6, 2.0 * right[6]), (12, 3.0 * right[12])]),
                Bug::OneStepOld | Bug::NeverCleared => right.clone(),
            };
            let gradient = Backward::new(bug).gradient(&parameters, &[Example { x, y: -1.0 }; 2], DECAYING);
            for (id, expected) in parameters.ids().zip(expected) {
                let found = gradient.get(id);
                assert!((found - expected).abs() < 1e-15, "{}: {id} is {found}, not {expected}", bug.name());
            }
        }
    }

    #[test]
    fn a_step_moves_against_the_wrong_gradient_and_weights_decay() {
        for &bug in Bug::ALL {
            let (start, examples) = (network(3, 2), examples(4));
            let (mut stepped, mut backward) = (start.clone(), Backward::new(bug));
            let gradient = backward.gradient(&start, &examples, DECAYING);
            backward.step(&mut stepped, &examples, DECAYING);
            for id in start.ids() {
                let l2 = if id.group().is_weights() { DECAYING.l2 } else { 0.0 };
                let expected = start.get(id) - DECAYING.learning_rate * (gradient.get(id) + l2 * start.get(id));
                assert!((stepped.get(id) - expected).abs() < 1e-15, "{id} with {}", bug.name());
            }
        }
    }

    #[test]
    fn a_diverging_bug_is_noticed() {
        let mut parameters = network(2, 0);
        parameters.set(super::super::ParameterId::Bo, f64::INFINITY);
        let mut backward = Backward::new(Bug::MinusForgotten);
        assert!(!backward.step(&mut parameters, &examples(3), RATES), "an infinite output");
    }

    #[test]
    fn titles_differ() {
        for &bug in Bug::ALL {
            let alike = Bug::ALL.iter().filter(|other| other.title() == bug.title());
            assert_eq!(alike.count(), 1, "{} has a title of its own", bug.name());
        }
    }
}
