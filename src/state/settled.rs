//! What a snapshot seldom changes, in signals of their own.
//!
//! Snapshots come with every frame. All that follows from a signal that changes, memos and whatever is behind them, is asked
//! whether it is another one, and hundreds of views follow from the points, the network's size, or the phase of a step.

use std::sync::Arc;

use leptos::prelude::{ReadSignal, Set, WithUntracked, WriteSignal, signal};

use super::Stage;
use crate::{
    data::{Dataset, Names},
    training::Snapshot,
};

/// Each as of the last snapshot.
pub(super) struct Settled {
    pub(super) dataset: Seldom<Arc<Dataset>>,
    pub(super) names: Seldom<Option<Arc<Names>>>,
    /// The number of hidden units.
    pub(super) hidden: Seldom<usize>,
    pub(super) stage: Seldom<Stage>,
}

impl Settled {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self {
            dataset: Seldom::new(Arc::clone(&snapshot.dataset)),
            names: Seldom::new(names(snapshot)),
            hidden: Seldom::new(snapshot.params.hidden()),
            stage: Seldom::new(Stage::of(snapshot.phase.as_ref())),
        }
    }

    /// Those that are others change.
    pub(super) fn follow(&self, snapshot: &Snapshot) {
        self.dataset.follow(Arc::clone(&snapshot.dataset));
        self.names.follow(names(snapshot));
        self.hidden.follow(snapshot.params.hidden());
        self.stage.follow(Stage::of(snapshot.phase.as_ref()));
    }
}

fn names(snapshot: &Snapshot) -> Option<Arc<Names>> {
    snapshot.config.data.source.names().cloned()
}

/// A signal that changes only with its value.
pub(super) struct Seldom<T: 'static> {
    pub(super) now: ReadSignal<T>,
    set: WriteSignal<T>,
}

impl<T: PartialEq + Send + Sync> Seldom<T> {
    fn new(first: T) -> Self {
        let (now, set) = signal(first);
        Self { now, set }
    }

    fn follow(&self, value: T) {
        if self.now.with_untracked(|now| *now != value) {
            self.set.set(value);
        }
    }
}
