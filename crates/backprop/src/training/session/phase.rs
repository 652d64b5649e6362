//! A step, phase by phase, or example by example.

use std::sync::Arc;

use super::Session;
use crate::training::Snapshot;

/// How far a step is made, where it is made phase by phase or example by example.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The outputs and the loss of the next batch are known, its gradient is not.
    Forward,
    /// Forward and backward pass are made for this many examples of the next batch, one at least and not yet all.
    Examples(usize),
    /// The gradient of the next batch is known, the parameters are still those that made it.
    Backward,
    /// The parameters are new. What went before the update stands here: the step that was made.
    Update(Arc<Snapshot>),
}

impl Session {
    pub(super) fn next_phase(&mut self) {
        self.phase = match self.phase {
            Some(Phase::Forward | Phase::Examples(_)) => Some(Phase::Backward),
            Some(Phase::Backward) => self.update(),
            None | Some(Phase::Update(_)) => self.can_step().then_some(Phase::Forward),
        };
    }

    pub(super) fn phase_before(&mut self) {
        self.phase = match self.phase {
            Some(Phase::Backward) => Some(Phase::Forward),
            Some(Phase::Forward | Phase::Examples(_)) => self.update_before(),
            None | Some(Phase::Update(_)) => self.step_before().then_some(Phase::Backward),
        };
    }

    /// One example of the next batch more. The last one makes the step.
    pub(super) fn next_example(&mut self) {
        let done = self.examples_done();
        if done + 1 < self.batch_size() {
            self.phase = self.can_step().then_some(Phase::Examples(done + 1));
        } else {
            self.phase = None;
            self.advance(1);
        }
    }

    /// One example less of the next batch; before its first the last one of the batch before.
    pub(super) fn example_before(&mut self) {
        let done = self.examples_done();
        let left = if done == 0 && self.step_before() { self.batch_size() - 1 } else { done.saturating_sub(1) };
        self.phase = (left > 0).then_some(Phase::Examples(left));
    }

    /// How many examples of the next batch have been through both passes.
    fn examples_done(&self) -> usize {
        match self.phase {
            Some(Phase::Examples(done)) => done,
            Some(Phase::Backward) => self.batch_size(),
            None | Some(Phase::Forward | Phase::Update(_)) => 0,
        }
    }

    fn can_step(&self) -> bool {
        self.dataset.train > 0 && self.diverged.is_none()
    }

    /// Makes the step whose gradient is known.
    fn update(&mut self) -> Option<Phase> {
        self.phase = None;
        let before = Arc::new(self.snapshot());
        (self.advance(1) == 1).then_some(Phase::Update(before))
    }

    /// Where the last step's update has just been made; nothing at the start.
    fn update_before(&mut self) -> Option<Phase> {
        if self.step_before() { self.update() } else { None }
    }

    /// Goes back by a step and says whether there was one.
    fn step_before(&mut self) -> bool {
        let some = self.now.step > self.timeline.first();
        if some {
            self.seek(self.now.step - 1);
        }
        some
    }
}
