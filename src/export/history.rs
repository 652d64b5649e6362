//! Losses and accuracies along the run, as CSV.

use std::fmt::Write;

use crate::training::Snapshot;

/// One line for each step measured, up to the furthest of the run. Losses are means; what no points give is left empty.
pub(super) fn csv(now: &Snapshot) -> String {
    let mut text = "step,train_loss,test_loss,train_accuracy,test_accuracy\n".to_owned();
    for point in now.history.points().iter().filter(|point| point.step <= now.end) {
        let metrics = &point.metrics;
        let number = |value: Option<f64>| value.map(|value| format!("{value:?}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{},{:?},{},{:?},{}",
            point.step,
            metrics.train_loss,
            number(metrics.test_loss),
            metrics.train_accuracy,
            number(metrics.test_accuracy)
        );
    }
    text
}
