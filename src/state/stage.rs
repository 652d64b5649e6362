//! Going through a run in units, down to the phases of a step.

use crate::{
    explain::StepId,
    nn::{Parameters, two_layer},
    plot::scatter::Turn,
    training::{Action, Phase, Scope, Snapshot},
};

/// How far a step is made, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Steps are made whole: everything is known.
    Whole,
    /// Outputs and loss are known.
    Forward,
    /// So are the gradients of some examples of the batch.
    Examples,
    /// So is the batch's gradient.
    Backward,
    /// So are the new parameters.
    Update,
}

impl Stage {
    /// How far a step is made.
    pub fn of(phase: Option<&Phase>) -> Self {
        match phase {
            None => Self::Whole,
            Some(Phase::Forward) => Self::Forward,
            Some(Phase::Examples(_)) => Self::Examples,
            Some(Phase::Backward) => Self::Backward,
            Some(Phase::Update(_)) => Self::Update,
        }
    }

    /// Whether the gradients are known.
    pub fn knows_gradients(self) -> bool {
        self != Self::Forward
    }

    /// The last step of the walk through both passes that is known.
    pub fn last_step(self) -> StepId {
        match self {
            Self::Forward => StepId::S,
            Self::Examples | Self::Backward => StepId::DsDx,
            Self::Whole | Self::Update => StepId::Update,
        }
    }

    /// Whether the step's outcome is known.
    pub fn knows_update(self) -> bool {
        matches!(self, Self::Whole | Self::Update)
    }
}

/// What is known of a step that is made phase by phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// How far it is made.
    pub stage: Stage,
    /// The number of steps made before it.
    pub step: u64,
    /// Its examples that have been gone through, by their numbers, and how many it has in all.
    pub examples: Vec<usize>,
    /// See `examples`.
    pub of: usize,
    /// The loss of these examples, mean or sum as in force.
    pub loss: f64,
    /// The Euclidean norm of its gradient over all parameters; `None` while it is not known.
    pub gradient_norm: Option<f64>,
    /// The Euclidean norm of the change of all parameters; `None` while it is not known.
    pub change_norm: Option<f64>,
}

impl Progress {
    /// What is known at `now`; `None` where steps are made whole.
    pub fn of(now: &Snapshot) -> Option<Self> {
        let phase = now.phase.as_ref()?;
        let (stage, subject) = (Stage::of(Some(phase)), now.subject());
        let examples = subject.examples(Scope::Batch);
        let gradient = stage.knows_gradients().then(|| norm(subject.gradient(&examples).as_slice().iter().copied()));
        let change = |from: &Parameters| norm(now.params.as_slice().iter().zip(from.as_slice()).map(|(a, b)| a - b));
        Some(Self {
            stage,
            step: subject.step,
            examples: subject.batch().iter().map(|&index| now.dataset.number(index)).collect(),
            of: subject.next_batch.len(),
            loss: two_layer::loss(&subject.params, &examples, subject.config.sgd.reduction),
            gradient_norm: gradient,
            change_norm: stage.knows_update().then(|| change(&subject.params)),
        })
    }
}

fn norm(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(|number| number * number).sum::<f64>().sqrt()
}

/// By how much one goes on or back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Forward pass, backward pass, or update.
    Phase,
    /// One example.
    #[default]
    Example,
    /// One batch: a step.
    Batch,
    /// To the end of an epoch, or to its beginning.
    Epoch,
}

impl Unit {
    /// Every unit, smallest first.
    pub const ALL: [Self; 4] = [Self::Phase, Self::Example, Self::Batch, Self::Epoch];

    /// What goes on by one of this, or back.
    pub fn action(self, direction: Turn) -> Action {
        match (self, direction) {
            (Self::Phase, Turn::Next) => Action::Phase,
            (Self::Phase, Turn::Previous) => Action::BackPhase,
            (Self::Example, Turn::Next) => Action::Example,
            (Self::Example, Turn::Previous) => Action::BackExample,
            (Self::Batch, Turn::Next) => Action::Step(1),
            (Self::Batch, Turn::Previous) => Action::Back(1),
            (Self::Epoch, Turn::Next) => Action::Epoch,
            (Self::Epoch, Turn::Previous) => Action::BackEpoch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Session;

    #[test]
    fn a_step_becomes_known_phase_by_phase() {
        let mut session = Session::default();
        assert_eq!(Progress::of(&session.snapshot()), None, "steps are whole");
        let known: Vec<_> = (0..3)
            .map(|_| {
                session.apply(Unit::Phase.action(Turn::Next));
                let progress = Progress::of(&session.snapshot()).expect("in a phase");
                (progress.step, progress.gradient_norm.is_some(), progress.change_norm.is_some())
            })
            .collect();
        assert_eq!(known, [(0, false, false), (0, true, false), (0, true, true)], "forward, backward, update");
        let done = Progress::of(&session.snapshot()).expect("in a phase");
        let (gradient, change) = (done.gradient_norm.unwrap_or_default(), done.change_norm.unwrap_or_default());
        assert!((change - 0.03 * gradient).abs() < 1e-15, "‖Δθ‖ = η‖g‖: {change} and {gradient}");
    }
}
