//! Playing, and stopping by itself.

use super::{Session, Stopped, Watch};
use crate::training::metrics;

impl Session {
    pub(super) fn play(&mut self) {
        self.playing = self.diverged.is_none();
        self.watch = self.watch_from_here();
    }

    /// What comes is measured by the loss here.
    pub(super) fn watch_from_here(&self) -> Watch {
        Watch::new(if self.stop.looks_at_loss() { self.train_loss() } else { f64::INFINITY })
    }

    /// Makes up to `steps` steps as [`Self::advance`] does, but pauses where the rule of [`super::Action::SetStop`]
    /// says so. Cutting the steps into slices changes nothing.
    pub fn play_on(&mut self, steps: u64) -> u64 {
        let first = self.now.step;
        let last = first.saturating_add(steps);
        while self.playing && self.now.step < last {
            let at = self.now.step;
            let epoch_end = at.saturating_add(self.steps_to_epoch_end());
            let watched = self.stop.epoch.is_some() || self.stop.looks_at_loss();
            let until = [self.stop.step.filter(|&step| step > at), watched.then_some(epoch_end)];
            let until = until.into_iter().flatten().fold(last, u64::min);
            if self.advance(until - at) == 0 {
                break;
            }
            self.stopped = self.reason_to_stop(watched && self.now.step == epoch_end);
            self.playing &= self.stopped.is_none();
        }
        self.now.step - first
    }

    fn reason_to_stop(&mut self, epoch_ended: bool) -> Option<Stopped> {
        let rule = self.stop;
        if let Some(step) = rule.step.filter(|&step| step == self.now.step) {
            return Some(Stopped::Step(step));
        }
        if !epoch_ended {
            return None;
        }
        let epochs = self.now.position / self.dataset.train.max(1) as u64;
        if let Some(epoch) = rule.epoch.filter(|&epoch| epoch == epochs) {
            return Some(Stopped::Epoch(epoch));
        }
        if rule.looks_at_loss() { self.watch.look(&rule, self.train_loss()) } else { None }
    }

    fn train_loss(&self) -> f64 {
        metrics(&self.now.params, &self.dataset).train_loss
    }
}
