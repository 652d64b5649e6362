//! What the page and the API both act on.

use std::{ops::RangeInclusive, sync::Arc};

use super::{Change, Depth, Document, Stroke, Undo};
use crate::{
    check::CheckSpec,
    data::DataSpec,
    training::{Action, Comparison, Config, Mark, NetworkSpec, Session},
};

/// Steps a second, where a speed is set.
pub const SPEED: RangeInclusive<f64> = 0.1..=1e6;

/// A session with what is set beside it.
#[derive(Clone, Debug)]
pub struct Playground {
    /// The run. Actions go through [`Self::apply`].
    pub session: Session,
    /// How gradients are checked.
    pub check: CheckSpec,
    /// How fast playing is.
    pub speed: Speed,
    undo: Undo,
    /// A second run beside the first.
    pub(super) comparison: Option<Comparison>,
}

impl Default for Playground {
    fn default() -> Self {
        let session = Session::default();
        let undo = Undo::new(session.config().data.clone());
        Self { session, check: CheckSpec::default(), speed: Speed::default(), undo, comparison: None }
    }
}

/// How fast playing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Steps a second, see [`SPEED`].
    PerSecond(f64),
    /// As many as fit into a frame.
    Max,
}

impl Default for Speed {
    /// One sees XOR separate within some seconds.
    fn default() -> Self {
        Self::PerSecond(1000.0)
    }
}

impl Playground {
    /// Does what `action` says, to the second run too.
    pub fn apply(&mut self, action: Action) {
        if let Some(data) = action.data() {
            self.undo.record(data, Change::Replace, Stroke::Single, &self.session);
        }
        self.session.apply(action);
        self.bring_along();
    }

    /// The present state: its parameters and step are the start of the run that the document describes.
    ///
    /// That run goes on as this one does, to the bit.
    pub fn document(&self) -> Document {
        let now = self.session.snapshot();
        let config = Config {
            network: NetworkSpec { start: Some(now.params.clone()), ..now.config.network.clone() },
            start_step: now.step,
            start_position: None,
            ..Config::clone(&now.config)
        };
        let usual = config.position_of_start(now.dataset.train);
        let start_position = (now.position != usual).then_some(now.position);
        Document { config: Config { start_position, ..config }, check: self.check, past: None, stop: now.stop }
    }

    /// The present state and how the run came to it: what files, links and this device keep.
    ///
    /// At the start of a run there is no past, and a start that seed and initialization draw needs no parameters. Nor has
    /// a run one that would take long to make again.
    pub fn record(&self) -> Document {
        let (now, mut document) = (self.session.snapshot(), self.document());
        let mut past = now.past();
        if past.marks.iter().any(|mark| mark.step > now.step) {
            Arc::make_mut(&mut past.marks).retain(|mark| mark.step <= now.step);
        }
        let hidden = now.params.hidden();
        let in_order = |mark: &Mark| mark.edits.is_sorted_by_key(|(id, _)| id.index(hidden));
        if !past.marks.iter().all(in_order) {
            // The order of edits at one step means nothing: one state has one record.
            let by_place = |mark: &mut Mark| mark.edits.sort_by_key(|(id, _)| id.index(hidden));
            Arc::make_mut(&mut past.marks).iter_mut().for_each(by_place);
        }
        let changed = past.marks.len() > 1 || past.marks.iter().any(|mark| !mark.edits.is_empty());
        if now.step == past.step && !changed {
            document.config.network.start = past.start;
        } else if past.is_short(&document.config) {
            document.past = Some(past);
        }
        document
    }

    /// Replaces run and check by what `document` describes, and pauses.
    pub fn load(&mut self, document: Document) {
        let Document { config, check, past, stop } = document;
        self.apply(match past {
            Some(past) => Action::Resume(config, past),
            None => Action::Load(config),
        });
        self.apply(Action::SetStop(stop));
        self.check = check;
    }

    /// Other data, which can be taken back.
    pub fn change_data(&mut self, data: DataSpec, change: Change, stroke: Stroke) {
        self.undo.record(&data, change, stroke, &self.session);
        self.apply(change.action(data));
    }

