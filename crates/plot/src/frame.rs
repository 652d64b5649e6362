//! A plot's frame: how values become lengths and lengths values, where both axes have given ends.

use std::fmt::Write;

use super::ticks::{AxisKind, ticks};

/// Both axes of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

/// An axis from `low` at `from` to `high` at `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Linear or logarithmic; logarithmic ends are above 0.
    pub kind: AxisKind,
    /// Value at the start (left, bottom).
    pub low: f64,
    /// Value at the end (right, top), above `low`.
    pub high: f64,
    /// Where `low` stands, in viewBox units.
    pub from: f64,
    /// Where `high` stands, in viewBox units.
    pub to: f64,
}

impl Axis {
    /// Where `value` stands. A little beyond the ends at most, so that a clipped line keeps its direction; NaN and what
    /// has no logarithm stand before the start.
    pub fn place(&self, value: f64) -> f64 {
        let share = match self.kind {
            // Halves, because the difference of huge numbers may overflow.
            AxisKind::Linear => (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0),
            AxisKind::Log if value > 0.0 => (value.ln() - self.low.ln()) / (self.high.ln() - self.low.ln()),
            AxisKind::Log => -1.0,
        };
        let share = if share.is_nan() { -1.0 } else { share.clamp(-1e3, 1e3) };
        self.from + share * (self.to - self.from)
    }

    /// Where `value` stands, never beyond the ends.
    pub fn place_within(&self, value: f64) -> f64 {
        self.place(value.clamp(self.low, self.high))
    }

    /// The value that stands at a length, within the ends.
    pub fn value(&self, length: f64) -> f64 {
        let share = ((length - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        match self.kind {
            AxisKind::Linear => self.low + share * (self.high - self.low),
            AxisKind::Log => (self.low.ln() + share * (self.high.ln() - self.low.ln())).exp(),
        }
    }

    /// About this many round values, ascending.
    pub fn ticks(&self, about: usize) -> Vec<Tick> {
        ticks(self.kind, self.low, self.high, about)
            .into_iter()
            .map(|value| Tick { at: self.place(value), value })
            .collect()
    }

    /// As many ticks as it has room for: about one each 60 units across, one each 28 up.
    pub fn usual_ticks(&self) -> Vec<Tick> {
        let room = if self.to > self.from { 60.0 } else { 28.0 };
        self.ticks((((self.to - self.from).abs() / room) as usize).clamp(2, 10))
    }
}

/// A tick of an axis. Text is the page's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Where, along the axis, in viewBox units.
    pub at: f64,
    /// What to write there.
    pub value: f64,
}

impl Frame {
    /// Where a point stands.
    pub fn place(&self, x: f64, y: f64) -> [f64; 2] {
        [self.x.place(x), self.y.place(y)]
    }

    /// A polyline through points as the `d` of an SVG path. A point that is not finite, or has no logarithm, is a gap.
    pub fn path(&self, points: impl IntoIterator<Item = (f64, f64)>) -> String {
        let has_place = |kind, value: f64| value.is_finite() && (kind == AxisKind::Linear || value > 0.0);
        let mut path = String::new();
        let mut command = 'M';
        for (x, y) in points {
            if !(has_place(self.x.kind, x) && has_place(self.y.kind, y)) {
                command = 'M';
                continue;
            }
            let [x, y] = self.place(x, y);
            // Writing to a string cannot fail.
            let _ = write!(path, "{command}{x:.2} {y:.2}");
            command = 'L';
        }
        path
    }
}

/// The least and the largest of finite values; `None` where there are none.
pub(super) fn range(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    values.fold(None, |range, value| match range {
        None => Some([value, value]),
        Some([low, high]) => Some([low.min(value), high.max(value)]),
    })
}

/// The least and the largest of finite values with some room around them, as ends of an axis; 0 and 1 where there are
/// none. Values that are all equal get room in proportion to them.
pub fn ends_of(values: impl IntoIterator<Item = f64>, room: f64) -> [f64; 2] {
    let Some([low, high]) = range(values.into_iter().filter(|value| value.is_finite())) else { return [0.0, 1.0] };
    // Half an ulp apart is flat: the room is then some ulps, so that rounding can be seen as steps.
    let least = f64::max(low.abs(), high.abs()) * 8.0 * f64::EPSILON;
    let span = f64::max(high - low, f64::max(least, f64::MIN_POSITIVE));
    [low - room * span, high + room * span]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(kind: AxisKind, low: f64, high: f64) -> Axis {
        Axis { kind, low, high, from: 10.0, to: 110.0 }
    }

    #[test]
    fn places_and_values_are_inverse() {
        for axis in [axis(AxisKind::Linear, -2.0, 3.0), axis(AxisKind::Log, 1e-15, 0.1)] {
            for length in [10.0, 37.5, 110.0] {
                let back = axis.place(axis.value(length));
                assert!((back - length).abs() < 1e-9, "{length} comes back as {back} on {axis:?}");
            }
        }
    }

    #[test]
    fn what_has_no_place_is_a_gap() {
        let frame = Frame { x: axis(AxisKind::Linear, 0.1, 10.0), y: axis(AxisKind::Log, 0.1, 10.0) };
        let path = frame.path([(0.1, 0.1), (5.0, 0.0), (10.0, 10.0), (f64::NAN, 1.0)]);
        assert_eq!(path, "M10.00 10.00M110.00 110.00", "two runs");
    }

    #[test]
    fn ends_keep_room_also_where_all_is_equal() {
        let [low, high] = ends_of([1.0, 3.0, f64::NAN], 0.1);
        assert!((low - 0.8).abs() < 1e-12 && (high - 3.2).abs() < 1e-12, "{low} to {high}");
        let [low, high] = ends_of([0.7, 0.7], 0.1);
        assert!(low < 0.7 && 0.7 < high, "{low} to {high}");
        let [low, high] = ends_of([], 0.1);
        assert!(low.abs() < 1e-12 && (high - 1.0).abs() < 1e-12, "nothing: {low} to {high}");
    }
}
