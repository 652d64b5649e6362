//! One immutable picture of a session.

use std::sync::Arc;

use super::{Config, HealthHistory, History, Mark, Metrics, Phase, StopRule, Stopped, metrics};
use crate::{
    data::{Dataset, Example},
    nn::{Backward, Parameters, two_layer},
};

/// All that panels show, at one moment. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Changes whenever anything in the session does.
    pub revision: u64,
    /// Steps made, counted from [`Config::start_step`].
    pub step: u64,
    /// Examples seen by those steps.
    pub position: u64,
    /// Epochs made, whole and fraction: `position` divided by the number of training points; 0 without points.
    pub epoch: f64,
    /// The parameters now.
    pub params: Arc<Parameters>,
    /// The parameters that rewinding returns to.
    pub start: Arc<Parameters>,
    /// The points.
    pub dataset: Arc<Dataset>,
    /// The settings in force.
    pub config: Arc<Config>,
    /// Losses along the run, up to `end`: beyond `step` where the session has gone back.
    pub history: Arc<History>,
    /// Norms of gradients and updates along the run, likewise.
    pub health: Arc<HealthHistory>,
    /// Whether the session wants to be advanced every frame.
    pub playing: bool,
    /// The step that would have left the finite numbers: the session stands just before it and goes no further.
    pub diverged: Option<u64>,
    /// The part of a step that was made last, where it is made phase by phase: what comes after it is not known yet.
    pub phase: Option<Phase>,
    /// When playing stops by itself.
    pub stop: StopRule,
    /// Why it did, where it did.
    pub stopped: Option<Stopped>,
    /// The furthest step of the run so far: any step from [`Config::start_step`] to here can be sought.
    pub end: u64,
    /// What came into force along the run, the start's first.
    pub marks: Arc<Vec<Mark>>,
    /// The step at which the data were changed, where the run to there was too long to be made again with them: it was made
    /// with others, and cannot be gone back to.
    pub other_data_before: Option<u64>,
    /// The backward pass with its bug, and with what it wrongly keeps between steps; `None` for the right one.
    pub backward: Option<Arc<Backward>>,
    /// Indices into the dataset of the examples that the next step will see.
    pub next_batch: Arc<[usize]>,
}

/// Which examples a loss or gradient is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// One example of the dataset, by index.
    Example(usize),
    /// The batch of the next step.
    #[default]
    Batch,
    /// Every training point.
    Train,
}

impl Snapshot {
    /// The same without the name of the bug in force, which stays in force: while people guess it, nothing that is written
    /// of this moment may say it.
    #[must_use]
    pub fn with_nameless_bug(mut self) -> Self {
        Arc::make_mut(&mut self.config).sgd.bug = None;
        self
    }

    /// The step that gradients are about: the next one, or the one that was just made where it is made phase by phase.
    pub fn subject(&self) -> &Self {
        match &self.phase {
            Some(Phase::Update(before)) => before,
            _ => self,
        }
    }

    /// Indices into the dataset of the examples of the next batch; of those that have been gone through, where the step
    /// is made example by example.
    pub fn batch(&self) -> &[usize] {
        match self.phase {
            Some(Phase::Examples(done)) => &self.next_batch[..done.min(self.next_batch.len())],
            _ => &self.next_batch,
        }
    }

    /// Indices into the dataset of the examples in `scope`. Empty where an index names no example.
    pub fn indices(&self, scope: Scope) -> Vec<usize> {
        match scope {
            Scope::Example(index) => (index..self.dataset.examples.len()).take(1).collect(),
            Scope::Batch => self.batch().to_vec(),
            Scope::Train => (0..self.dataset.train).collect(),
        }
    }

    /// The examples in `scope`. Empty where an index names no example.
    pub fn examples(&self, scope: Scope) -> Vec<Example> {
        self.indices(scope).into_iter().map(|index| self.dataset.examples[index]).collect()
    }

    /// The gradient of the loss of `examples` by the backward pass in force, bug and all: what training follows.
    pub fn gradient(&self, examples: &[Example]) -> Parameters {
        let rates = self.config.sgd.rates();
        match &self.backward {
            Some(backward) => backward.gradient(&self.params, examples, rates),
            None => two_layer::gradient(&self.params, examples, rates.reduction).1,
        }
    }

    /// How well the network does now. Costs one forward pass over the dataset.
    pub fn metrics(&self) -> Metrics {
        metrics(&self.params, &self.dataset)
    }
}
