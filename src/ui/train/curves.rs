//! The curves of the loss chart: of one run, or of two that are compared.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    plot::chart::{LineChart, Series},
    state::Store,
    training::{History, Metrics},
    ui::text::{self, compare as words},
};

/// Losses of the second run beyond so many times the first's largest leave the chart: a run that diverges would press
/// the other to the axis.
const TOWERS: f64 = 100.0;
/// Letters at the ends of curves stand at least so far apart, in CSS pixels.
const LETTERS_APART: f64 = 11.0;

/// The losses along the first run and along the second, where there is one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Losses {
    first: Arc<History>,
    second: Option<Arc<History>>,
}

impl Losses {
    /// As of the figures.
    pub(super) fn of(store: Store) -> Self {
        let second =
            store.second_figures.with(|second| second.as_ref().map(|second| Arc::clone(&second.snapshot.history)));
        Self { first: store.figures.with(|snapshot| Arc::clone(&snapshot.history)), second }
    }

    /// Whether no run has made a step.
    pub(super) fn is_empty(&self) -> bool {
        let short = |history: &Arc<History>| history.points().len() < 2;
        short(&self.first) && self.second.as_ref().is_none_or(short)
    }

    /// Train and test of the first run, then of the second.
    pub(super) fn series(&self) -> Vec<Series> {
        let largest = self.first.points().iter().map(|point| point.metrics.train_loss).fold(0.0, f64::max);
        let fits = move |loss: &f64| *loss <= TOWERS * largest;
        let of = |history: &History, read: &dyn Fn(&Metrics) -> Option<f64>| {
            history.points().iter().map(|point| (point.step as f64, read(&point.metrics))).collect()
        };
        let mut series: Vec<Series> =
            vec![of(&self.first, &|metrics| Some(metrics.train_loss)), of(&self.first, &|metrics| metrics.test_loss)];
        if let Some(second) = &self.second {
            series.push(of(second, &|metrics| Some(metrics.train_loss).filter(fits)));
            series.push(of(second, &|metrics| metrics.test_loss.filter(fits)));
        }
        series
    }

    /// The losses at `step`, in words.
    pub(super) fn reading(&self, step: u64) -> String {
        let [train, test] = at(&self.first, step);
        match &self.second {
            None => text::loss_reading(step, train, test),
            Some(second) => words::reading(step, [[train, test], at(second, step)]),
        }
    }
}

/// Train and test loss at the point nearest to `step`; none where the run has not come near it.
fn at(history: &History, step: u64) -> [Option<f64>; 2] {
    let nearest = history.points().iter().min_by_key(|point| point.step.abs_diff(step));
    let nearest = nearest.filter(|point| point.step.abs_diff(step) <= history.stride());
    [nearest.map(|point| point.metrics.train_loss), nearest.and_then(|point| point.metrics.test_loss)]
}

/// The letters of two runs at the ends of their training curves, apart from each other: (letter, [x, y]).
pub(super) fn letters(chart: &LineChart) -> Vec<(&'static str, [f64; 2])> {
    let end = |curve: usize| chart.curves.get(curve)?.points.last().map(|reading| reading.at);
    let (Some(mut first), Some(mut second)) = (end(0), end(2)) else { return Vec::new() };
    let apart = second[1] - first[1];
    if apart.abs() < LETTERS_APART && (first[0] - second[0]).abs() < LETTERS_APART {
        let push = (LETTERS_APART - apart.abs()) / 2.0 * if apart < 0.0 { -1.0 } else { 1.0 };
        first[1] -= push;
        second[1] += push;
    }
    vec![(words::FIRST, first), (words::SECOND, second)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        plot::{
            chart::{ChartSpec, Margin},
            ticks::AxisKind,
        },
        training::Point,
    };

    fn history(losses: &[f64]) -> Arc<History> {
        let mut history: Option<History> = None;
        for (step, &train_loss) in losses.iter().enumerate() {
            let metrics = Metrics { train_loss, test_loss: None, train_accuracy: 0.0, test_accuracy: None };
            let point = Point { step: step as u64, metrics };
            match &mut history {
                None => history = Some(History::new(point)),
                Some(history) => history.push(point),
            }
        }
        Arc::new(history.expect("some losses"))
    }

    fn chart(losses: &Losses) -> LineChart {
        let margin = Margin { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
        let spec = ChartSpec { width: 100.0, height: 100.0, margin, x: AxisKind::Linear, y: AxisKind::Linear };
        LineChart::new(&spec, &losses.series())
    }

    #[test]
    fn a_run_that_towers_over_the_other_leaves_the_chart_but_not_the_reading() {
        let losses = Losses { first: history(&[0.7, 0.6, 0.5]), second: Some(history(&[0.7, 8.0, 1e9])) };
        let chart = chart(&losses);
        assert!(chart.y.high >= 8.0 && chart.y.high < 100.0, "the axis covers both, up to {}", chart.y.high);
        assert_eq!(chart.curves[2].points.len(), 2, "and a billion leaves it");
        assert!(losses.reading(2).contains("1.00e9"), "{}", losses.reading(2));
        let behind = Losses { first: history(&[0.7, 0.6, 0.5, 0.4]), second: Some(history(&[0.7])) };
        assert!(behind.reading(3).ends_with("B: –"), "it has not come there: {}", behind.reading(3));
    }

    #[test]
    fn letters_do_not_cover_each_other() {
        for seconds in [[0.7, 0.5], [0.7, 0.51], [0.7, 0.49], [0.7, 0.1]] {
            let losses = Losses { first: history(&[0.7, 0.5]), second: Some(history(&seconds)) };
            let letters = letters(&chart(&losses));
            let apart = (letters[0].1[1] - letters[1].1[1]).abs();
            assert!(apart >= LETTERS_APART - 1e-9, "{apart} pixels for {seconds:?}");
        }
        assert!(letters(&chart(&Losses { first: history(&[0.7]), second: None })).is_empty(), "one run needs none");
    }
}