    /// A drag or a slider was let go: the next one is taken back by itself.
    pub fn lift(&mut self) {
        self.undo.lift();
    }

    /// Takes the last change of the data back, and says whether there was one. Parameters, step and timeline come back
    /// with them; a short run is made again where it stands.
    pub fn undo(&mut self) -> bool {
        let was_one = self.undo.undo(&mut self.session);
        self.bring_along();
        was_one
    }

    /// Makes the change again that was taken back last, and says whether there was one.
    pub fn redo(&mut self) -> bool {
        let was_one = self.undo.redo(&mut self.session);
        self.bring_along();
        was_one
    }

    /// How many changes of the data can be taken back and made again.
    pub fn depth(&self) -> Depth {
        self.undo.depth()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Source, edit::Edit};

    #[test]
    fn an_edit_in_the_middle_of_a_run_is_taken_back_to_the_bit() {
        let mut playground = Playground::default();
        playground.session.apply(Action::Step(500));
        let before = playground.session.snapshot();
        let edited = Edit::Move(3, [0.0, 0.9]).apply(&before.config.data).expect("there are points").data;
        playground.change_data(edited, Change::Edit, Stroke::Single);
        let after = playground.session.snapshot();
        assert_eq!(after.step, 500, "the run was made again");
        assert_ne!(after.params, before.params, "with another point");
        assert!(playground.undo(), "there is something to take back");
        assert_eq!(playground.session.snapshot().params, before.params, "to the bit");
        assert!(playground.redo() && !playground.redo(), "once forward");
        assert_eq!(playground.session.snapshot().params, after.params, "to the bit");
    }

    #[test]
    fn an_edit_late_in_a_long_run_is_taken_back_with_step_and_timeline() {
        let mut playground = Playground::default();
        playground.session.advance(1_500_000);
        let before = playground.session.snapshot();
        for x in [0.1, 0.2] {
            let edited =
                Edit::Move(3, [x, 0.9]).apply(&playground.session.config().data).expect("there are points").data;
            playground.change_data(edited, Change::Edit, Stroke::Drawn);
        }
        playground.lift();
        playground.apply(Action::Step(20));
        let after = playground.session.snapshot();
        assert_eq!((after.step, after.other_data_before), (1_500_020, Some(1_500_000)), "it goes on");
        assert!(playground.undo(), "the whole drag");
        let now = playground.session.snapshot();
        assert_eq!((now.step, &now.params, now.end), (1_500_000, &before.params, 1_500_000), "the run that was");
        playground.apply(Action::Seek(700_000));
        let mut direct = Session::default();
        direct.advance(700_000);
        assert_eq!(playground.session.snapshot().params, direct.snapshot().params, "with its timeline");
        assert!(playground.redo(), "forward");
        assert_eq!(playground.session.snapshot().params, after.params, "with the steps that it had made");
    }

    #[test]
    fn other_data_are_taken_back_with_the_run_that_they_ended() {
        let mut playground = Playground::default();
        playground.apply(Action::Step(500));
        let before = playground.session.snapshot();
        let other = DataSpec { train_fraction: 0.5, ..before.config.data.clone() };
        playground.change_data(other, Change::Replace, Stroke::Single);
        assert_eq!(playground.session.step(), 0, "from the start");
        playground.undo();
        let now = playground.session.snapshot();
        assert_eq!((now.step, &now.params), (500, &before.params), "as it was");
    }

    #[test]
    fn a_document_can_be_taken_back() {
        let mut playground = Playground::default();
        let mut document = playground.document();
        let mine = Edit::Remove(0).apply(&document.config.data).expect("there are points").data;
        document.config.data = mine.clone();
        playground.apply(Action::Step(300));
        let before = playground.session.snapshot();
        playground.load(document);
        assert_eq!(playground.depth(), Depth { undo: 1, redo: 0 }, "one change");
        assert!(playground.undo(), "there is something to take back");
        let now = playground.session.snapshot();
        assert!(matches!(now.config.data.source, Source::Generated { .. }), "as before");
        assert_eq!((now.step, &now.params, now.end), (300, &before.params, 300), "with the run");
        playground.redo();
        assert_eq!(playground.session.config().data, mine, "and forward");
    }
}
