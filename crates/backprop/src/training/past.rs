//! How a run came to where it stands: enough to make it again, to the last bit.

use std::sync::Arc;

use super::{Config, NetworkSpec, SgdSpec, Snapshot, moment::work};
use crate::nn::{ParameterId, Parameters};

/// The start of a run and what changed along it.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The number of the first state.
    pub step: u64,
    /// Examples seen by then.
    pub position: u64,
    /// The parameters there; `None` for those that initialization and seed draw.
    pub start: Option<Arc<Parameters>>,
    /// What came into force along the run, in the order of steps, one for a step at most. The first is the start's.
    pub marks: Arc<Vec<Mark>>,
}

/// What came into force at a step in the course of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The step from which on it applies.
    pub step: u64,
    /// Examples seen by then.
    pub position: u64,
    /// The settings.
    pub sgd: SgdSpec,
    /// Parameters that were given another value, each once and in the network's order: the order in which they were given
    /// it means nothing, so that one state has one record.
    pub edits: Vec<(ParameterId, f64)>,
}

impl Mark {
    /// The settings that a run starts with.
    pub fn start(step: u64, position: u64, sgd: SgdSpec) -> Self {
        Self { step, position, sgd, edits: Vec::new() }
    }

    /// Gives a parameter of `hidden` units another value.
    pub fn set(&mut self, id: ParameterId, value: f64, hidden: usize) {
        match self.edits.binary_search_by_key(&id.index(hidden), |(edited, _)| edited.index(hidden)) {
            Ok(place) => self.edits[place].1 = value,
            Err(place) => self.edits.insert(place, (id, value)),
        }
    }

    /// Whether `other` lets the same come into force at the same step.
    pub(super) fn does_what(&self, other: &Self) -> bool {
        (self.step, self.sgd, &self.edits) == (other.step, other.sgd, &other.edits)
    }

    /// Gives `params` the values of the edits.
    pub(super) fn edit(&self, params: &mut Parameters) {
        let hidden = params.hidden();
        self.edits.iter().filter(|(id, _)| id.exists(hidden)).for_each(|&(id, value)| params.set(id, value));
    }
}

impl Past {
    /// The most work that making a run again may cost, in units of [`work`]: about a second. Going back in a run that was
    /// opened makes it again from its start.
    const MOST_WORK: u64 = 300_000_000;

    /// That of a run with this configuration and these marks, where `points` are trained on.
    pub(super) fn of(config: &Config, points: usize, marks: &Arc<Vec<Mark>>) -> Self {
        Self {
            step: config.start_step.min(*Config::STEP.end()),
            position: config.position_of_start(points),
            start: config.network.start.clone(),
            marks: Arc::clone(marks),
        }
    }

    /// Whether the run that came to the start of `now` can be made again in about a second.
    ///
    /// Beyond that one would wait for every step back, so such a run is better without a past.
    pub fn is_short(&self, now: &Config) -> bool {
        let batch = self.largest_batch(now.data.train_count());
        let hidden = now.network.start.as_ref().map_or(now.network.hidden, |start| start.hidden());
        now.start_step.saturating_sub(self.step).saturating_mul(work(hidden, batch)) <= Self::MOST_WORK
    }

    /// The largest batch that the run has had, where `points` are trained on.
    pub(super) fn largest_batch(&self, points: usize) -> usize {
        self.marks.iter().map(|mark| mark.sgd.batch_of(points)).max().unwrap_or(1)
    }

    /// The start of the run that came to `now`, as a configuration to begin with.
    pub(super) fn config(&self, now: &Config) -> Config {
        Config {
            network: NetworkSpec { start: self.start.clone(), ..now.network.clone() },
            sgd: self.marks.first().map_or(now.sgd, |mark| mark.sgd),
            start_step: self.step,
            start_position: Some(self.position),
            ..now.clone()
        }
    }
}

impl Snapshot {
    /// How the run came here.
    pub fn past(&self) -> Past {
        Past::of(&self.config, self.dataset.train, &self.marks)
    }
}
