//! The examples as markers over the boundary, and which of them a pointer or a key means.
//!
//! Shape tells the class (square −1, circle +1), filling tells training from test, a ring marks what is misclassified
//! or selected: nothing is told by hue alone.

use super::{
    color::{Ramp, Rgba, Theme},
    projection::Projection,
    scale::SymmetricScale,
};

/// The markers of all examples, in the order in which to draw them: selected last, on top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// One per example with a finite position.
    pub markers: Vec<Marker>,
}

/// What a marker shows about an example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Position [x₁, x₂] in data coordinates.
    pub x: [f64; 2],
    /// The label.
    pub class: Class,
    /// What it is used for.
    pub part: Part,
    /// Ȳ at x. Above 0 means that the network says +1.
    pub output: f64,
}

/// A label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// y = −1.
    Negative,
    /// y = +1.
    Positive,
}

/// What an example is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Training.
    Train,
    /// Held back for testing.
    Test,
}

/// A marker's outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Class −1.
    Square,
    /// Class +1.
    Circle,
}

/// One example, ready to draw. Lengths are in the projection's pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marker {
    /// Which example, counted from 0 in the order given.
    pub index: usize,
    /// Center.
    pub center: [f64; 2],
    /// Circle or square.
    pub shape: Shape,
    /// Radius of the circle; half the side of the square, which is a little less so that both look the same size.
    pub radius: f64,
    /// Inside. Test points are filled with the page's ground, so they look hollow.
    pub fill: Rgba,
    /// Outline.
    pub stroke: Rgba,
    /// Width of the outline.
    pub stroke_width: f64,
    /// The network's answer differs from the label.
    pub misclassified: bool,
    /// The example that the gradients are about.
    pub selected: bool,
}

/// A circle around a marker, drawn in the theme's ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ring {
    /// Radius, in pixels.
    pub radius: f64,
    /// Line width, in pixels.
    pub width: f64,
}

/// The next point in the order of the data, or the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// One further.
    Next,
    /// One back.
    Previous,
}

impl Scatter {
    /// Markers for `points`. Points whose position is not finite have none.
    pub fn new(points: &[Point], selected: Option<usize>, projection: &Projection, theme: Theme) -> Self {
        let radius = marker_radius(projection.width(), points.len());
        let (on_top, others): (Vec<Marker>, Vec<Marker>) = points
            .iter()
            .enumerate()
            .map(|(index, point)| Marker::new(index, point, projection.to_pixels(point.x), radius, theme))
            .filter(|marker| marker.center.iter().all(|coordinate| coordinate.is_finite()))
            .map(|marker| Marker { selected: selected == Some(marker.index), ..marker })
            .partition(|marker| marker.selected);
        // Points of one kind keep the order of the data.
        let (wrong, right): (Vec<Marker>, Vec<Marker>) = others.into_iter().partition(|marker| marker.misclassified);
        Self { markers: [right, wrong, on_top].concat() }
    }

    /// The example whose marker is nearest to `pointer`, at most `reach` away, all in pixels. Where two are equally
    /// near, the one on top.
    pub fn nearest(&self, pointer: [f64; 2], reach: f64) -> Option<usize> {
        let mut best = None;
        let mut least = reach;
        for marker in &self.markers {
            let distance = (marker.center[0] - pointer[0]).hypot(marker.center[1] - pointer[1]);
            if distance <= least {
                (least, best) = (distance, Some(marker.index));
            }
        }
        best
    }

    /// Colours every marker by its number in `numbers`, (example, number), on a scale that reaches to the largest of
    /// them. Examples without a number fade. The largest come to lie on top, the selected one above all.
    pub fn color_by(&mut self, numbers: &[(usize, f64)], ramp: &Ramp, theme: Theme) {
        let scale = SymmetricScale::of(numbers.iter().map(|(_, number)| *number));
        let mut by_index = vec![None; self.markers.iter().map(|marker| marker.index + 1).max().unwrap_or(0)];
        for &(index, number) in numbers {
            if let Some(place) = by_index.get_mut(index) {
                *place = Some(scale.normalize(number));
            }
        }
        for marker in &mut self.markers {
            (marker.fill, marker.stroke) = if let Some(share) = by_index[marker.index] {
                (ramp.at(share), theme.ink())
            } else {
                let fade = |Rgba([red, green, blue, _])| Rgba([red, green, blue, 0x50]);
                (fade(marker.fill), fade(marker.stroke))
            };
            marker.misclassified = false;
        }
        // What decides, in one number, the most important first: selected, the size of its number (floats that are not
        // negative are in the order of their bits), its place.
        let size = |marker: &Marker| by_index[marker.index].map_or(0, |share| (share.abs() as f32).to_bits() + 1);
        let rank = |(place, marker): (usize, &Marker)| {
            u64::from(marker.selected) << 63 | u64::from(size(marker)) << 32 | place as u64
        };
        let mut ranks: Vec<u64> = self.markers.iter().enumerate().map(rank).collect();
        ranks.sort_unstable();
        self.markers = ranks.into_iter().map(|rank| self.markers[rank as u32 as usize]).collect();
    }
}

