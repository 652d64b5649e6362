//! One step as a Python script that needs only NumPy and compares its numbers with the page's.

use super::{
    Kind,
    python::{self, Library},
    step::{Step, subject},
    text::bug_title,
};
use crate::{
    check::{CheckSpec, Precision, Scheme},
    nn::Reduction,
    training::{Scope, Snapshot},
};

/// The script: parameters, data, forward, loss, backward, update, finite differences, and the page's numbers.
pub(super) fn script(now: &Snapshot, scope: Scope, check: &CheckSpec) -> String {
    let (below, quotient) = match check.scheme {
        Scheme::Central => (
            "        group[place] = kept - delta\n        below = loss(X, Y, *shifted)",
            "(above - below) / (2 * delta)",
        ),
        Scheme::Forward => ("        below = L", "(above - below) / delta"),
    };
    let precision = match check.precision {
        Precision::F64 => "",
        Precision::F32 => " in float64; the page takes them in float32 now",
    };
    let mut texts = common(now, scope, Kind::Numpy, Library::Numpy);
    texts.extend([
        ("delta", python::number(check.delta)),
        ("precision", precision.to_owned()),
        ("below", below.to_owned()),
        ("quotient", quotient.to_owned()),
        ("rtol", python::number(check.rtol)),
        ("atol", python::number(check.atol)),
    ]);
    python::filled(include_str!("numpy.py"), &texts)
}

/// What both scripts are told.
pub(super) fn common(now: &Snapshot, scope: Scope, file: Kind, library: Library) -> Vec<(&'static str, String)> {
    let step = Step::of(now, scope);
    let rates = now.config.sgd.rates();
    let (reduce, per_example) = match rates.reduction {
        Reduction::Mean => ("mean", " / len(Y)"),
        Reduction::Sum => ("sum", ""),
    };
    let hidden = now.params.hidden();
    let (train, test) = (now.dataset.train, now.dataset.test().len());
    let held_back = match test {
        0 => "all of them: none is held back for testing".to_owned(),
        _ if is_in_order(now) => format!("the last {test} are held back for testing"),
        _ => format!("the other {test} are held back for testing"),
    };
    vec![
        ("file", file.file_name(now)),
        ("step", now.step.to_string()),
        ("subject", subject(now, scope)),
        ("units", if hidden == 1 { "1 hidden ReLU unit".to_owned() } else { format!("{hidden} hidden ReLU units") }),
        ("bug", now.backward.as_ref().map(|_| bug(now)).unwrap_or_default()),
        ("train", if is_in_order(now) { format!(":{train}") } else { numbers(&now.dataset.places[..train]) }),
        ("held_back", held_back),
        ("rows", numbers(&step.rows)),
        ("learning_rate", python::number(rates.learning_rate)),
        ("l2", python::number(rates.l2)),
        ("reduce", reduce.to_owned()),
        ("per_example", per_example.to_owned()),
        ("update", update(now, scope).to_owned()),
        ("train_loss", python::number(now.metrics().train_loss)),
        ("loss", python::number(step.loss)),
        ("parameters", python::groups(library, ["", ""], &now.params)),
        ("points", python::points(library, &now.dataset.in_order_given())),
        ("outputs", python::array(library, &step.outputs)),
        ("gradient", python::groups(library, ["page_d", ""], &step.gradient)),
        ("updated", python::groups(library, ["page_", "_new"], &step.updated)),
    ]
}

/// Whether the points that are trained on are the first ones.
fn is_in_order(now: &Snapshot) -> bool {
    now.dataset.places.is_sorted()
}

/// A list of examples by their numbers.
fn numbers(numbers: &[usize]) -> String {
    python::list(numbers.iter().map(ToString::to_string), "")
}

/// The docstring's last words where the page's backward pass is wrong on purpose.
fn bug(now: &Snapshot) -> String {
    format!(
        "\n\nThe page's backward pass was broken on purpose when this was saved:\n{}.\nHere it is right, and so are \
         the numbers below that are called the page's.",
        bug_title(now)
    )
}

fn update(now: &Snapshot, scope: Scope) -> &'static str {
    match (scope, &now.backward) {
        (Scope::Batch, _) if now.diverged.is_some() => {
            "The page stops before this step: with it, training would leave the finite numbers."
        }
        (Scope::Batch, None) => "This is the page's next step.",
        (Scope::Batch, Some(_)) => "This would be the page's next step, were its backward pass right.",
        _ => "The step that this gradient would make; the page's next step follows the gradient of its next batch.",
    }
}
