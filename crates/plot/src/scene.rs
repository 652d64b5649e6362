//! A picture as data: shapes in CSS pixels, y down, painted in order.

use super::{color::Rgba, raster::Raster};

/// A picture of `width` × `height` CSS pixels.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Painted first to last.
    pub shapes: Vec<Shape>,
}

/// One thing that is painted. Coordinates are CSS pixels from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Straight lines through `points`, joined to the first where `ends`.
    Polyline {
        /// Corners.
        points: Vec<[f64; 2]>,
        /// Open, or joined to its start.
        ends: Ends,
        /// How the line is drawn.
        stroke: Stroke,
    },
    /// A cubic Bézier curve: start, two handles, end.
    Curve {
        /// Start, handle, handle, end.
        points: [[f64; 2]; 4],
        /// How the line is drawn.
        stroke: Stroke,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: [f64; 2],
        /// Its radius.
        radius: f64,
        /// Inside and outline.
        paint: Paint,
    },
    /// An upright rectangle.
    Rect {
        /// Top left corner.
        corner: [f64; 2],
        /// Width and height.
        size: [f64; 2],
        /// Inside and outline.
        paint: Paint,
    },
    /// A grid of colours, one device pixel each.
    Image {
        /// Top left corner.
        corner: [f64; 2],
        /// The colours.
        raster: Raster,
    },
    /// A grid of colours, stretched smoothly over a rectangle: the same at every resolution.
    Stretched {
        /// Top left corner.
        corner: [f64; 2],
        /// Width and height.
        size: [f64; 2],
        /// The colours.
        raster: Raster,
    },
    /// One line of text in the system's sans-serif.
    Text {
        /// Where its baseline starts, has its middle or ends.
        at: [f64; 2],
        /// The text.
        content: String,
        /// Font size in CSS pixels.
        size: f64,
        /// Regular or bold.
        weight: Weight,
        /// Which part of the line stands at `at`.
        anchor: Anchor,
        /// Colour with opacity.
        color: Rgba,
        /// Along the rows or up the columns.
        turn: Turn,
    },
}

/// How thick letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As running text.
    #[default]
    Regular,
    /// As titles.
    Bold,
}

/// Which part of a line of text stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Which way a line of text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// From left to right.
    #[default]
    Upright,
    /// From bottom to top: turned by a quarter, counterclockwise.
    Up,
}

/// Whether a polyline returns to its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// It ends where its last point is.
    Open,
    /// It returns to its first point.
    Closed,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour with opacity.
    pub color: Rgba,
    /// Width in CSS pixels.
    pub width: f64,
    /// Solid or dashed.
    pub dash: Dash,
}

/// Solid or dashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// One line.
    Solid,
    /// Strokes and gaps of the given lengths in CSS pixels.
    Dashed(u8, u8),
}

/// Inside and outline of a closed shape.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    /// Inside, if painted.
    pub fill: Option<Rgba>,
    /// Outline, if painted.
    pub stroke: Option<Stroke>,
}

impl Scene {
    /// The same with lines and circles at the nearest sixteenth of a pixel: scenes that one cannot tell apart are equal,
    /// and need not be painted again.
    #[must_use]
    pub fn snapped(mut self) -> Self {
        for shape in &mut self.shapes {
            match shape {
                Shape::Polyline { points, stroke, .. } => {
                    points.iter_mut().for_each(snap);
                    stroke.snap();
                }
                Shape::Curve { points, stroke } => {
                    points.iter_mut().for_each(snap);
                    stroke.snap();
                }
                Shape::Circle { center, .. } => snap(center),
                Shape::Rect { .. } | Shape::Image { .. } | Shape::Stretched { .. } | Shape::Text { .. } => {}
            }
        }
        self
    }
}

fn snap(place: &mut [f64; 2]) {
    *place = place.map(to_a_sixteenth);
}

fn to_a_sixteenth(length: f64) -> f64 {
    (length * 16.0).round() / 16.0
}

impl Stroke {
    /// No line vanishes by it.
    fn snap(&mut self) {
        self.width = to_a_sixteenth(self.width).max(1.0 / 16.0);
    }

    /// A solid line.
    pub const fn solid(color: Rgba, width: f64) -> Self {
        Self { color, width, dash: Dash::Solid }
    }
}

impl Paint {
    /// Inside only.
    pub const fn fill(color: Rgba) -> Self {
        Self { fill: Some(color), stroke: None }
    }

    /// Outline only.
    pub const fn outline(stroke: Stroke) -> Self {
        Self { fill: None, stroke: Some(stroke) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenes_that_one_cannot_tell_apart_are_equal() {
        let scene = |x: f64, width: f64| {
            let stroke = Stroke::solid(Rgba([0, 0, 0, 255]), width);
            let line = Shape::Polyline { points: vec![[x, 1.0], [5.0, 2.0]], ends: Ends::Open, stroke };
            let curve = Shape::Curve { points: [[x, 0.0]; 4], stroke };
            Scene { width: 10.0, height: 10.0, shapes: vec![line, curve] }.snapped()
        };
        assert_eq!(scene(3.0, 1.0), scene(3.01, 1.01), "a hundredth of a pixel");
        assert_ne!(scene(3.0, 1.0), scene(3.1, 1.0), "a tenth");
        assert_eq!(scene(3.0, 0.001), scene(3.0, 0.0), "as thin as can be");
    }
}