/// The example after or before `selected` among `count`, round in a circle. From nothing one comes to the first or
/// the last. `None` where there are no examples.
pub fn turn(count: usize, selected: Option<usize>, turn: Turn) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (selected, turn) {
        (Some(index), Turn::Next) if index < last => index + 1,
        (Some(index), Turn::Previous) if index > 0 => (index - 1).min(last),
        (_, Turn::Next) => 0,
        (_, Turn::Previous) => last,
    })
}

/// Radius in pixels of `count` markers in a picture `width` pixels wide: 3.5 at 440, smaller where they would crowd.
pub fn marker_radius(width: f64, count: usize) -> f64 {
    let crowd = (300.0 / count.max(300) as f64).sqrt().max(0.6);
    (width * 0.008).max(2.5) * crowd
}

/// The color of a class in markers, legends and text: stronger than on the field, so that a marker stands out from it.
pub fn class_color(theme: Theme, class: Class) -> Rgba {
    match (theme, class) {
        (Theme::Light, Class::Negative) => Rgba::hex(0xb8_4a00),
        (Theme::Light, Class::Positive) => Rgba::hex(0x1f_5fbf),
        (Theme::Dark, Class::Negative) => Rgba::hex(0xff_9d57),
        (Theme::Dark, Class::Positive) => Rgba::hex(0x7d_b4ff),
    }
}

/// What surrounds a marker: white in the light theme, nearly black in the dark one.
fn ground(theme: Theme) -> Rgba {
    match theme {
        Theme::Light => Rgba::hex(0xff_ffff),
        Theme::Dark => Rgba::hex(0x12_1418),
    }
}

impl Marker {
    fn new(index: usize, point: &Point, center: [f64; 2], radius: f64, theme: Theme) -> Self {
        let (shape, radius) = match point.class {
            Class::Negative => (Shape::Square, radius * 0.88),
            Class::Positive => (Shape::Circle, radius),
        };
        let (color, ground) = (class_color(theme, point.class), ground(theme));
        let (fill, stroke, stroke_width) = match point.part {
            Part::Train => (color, ground, radius * 0.3),
            Part::Test => (ground, color, radius * 0.45),
        };
        // As the accuracy counts: only Ȳ > 0 says +1, so NaN says −1.
        let misclassified = (point.output > 0.0) != (point.class == Class::Positive);
        Self { index, center, shape, radius, fill, stroke, stroke_width, misclassified, selected: false }
    }

    /// The ring that says that the network is wrong here.
    pub fn error(&self) -> Option<Ring> {
        self.misclassified.then_some(Ring { radius: self.radius * 2.0, width: self.radius * 0.36 })
    }

