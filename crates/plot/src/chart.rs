//! The loss curve: lines, ticks and the point under the pointer, in viewBox units.
//!
//! Axes end at round values, so that a curve which grows by a point does not move the whole picture.

use std::fmt::Write;

use super::{
    frame::{Axis, range},
    scale::digit_times_power,
    ticks::AxisKind,
};

/// A chart's size, margins and axes. Lengths are in viewBox units, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartSpec {
    /// Whole width.
    pub width: f64,
    /// Whole height.
    pub height: f64,
    /// Room around the plot, for labels.
    pub margin: Margin,
    /// The horizontal axis.
    pub x: AxisKind,
    /// The vertical axis.
    pub y: AxisKind,
}

/// Room on four sides, in viewBox units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// Left of the plot.
    pub left: f64,
    /// Right of it.
    pub right: f64,
    /// Above it.
    pub top: f64,
    /// Below it.
    pub bottom: f64,
}

/// One curve: (x, y), x ascending. A y that is missing, not finite, or not above 0 on a log axis is a gap.
pub type Series = Vec<(f64, Option<f64>)>;

/// A chart, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// One per series, in order.
    pub curves: Vec<Curve>,
}

/// A series as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Every point that has a place, in order.
    pub points: Vec<Reading>,
}

/// One point of a curve: what a hover read-out shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Place in the series, counted from 0.
    pub index: usize,
    /// Raw x.
    pub x: f64,
    /// Raw y.
    pub y: f64,
    /// Where it is drawn, in viewBox units.
    pub at: [f64; 2],
}

impl LineChart {
    /// Lays `series` out. With nothing to show, both axes still have ends and ticks.
    pub fn new(spec: &ChartSpec, series: &[Series]) -> Self {
        let all =
            || series.iter().flatten().filter_map(|&(x, y)| Some((x, y?))).filter(|&(x, y)| has_place(spec, x, y));
        let (left, right) = (spec.margin.left, spec.width - spec.margin.right);
        let (top, bottom) = (spec.margin.top, spec.height - spec.margin.bottom);
        let [low, high] = domain_of_steps(spec.x, range(all().map(|(x, _)| x)));
        let x = Axis { kind: spec.x, low, high, from: left, to: right.max(left + 1.0) };
        let [low, high] = domain_of_values(spec.y, range(all().map(|(_, y)| y)));
        let y = Axis { kind: spec.y, low, high, from: bottom.max(top + 1.0), to: top };
        let reading = |(index, &(x_value, y_value)): (usize, &(f64, Option<f64>))| {
            let y_value = y_value.filter(|&y_value| has_place(spec, x_value, y_value))?;
            Some(Reading { index, x: x_value, y: y_value, at: [x.place_within(x_value), y.place_within(y_value)] })
        };
        let curves =
            series.iter().map(|s| Curve { points: s.iter().enumerate().filter_map(reading).collect() }).collect();
        Self { x, y, curves }
    }

    /// The point of every curve that is nearest to viewBox coordinate `x`; `None` for a curve without points.
    pub fn nearest(&self, x: f64) -> Vec<Option<Reading>> {
        let distance = |reading: &Reading| (reading.at[0] - x).abs();
        let nearest = |curve: &Curve| curve.points.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        self.curves.iter().map(nearest).collect()
    }
}

impl Curve {
    /// Runs of points without a gap between them.
    pub fn runs(&self) -> impl Iterator<Item = &[Reading]> {
        self.points.chunk_by(|a, b| a.index + 1 == b.index)
    }

    /// The curve as the `d` of one SVG path. A point alone becomes a line of length 0, which round line caps show as a
    /// dot. Empty where there are no points.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for run in self.runs() {
            for (k, point) in run.iter().enumerate() {
                let command = if k == 0 { 'M' } else { 'L' };
                // Writing to a string cannot fail.
                let _ = write!(path, "{command}{:.2} {:.2}", point.at[0], point.at[1]);
            }
            if run.len() == 1 {
                path.push_str("h0");
            }
        }
        path
    }
}

fn has_place(spec: &ChartSpec, x: f64, y: f64) -> bool {
    let fits = |kind, value: f64| value.is_finite() && (kind == AxisKind::Linear || value > 0.0);
    fits(spec.x, x) && fits(spec.y, y)
}

