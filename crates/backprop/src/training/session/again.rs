//! Coming to a state again: going back and forth in a run, and making the run of a link or of edited points again.

use std::sync::Arc;

use super::{Session, aside::AT_ONCE, is_sound};
use crate::{
    data::DataSpec,
    nn::Backward,
    training::{
        Action, Config, Mark, Past,
        moment::{Moment, work},
    },
};

impl Session {
    pub(super) fn load(&mut self, config: Config) {
        let dataset = self.dataset_for(&config.data);
        self.restart(config, dataset);
    }

    /// Stands where the run of `past` stands at the start of `now`.
    ///
    /// A short run is made again. Where that does not lead to the very parameters that `now` gives, somebody gave others:
    /// those count, and the run starts with them. A long run is taken at its word, and made again where one goes back.
    pub(super) fn resume(&mut self, now: Config, past: &Past) {
        let steps = now.start_step.saturating_sub(past.step);
        let dataset = self.dataset_for(&now.data);
        let cost = steps.saturating_mul(work(now.network.start().hidden(), past.largest_batch(dataset.train)));
        self.restart(past.config(&now), dataset);
        self.follow(Arc::clone(&past.marks));
        if cost <= AT_ONCE {
            self.advance(steps);
            let given = now.network.start.as_deref();
            if given.is_some_and(|given| !same_bits(given.as_slice(), self.now.params.as_slice())) {
                return self.load(now);
            }
        } else {
            self.stand_at(&now);
        }
        self.timeline.forget_marks_after(self.now.step);
    }

    pub(super) fn edit_data(&mut self, data: DataSpec) {
        if data == self.config.data {
            return;
        }
        let (past, step) = (self.past(), self.now.step);
        let dataset = self.dataset_for(&data);
        if !self.is_made_again_with(&data) {
            return self.go_on_with(data, dataset);
        }
        let (playing, before) = (self.playing, self.before.take());
        self.restart(past.config(&Config { data, ..self.config().clone() }), dataset);
        self.follow(past.marks);
        self.advance(step - past.step);
        self.timeline.forget_marks_after(self.now.step);
        self.playing = playing && self.diverged.is_none();
        self.before = before;
    }

    /// From this start on, what came into force along another run from here will do so again.
    pub(super) fn follow(&mut self, marks: Arc<Vec<Mark>>) {
        if marks.first().is_some_and(|mark| mark.step == self.now.step) {
            self.timeline.expect(marks);
            self.meet_mark();
            self.timeline.refresh(&self.now);
        }
    }

    /// Takes the start of `now` for a later moment of this run.
    fn stand_at(&mut self, now: &Config) {
        let params = now.network.start().as_ref().clone();
        let position = now.position_of_start(self.dataset.train);
        self.use_sgd(now.sgd);
        // What a bug has kept from earlier steps is not known here: it begins anew.
        self.now = Moment { step: now.start_step, position, params, backward: now.sgd.bug.map(Backward::new) };
        self.timeline.keep(&self.now);
        self.timeline.reach(&self.now);
        self.measure();
        self.diverged = (!is_sound(&self.now.params, &self.dataset)).then_some(self.now.step);
    }

    /// Goes to `step`, or to the end of the run that is nearest to it.
    pub(super) fn seek(&mut self, step: u64) {
        self.go_towards(step, u64::MAX);
    }

    /// Goes to `step` as [`Action::Seek`] does, but makes no more than `steps` steps, and says whether it has arrived, or
    /// can go no further: called again until then, it is the same seek in slices.
    pub fn seek_on(&mut self, step: u64, steps: u64) -> bool {
        self.prepare(&Action::Seek(step));
        self.revision += 1;
        self.go_towards(step, steps)
    }

    fn go_towards(&mut self, step: u64, steps: u64) -> bool {
        let step = step.clamp(self.timeline.first(), self.timeline.end());
        if step < self.now.step || self.timeline.keyframe(step).step > self.now.step {
            self.return_to_keyframe(step);
        }
        self.advance(steps.min(step - self.now.step));
        self.now.step == step || !self.can_advance()
    }

    /// Stands at the last keyframe at or before `step`.
    pub(super) fn return_to_keyframe(&mut self, step: u64) {
        // Divergence is found again by whoever goes on from the last finite state.
        self.diverged = None;
        self.now.copy_from(self.timeline.keyframe(step));
        let sgd = self.timeline.mark_at(self.now.step).sgd;
        self.use_sgd(sgd);
    }

    /// The step before which this epoch began, or the one before where it has just begun.
    pub(super) fn step_of_epoch_begin(&self) -> u64 {
        let n = self.dataset.train.max(1) as u64;
        let begin = self.now.position.saturating_sub(1) / n * n;
        let step = self.timeline.step_at(begin, self.dataset.train);
        // A batch that reaches across the border ends after it: going back must not stand still.
        if step < self.now.step { step } else { self.timeline.step_at(begin.saturating_sub(n), self.dataset.train) }
    }
}

fn same_bits(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}
