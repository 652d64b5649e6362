//! What pictures in print share: their size, their letters, their colour bars.

use crate::plot::{
    color::{Ramp, Rgba},
    raster::Raster,
    scene::{Anchor, Ends, Paint, Scene, Shape, Stroke, Turn, Weight},
};

/// 160 mm, the width of a text page, in CSS pixels.
pub(super) const WIDTH: f64 = 160.0 / 25.4 * 96.0;
/// Free on every side.
pub(super) const MARGIN: f64 = 20.0;
/// Titles, lines below them, names, numbers.
pub(super) const TITLE: f64 = 16.0;
pub(super) const SMALL: f64 = 11.5;
pub(super) const NUMBER: f64 = 11.0;

pub(super) const INK: Rgba = Rgba::hex(0x1c_1f26);
pub(super) const GRAY: Rgba = Rgba::hex(0x55_5b66);
pub(super) const PAPER: Rgba = Rgba::hex(0xff_ffff);
/// Frames, ticks and colour bars.
pub(super) const RULE: Stroke = Stroke::solid(Rgba::hex(0x3c_414b), 0.9);

/// From a line's middle down to its baseline, as a share of the font size: half a digit's height.
pub(super) const HALF_DIGIT: f64 = 0.36;

/// A scene on white paper.
pub(super) fn paper(height: f64) -> Scene {
    let ground = Shape::Rect { corner: [0.0, 0.0], size: [WIDTH, height], paint: Paint::fill(PAPER) };
    Scene { width: WIDTH, height, shapes: vec![ground] }
}

/// A line of text to be placed.
pub(super) struct Line {
    content: String,
    size: f64,
    weight: Weight,
    anchor: Anchor,
    color: Rgba,
    turn: Turn,
}

/// A line of text: regular, upright, in ink, from its start.
pub(super) fn line(content: impl Into<String>, size: f64) -> Line {
    let (weight, anchor, turn) = (Weight::Regular, Anchor::Start, Turn::Upright);
    Line { content: content.into(), size, weight, anchor, color: INK, turn }
}

impl Line {
    pub(super) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(super) fn color(self, color: Rgba) -> Self {
        Self { color, ..self }
    }

    pub(super) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn up(self) -> Self {
        Self { turn: Turn::Up, ..self }
    }

    /// The shape, its baseline at `at`.
    pub(super) fn at(self, x: f64, y: f64) -> Shape {
        let Self { content, size, weight, anchor, color, turn } = self;
        Shape::Text { at: [x, y], content, size, weight, anchor, color, turn }
    }

    /// The shape, its digits' middle at `at`.
    pub(super) fn middle_at(self, x: f64, y: f64) -> Shape {
        let down = HALF_DIGIT * self.size;
        self.at(x, y + down)
    }
}

/// A title with lines below it. Returns where they end.
pub(super) fn heading(scene: &mut Scene, title: String, lines: &[String]) -> f64 {
    const LEADING: f64 = 1.42;
    let mut y = MARGIN + 0.8 * TITLE;
    scene.shapes.push(line(title, TITLE).bold().at(MARGIN, y));
    y += 0.3 * TITLE;
    for text in lines {
        y += LEADING * SMALL;
        scene.shapes.push(line(text.as_str(), SMALL).color(GRAY).at(MARGIN, y));
    }
    y
}

/// A straight line.
pub(super) fn rule(from: [f64; 2], to: [f64; 2]) -> Shape {
    Shape::Polyline { points: vec![from, to], ends: Ends::Open, stroke: RULE }
}

/// What colours mean.
pub(super) struct ColorBar<'a> {
    /// From the lower end to the higher.
    pub(super) ramp: &'a Ramp,
    /// Painted over it, as over what it explains.
    pub(super) veil: Paint,
    /// The values at the lower and the higher end.
    pub(super) ends: [f64; 2],
    /// Values with a number.
    pub(super) ticks: &'a [f64],
    /// How those are written.
    pub(super) labels: Vec<String>,
}

impl ColorBar<'_> {
    /// Draws it upright, with its numbers on its right.
    pub(super) fn draw(&self, scene: &mut Scene, corner: [f64; 2], height: f64) {
        const WIDTH: f64 = 12.0;
        const TICK: f64 = 4.0;
        let ([x, y], size, [low, high]) = (corner, [WIDTH, height], self.ends);
        let mut raster = Raster::default();
        let colors: Vec<Rgba> = self.ramp.table().iter().rev().copied().collect();
        raster.column(&colors);
        scene.shapes.push(Shape::Stretched { corner, size, raster });
        for paint in [self.veil, Paint::outline(RULE)] {
            scene.shapes.push(Shape::Rect { corner, size, paint });
        }
        for (&tick, label) in self.ticks.iter().zip(&self.labels) {
            // Halves, because the distance of huge ends may overflow.
            let at = y + height * (high / 2.0 - tick / 2.0) / (high / 2.0 - low / 2.0);
            scene.shapes.push(rule([x + WIDTH, at], [x + WIDTH + TICK, at]));
            scene.shapes.push(line(label.as_str(), NUMBER).middle_at(x + WIDTH + TICK + 4.0, at));
        }
    }
}