/// Ends of an axis of steps: it starts at the first and ends a little after the last, at a round distance.
fn domain_of_steps(kind: AxisKind, range: Option<[f64; 2]>) -> [f64; 2] {
    match (kind, range) {
        (AxisKind::Linear, None) => [0.0, 1.0],
        (AxisKind::Linear, Some([low, high])) => ascending([low, low + round_up(high - low)]),
        (AxisKind::Log, range) => log_domain(range),
    }
}

/// Ends of an axis of losses: from 0 to a round value above the largest; a round value below it where some are below 0.
fn domain_of_values(kind: AxisKind, range: Option<[f64; 2]>) -> [f64; 2] {
    match (kind, range) {
        (AxisKind::Linear, None) => [0.0, 1.0],
        (AxisKind::Linear, Some([low, high])) => {
            let below = if low < 0.0 { -round_up(-low) } else { 0.0 };
            let above = if high > 0.0 || below == 0.0 { round_up(high) } else { 0.0 };
            ascending([below, above])
        }
        (AxisKind::Log, range) => log_domain(range),
    }
}

/// Round ends around the values, at most fifteen decades apart: lower values stay at the bottom.
fn log_domain(range: Option<[f64; 2]>) -> [f64; 2] {
    let Some([low, high]) = range else { return [0.1, 1.0] };
    let top = round_up(high);
    let low = low.max(top * 1e-15).max(f64::MIN_POSITIVE);
    let bottom = round_down(low);
    if bottom < top { [bottom, top] } else { ascending([round_down(low / 2.0), top]) }
}

/// Ends that differ, whatever rounding did to them.
fn ascending([low, high]: [f64; 2]) -> [f64; 2] {
    if low < high { [low, high] } else { [low, low + low.abs().max(1.0)] }
}

/// Round values in a decade: near enough to each other that at least two thirds of an axis are used.
const ROUND: [f64; 9] = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];

/// The least round value that is at least `value`; 1 for 0 and less.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    round_values(value).find(|&round| round >= value).filter(|round| round.is_finite()).unwrap_or(f64::MAX)
}

/// The largest round value that is at most `value`, which is above 0.
fn round_down(value: f64) -> f64 {
    round_values(value).take_while(|&round| round <= value).last().unwrap_or(f64::MIN_POSITIVE)
}

