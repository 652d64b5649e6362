//! One step as a Python script that leaves the gradient to `PyTorch` and compares its numbers with the page's.

use super::{
    Kind, numpy,
    python::{self, Library::Torch},
    step::Step,
};
use crate::training::{Scope, Snapshot};

/// The script: parameters, data, forward, loss, autograd, an optimizer's update, and the page's numbers.
pub(super) fn script(now: &Snapshot, scope: Scope) -> String {
    let step = Step::of(now, scope);
    let mut texts = numpy::common(now, scope, &step);
    texts.extend([
        ("file", Kind::Pytorch.file_name(now)),
        ("parameters", python::groups(Torch, ["", ""], &now.params)),
        ("points", python::points(Torch, &now.dataset.in_order_given())),
        ("outputs", python::array(Torch, &step.outputs)),
        ("gradient", python::groups(Torch, ["page_d", ""], &step.gradient)),
        ("updated", python::groups(Torch, ["page_", "_new"], &step.updated)),
    ]);
    python::filled(include_str!("pytorch.py"), &texts)
}
