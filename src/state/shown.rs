//! What everybody reads and the store alone changes.

use std::ops::Deref;

use leptos::prelude::{ReadSignal, Set, WithUntracked, WriteSignal, signal};

/// A signal that panels read, and that the store sets.
pub struct Shown<T: 'static> {
    now: ReadSignal<T>,
    set: WriteSignal<T>,
}

impl<T> Clone for Shown<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shown<T> {}

impl<T> Deref for Shown<T> {
    type Target = ReadSignal<T>;

    fn deref(&self) -> &ReadSignal<T> {
        &self.now
    }
}

impl<T: Send + Sync> Shown<T> {
    pub(super) fn new(first: T) -> Self {
        let (now, set) = signal(first);
        Self { now, set }
    }

    pub(super) fn show(self, value: T) {
        self.set.set(value);
    }
}

impl<T: PartialEq + Send + Sync> Shown<T> {
    /// Shows `value` where it is another one.
    ///
    /// Snapshots come with every frame. All that follows from a signal that changes, memos and whatever is behind them, is
    /// asked whether it is another one, and hundreds of views follow from the points, the network's size, or the phase of a
    /// step.
    pub(super) fn follow(self, value: T) {
        if self.now.with_untracked(|now| *now != value) {
            self.show(value);
        }
    }
}
