//! A second run beside the first, and how both train in a slice of a frame.

use super::Playground;
use crate::training::{Comparison, Difference, Session, Snapshot};

/// Work between two looks at the clock, in units trained on an example: a slice ends in time at any width and batch.
const WORK_BETWEEN_LOOKS: u64 = 20_000;
/// A second run comes along at once where that costs at most this much, in the same units: about a frame.
const AT_ONCE: u64 = 4_000_000;

/// The second run, at one moment. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondRun {
    /// In what it differs from the first.
    pub difference: Difference,
    /// Where it stands.
    pub snapshot: Snapshot,
    /// Whether it is on its way to where the first stands. One that has diverged is not.
    pub catching_up: bool,
}

impl Playground {
    /// Sets a second run beside the first, in the place of any other. A long run is caught up with frame by frame.
    pub fn compare(&mut self, difference: Difference) {
        self.comparison = Some(Comparison::open(difference, &mut self.session));
        self.bring_along();
    }

    /// Goes on with the first run alone.
    pub fn end_comparison(&mut self) {
        if let Some(comparison) = self.comparison.take() {
            comparison.close(&mut self.session);
        }
    }

    /// Goes on with the second run alone, as it stands: it becomes the first.
    pub fn keep_second(&mut self) {
        if let Some(comparison) = self.comparison.take() {
            self.session = comparison.into_session(&self.session);
        }
    }

    /// The second run, if there is one.
    pub fn second_run(&self) -> Option<SecondRun> {
        self.comparison.as_ref().map(|comparison| SecondRun {
            difference: comparison.difference(),
            snapshot: comparison.session().snapshot(),
            catching_up: comparison.is_behind(&self.session),
        })
    }

    /// Whether either run has steps to make by itself.
    pub(super) fn is_moving(&self) -> bool {
        self.session.playing() || self.comparison.as_ref().is_some_and(|comparison| comparison.is_behind(&self.session))
    }

    /// Plays up to `due` steps, while there is time. A second run makes the same steps; where it is behind, the first
    /// waits for it.
    pub(super) fn train(&mut self, due: u64, mut time_is_left: impl FnMut() -> bool) {
        let work = |session: &Session| session.work_of_a_step();
        let work = work(&self.session) + self.comparison.as_ref().map_or(0, |comparison| work(comparison.session()));
        let chunk = (WORK_BETWEEN_LOOKS / work.max(1)).max(1);
        let mut left = due;
        while time_is_left() {
            if let Some(comparison) = &mut self.comparison
                && comparison.is_behind(&self.session)
            {
                comparison.catch_up(&self.session, chunk);
                continue;
            }
            let done = self.session.play_on(chunk.min(left));
            if done == 0 {
                return;
            }
            left -= done;
            if let Some(comparison) = &mut self.comparison {
                comparison.catch_up(&self.session, done);
            }
        }
    }

    /// Lets the second run take in what has happened to the first.
    pub(super) fn bring_along(&mut self) {
        if let Some(comparison) = &mut self.comparison {
            comparison.follow(&self.session);
            comparison.catch_up(&self.session, AT_ONCE / comparison.session().work_of_a_step().max(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Action;

    #[test]
    fn two_runs_train_in_step_and_a_late_one_catches_up() {
        let mut playground = Playground::default();
        playground.session.advance(5_000_000);
        playground.compare(Difference::Hidden(16));
        let behind = playground.second_run().expect("it is open");
        assert!(behind.catching_up && behind.snapshot.step < 5_000_000, "millions of steps are not made at once");
        playground.apply(Action::Play);
        let mut looks = 0;
        while playground.second_run().is_some_and(|second| second.catching_up) {
            playground.train(100, || {
                looks += 1;
                looks % 1000 != 0
            });
            let waits = !playground.second_run().is_some_and(|second| second.catching_up)
                || playground.session.step() == 5_000_000;
            assert!(waits, "the first waits at {}", playground.session.step());
        }
        playground.train(300, || true);
        let steps = [playground.session.step(), playground.second_run().expect("it is open").snapshot.step];
        assert!(steps[0] >= 5_000_300 && steps[0] == steps[1], "then both go on: {steps:?}");
    }

    #[test]
    fn either_run_can_be_kept() {
        let mut playground = Playground::default();
        playground.compare(Difference::LearningRate(0.3));
        playground.apply(Action::Step(500));
        let [first, second] = [&playground.session.snapshot(), &playground.second_run().expect("it is open").snapshot];
        assert!(first.params != second.params && first.step == second.step, "two runs, one step");
        let mut other = playground.clone();
        other.keep_second();
        let kept = other.session.snapshot();
        assert_eq!((other.second_run(), kept.step, &kept.params), (None, 500, &second.params), "the second");
        assert!(kept.config.sgd.learning_rate == 0.3 && kept.revision > first.revision, "with its setting");
        playground.end_comparison();
        assert_eq!((playground.second_run(), &playground.session.snapshot()), (None, first), "the first");
    }
}