/// Round values around `value`, ascending.
fn round_values(value: f64) -> impl Iterator<Item = f64> {
    let exponent = value.log10().floor() as i32;
    // One decade more on both sides, because the logarithm may be rounded across a power of ten.
    (exponent - 1..=exponent + 1).flat_map(|exponent| ROUND.map(|digit| digit_times_power(digit, exponent)))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact by construction")]
mod tests {
    use super::*;
    use crate::frame::Tick;

    fn spec(y: AxisKind) -> ChartSpec {
        let margin = Margin { left: 34.0, right: 6.0, top: 10.0, bottom: 12.0 };
        ChartSpec { width: 420.0, height: 96.0, margin, x: AxisKind::Linear, y }
    }

    fn chart(y: AxisKind, points: &[(f64, f64)]) -> LineChart {
        LineChart::new(&spec(y), &[points.iter().map(|&(x, y)| (x, Some(y))).collect()])
    }

    fn ends(axis: &Axis) -> (f64, f64) {
        (axis.low, axis.high)
    }

    #[test]
    fn places_points_and_ticks() {
        let chart = chart(AxisKind::Linear, &[(0.0, 0.8), (1000.0, 0.4), (2000.0, 0.0)]);
        assert_eq!(ends(&chart.x), (0.0, 2000.0), "steps");
        assert_eq!(ends(&chart.y), (0.0, 0.8), "losses start at 0");
        let at: Vec<_> = chart.curves[0].points.iter().map(|reading| reading.at).collect();
        assert_eq!(at, [[34.0, 10.0], [224.0, 47.0], [414.0, 84.0]], "up is up");
        assert_eq!(chart.curves[0].path(), "M34.00 10.00L224.00 47.00L414.00 84.00", "path");
        assert_eq!(chart.y.usual_ticks().first(), Some(&Tick { at: 84.0, value: 0.0 }), "0 at the bottom");
    }

    #[test]
    fn axes_move_in_steps() {
        let mut tops = vec![];
        for step in 1..=2000 {
            tops.push(chart(AxisKind::Linear, &[(0.0, 0.69), (f64::from(step), 0.5)]).x.high);
        }
        tops.dedup();
        assert!(tops.len() <= 32, "{} different axes in 2,000 frames", tops.len());
        assert!(tops.windows(2).all(|pair| pair[0] < pair[1]), "only outward");
    }

    #[test]
    fn few_points_and_none() {
        for kind in [AxisKind::Linear, AxisKind::Log] {
            let none = LineChart::new(&spec(kind), &[]);
            assert!(none.curves.is_empty() && none.x.low < none.x.high, "no series");
            let empty = chart(kind, &[]);
            assert_eq!(empty.curves[0].path(), "", "no points");
            assert!(!empty.y.usual_ticks().is_empty(), "still an axis");
            assert_eq!(empty.nearest(50.0), vec![None], "nothing to read");
            let one = chart(kind, &[(0.0, 0.5)]);
            assert!(one.curves[0].path().ends_with("h0"), "a dot");
            assert!(one.y.low < 0.5 && 0.5 <= one.y.high, "{:?}", one.y);
        }
    }

    #[test]
    fn gaps_split_a_curve() {
        let points = vec![(0.0, Some(1.0)), (1.0, None), (2.0, Some(f64::NAN)), (3.0, Some(0.5)), (4.0, Some(0.4))];
        let chart = LineChart::new(&spec(AxisKind::Linear), &[points]);
        let runs: Vec<usize> = chart.curves[0].runs().map(<[Reading]>::len).collect();
        assert_eq!(runs, [1, 2], "two runs");
        assert_eq!(chart.curves[0].path().matches('M').count(), 2, "two strokes");
    }

    #[test]
    fn log_axis_leaves_out_what_has_no_logarithm() {
        let chart = chart(AxisKind::Log, &[(0.0, 0.7), (1.0, 0.0), (2.0, -1.0), (3.0, 0.007), (4.0, f64::INFINITY)]);
        let kept: Vec<usize> = chart.curves[0].points.iter().map(|reading| reading.index).collect();
        assert_eq!(kept, [0, 3], "only values above 0");
        assert_eq!(ends(&chart.y), (0.006, 0.8), "round ends");
        assert!(chart.y.usual_ticks().iter().any(|tick| tick.value == 0.1), "a decade has a tick");
    }

    #[test]
    fn absurd_values_stay_in_the_picture() {
        let values = [f64::MAX, 1e300, 1e-300, 5e-324, 0.0, -1e300, f64::MIN, 1.0];
        for kind in [AxisKind::Linear, AxisKind::Log] {
            for a in values {
                for b in values {
                    let chart = chart(kind, &[(0.0, a), (1.0, b), (1e300, 1.0)]);
                    for reading in &chart.curves[0].points {
                        let [x, y] = reading.at;
                        assert!((34.0..=414.0).contains(&x) && (10.0..=84.0).contains(&y), "{a} {b}: {reading:?}");
                    }
                    assert!(chart.y.low < chart.y.high, "{kind:?} {a} {b}: {:?}", chart.y);
                }
            }
        }
    }

    #[test]
    fn reads_the_nearest_point_of_every_curve() {
        let train = vec![(0.0, Some(0.7)), (100.0, Some(0.5)), (200.0, Some(0.3))];
        let test = vec![(0.0, Some(0.8)), (100.0, None), (200.0, Some(0.4))];
        let chart = LineChart::new(&spec(AxisKind::Linear), &[train, test, vec![]]);
        let read = chart.nearest(230.0);
        assert_eq!(read[0].map(|reading| (reading.x, reading.y)), Some((100.0, 0.5)), "train");
        assert_eq!(read[1].map(|reading| reading.x), Some(200.0), "test has a gap at 100");
        assert_eq!(read[2], None, "no points");
    }

    #[test]
    fn starts_where_the_run_starts() {
        let chart = chart(AxisKind::Linear, &[(1e6, 0.5), (1e6 + 700.0, 0.4)]);
        assert_eq!(ends(&chart.x), (1e6, 1e6 + 800.0), "not at 0");
    }
}
