//! The axes of every chart: grid lines, the numbers at them, and the room that those take.

use leptos::prelude::*;

use crate::{
    plot::{
        chart::{ChartSpec, LineChart, Margin, Series},
        frame::{Axis, Tick},
    },
    ui::format,
};

/// Width of a character at an axis, in CSS pixels, a little generous: a minus is wider than a digit.
const CHARACTER: f64 = 7.5;
/// Between a number and its axis.
const GAP: f64 = 6.0;
/// A number may reach so far beyond the right end of its axis.
const OVERHANG: f64 = 10.0;

/// Where a chart's lines are, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct Area {
    /// The left end of the horizontal axis.
    pub(in crate::ui) left: f64,
    /// Its right end.
    pub(in crate::ui) right: f64,
    /// Its height.
    pub(in crate::ui) bottom: f64,
}

/// A number at an axis.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Mark {
    /// Where along the axis, in CSS pixels.
    pub(in crate::ui) at: f64,
    /// As it is written.
    pub(in crate::ui) text: String,
}

impl Mark {
    /// Marks of ticks, with as many digits as tell them apart.
    pub(in crate::ui) fn all(ticks: &[Tick]) -> Vec<Self> {
        let few: Vec<String> = ticks.iter().map(|tick| format::tick(tick.value)).collect();
        let tells_apart = few.windows(2).all(|pair| pair[0] != pair[1]);
        let text = |value: f64| if tells_apart { format::tick(value) } else { format::exact(value) };
        ticks.iter().map(|tick| Self { at: tick.at, text: text(tick.value) }).collect()
    }

    /// About `about` marks of an axis.
    pub(in crate::ui) fn of(axis: &Axis, about: usize) -> Vec<Self> {
        Self::all(&axis.ticks(about))
    }

    /// As many as an axis has room for.
    pub(in crate::ui) fn usual(axis: &Axis) -> Vec<Self> {
        Self::all(&axis.usual_ticks())
    }

    /// Those of them that are whole, for an axis of steps or layers.
    pub(in crate::ui) fn whole(axis: &Axis) -> Vec<Self> {
        let mark = |tick: &Tick| Self { at: tick.at, text: format::integer(tick.value.max(0.0) as u64) };
        axis.usual_ticks().iter().filter(|tick| tick.value.fract() == 0.0).map(mark).collect()
    }

    fn width(&self) -> f64 {
        CHARACTER * self.text.chars().count() as f64
    }

    /// Whether its number ends there instead of standing around it: else it would leave an axis that ends at `right`.
    fn ends_at(&self, right: f64) -> bool {
        self.at + self.width() / 2.0 > right + OVERHANG
    }

    /// From where to where its number reaches below such an axis.
    fn reach(&self, right: f64) -> [f64; 2] {
        let start = if self.ends_at(right) { self.at - self.width() } else { self.at - self.width() / 2.0 };
        [start, start + self.width()]
    }
}

/// As many of the marks of a horizontal axis that ends at `right` as do not touch each other, evenly.
fn apart(mut marks: Vec<Mark>, right: f64) -> Vec<Mark> {
    let touch = |pair: &[Mark]| pair[0].reach(right)[1] > pair[1].reach(right)[0];
    while marks.windows(2).any(touch) {
        marks = marks.into_iter().step_by(2).collect();
    }
    marks
}

/// The room that numbers left of an axis take: none loses its first character.
pub(in crate::ui) fn room(marks: &[Mark]) -> f64 {
    let longest = marks.iter().map(|mark| mark.text.chars().count()).max().unwrap_or_default();
    GAP + CHARACTER * longest.max(3) as f64
}

/// A chart of steps or layers with as much room on its left as its numbers take.
pub(in crate::ui) fn fitted(spec: &ChartSpec, series: &[Series]) -> LineChart {
    let chart = LineChart::new(spec, series);
    let left = room(&Mark::usual(&chart.y));
    if left <= spec.margin.left {
        return chart;
    }
    LineChart::new(&ChartSpec { margin: Margin { left, ..spec.margin }, ..*spec }, series)
}

/// The axes of a chart of steps or layers, which are whole numbers.
pub(in crate::ui) fn chart_axes(chart: &LineChart) -> AnyView {
    let area = Area { left: chart.x.from, right: chart.x.to, bottom: chart.y.from };
    axes(area, &Mark::usual(&chart.y), &Mark::whole(&chart.x))
}

/// Grid lines with their numbers on the left, and the horizontal axis with its numbers below.
pub(in crate::ui) fn axes(area: Area, y: &[Mark], x: &[Mark]) -> AnyView {
    let Area { left, right, bottom } = area;
    let across = |mark: &Mark| {
        view! {
            <line class="grid" x1=left x2=right y1=mark.at y2=mark.at/>
            <text x=left - GAP y=mark.at + 3.5 text-anchor="end">{mark.text.clone()}</text>
        }
    };
    let along = |mark: &Mark| {
        let anchor = if mark.ends_at(right) { "end" } else { "middle" };
        view! { <text x=mark.at y=bottom + 15.0 text-anchor=anchor>{mark.text.clone()}</text> }
    };
    let x = apart(x.to_vec(), right);
    view! {
        {y.iter().map(across).collect::<Vec<_>>()}
        {x.iter().map(along).collect::<Vec<_>>()}
        <line class="base" x1=left x2=right y1=bottom y2=bottom/>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::ticks::AxisKind;

    #[test]
    fn numbers_of_millions_of_steps_do_not_touch() {
        for (high, kept) in [(4.0, 5), (800.0, 5), (8e6, 3), (8e15, 2)] {
            let axis = Axis { kind: AxisKind::Linear, low: 0.0, high, from: 0.0, to: 273.0 };
            let marks = apart(Mark::whole(&axis), 273.0);
            assert_eq!(marks.len(), kept, "{marks:?}");
            let reaches: Vec<[f64; 2]> = marks.iter().map(|mark| mark.reach(273.0)).collect();
            assert!(reaches.windows(2).all(|pair| pair[0][1] <= pair[1][0]), "{marks:?}: {reaches:?}");
        }
    }

    #[test]
    fn marks_are_told_apart_and_have_room() {
        for [low, high] in [[0.712_345, 0.712_346], [-1e150, 1e150], [0.0, 1.0], [1e-15, 1e-14]] {
            let axis = Axis { kind: AxisKind::Linear, low, high, from: 100.0, to: 0.0 };
            let marks = Mark::of(&axis, 4);
            assert!(marks.windows(2).all(|pair| pair[0].text != pair[1].text), "{low} to {high}: {marks:?}");
            let widest = marks.iter().map(|mark| mark.text.chars().count() as f64).fold(0.0, f64::max);
            assert!(room(&marks) >= GAP + 6.0 * widest, "{marks:?}");
        }
    }
}
