//! How examples, hinges and the probe are drawn, as shapes of a scene.

use super::{
    boundary::Segment,
    color::{Rgba, Theme},
    projection::Projection,
    scatter::{self, Class, Marker, Ring},
    scene::{Dash, Ends, Paint, Scene, Shape, Stroke},
};

/// An example's mark under its rings.
pub fn marker_shapes(marker: &Marker, theme: Theme) -> Vec<Shape> {
    let paint = Paint { fill: Some(marker.fill), stroke: Some(Stroke::solid(marker.stroke, marker.stroke_width)) };
    let error = marker.error().into_iter().flat_map(|ring| ring_shapes(marker.center, ring, theme));
    let sight = marker.sight().into_iter().flat_map(|ring| sight_shapes(marker.center, ring, theme));
    let mut shapes: Vec<Shape> = error.chain(sight).collect();
    shapes.push(outline(marker.center, marker.radius, marker.shape, paint));
    shapes
}

/// What is lit about an example: a dashed ring where its hinge lies on the way of a finite difference, a thick one where
/// it is pointed at.
pub fn light_shapes(marker: &Marker, [crosses, is_pointed]: [bool; 2], theme: Theme) -> Vec<Shape> {
    let ring = |reach: f64, width: f64, dash: Dash| {
        [(theme.neutral(), width + 2.0, Dash::Solid), (theme.accent(), width, dash)].map(|(color, width, dash)| {
            let paint = Paint::outline(Stroke { color, width, dash });
            Shape::Circle { center: marker.center, radius: marker.radius * reach, paint }
        })
    };
    let crossing = crosses.then(|| ring(3.2, 2.0, Dash::Dashed(3, 2)));
    let pointed = is_pointed.then(|| ring(2.4, 2.5, Dash::Solid));
    crossing.into_iter().chain(pointed).flatten().collect()
}

/// A line that shows on every colour: the theme's ink on a wider one of its neutral.
fn ring_strokes(ring: Ring, theme: Theme) -> [Stroke; 2] {
    [Stroke::solid(theme.neutral(), ring.width + 1.5), Stroke::solid(theme.ink(), ring.width)]
}

fn ring_shapes(center: [f64; 2], ring: Ring, theme: Theme) -> [Shape; 2] {
    ring_strokes(ring, theme).map(|stroke| Shape::Circle { center, radius: ring.radius, paint: Paint::outline(stroke) })
}

/// A ring with four strokes outwards: what is selected is told from what is wrong by shape, not by size.
fn sight_shapes(center: [f64; 2], ring: Ring, theme: Theme) -> Vec<Shape> {
    let [wide, narrow] = ring_shapes(center, ring, theme);
    let reach = [ring.radius, 1.5 * ring.radius];
    let [below, above] = ring_strokes(ring, theme).map(|stroke| arms(center, reach, stroke));
    below.into_iter().chain([wide]).chain(above).chain([narrow]).collect()
}

/// Four strokes away from a place, from the nearer to the farther distance.
fn arms([x, y]: [f64; 2], reach: [f64; 2], stroke: Stroke) -> [Shape; 4] {
    [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]].map(|[across, down]| Shape::Polyline {
        points: reach.map(|length| [x + across * length, y + down * length]).to_vec(),
        ends: Ends::Open,
        stroke,
    })
}

fn outline([x, y]: [f64; 2], radius: f64, shape: scatter::Shape, paint: Paint) -> Shape {
    match shape {
        scatter::Shape::Circle => Shape::Circle { center: [x, y], radius, paint },
        scatter::Shape::Square => {
            Shape::Rect { corner: [x - radius, y - radius], size: [2.0 * radius, 2.0 * radius], paint }
        }
    }
}

/// Whether a line is the one that is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// One among so many that each steps back.
    Faint,
    /// One among others.
    None,
    /// The one that is pointed at.
    Lit,
}

/// A hidden unit's hinge line, with a short stroke into the side on which the unit is active.
pub fn hinge_shapes(hinge: &Segment, projection: &Projection, theme: Theme, emphasis: Emphasis) -> [Shape; 2] {
    const STROKE: f64 = 9.0;
    let Rgba([red, green, blue, _]) = theme.ink();
    let (alpha, width) = match emphasis {
        Emphasis::Faint => (0x38, 1.0),
        Emphasis::None => (0x78, 1.0),
        Emphasis::Lit => (0xff, 2.25),
    };
    let color = Rgba([red, green, blue, alpha]);
    let [from, to] = [hinge.from, hinge.to].map(|end| projection.to_pixels(end));
    let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
    // Pixels grow downward, the plane's second coordinate upward.
    let tip = [middle[0] + STROKE * hinge.active_side[0], middle[1] - STROKE * hinge.active_side[1]];
    let line = Stroke { color, width, dash: Dash::Dashed(5, 4) };
    [
        Shape::Polyline { points: vec![from, to], ends: Ends::Open, stroke: line },
        Shape::Polyline { points: vec![middle, tip], ends: Ends::Open, stroke: Stroke::solid(color, width + 1.0) },
    ]
}

/// Cross hairs at the probe.
pub fn probe_shapes(center: [f64; 2], theme: Theme) -> impl Iterator<Item = Shape> {
    let strokes = [Stroke::solid(theme.neutral(), 4.0), Stroke::solid(theme.ink(), 1.75)];
    strokes.into_iter().flat_map(move |stroke| arms(center, [4.0, 11.0], stroke))
}

/// How far the brush reaches.
pub fn brush_shapes(center: [f64; 2], radius: f64, theme: Theme) -> [Shape; 2] {
    [(theme.neutral(), 3.5, Dash::Solid), (theme.ink(), 1.5, Dash::Dashed(4, 3))].map(|(color, width, dash)| {
        Shape::Circle { center, radius, paint: Paint::outline(Stroke { color, width, dash }) }
    })
}

/// What a dataset looks like. Points are (x, class).
pub fn thumbnail(points: &[([f64; 2], Class)], projection: &Projection, theme: Theme) -> Scene {
    const RADIUS: f64 = 1.7;
    let mark = |(x, class): &([f64; 2], Class)| {
        let shape = match class {
            Class::Negative => scatter::Shape::Square,
            Class::Positive => scatter::Shape::Circle,
        };
        outline(projection.to_pixels(*x), RADIUS, shape, Paint::fill(scatter::class_color(theme, *class)))
    };
    Scene { width: projection.width(), height: projection.height(), shapes: points.iter().map(mark).collect() }
}
