//! One step of SGD with every number on the way: what scripts, test vectors and literals are made of.

use crate::{
    data::Example,
    nn::{Parameters, Reduction, Stepper, two_layer},
    training::{Scope, Snapshot},
};

/// The right numbers of one step from `now`, whatever bug is in force there.
pub(super) struct Step {
    /// The numbers of the examples that the step is about.
    pub(super) rows: Vec<usize>,
    /// Those examples.
    pub(super) examples: Vec<Example>,
    /// Ȳ of each of them.
    pub(super) outputs: Vec<f64>,
    /// Their loss under the reduction in force.
    pub(super) loss: f64,
    /// Its gradient.
    pub(super) gradient: Parameters,
    /// The parameters after one update with the learning rate and the L2 in force.
    pub(super) updated: Parameters,
}

impl Step {
    /// The step that the examples in `scope` make.
    pub(super) fn of(now: &Snapshot, scope: Scope) -> Self {
        let rows = now.indices(scope).into_iter().map(|index| now.dataset.number(index)).collect();
        let examples = now.examples(scope);
        let rates = now.config.sgd.rates();
        let (loss, gradient) = two_layer::gradient(&now.params, &examples, rates.reduction);
        let mut updated = now.params.as_ref().clone();
        Stepper::new(updated.hidden()).step(&mut updated, &examples, rates);
        Self { rows, outputs: outputs(&now.params, &examples), examples, loss, gradient, updated }
    }
}

/// Ȳ of each example, to the bit as the gradient takes it.
pub(super) fn outputs(parameters: &Parameters, examples: &[Example]) -> Vec<f64> {
    let mut h = vec![0.0; parameters.hidden()];
    examples.iter().map(|example| two_layer::forward(parameters, example.x, &mut h)).collect()
}

/// What the gradient is of, in words: "the mean loss over the next batch, 7 points".
pub(super) fn subject(now: &Snapshot, scope: Scope) -> String {
    subject_under(now.config.sgd.reduction, now, scope)
}

/// The same under a reduction that need not be the one in force.
pub(super) fn subject_under(reduction: Reduction, now: &Snapshot, scope: Scope) -> String {
    let loss = match reduction {
        Reduction::Mean => "the mean loss",
        Reduction::Sum => "the summed loss",
    };
    let points = |n: usize| if n == 1 { "1 point".to_owned() } else { format!("{n} points") };
    match (scope, now.indices(scope).len()) {
        (Scope::Example(index), _) => format!("the loss of example {}", now.dataset.number(index)),
        (Scope::Batch, n) => format!("{loss} over the next batch, {}", points(n)),
        (Scope::Train, n) => format!("{loss} over the training set, {}", points(n)),
    }
}
