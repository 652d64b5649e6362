//! Parameters and gradients as NumPy arrays to paste.

use super::{
    python::{self, Library::Numpy},
    step::{Step, subject},
};
use crate::{
    data::Example,
    training::{Scope, Snapshot},
};

/// `Wi = np.array(…)` and so on, then the gradient as `dWi`, then the examples that it is about.
pub(super) fn arrays(now: &Snapshot, scope: Scope) -> String {
    let step = Step::of(now, scope);
    let y: Vec<f64> = step.examples.iter().map(|example| example.y).collect();
    let right = match &now.backward {
        Some(_) => "# Right ones: the page's backward pass was broken on purpose.\n",
        None => "",
    };
    let point =
        |&Example { x: [x1, x2], .. }: &Example| format!("    [{}, {}],\n", python::number(x1), python::number(x2));
    let points: Vec<String> = step.examples.iter().map(point).collect();
    format!(
        "import numpy as np\n\n# Parameters at step {}. Rows are examples, weights are [in, out].\n{}\n\
         # Gradients of {}.\n{right}{}\n\
         # The examples.\nX = np.array([\n{}]).reshape(-1, 2)  # [{n}, 2]\nY = np.array({})  # [{n}]\n",
        now.step,
        python::groups(Numpy, ["", ""], &now.params),
        subject(now, scope),
        python::groups(Numpy, ["d", ""], &step.gradient),
        points.concat(),
        python::numbers(&y),
        n = y.len(),
    )
}
