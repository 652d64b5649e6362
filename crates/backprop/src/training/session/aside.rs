//! A run that is too long to be made again with other data: it goes on from where it stands. And a run that is put
//! aside, and taken up again.

use super::{Arc, Session};
use crate::{
    data::{DataSpec, Dataset},
    training::{Config, Mark, NetworkSpec, moment::work},
};

/// A run is made again from its start where that costs at most this much, in units of about three nanoseconds: some
/// tens of milliseconds.
pub(super) const AT_ONCE: u64 = 10_000_000;

impl Session {
    /// Whether [`crate::training::Action::EditData`] makes the run again with `data`, because that takes no time to
    /// speak of. A longer one goes on from where it stands: what came before is then of the data before.
    pub fn is_made_again_with(&self, data: &DataSpec) -> bool {
        let steps = self.now.step - self.timeline.first();
        let batch = self.past().largest_batch(data.train_count());
        steps.saturating_mul(work(self.now.params.hidden(), batch)) <= AT_ONCE
    }

    /// Goes on from here with other points. The run begins here now, but rewinding still goes to where it began before.
    pub(super) fn go_on_with(&mut self, data: DataSpec, dataset: Arc<Dataset>) {
        let before = self.before.take().unwrap_or_else(|| Arc::clone(&self.config));
        let now = self.now.clone();
        let network = NetworkSpec { start: Some(Arc::new(now.params)), ..self.config.network.clone() };
        let (start_step, start_position) = (now.step, Some(now.position));
        self.restart(Config { data, network, start_step, start_position, ..self.config().clone() }, dataset);
        self.now.backward = now.backward;
        self.timeline.refresh(&self.now);
        self.before = Some(before);
    }

    /// The start that rewinding goes to, with the data and the settings in force: that of the run, or of the run before
    /// its data were changed on the way.
    pub(super) fn first_config(&self) -> Config {
        let now = self.config();
        match &self.before {
            None => now.clone(),
            Some(before) => Config { data: now.data.clone(), sgd: now.sgd, ..Config::clone(before) },
        }
    }

    /// Starts anew from the very same start, with the settings in force. Parameters that were typed come into force again
    /// at their steps.
    pub(super) fn rewind(&mut self) {
        let (config, marks) = (self.first_config(), Arc::clone(self.timeline.marks()));
        self.restart(config, self.dataset.clone());
        let (step, position, sgd) = (self.now.step, self.now.position, self.config.sgd);
        let mut typed = vec![Mark::start(step, position, sgd)];
        for mark in marks.iter().filter(|mark| !mark.edits.is_empty()) {
            if mark.step == step {
                typed[0].edits.clone_from(&mark.edits);
            } else {
                let position = position + (mark.step - step) * self.batch_size() as u64;
                typed.push(Mark { position, sgd, ..mark.clone() });
            }
        }
        self.follow(Arc::new(typed));
    }

    /// Goes on with `other`, a run that was put aside, under the stop rule and at the pace of this one, which is given
    /// back.
    #[must_use]
    pub fn exchange(&mut self, mut other: Self) -> Self {
        other.take_over(self);
        other.timeline.hold(self.timeline.budget());
        other.playing = self.playing && other.diverged.is_none();
        other.watch = other.watch_from_here();
        std::mem::replace(self, other)
    }

    /// What its keyframes hold, in bytes.
    pub fn bytes(&self) -> usize {
        self.timeline.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{bits, custom},
        *,
    };
    use crate::{nn::ParameterId, training::Action};

    fn long_run() -> Session {
        let mut session = Session::default();
        session.advance(1_500_000);
        session
    }

    #[test]
    fn an_edit_late_in_a_long_run_keeps_its_parameters_and_its_step() {
        let mut session = long_run();
        let before = bits(&session);
        let data = custom(&[([0.5, 0.5], 1.0), ([-0.5, 0.5], -1.0)]);
        assert!(!session.is_made_again_with(&data), "a tenth of a second");
        session.apply(Action::EditData(data.clone()));
        let now = session.snapshot();
        assert_eq!(
            (now.step, bits(&session), now.dataset.examples.len()),
            (1_500_000, before, 2),
            "other points alone"
        );
        assert_eq!(now.other_data_before, Some(1_500_000), "and it is said");
        session.advance(300);
        let after = bits(&session);
        let other = custom(&[([0.5, 0.25], 1.0), ([-0.5, 0.5], -1.0)]);
        session.apply(Action::EditData(other));
        session.apply(Action::EditData(data));
        assert_eq!((session.step(), bits(&session)), (1_500_300, after), "from there on, all is made again");
        assert_eq!(session.snapshot().other_data_before, Some(1_500_000), "since the same step");
        session.apply(Action::Rewind);
        assert_eq!((session.step(), bits(&session)), (0, bits(&Session::default())), "the very same start");
        assert_eq!(session.snapshot().other_data_before, None, "all of it is of these data");
    }

    #[test]
    fn other_data_start_the_run_where_it_began() {
        let mut session = long_run();
        session.apply(Action::EditData(custom(&[([0.5, 0.5], 1.0), ([-0.5, 0.5], -1.0)])));
        session.apply(Action::SetData(DataSpec::default()));
        assert_eq!((session.step(), bits(&session)), (0, bits(&Session::default())), "the drawn start");
    }

    #[test]
    fn a_run_that_was_put_aside_comes_back_with_its_timeline() {
        let mut session = long_run();
        let kept = session.clone();
        session.apply(Action::EditData(custom(&[([0.5, 0.5], 1.0), ([-0.5, 0.5], -1.0)])));
        let other = session.exchange(kept.clone());
        assert_eq!((session.step(), bits(&session)), (1_500_000, bits(&kept)), "where it stood");
        assert!(session.revision() > other.revision(), "and panels see it");
        session.apply(Action::Seek(700_000));
        let mut direct = Session::default();
        direct.advance(700_000);
        assert_eq!(bits(&session), bits(&direct), "its past is there");
    }

    #[test]
    fn rewinding_and_coming_back_meets_what_was_typed() {
        let mut session = Session::default();
        session.apply(Action::SetParameter(ParameterId::Bo, 0.25));
        session.apply(Action::Step(100));
        session.apply(Action::SetSgd(crate::training::SgdSpec { batch_size: 7, ..session.config().sgd }));
        session.apply(Action::Step(20));
        session.apply(Action::SetParameter(ParameterId::Wi { input: 1, unit: 3 }, -2.0));
        session.apply(Action::Rewind);
        let now = session.snapshot();
        assert_eq!((now.step, now.end, now.params.bo()), (0, 0, 0.25), "typed at the start");
        assert_eq!(now.config.sgd.batch_size, 7, "with the settings in force");
        session.apply(Action::Step(119));
        assert_ne!(session.snapshot().params.wi(1)[3], -2.0, "not yet");
        session.apply(Action::Step(1));
        assert_eq!(session.snapshot().params.wi(1)[3], -2.0, "typed at step 120");
        let marks: Vec<_> = session.snapshot().marks.iter().map(|mark| (mark.step, mark.position)).collect();
        assert_eq!(marks, [(0, 0), (120, 840)], "after as many examples as there were");
    }
}
