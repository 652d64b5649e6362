//! How examples, hinges and the probe are drawn: squares for −1, circles for +1, so that hue is never needed.

use super::{
    boundary::HingeSegment,
    color::{Rgba, Theme},
    projection::Projection,
    scene::{Dash, Ends, Paint, Scene, Shape, Stroke},
};

/// One example on the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands, in pixels.
    pub at: [f64; 2],
    /// Its label: positive for +1, else −1.
    pub y: f64,
    /// Which part of the data it belongs to.
    pub set: Set,
    /// Whether the network says its label.
    pub verdict: Verdict,
}

/// Which part of the data an example belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Filled marks.
    Train,
    /// Hollow marks.
    Test,
}

/// Whether the network says an example's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Right,
    /// It does not: the mark gets a ring.
    Wrong,
}

/// Half a square's side, and a circle's radius, in CSS pixels: equal areas look equally large.
const SQUARE: f64 = 3.4;
const CIRCLE: f64 = 3.9;
const RING: f64 = 7.5;

/// Orange for −1, blue for +1: darker than the ramp's ends, so that a mark stands out on its own color.
const fn class_color(y: f64) -> Rgba {
    if y > 0.0 { Rgba::hex(0x0012_4a9c) } else { Rgba::hex(0x00a1_4205) }
}

/// What a mark is outlined with.
const HALO: Rgba = Rgba::hex(0x00ff_ffff);

/// An example's mark.
pub fn mark_shapes(mark: &Mark, theme: Theme) -> impl Iterator<Item = Shape> + use<> {
    let color = class_color(mark.y);
    let paint = match mark.set {
        Set::Train => Paint { fill: Some(color), stroke: Some(Stroke::solid(HALO, 1.0)) },
        Set::Test => Paint { fill: Some(HALO), stroke: Some(Stroke::solid(color, 1.75)) },
    };
    let ring = (mark.verdict == Verdict::Wrong).then(|| ring(mark.at, RING, 1.5, theme));
    ring.into_iter().flatten().chain([outline(mark.at, mark.y, 1.0, paint)])
}

/// The ring around the example that the gradients are about.
pub fn selected_shapes(at: [f64; 2], theme: Theme) -> [Shape; 2] {
    ring(at, 11.5, 3.0, theme)
}

/// A ring that shows on every colour: the theme's ink between halos of its paper.
fn ring(center: [f64; 2], radius: f64, width: f64, theme: Theme) -> [Shape; 2] {
    let (ink, halo) = (theme.ink(), theme.neutral());
    [(halo, width + 2.0), (ink, width)].map(|(color, width)| Shape::Circle {
        center,
        radius,
        paint: Paint::outline(Stroke::solid(color, width)),
    })
}

fn outline([x, y]: [f64; 2], label: f64, scale: f64, paint: Paint) -> Shape {
    if label > 0.0 {
        Shape::Circle { center: [x, y], radius: CIRCLE * scale, paint }
    } else {
        let half = SQUARE * scale;
        Shape::Rect { corner: [x - half, y - half], size: [2.0 * half, 2.0 * half], paint }
    }
}

/// A hidden unit's hinge line, with short strokes into the side on which the unit is active.
pub fn hinge_shapes(hinge: &HingeSegment, projection: &Projection, theme: Theme, emphasis: Emphasis) -> [Shape; 2] {
    const STROKE: f64 = 9.0;
    let Rgba([red, green, blue, _]) = theme.ink();
    let (alpha, width) = match emphasis {
        Emphasis::None => (0x70, 1.0),
        Emphasis::Lit => (0xff, 2.25),
    };
    let color = Rgba([red, green, blue, alpha]);
    let [from, to] = [hinge.from, hinge.to].map(|end| projection.to_pixels(end));
    let middle = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
    // Pixels grow downward, the plane's second coordinate upward.
    let tip = [middle[0] + STROKE * hinge.active_side[0], middle[1] - STROKE * hinge.active_side[1]];
    [
        Shape::Polyline {
            points: vec![from, to],
            ends: Ends::Open,
            stroke: Stroke { color, width, dash: Dash::Dashed(5, 4) },
        },
        Shape::Polyline { points: vec![middle, tip], ends: Ends::Open, stroke: Stroke::solid(color, width + 1.0) },
    ]
}

/// Whether a line is the one that is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// One among others.
    None,
    /// The one that is pointed at.
    Lit,
}

/// Cross hairs at the probe.
pub fn probe_shapes([x, y]: [f64; 2], theme: Theme) -> Vec<Shape> {
    const NEAR: f64 = 4.0;
    const FAR: f64 = 11.0;
    let arms = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]];
    let arm = |[across, down]: [f64; 2], color, width| Shape::Polyline {
        points: [NEAR, FAR].map(|length| [x + across * length, y + down * length]).to_vec(),
        ends: Ends::Open,
        stroke: Stroke::solid(color, width),
    };
    let halo = arms.map(|direction| arm(direction, theme.neutral(), 4.0));
    halo.into_iter().chain(arms.map(|direction| arm(direction, theme.ink(), 1.75))).collect()
}

/// What a dataset looks like, `side` pixels wide. Points are (x, Y).
pub fn thumbnail(points: &[([f64; 2], f64)], side: f64, projection: &Projection, theme: Theme) -> Scene {
    let color = |y: f64| match (theme, y > 0.0) {
        (Theme::Light, true) => Rgba::hex(0x002b_6cb8),
        (Theme::Light, false) => Rgba::hex(0x00d0_6a16),
        (Theme::Dark, true) => Rgba::hex(0x005c_9ded),
        (Theme::Dark, false) => Rgba::hex(0x00e8_8a3c),
    };
    let shapes =
        points.iter().map(|(x, y)| outline(projection.to_pixels(*x), *y, 0.5, Paint::fill(color(*y)))).collect();
    Scene { width: side, height: side, shapes }
}
