//! The one reactive store: the playground, the snapshots that panels read, and what is derived from them.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use leptos::prelude::{Get, GetUntracked, Memo, Owner, Set, StoredValue, UpdateValue, With, WithUntracked, WithValue};

use super::{
    Change, Depth, Guess, Pace, Playground, Progress, SecondRun, Shown, Stage, Stroke, Unit, View,
    checks::{Checks, Frame},
};
use crate::{
    check::CheckSpec,
    data::{DataSpec, Dataset, Example, Names},
    document::{Document, ScopeChoice, Speed},
    nn::{Bug, ParameterId},
    plot::scatter::{self, Turn},
    training::{Action, Metrics, Phase, Scope, Snapshot},
};

/// How often training looks at the clock in a millisecond at most: a clock that stands still must not hold the page.
pub(super) const LOOKS: f64 = 60.0;

/// The store, one pointer wide: views capture it in a thousand closures. It lives as long as the page.
#[derive(Clone, Copy)]
pub struct Store(&'static Handles);

impl Deref for Store {
    type Target = Handles;

    fn deref(&self) -> &Handles {
        self.0
    }
}

/// Handles to everything that panels read and change.
pub struct Handles {
    playground: StoredValue<Playground>,
    pub(super) pace: StoredValue<Pace>,
    /// What lives as long as the store, whoever makes it.
    owner: Owner,
    pub(super) checks: OnceLock<Checks>,
    /// The state as of this frame: pictures read it.
    pub snapshot: Shown<Snapshot>,
    /// The state as of some tenths of a second ago at most, and at once while it stands still: numbers read it, and all
    /// pictures of gradients, which show one and the same step.
    pub figures: Shown<Snapshot>,
    /// The second run as of this frame, where two are compared.
    pub second_run: Shown<Option<SecondRun>>,
    /// The same at the pace of the figures.
    pub second_figures: Shown<Option<SecondRun>>,
    /// How gradients are checked.
    pub check: Shown<CheckSpec>,
    /// How fast it trains.
    pub speed: Shown<Speed>,
    /// How many changes of the data can be taken back and made again.
    pub depth: Shown<Depth>,
    /// What a person chose to look at.
    pub view: View,
    /// The points.
    pub dataset: Shown<Arc<Dataset>>,
    /// What coordinates and classes are called, where they have names.
    pub names: Shown<Option<Arc<Names>>>,
    /// The number of hidden units, as of this frame; the figures' network may be another one for some tenths of a second.
    pub hidden: Shown<usize>,
    /// The selected example, within the data.
    pub example: Memo<usize>,
    /// How far a step is made, where it is made phase by phase.
    pub stage: Shown<Stage>,
    /// What is known of a step that is made phase by phase.
    pub progress: Memo<Option<Arc<Progress>>>,
    /// Which examples the gradients are about.
    pub scope_choice: Memo<ScopeChoice>,
    /// The examples that the gradients are about.
    pub scope: Memo<Scope>,
    /// The parameter that is lit: the pointed-at one, else the selected one, within the network.
    pub shown_parameter: Memo<ParameterId>,
    /// Whether frames have something to do and somebody looks: a page at rest costs nothing.
    pub needs_frames: Memo<bool>,
    /// Losses and accuracies, as of the figures.
    pub metrics: Memo<Metrics>,
    /// How often the figures follow, in milliseconds, where checking takes so long that one had better know it.
    pub slow_figures: Shown<Option<f64>>,
}

impl Store {
    /// A store around `playground`.
    pub fn new(playground: Playground) -> Self {
        let first = playground.session.snapshot();
        let (check, speed, depth) = (playground.check, playground.speed, playground.depth());
        let view = View::default();
        let dataset = Shown::new(Arc::clone(&first.dataset));
        let names = Shown::new(names(&first));
        let hidden = Shown::new(first.params.hidden());
        let stage = Shown::new(Stage::of(first.phase.as_ref()));
        let second_run = Shown::new(playground.second_run());
        let second_figures = Shown::new(playground.second_run());
        let (snapshot, figures) = (Shown::new(first.clone()), Shown::new(first));
        let example =
            Memo::new(move |_| view.example.get().min(dataset.with(|data| data.examples.len().saturating_sub(1))));
        let shown_parameter = Memo::new(move |_| {
            // A network that was made smaller lacks the selected parameter; every network has bo.
            let known = |id: &ParameterId| id.exists(hidden.get());
            view.pointed.get().filter(known).or(Some(view.parameter.get()).filter(known)).unwrap_or(ParameterId::Bo)
        });
        // A step that is made phase by phase is that of the batch, whatever else one looks at.
        let scope_choice =
            Memo::new(move |_| if stage.get() == Stage::Whole { view.scope.get() } else { ScopeChoice::Batch });
        let scope = Memo::new(move |_| match scope_choice.get() {
            ScopeChoice::Example => Scope::Example(example.get()),
            ScopeChoice::Batch => Scope::Batch,
            ScopeChoice::Train => Scope::Train,
        });
        Self(Box::leak(Box::new(Handles {
            playground: StoredValue::new(playground),
            pace: StoredValue::new(Pace::default()),
            owner: Owner::current().unwrap_or_default(),
            checks: OnceLock::new(),
            snapshot,
            figures,
            second_run,
            second_figures,
            check: Shown::new(check),
            speed: Shown::new(speed),
            depth: Shown::new(depth),
            view,
            dataset,
            names,
            hidden,
            example,
            stage,
            progress: Memo::new(move |_| figures.with(|snapshot| Progress::of(snapshot).map(Arc::new))),
            scope_choice,
            scope,
            shown_parameter,
            needs_frames: Memo::new(move |_| {
                let revision = |snapshot: &Snapshot| snapshot.revision;
                let catches_up = || second_run.with(|second| second.as_ref().is_some_and(|second| second.catching_up));
                let is_behind = || figures.with(revision) != snapshot.with(revision);
                view.awake.get() && (snapshot.with(|snapshot| snapshot.playing) || catches_up() || is_behind())
            }),
            metrics: Memo::new(move |_| figures.with(Snapshot::metrics)),
            slow_figures: Shown::new(None),
        })))
    }

    /// The check of the figures' gradients, which is made from the first call on.
    pub fn checks(self) -> &'static Checks {
        self.0.checks.get_or_init(|| self.owner.with(|| Checks::new(self)))
    }

    /// Applies an action and shows its result at once.
    pub fn apply(self, action: Action) {
        self.change(|playground| playground.apply(action));
    }

    /// Changes the playground and shows the result at once. Panels and the API both come through here.
    pub fn change<T>(self, edit: impl FnOnce(&mut Playground) -> T) -> T {
        self.change_after(f64::INFINITY, edit)
    }

    /// The same, `delta` milliseconds after the last change: numbers follow at reading speed.
    fn change_after<T>(self, delta: f64, edit: impl FnOnce(&mut Playground) -> T) -> T {
        let (result, moment, check, speed, depth, is_guessed) = self
            .playground
            .try_update_value(|playground| {
                let result = edit(playground);
                let is_guessed = playground.secret().is_some();
                (result, moment(playground), playground.check, playground.speed, playground.depth(), is_guessed)
            })
            .expect("the store lives as long as the page");
        self.check.follow(check);
        self.speed.follow(speed);
        self.depth.follow(depth);
        if !is_guessed && self.view.explain.guess.get_untracked().hides_name() {
            self.view.explain.guess.set(Guess::Off);
        }
        let figures = self.pace.try_update_value(|pace| pace.figures_are_due(delta)).unwrap_or(true);
        self.publish(moment, figures);
        result
    }

    /// Goes on by one `unit`, or back.
    pub fn step_by(self, unit: Unit, direction: Turn) {
        self.apply(unit.action(direction));
        // What a step is about, where it is half made, is what the panels show.
        let shown = self.snapshot.with_untracked(|snapshot| match &snapshot.phase {
            None => None,
            Some(Phase::Examples(_)) => snapshot.batch().last().copied(),
            Some(_) => snapshot.subject().batch().first().copied(),
        });
        if let Some(place) = shown {
            self.view.example.set(place);
            self.view.explain.step.set(self.stage.get_untracked().last_step());
        }
    }

    /// Other data, which restart the run and can be taken back: what is [`Stroke::Drawn`] until [`Self::lift`], as from a
    /// control that is slid, at once.
    pub fn replace_data(self, data: DataSpec, stroke: Stroke) {
        self.change(|playground| playground.change_data(data, Change::Replace, stroke));
    }

    /// Points that were moved, added or removed: the run is made again with them, and the change can be taken back.
    pub fn edit_data(self, data: DataSpec, stroke: Stroke) {
        self.change(|playground| playground.change_data(data, Change::Edit, stroke));
    }

    /// The same for one point under a hand, which asks for it many times a second: pictures follow at once, numbers at
    /// reading speed. There must be as many points as before.
    pub fn drag_data(self, data: DataSpec) {
        self.change_after(0.0, |playground| playground.change_data(data, Change::Edit, Stroke::Drawn));
    }

    /// A drag or a slider was let go: what comes now is taken back by itself.
    pub fn lift(self) {
        self.playground.update_value(Playground::lift);
        self.catch_up(f64::INFINITY);
    }

    /// Takes the last change of the data back, and says whether there was one.
    pub fn undo(self) -> bool {
        self.change(Playground::undo)
    }

    /// Makes the change again that was taken back last, and says whether there was one.
    pub fn redo(self) -> bool {
        self.change(Playground::redo)
    }

    /// Turns on a bug that people are to guess.
    pub fn hide_bug(self, bug: Bug) {
        self.change(|playground| playground.hide(bug));
        self.view.explain.guess.set(Guess::Asked { tries: 0, wrong: None });
    }

    /// Somebody guesses the hidden bug.
    pub fn guess(self, guessed: Bug) {
        let answered = self.view.explain.guess.get_untracked().answered(guessed, self.read(Playground::secret));
        if !answered.hides_name() {
            self.change(Playground::reveal);
        }
        self.view.explain.guess.set(answered);
    }

    /// Tells which bug is hidden.
    pub fn give_up(self) {
        if let Some(bug) = self.read(Playground::secret) {
            self.change(Playground::reveal);
            self.view.explain.guess.set(Guess::Told { bug });
        }
    }

    /// Reads the playground, which changes nothing and draws nothing. Tracks nothing.
    pub fn read<T>(self, read: impl FnOnce(&Playground) -> T) -> T {
        self.playground.with_value(read)
    }

    /// The state and its past. Tracks nothing.
    pub fn record(self) -> Document {
        self.read(Playground::record)
    }

    /// Plays where it is paused, and the reverse.
    pub fn toggle(self) {
        let playing = self.snapshot.with_untracked(|snapshot| snapshot.playing);
        self.pace.update_value(Pace::start);
        self.apply(if playing { Action::Pause } else { Action::Play });
    }

    /// How fast it trains from now on.
    pub fn set_speed(self, speed: Speed) {
        self.change(|playground| playground.speed = speed);
    }

    /// How gradients are checked from now on.
    pub fn set_check(self, check: CheckSpec) {
        self.change(|playground| playground.check = check);
    }

    /// Does what is due in the frame that begins now, `delta` milliseconds after the one before: trains for a slice of it,
    /// also to bring a second run to where the first stands paused, and lets pictures and figures follow. `now` is the
    /// clock.
    pub fn frame(self, delta: f64, now: fn() -> f64) {
        let playing = self.snapshot.with_untracked(|snapshot| snapshot.playing);
        let catching_up =
            self.second_run.with_untracked(|second| second.as_ref().is_some_and(|second| second.catching_up));
        let at_rest = !playing && !catching_up;
        let go_on = |checks: &Checks| (checks.go_on)(self, checks, Frame { delta, now, at_rest });
        let is_checking = self.checks.get().is_some_and(go_on);
        if at_rest {
            if !is_checking {
                self.catch_up(delta);
            }
            return;
        }
        let speed = self.speed.get_untracked();
        let plan = self.pace.try_update_value(|pace| pace.plan(speed, delta)).unwrap_or_default();
        let begin = now();
        let mut looks = (plan.slice * LOOKS) as u32;
        let time_is_left = || {
            looks = looks.saturating_sub(1);
            // A clock that says nothing gives no order: then only looks count.
            let over = now() >= begin + plan.slice;
            looks > 0 && !over
        };
        let is_checked_long = || self.checks.get().is_some_and(|checks| (checks.is_pending)(checks));
        let moment = self.playground.try_update_value(|playground| {
            playground.train(plan.steps, time_is_left);
            let goes_on = playground.is_moving();
            // A long check is not begun anew before it has said something.
            let figures = plan.figures && !is_checked_long() || !goes_on;
            (plan.pictures || !goes_on).then(|| (moment(playground), figures))
        });
        self.pace.update_value(|pace| pace.trained(now() - begin));
        if let Some((moment, figures)) = moment.flatten() {
            self.publish(moment, figures);
        }
    }

    /// Pictures follow, and `figures` where they shall. What no frame has moved costs its readers nothing, such as the
    /// first run while it waits for the second.
    fn publish(self, (snapshot, second): Moment, figures: bool) {
        if figures {
            self.refresh((snapshot.clone(), second.clone()));
        }
        if self.snapshot.with_untracked(|shown| shown.revision != snapshot.revision) {
            self.dataset.follow(Arc::clone(&snapshot.dataset));
            self.names.follow(names(&snapshot));
            self.hidden.follow(snapshot.params.hidden());
            self.stage.follow(Stage::of(snapshot.phase.as_ref()));
            self.snapshot.show(snapshot);
        }
        if second.is_some() || self.second_run.with_untracked(Option::is_some) {
            self.second_run.show(second);
        }
    }

    /// The selected example.
    pub fn selected_example(self) -> Example {
        let place = self.example.get();
        self.dataset.with(|data| data.examples.get(place).copied()).unwrap_or(Example { x: [0.0; 2], y: 1.0 })
    }

    /// The number by which people call the example at `index`.
    pub fn number(self, index: usize) -> usize {
        self.dataset.with(|data| data.number(index))
    }

    /// Selects a parameter and shows the sum that makes its gradient.
    pub fn take_apart(self, id: ParameterId) {
        self.view.parameter.set(id);
        self.view.explain.apart.set(true);
    }

    /// Selects the next example or the one before, round the end.
    pub fn turn(self, turn: Turn) {
        let count = self.dataset.with_untracked(|data| data.examples.len());
        if let Some(place) = scatter::turn(count, Some(self.example.get_untracked()), turn) {
            self.view.example.set(place);
        }
    }
}

fn names(snapshot: &Snapshot) -> Option<Arc<Names>> {
    snapshot.config.data.source.names().cloned()
}

/// The first run and the second, where there is one, as of one moment.
pub(super) type Moment = (Snapshot, Option<SecondRun>);

pub(super) fn moment(playground: &Playground) -> Moment {
    (playground.session.snapshot(), playground.second_run())
}
