//! The check of the figures' gradients. Whoever shows a number of it asks for it first: a page of pictures does without,
//! and has no code for it.

use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, Memo, SetValue, StoredValue, UpdateValue, With, WithUntracked, WithValue};

use super::{
    Gradients, Store,
    store::{LOOKS, Moment},
};
use crate::{
    check::{self, CheckSpec, Checking, Judged, Kinks, Report},
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
struct Subject {
    revision: u64,
    scope: Scope,
    check: CheckSpec,
}

/// Figures whose gradients are being checked.
struct Pending {
    moment: Moment,
    subject: Subject,
    checking: Checking,
    /// How long it has been at it, in milliseconds.
    age: f64,
}

/// A report that was made between frames.
type Checked = Option<(Subject, Arc<Report>)>;

impl Subject {
    fn new(snapshot: &Snapshot, scope: Scope, check: CheckSpec) -> Self {
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
    fn report(self, snapshot: &Snapshot, checked: &Checked) -> Arc<Report> {
        let made = checked.as_ref().filter(|(subject, _)| *subject == self);
        made.map_or_else(|| Arc::new(self.checking(snapshot).into_finished()), |(_, report)| Arc::clone(report))
    }

    /// Where the loss has corners along each parameter.
    fn kinks(self, snapshot: &Snapshot) -> Arc<Vec<Kinks>> {
        let snapshot = snapshot.subject();
        let (examples, reduction) = scoped(snapshot, self.scope);
        Arc::new(check::kinks(&self.check, &snapshot.params, &examples, reduction))
    }
}

fn scoped(snapshot: &Snapshot, scope: Scope) -> (Vec<Example>, Reduction) {
    (snapshot.examples(scope), snapshot.config.sgd.reduction)
}

/// Everything that the check says, and how long checks go on.
pub struct Checks {
    /// The gradients of the chosen scope, as of the figures: the numbers of the report.
    pub gradients: Memo<Gradients>,
    /// The whole check of the chosen scope, as of the figures.
    pub report: Memo<Arc<Report>>,
    /// Where the loss of the chosen scope has corners along each parameter, as of the figures.
    pub kinks: Memo<Arc<Vec<Kinks>>>,
    /// The report's rows with what they mean, in the flat order of the parameters.
    pub judged: Memo<Arc<Vec<Judged>>>,
    /// Figures whose check takes long, and the last report that was made so.
    pending: StoredValue<Option<Pending>>,
    checked: StoredValue<Checked>,
    /// How the store, which is there before them, calls what stands below.
    pub(super) begin: fn(Store, &Checks, Moment) -> Option<Moment>,
    pub(super) go_on: fn(Store, &Checks, Frame) -> bool,
    pub(super) is_pending: fn(&Checks) -> bool,
}

/// A frame in which a long check goes on.
pub(super) struct Frame {
    /// Milliseconds after the one before.
    pub(super) delta: f64,
    /// The clock, in milliseconds.
    pub(super) now: fn() -> f64,
    /// Whether nothing else is done.
    pub(super) at_rest: bool,
}

impl Checks {
    pub(super) fn new(store: Store) -> Self {
        let checked = StoredValue::new(None);
        let (figures, scope, check) = (store.figures, store.scope, store.check);
        let subject = move |snapshot: &Snapshot| Subject::new(snapshot, scope.get(), check.get());
        let report = Memo::new(move |_| {
            figures.with(|snapshot| checked.with_value(|checked| subject(snapshot).report(snapshot, checked)))
        });
        let kinks = Memo::new(move |_| figures.with(|snapshot| subject(snapshot).kinks(snapshot)));
        Self {
            gradients: Memo::new(move |_| report.with(|report| Gradients::listed(report))),
            report,
            kinks,
            judged: Memo::new(move |_| report.with(|report| kinks.with(|kinks| Arc::new(Judged::all(report, kinks))))),
            pending: StoredValue::new(None),
            checked,
            begin: |store, checks, moment| checks.begin(store, moment),
            go_on: |store, checks, frame| checks.go_on(store, &frame),
            is_pending: |checks| checks.pending.with_value(Option::is_some),
        }
    }

    /// Begins the check of `moment` where it takes long. Gives it back where it does not, or was made already.
    fn begin(&self, store: Store, moment: Moment) -> Option<Moment> {
        let subject = Subject::new(&moment.0, store.scope.get_untracked(), store.check.get_untracked());
        let is_new = store.figures.with_untracked(|shown| shown.revision != moment.0.revision);
        if is_new && subject.work(&moment.0) > AT_ONCE {
            let checking = subject.checking(&moment.0);
            self.pending.set_value(Some(Pending { moment, subject, checking, age: 0.0 }));
            return None;
        }
        self.pending.set_value(None);
        Some(moment)
    }

    /// Goes on with a long check for a part of the frame, a larger one where nothing else is done. Says whether there is one.
    fn go_on(&self, store: Store, frame: &Frame) -> bool {
        let Frame { delta, now, at_rest } = *frame;
        let share = if at_rest { SHARE_AT_REST } else { SHARE };
        let end = now() + (delta * share).clamp(1.0, LONGEST_SLICE);
        let mut looks = (LONGEST_SLICE * LOOKS) as u32;
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
            store.show_figures(moment, age);
        }
        true
    }
}