    /// The ring of the sight that says that this is the selected example.
    pub fn sight(&self) -> Option<Ring> {
        self.selected.then_some(Ring { radius: self.radius * 2.8, width: self.radius * 0.6 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::Bounds;

    fn point(x1: f64, x2: f64, class: Class, part: Part, output: f64) -> Point {
        Point { x: [x1, x2], class, part, output }
    }

    fn scatter(points: &[Point], selected: Option<usize>) -> Scatter {
        Scatter::new(points, selected, &Projection::new(Bounds::DEFAULT, 440.0, 440.0), Theme::Light)
    }

    fn cross() -> Vec<Point> {
        [[0.0, 0.0], [1.0, 0.1], [-0.5, 0.0], [0.0, 1.0], [0.1, -0.4], [0.9, 0.95]]
            .map(|[x1, x2]| point(x1, x2, Class::Positive, Part::Train, 1.0))
            .to_vec()
    }

    #[test]
    fn shape_filling_and_rings_tell_what_a_point_is() {
        let points = [
            point(0.0, 0.0, Class::Negative, Part::Train, -1.0),
            point(0.5, 0.0, Class::Positive, Part::Test, 2.0),
            point(0.0, 0.5, Class::Positive, Part::Train, -0.1),
            point(0.0, 0.7, Class::Negative, Part::Train, 0.0),
            point(0.0, 0.9, Class::Positive, Part::Train, f64::NAN),
        ];
        let drawn = scatter(&points, Some(0));
        let marker = |index: usize| *drawn.markers.iter().find(|marker| marker.index == index).expect("drawn");
        assert_eq!(marker(0).shape, Shape::Square, "class −1");
        assert_eq!(marker(1).shape, Shape::Circle, "class +1");
        assert_eq!(marker(0).fill, class_color(Theme::Light, Class::Negative), "training is filled");
        assert_eq!(marker(1).stroke, class_color(Theme::Light, Class::Positive), "test is hollow");
        let rings = [0, 1, 2, 3, 4].map(|index| (marker(index).misclassified, marker(index).selected));
        let want = [(false, true), (false, false), (true, false), (false, false), (true, false)];
        assert_eq!(rings, want, "Ȳ = 0 and NaN say −1");
        assert_eq!(drawn.markers.last().map(|marker| marker.index), Some(0), "the selected one is on top");
        assert!(marker(2).error().is_some() && marker(2).sight().is_none(), "a ring for the error");
        assert!(marker(0).error().is_none() && marker(0).sight().is_some(), "a sight for the selection");
        assert!(marker(1).error().is_none() && marker(1).sight().is_none(), "no ring");
    }

    #[test]
    fn nearest_keeps_to_its_reach() {
        let drawn = scatter(&cross(), None);
        assert_eq!(drawn.nearest([221.0, 219.0], 10.0), Some(0), "a pixel off");
        assert_eq!(drawn.nearest([260.0, 150.0], 10.0), None, "nothing near");
        assert_eq!(drawn.nearest([f64::NAN, 0.0], 10.0), None, "no pointer");
        assert_eq!(scatter(&[], None).nearest([0.0, 0.0], 1e9), None, "no points");
        let same = [cross()[0], cross()[0]];
        assert_eq!(scatter(&same, None).nearest([220.0, 220.0], 5.0), Some(1), "the one on top");
    }

    #[test]
    fn positions_that_are_not_finite_are_left_out() {
        let mut points = cross();
        points[1].x = [f64::NAN, 0.0];
        let drawn = scatter(&points, Some(1));
        assert_eq!(drawn.markers.len(), 5, "one less");
        assert!(drawn.markers.iter().all(|marker| marker.index != 1), "the others keep their numbers");
    }

    #[test]
    fn turning_goes_round() {
        let cases = [
            (0, None, Turn::Next, None),
            (3, None, Turn::Next, Some(0)),
            (3, None, Turn::Previous, Some(2)),
            (3, Some(0), Turn::Next, Some(1)),
            (3, Some(2), Turn::Next, Some(0)),
            (3, Some(0), Turn::Previous, Some(2)),
            (3, Some(9), Turn::Previous, Some(2)),
            (3, Some(9), Turn::Next, Some(0)),
        ];
        for (count, selected, way, want) in cases {
            assert_eq!(turn(count, selected, way), want, "{way:?} from {selected:?} of {count}");
        }
    }

    #[test]
    fn markers_shrink_where_they_crowd() {
        assert!((marker_radius(440.0, 200) - 3.52).abs() < 1e-9, "as in the mock");
        assert!(marker_radius(440.0, 5000) < marker_radius(440.0, 200), "a crowd");
        assert!(marker_radius(1.0, 5000) >= 1.5, "still to be seen");
    }

    #[test]
    fn contributions_colour_the_points_and_others_fade() {
        let ramp = crate::color::sign_ramp(Theme::Light);
        let mut drawn = scatter(&cross(), Some(4));
        drawn.color_by(&[(1, -0.5), (2, 0.25), (4, 0.0), (99, 7.0)], &ramp, Theme::Light);
        let marker = |index: usize| *drawn.markers.iter().find(|marker| marker.index == index).expect("drawn");
        let scale = SymmetricScale::of([7.0]);
        assert_eq!(marker(1).fill, ramp.at(scale.normalize(-0.5)), "its contribution");
        assert_eq!(marker(0).fill.0[3], 0x50, "no part of the sum");
        assert_eq!(drawn.markers.last().map(|marker| marker.index), Some(4), "the selected one stays on top");
    }
}
