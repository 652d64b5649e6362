//! Where a run stands, and what a step of it costs.

use crate::nn::{Backward, Parameters};

/// Where a run stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    pub(super) step: u64,
    pub(super) position: u64,
    pub(super) params: Parameters,
    /// The backward pass with a bug, and what it keeps from step to step; `None` for the right one.
    pub(super) backward: Option<Backward>,
}

impl Moment {
    /// What it takes in memory, with what a bug may come to keep from step to step.
    pub(super) fn bytes(&self) -> usize {
        let copies = 1 + usize::from(self.backward.is_some());
        size_of::<Self>() + copies * size_of_val(self.params.as_slice())
    }

    /// Becomes a copy of `other`, a moment of the same network, without allocating unless there is a bug.
    pub(super) fn copy_from(&mut self, other: &Self) {
        (self.step, self.position) = (other.step, other.position);
        self.params.as_mut_slice().copy_from_slice(other.params.as_slice());
        self.backward.clone_from(&other.backward);
    }
}

/// What a step costs, in units of about three nanoseconds.
pub(super) fn work(hidden: usize, batch: usize) -> u64 {
    (batch.max(1) * (hidden + 8)) as u64
}
