//! A run that follows another one: what [`crate::training::Comparison`] asks of a session.

use super::{Arc, Session, is_sound};
use crate::training::{Action, Config, Mark, Past, moment::work};

impl Session {
    /// How the run came to where it stands.
    pub(in crate::training) fn past(&self) -> Past {
        Past::of(&self.config, self.dataset.train, self.timeline.marks())
    }

    /// A run over the same points, at the start of `config`, with `marks` ahead of it.
    pub(in crate::training) fn second_run(&self, config: Config, marks: Vec<Mark>) -> Self {
        let mut other = Self::with_dataset(config, Arc::clone(&self.dataset));
        other.follow(Arc::new(marks));
        other
    }

    /// Whether the run begins with what is in force at the start of `marks`.
    pub(in crate::training) fn starts_with(&self, marks: &[Mark]) -> bool {
        self.timeline.marks().first().zip(marks.first()).is_some_and(|(own, other)| own.does_what(other))
    }

    /// Goes by `marks` in place of its own, which begin alike, and forgets what came after `end`. What came before the
    /// first difference stays as it was. Where the run stood beyond it, it stands there.
    pub(in crate::training) fn retrace(&mut self, marks: &[Mark], end: u64) {
        let until = self.timeline.retrace(marks, end);
        self.forget_measures_after(until);
        if self.now.step >= until {
            self.revision += 1;
            self.return_to_keyframe(until);
            self.advance(until - self.now.step);
        }
    }

    /// Goes towards `goal`: back at once; forward as far as the run has been before, and up to `steps` further.
    pub(in crate::training) fn approach(&mut self, goal: u64, steps: u64) {
        let known = goal.min(self.timeline.end());
        if self.now.step != known {
            self.apply(Action::Seek(known));
        }
        // Divergence was found by going further than is asked for now.
        if goal <= self.now.step && is_sound(&self.now.params, &self.dataset) {
            self.diverged = None;
        }
        self.advance(steps.min(goal.saturating_sub(self.now.step)));
    }

    /// Keeps its part of the memory of one session where so many share it.
    pub(in crate::training) fn share_memory(&mut self, sessions: usize) {
        self.timeline.share_memory(sessions);
    }

    /// Keeps keyframes at this distance, in units of work.
    #[cfg(test)]
    pub(in crate::training) fn space_keyframes(&mut self, spacing: u64) {
        self.timeline.limit(spacing, self.timeline.budget());
    }

    /// What its keyframes may hold together, in bytes.
    #[cfg(test)]
    pub(in crate::training) fn memory(&self) -> usize {
        self.timeline.budget()
    }

    /// Comes in the place of `former`: it stops where that would have stopped, and panels see that it is another one.
    pub(in crate::training) fn take_over(&mut self, former: &Self) {
        self.stop = former.stop;
        self.revision = self.revision.max(former.revision) + 1;
    }

    /// The furthest step of the run so far.
    pub fn end(&self) -> u64 {
        self.timeline.end()
    }

    /// Whether there is a next step: there are points, and the run has not diverged.
    pub fn can_advance(&self) -> bool {
        self.diverged.is_none() && !self.dataset.train().is_empty()
    }

    /// What the next step costs, in units trained on an example, about three nanoseconds each.
    pub fn work_of_a_step(&self) -> u64 {
        work(self.now.params.hidden(), self.batch_size())
    }
}
