//! When figures follow: at once, or, where checking their gradients takes long, as soon as it is done between frames.

use leptos::prelude::{UpdateValue, WithUntracked, WithValue};

use super::{
    Pace, Store,
    store::{Moment, moment},
};
use crate::training::Snapshot;

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

    /// Figures become those of `moment`: now, or where somebody sees their check and it takes long, soon.
    pub(super) fn refresh(self, moment: Moment) {
        let at_once = match self.checks.get() {
            Some(checks) => (checks.begin)(self, checks, moment),
            None => Some(moment),
        };
        if let Some(moment) = at_once {
            self.show_figures(moment, 0.0);
        }
    }

    /// Figures become those of `moment`, whose check took `age` milliseconds between frames.
    pub(super) fn show_figures(self, (snapshot, second): Moment, age: f64) {
        self.pace.update_value(|pace| pace.checked(age));
        if self.figures.with_untracked(|shown| shown.revision != snapshot.revision) {
            self.figures.show(snapshot);
        }
        if second.is_some() || self.second_figures.with_untracked(Option::is_some) {
            self.second_figures.show(second);
        }
        self.slow_figures.follow(self.pace.with_value(Pace::slow_figures));
    }
}
