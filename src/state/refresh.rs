//! When figures follow: at once, or, where checking their gradients takes long, as soon as it is done between frames.

use std::sync::Arc;

use leptos::prelude::{GetUntracked, Set, SetValue, UpdateValue, WithUntracked, WithValue};

use super::{
    Pace, Store,
    store::{Moment, moment},
};
use crate::{
    check::{self, CheckSpec, Checking, Report},
    data::Example,
    nn::Reduction,
    training::{Scope, Snapshot},
};

/// A check of at most this much work is made at once: some milliseconds, in units of about three nanoseconds.
const AT_ONCE: u64 = 8_000_000;
/// Work between two looks at the clock, in the same units.
const BETWEEN_LOOKS: u64 = 400_000;
/// The part of a frame in which a long check goes on beside training, and at rest, and how many milliseconds at most.
const SHARE: f64 = 1.0 / 6.0;
const SHARE_AT_REST: f64 = 2.0 / 3.0;
const LONGEST_SLICE: f64 = 12.0;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Subject {
    revision: u64,
    scope: Scope,
    check: CheckSpec,
}

/// Figures whose gradients are being checked.
pub(super) struct Pending {
    moment: Moment,
    subject: Subject,
    checking: Checking,
    /// How long it has been at it, in milliseconds.
    age: f64,
}

/// A report that was made between frames.
pub(super) type Checked = Option<(Subject, Arc<Report>)>;

impl Subject {
    pub(super) fn new(snapshot: &Snapshot, scope: Scope, check: CheckSpec) -> Self {
        Self { revision: snapshot.revision, scope, check }
    }

    fn checking(&self, snapshot: &Snapshot) -> Checking {
        let snapshot = snapshot.subject();
        let (examples, reduction) = scoped(snapshot, self.scope);
        let backprop = snapshot.gradient(&examples);
        Checking::new(&self.check, &snapshot.params, &backprop, &examples, reduction)
    }

    /// How much checking `snapshot` takes.
    fn work(self, snapshot: &Snapshot) -> u64 {
        let snapshot = snapshot.subject();
        Checking::work(&snapshot.params, snapshot.indices(self.scope).len())
    }

    /// The report of `snapshot`: the one that was made already where it is about just this.
    pub(super) fn report(self, snapshot: &Snapshot, checked: &Checked) -> Arc<Report> {
        let made = checked.as_ref().filter(|(subject, _)| *subject == self);
        made.map_or_else(|| Arc::new(self.checking(snapshot).into_finished()), |(_, report)| Arc::clone(report))
    }

    /// Where the loss has corners along each parameter.
    pub(super) fn kinks(self, snapshot: &Snapshot) -> Arc<Vec<check::Kinks>> {
        let snapshot = snapshot.subject();
        let (examples, reduction) = scoped(snapshot, self.scope);
        Arc::new(check::kinks(&self.check, &snapshot.params, &examples, reduction))
    }
}

fn scoped(snapshot: &Snapshot, scope: Scope) -> (Vec<Example>, Reduction) {
    (snapshot.examples(scope), snapshot.config.sgd.reduction)
}

impl Store {
    /// Numbers that are behind follow, where that is due, `delta` milliseconds after they were last asked.
    pub(super) fn catch_up(self, delta: f64) {
        let revision = |snapshot: &Snapshot| snapshot.revision;
        let is_behind = self.figures.with_untracked(revision) != self.snapshot.with_untracked(revision);
        let is_due = || self.pace.try_update_value(|pace| pace.figures_are_due(delta)).unwrap_or(true);
        if is_behind && is_due() {
            self.refresh(self.read(moment));
        }
    }

    /// Figures become those of `moment`: now, or where their check takes long, soon.
    pub(super) fn refresh(self, moment: Moment) {
        let subject = Subject::new(&moment.0, self.scope.get_untracked(), self.check.get_untracked());
        let is_new = self.figures.with_untracked(|shown| shown.revision != moment.0.revision);
        if is_new && subject.work(&moment.0) > AT_ONCE {
            let checking = subject.checking(&moment.0);
            self.pending.set_value(Some(Pending { moment, subject, checking, age: 0.0 }));
        } else {
            self.pending.set_value(None);
            self.pace.update_value(|pace| pace.checked(0.0));
            self.show_figures(moment);
        }
    }

    /// Goes on with a long check for a part of the frame that begins `delta` milliseconds after the one before, a larger
    /// one where nothing else is done; `now` is the clock. Says whether there is one.
    pub(super) fn go_on_checking(self, delta: f64, now: fn() -> f64, at_rest: bool) -> bool {
        let share = if at_rest { SHARE_AT_REST } else { SHARE };
        let end = now() + (delta * share).clamp(1.0, LONGEST_SLICE);
        let mut looks = (LONGEST_SLICE * super::store::LOOKS) as u32;
        let done = self.pending.try_update_value(|pending| {
            let Pending { checking, age, .. } = pending.as_mut()?;
            *age += if delta.is_finite() { delta.max(0.0) } else { 0.0 };
            let mut is_done = checking.go_on(BETWEEN_LOOKS);
            let is_over = || now() >= end;
            // A clock that says nothing gives no order: then only looks count.
            while !is_done && looks > 0 && !is_over() {
                looks -= 1;
                is_done = checking.go_on(BETWEEN_LOOKS);
            }
            Some(if is_done { pending.take() } else { None })
        });
        let Some(Some(done)) = done else { return false };
        if let Some(Pending { moment, subject, checking, age }) = done {
            self.checked.set_value(Some((subject, Arc::new(checking.into_report()))));
            self.pace.update_value(|pace| pace.checked(age));
            self.show_figures(moment);
        }
        true
    }

    /// Whether a long check is on its way.
    pub(super) fn is_checking(self) -> bool {
        self.pending.with_value(Option::is_some)
    }

    fn show_figures(self, (snapshot, second): Moment) {
        if self.figures.with_untracked(|shown| shown.revision != snapshot.revision) {
            self.set_figures.set(snapshot);
        }
        if second.is_some() || self.second_figures.with_untracked(Option::is_some) {
            self.set_second_figures.set(second);
        }
        let slow = self.pace.with_value(Pace::slow_figures);
        if self.slow_figures.get_untracked() != slow {
            self.set_slow_figures.set(slow);
        }
    }
}
