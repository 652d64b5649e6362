//! What is measured along the run.

use std::sync::Arc;

use super::Session;
use crate::{
    data::Dataset,
    nn::two_layer,
    training::{HealthPoint, Point, SgdSpec, health, metrics, moment::Moment},
};

impl Session {
    /// The next step at which something is measured. A run that was taken at its word has no measures in its middle: it
    /// measures where it can.
    pub(super) fn next_measure(&self) -> u64 {
        self.history.next_step().min(self.health.next_step()).max(self.now.step + 1)
    }

    /// Measures what is due here.
    pub(super) fn measure(&mut self) {
        if self.now.step >= self.history.next_step() {
            Arc::make_mut(&mut self.history).push(losses(&self.now, &self.dataset));
        }
        if self.now.step >= self.health.next_step() {
            Arc::make_mut(&mut self.health).push(health_of(&self.now, &self.dataset, &self.config.sgd));
        }
    }

    /// What was measured after `step` is no longer part of the run.
    pub(super) fn forget_measures_after(&mut self, step: u64) {
        Arc::make_mut(&mut self.history).truncate(step);
        Arc::make_mut(&mut self.health).truncate(step);
    }
}

pub(super) fn losses(now: &Moment, dataset: &Dataset) -> Point {
    Point { step: now.step, metrics: metrics(&now.params, dataset) }
}

pub(super) fn health_of(now: &Moment, dataset: &Dataset, sgd: &SgdSpec) -> HealthPoint {
    let (train, rates) = (dataset.train(), sgd.rates());
    let gradient = match &now.backward {
        Some(backward) => backward.gradient(&now.params, train, rates),
        None => two_layer::gradient(&now.params, train, rates.reduction).1,
    };
    health(&now.params, &gradient, rates, train).point(now.step)
}
