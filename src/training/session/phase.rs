//! A step, phase by phase.

use super::Session;

/// The part of a step that was made last, where a step is made phase by phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The outputs and the loss of the next batch are known, its gradient is not.
    Forward,
    /// The gradient of the next batch is known, the parameters are still those that made it.
    Backward,
    /// The parameters are new. Nothing is known yet of the batch that comes next.
    Update,
}

impl Session {
    pub(super) fn next_phase(&mut self) {
        self.phase = match self.phase {
            None | Some(Phase::Update) if self.dataset.train == 0 || self.diverged.is_some() => None,
            None | Some(Phase::Update) => Some(Phase::Forward),
            Some(Phase::Forward) => Some(Phase::Backward),
            Some(Phase::Backward) => (self.advance(1) == 1).then_some(Phase::Update),
        };
    }

    pub(super) fn phase_before(&mut self) {
        let first = self.now.step == self.timeline.first();
        self.phase = match self.phase {
            Some(Phase::Backward) => Some(Phase::Forward),
            Some(Phase::Forward) => (!first).then_some(Phase::Update),
            None | Some(Phase::Update) if first => None,
            None | Some(Phase::Update) => {
                self.seek(self.now.step - 1);
                Some(Phase::Backward)
            }
        };
    }
}
