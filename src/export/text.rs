//! The words in and about pictures.

use super::{
    plane::{bounds_of, field_of},
    sentence,
    step::subject,
};
use crate::{
    check::{CheckSpec, Precision, Scheme},
    nn::Bug,
    notation::format::{fixed, integer, loss, percent, plain},
    plot::parts::Parts,
    training::{Scope, Snapshot},
};

pub(super) const LABEL_POSITIVE: &str = "class +1";
pub(super) const LABEL_NEGATIVE: &str = "class −1";
pub(super) const TEST: &str = "test point";
pub(super) const WRONG: &str = "misclassified";
pub(super) const BOUNDARY: &str = "boundary";
pub(super) const HINGE: &str = "unit’s hinge";
pub(super) const PROBABILITY: &str = "P(+1)";
pub(super) const UNIT: &str = "unit";
pub(super) const INPUTS: [&str; 2] = ["x₁", "x₂"];
/// Rows of a heatmap.
pub(super) const ROWS: [&str; 5] = ["Wi, x₁", "Wi, x₂", "bi", "Wo", "bo"];
/// Heatmaps, in the page's order.
pub(super) const QUANTITIES: [&str; 4] = ["Value", "Backprop", "Finite difference", "Backprop − finite difference"];

/// "Decision boundary, step 340, h = 8".
pub(super) fn boundary_title(now: &Snapshot) -> String {
    format!("Decision boundary, {}", state(now))
}

/// How well the network does.
pub(super) fn scores(now: &Snapshot) -> String {
    let metrics = now.metrics();
    let score = |set: &str, mean: f64, accuracy: f64| {
        format!("{set}: mean loss {}, accuracy {}", loss(mean), percent(accuracy))
    };
    let train = score("Training set", metrics.train_loss, metrics.train_accuracy);
    match (metrics.test_loss, metrics.test_accuracy) {
        (Some(mean), Some(accuracy)) => format!("{train}. {}", score("Test set", mean, accuracy)),
        _ => train,
    }
}

/// The boundary's picture for those who cannot see it.
pub(super) fn boundary_words(now: &Snapshot) -> String {
    let parts = Parts::of(&field_of(&now.params), bounds_of(now));
    let (train, test) = (now.dataset.train as u64, now.dataset.test().len() as u64);
    format!(
        "The plane of the inputs x₁ and x₂, coloured by the probability of class +1: orange below one half, blue \
         above. A line stands where it is one half. {} {} training points and {} test points: squares are of class −1, \
         circles of class +1. {}.",
        sentence::boundary(parts.as_ref()),
        integer(train),
        integer(test),
        scores(now)
    )
}

/// "Parameters and gradients, step 340, h = 8".
pub(super) fn heatmaps_title(now: &Snapshot) -> String {
    format!("Parameters and gradients, {}", state(now))
}

/// What the gradients are about.
pub(super) fn about(now: &Snapshot, scope: Scope) -> String {
    format!("Gradients of {}", subject(now, scope))
}

/// How the finite differences are taken.
pub(super) fn differences(check: &CheckSpec) -> String {
    let scheme = match check.scheme {
        Scheme::Forward => "forward",
        Scheme::Central => "central",
    };
    let precision = match check.precision {
        Precision::F64 => "float64",
        Precision::F32 => "float32",
    };
    format!("Finite differences: {scheme}, δ = {}, in {precision}", plain(check.delta))
}

/// What a heatmap's numbers are to be multiplied by.
pub(super) fn numbers_times(factor: &str) -> String {
    format!("numbers {factor}")
}

/// What is wrong on purpose; `None` where nothing is.
pub(super) fn bug(now: &Snapshot) -> Option<String> {
    now.backward.as_ref().map(|_| format!("Backprop is broken on purpose: {}", bug_title(now)))
}

/// The bug in force, or that its name is a secret.
pub(super) fn bug_title(now: &Snapshot) -> &'static str {
    now.config.sgd.bug.map_or("a bug that is being guessed", Bug::title)
}

/// The heatmaps for those who cannot see them.
pub(super) fn heatmaps_words(now: &Snapshot, scope: Scope) -> String {
    let bug = bug(now).map_or_else(String::new, |bug| format!(" {bug}."));
    format!(
        "Four heatmaps with a column for each hidden unit and rows for Wi, bi, Wo and bo: {}. Negative is purple, \
         positive green. {}.{bug}",
        QUANTITIES.join(", ").to_lowercase(),
        about(now, scope)
    )
}

/// A colour bar's or axis' numbers, all with as many digits after the point as the one that needs most of them.
pub(super) fn tick_labels(ticks: &[f64]) -> Vec<String> {
    const MOST: u8 = 6;
    let largest = ticks.iter().fold(0.0_f64, |largest, tick| largest.max(tick.abs()));
    let needs = |tick: &f64| {
        (0..=MOST).find(|&digits| {
            let shift = 10f64.powi(i32::from(digits));
            ((tick * shift).round() - tick * shift).abs() <= 1e-6 * largest * shift
        })
    };
    match ticks.iter().map(needs).collect::<Option<Vec<u8>>>() {
        Some(digits) if largest == 0.0 || (1e-3..1e7).contains(&largest) => {
            let digits = digits.into_iter().max().unwrap_or(0);
            ticks.iter().map(|&tick| fixed(tick, usize::from(digits))).collect()
        }
        _ => ticks.iter().map(|&tick| plain(tick)).collect(),
    }
}

fn state(now: &Snapshot) -> String {
    format!("step {}, h = {}", integer(now.step), now.params.hidden())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_have_equal_digits() {
        for (ticks, expected) in [
            (&[-1.0, -0.5, 0.0, 0.5, 1.0] as &[f64], "−1.0 −0.5 0.0 0.5 1.0"),
            (&[-400.0, 0.0, 400.0], "−400 0 400"),
            (&[0.13, 0.14], "0.13 0.14"),
            (&[-2e-9, 0.0, 2e-9], "−2e−9 0 2e−9"),
            (&[0.0], "0"),
        ] {
            assert_eq!(tick_labels(ticks).join(" "), expected, "{ticks:?}");
        }
    }
}
