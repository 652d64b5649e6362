//! One step as a Python script that leaves the gradient to `PyTorch` and compares its numbers with the page's.

use super::{
    Kind, numpy,
    python::{self, Library},
};
use crate::training::{Scope, Snapshot};

/// The script: parameters, data, forward, loss, autograd, an optimizer's update, and the page's numbers.
pub(super) fn script(now: &Snapshot, scope: Scope) -> String {
    python::filled(include_str!("pytorch.py"), &numpy::common(now, scope, Kind::Pytorch, Library::Torch))
}
