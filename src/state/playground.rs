//! What the page and the API both act on.

use std::sync::Arc;

use super::{Change, Depth, Stroke, Undo};
use crate::{
    check::CheckSpec,
    data::DataSpec,
    document::{Document, Fault, Problem, Speed},
    nn::Bug,
    training::{Action, Comparison, Config, NetworkSpec, Session, SgdSpec, Snapshot},
};

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
    /// The bug in force, where people are to guess it: then no document names it.
    secret: Option<Bug>,
    /// A second run beside the first.
    pub(super) comparison: Option<Comparison>,
}

impl Default for Playground {
    fn default() -> Self {
        let session = Session::default();
        let undo = Undo::new(session.config().data.clone());
        Self { session, check: CheckSpec::default(), speed: Speed::default(), undo, secret: None, comparison: None }
    }
}

impl Playground {
    /// Does what `action` says, to the second run too.
    pub fn apply(&mut self, action: Action) {
        // Whoever opens another state, or sets a bug, is no longer guessing this one.
        if matches!(action, Action::Load(_) | Action::Resume(..) | Action::SetBug(_)) {
            self.secret = None;
        }
        if let Some(data) = action.data() {
            self.undo.record(data, Change::Replace, Stroke::Single, &self.session);
        }
        self.session.apply(action);
        self.keep_secret();
        self.bring_along();
    }

    /// Goes to `step` as [`Action::Seek`] does, in slices of so many steps, and says whether it has arrived.
    pub fn seek_on(&mut self, step: u64, steps: u64) -> bool {
        let is_there = self.session.seek_on(step, steps);
        self.bring_along();
        is_there
    }

    /// Trains with `bug` from here on, for people to guess which it is.
    pub fn hide(&mut self, bug: Bug) {
        self.apply(Action::SetBug(Some(bug)));
        self.secret = Some(bug);
    }

    /// The bug that people are to guess.
    pub fn secret(&self) -> Option<Bug> {
        self.secret
    }

    /// Nobody guesses any more: the bug stays, and documents name it.
    pub fn reveal(&mut self) {
        self.secret = None;
    }

    /// A bug that is to be guessed stays in the run, whatever was changed before the step at which it came in.
    fn keep_secret(&mut self) {
        if let Some(bug) = self.secret
            && !self.session.snapshot().marks.iter().any(|mark| mark.sgd.bug == Some(bug))
        {
            self.session.apply(Action::SetBug(Some(bug)));
        }
    }

    /// A moment of this run as people take it home: what they guess is not in it.
    pub fn to_take_home(&self, now: Snapshot) -> Snapshot {
        if self.secret.is_some() { now.with_nameless_bug() } else { now }
    }

    /// The present state: its parameters and step are the start of the run that the document describes.
    ///
    /// That run goes on as this one does, to the bit; but for a bug that is to be guessed, which no document names.
    pub fn document(&self) -> Document {
        let now = self.session.snapshot();
        let sgd = SgdSpec { bug: now.config.sgd.bug.filter(|_| self.secret.is_none()), ..now.config.sgd };
        let config = Config {
            network: NetworkSpec { start: Some(now.params.clone()), ..now.config.network.clone() },
            sgd,
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
    /// a run one that would take long to make again, or that tells the bug that is to be guessed.
    pub fn record(&self) -> Document {
        let (now, mut document) = (self.session.snapshot(), self.document());
        if self.secret.is_some() {
            return document;
        }
        let mut past = now.past();
        if past.marks.iter().any(|mark| mark.step > now.step) {
            Arc::make_mut(&mut past.marks).retain(|mark| mark.step <= now.step);
        }
        let changed = past.marks.len() > 1 || past.marks.iter().any(|mark| !mark.edits.is_empty());
        if now.step == past.step && !changed {
            document.config.network.start = past.start;
        } else if past.is_short(&document.config) {
            document.past = Some(past);
        }
        document
    }

    /// Replaces run and check by what `document` describes, and pauses. A document whose parts contradict each other is
    /// opened too, and the problem is said.
    pub fn load(&mut self, document: Document) -> Option<Problem> {
        let Document { config, check, past, stop } = document;
        let (step, start) = (config.start_step, past.as_ref().map(|past| (past.step, past.start.clone())));
        self.apply(match past {
            Some(past) => Action::Resume(config, past),
            None => Action::Load(config),
        });
        self.apply(Action::SetStop(stop));
        self.check = check;
        // A run that does not come to the parameters given for its present begins with those.
        let begins = self.session.snapshot().past();
        let contradicts = start.is_some_and(|start| start != (begins.step, begins.start));
        contradicts.then(|| Problem::new("network.parameters", Fault::OtherParameters { step }))
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
        self.keep_secret();
        self.bring_along();
        was_one
    }

    /// Makes the change again that was taken back last, and says whether there was one.
    pub fn redo(&mut self) -> bool {
        let was_one = self.undo.redo(&mut self.session);
        self.keep_secret();
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
    use crate::{
        Named,
        data::{Source, edit::Edit},
        export,
        training::Scope,
    };

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
    fn a_bug_that_is_guessed_is_a_secret_and_stays_winnable() {
        let mut playground = Playground::default();
        playground.apply(Action::Step(100));
        playground.hide(Bug::MinusForgotten);
        playground.apply(Action::Step(50));
        let told = |playground: &Playground| {
            [playground.document(), playground.record()].map(|document| document.write().to_string()).concat()
        };
        assert!(!told(&playground).contains("minus-forgotten"), "{}", told(&playground));
        let home = playground.to_take_home(playground.session.snapshot());
        for &kind in export::Kind::ALL {
            let made = export::make(kind, &home, Scope::Train, &playground.check);
            if let export::Content::Text(text) = made.content {
                assert!(!text.contains(Bug::MinusForgotten.title()), "{} names the bug:\n{text}", kind.name());
            }
        }
        playground.apply(Action::Back(120));
        let earlier = playground.session.config().sgd;
        assert_eq!((earlier.bug, playground.secret()), (None, Some(Bug::MinusForgotten)), "before it came in");
        playground.apply(Action::SetSgd(SgdSpec { learning_rate: 0.1, ..earlier }));
        assert_eq!(playground.session.config().sgd.bug, Some(Bug::MinusForgotten), "a change there takes it along");
        playground.reveal();
        assert!(told(&playground).contains("minus-forgotten"), "nobody guesses any more");
        playground.hide(Bug::MaskForgotten);
        playground.load(Document::default());
        assert_eq!(playground.secret(), None, "another state");
    }

    #[test]
    fn parts_that_contradict_each_other_are_said() {
        let mut playground = Playground::default();
        playground.apply(Action::Step(500));
        let far = playground.document().config.network.start;
        playground.apply(Action::Seek(120));
        let mut document = playground.record();
        assert_eq!(Playground::default().load(document.clone()), None, "as it was kept");
        document.config.network.start = far;
        let problem = playground.load(document).expect("the parameters of step 500 at step 120");
        assert_eq!(problem.fault, Fault::OtherParameters { step: 120 }, "is said");
        let now = playground.session.snapshot();
        assert_eq!((now.step, now.config.start_step), (120, 120), "and the run begins there");
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
