//! The boundary taken apart, for a sentence about it: closed loops and lines from border to border, and which side of
//! each is which class.

use super::{
    arrangement::around,
    boundary::{Boundary, Polyline},
    field::Field,
    projection::Bounds,
};

/// Where Ȳ changes its sign in the view, part by part.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The longest first. They cut the view into one more area than there are parts, each of one class.
    pub parts: Vec<Part>,
    /// Without parts: whether the whole view is class +1.
    pub mostly_positive: bool,
    /// Share of the view, 0 to 1, on which Ȳ is exactly 0, which counts as class −1.
    pub zero: f64,
}

/// One line that does not touch the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// How many straight pieces it has.
    pub segments: usize,
    /// What it looks like, and which of its two sides is named.
    pub shape: Shape,
    /// Whether Ȳ > 0 right beside it on the side that is named; on the other it is not.
    pub positive: bool,
    /// Its points [x₁, x₂], with positive ground to the left. A loop does not repeat the first.
    pub points: Vec<[f64; 2]>,
}

/// What a part looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Closed within the view. The side that is named is the inside.
    Loop {
        /// A point inside.
        around: [f64; 2],
        /// How many other parts lie inside.
        holds: usize,
    },
    /// From border to border.
    Line {
        /// One end.
        from: Place,
        /// The other.
        to: Place,
        /// The side that is named: the one with less of the border.
        side: Side,
    },
}

/// Where a line meets the border of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On one of its edges.
    Edge(Edge),
    /// In a corner.
    Corner(Corner),
}

/// A side of a line from border to border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The whole edge lies there: above the line for the top one.
    Beyond(Edge),
    /// It holds no corner but at the line's ends, only a piece of this edge.
    Within(Edge),
    /// This one corner lies there.
    Around(Corner),
}

/// An edge of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Least x₂.
    Bottom,
    /// Greatest x₁.
    Right,
    /// Greatest x₂.
    Top,
    /// Least x₁.
    Left,
}

/// A corner of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Least x₁ and x₂.
    BottomLeft,
    /// Greatest x₁, least x₂.
    BottomRight,
    /// Greatest x₁ and x₂.
    TopRight,
    /// Least x₁, greatest x₂.
    TopLeft,
}

/// The edges, counterclockwise: edge k leads from corner k to the next.
const EDGES: [Edge; 4] = [Edge::Bottom, Edge::Right, Edge::Top, Edge::Left];
const CORNERS: [Corner; 4] = [Corner::BottomLeft, Corner::BottomRight, Corner::TopRight, Corner::TopLeft];

/// Ends nearer to a corner than this share of the view's side are in it.
const IN_CORNER: f64 = 1e-9;

impl Parts {
    /// The boundary of `field` in `view`. `None` where a parameter is not finite, so that Ȳ has no sign.
    ///
    /// A line that only runs along the border separates nothing that is seen, and is no part.
    pub fn of(field: &Field, view: Bounds) -> Option<Self> {
        let boundary = Boundary::of(field, view);
        if boundary.regions == 0 {
            return None;
        }
        let mut lines = boundary.polylines;
        lines.retain(|line| !runs_along_border(line, view));
        lines.sort_by(|a, b| length(b).total_cmp(&length(a)));
        let parts = lines.iter().map(|line| if line.closed { closed(line, &lines) } else { open(line, view) });
        Some(Self { parts: parts.collect(), mostly_positive: boundary.mostly_positive, zero: boundary.zero })
    }
}

fn closed(line: &Polyline, all: &[Polyline]) -> Part {
    let holds = all.iter().filter(|other| *other != line && contains(&line.points, other.points[0])).count();
    Part {
        segments: line.points.len(),
        shape: Shape::Loop { around: point_inside(&line.points), holds },
        // Counterclockwise, the inside is to the left.
        positive: moments(&line.points).0 > 0.0,
        points: line.points.clone(),
    }
}

fn open(line: &Polyline, view: Bounds) -> Part {
    let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
    let (start, end) = (on_border(first, view), on_border(last, view));
    // Positive ground is to the left: its part of the border leads, counterclockwise, from the end to the start.
    let way = (end - start).rem_euclid(4.0);
    let is_one_point = way <= IN_CORNER || 4.0 - way <= IN_CORNER;
    let right = match moments(&line.points).0 > 0.0 {
        _ if !is_one_point => way,
        true => 4.0,
        false => 0.0,
    };
    let left = 4.0 - right;
    let (positive, negative) = (corners_between(end, left), corners_between(start, right));
    let is_named = positive.len() <= negative.len();
    let (begin, way, corners) = if is_named { (end, left, &positive) } else { (start, right, &negative) };
    let side = match corners[..] {
        [] => Side::Within(edge_at(begin + way / 2.0)),
        [corner] => Side::Around(CORNERS[corner]),
        [corner, ..] => Side::Beyond(EDGES[corner]),
    };
    Part {
        segments: line.points.len() - 1,
        shape: Shape::Line { from: place(start), to: place(end), side },
        positive: is_named,
        points: line.points.clone(),
    }
}

/// How far along the border a point of it lies, counterclockwise from the lower left corner: 0 to 4, 1 for each edge.
fn on_border(point: [f64; 2], view: Bounds) -> f64 {
    let [across, up] = view.fraction_of(point).map(|share| share.clamp(0.0, 1.0));
    let edges = [(up, across), (1.0 - across, 1.0 + up), (1.0 - up, 3.0 - across), (across, 4.0 - up)];
    let nearest = edges.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map_or(0.0, |(_, along)| along)
}

/// The corners that one passes on a `way` along the border, without those where it begins and ends, in order.
fn corners_between(begin: f64, way: f64) -> Vec<usize> {
    let until = |corner: &usize| (*corner as f64 - begin).rem_euclid(4.0);
    let mut corners: Vec<usize> = (0..4).collect();
    corners.retain(|corner| (IN_CORNER..way - IN_CORNER).contains(&until(corner)) && until(corner) < 4.0 - IN_CORNER);
    corners.sort_by(|a, b| until(a).total_cmp(&until(b)));
    corners
}

fn edge_at(along: f64) -> Edge {
    EDGES[along.rem_euclid(4.0) as usize % 4]
}

fn place(along: f64) -> Place {
    let corner = along.round();
    if (along - corner).abs() <= IN_CORNER {
        Place::Corner(CORNERS[corner as usize % 4])
    } else {
        Place::Edge(edge_at(along))
    }
}

fn runs_along_border(line: &Polyline, view: Bounds) -> bool {
    let on = |axis: usize, border: f64| {
        let near = |point: &[f64; 2]| (view.fraction_of(*point)[axis] - border).abs() <= IN_CORNER;
        line.points.iter().all(near)
    };
    !line.closed && (on(0, 0.0) || on(0, 1.0) || on(1, 0.0) || on(1, 1.0))
}

fn length(line: &Polyline) -> f64 {
    let open: f64 = line.points.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum();
    let ([from_x, from_y], [to_x, to_y]) = (line.points[line.points.len() - 1], line.points[0]);
    if line.closed { open + (to_x - from_x).hypot(to_y - from_y) } else { open }
}

/// A polygon's area, positive counterclockwise, and its center of mass; not finite where the area is 0.
fn moments(points: &[[f64; 2]]) -> (f64, [f64; 2]) {
    // From one of its points: else a small polygon far from the origin would be all rounding.
    let origin = points[0];
    let from_origin = |point: [f64; 2]| [point[0] - origin[0], point[1] - origin[1]];
    let (mut twice, mut sums) = (0.0, [0.0; 2]);
    for (a, b) in around(points).map(|(a, b)| (from_origin(a), from_origin(b))) {
        let cross = a[0] * b[1] - b[0] * a[1];
        twice += cross;
        sums = [0, 1].map(|axis| sums[axis] + cross * (a[axis] + b[axis]));
    }
    (twice / 2.0, [0, 1].map(|axis| origin[axis] + sums[axis] / (3.0 * twice)))
}

/// Whether a polygon contains a point, by the sides that a ray from it crosses.
fn contains(points: &[[f64; 2]], point: [f64; 2]) -> bool {
    around(points).filter(|&(a, b)| crossing(a, b, point[1]).is_some_and(|x| x > point[0])).count() % 2 == 1
}

/// Where a side crosses the height x₂.
fn crossing(a: [f64; 2], b: [f64; 2], height: f64) -> Option<f64> {
    ((a[1] > height) != (b[1] > height)).then(|| a[0] + (height - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
}

/// The center of mass; in a crescent, which does not contain it, the middle of the widest stretch at its height.
fn point_inside(points: &[[f64; 2]]) -> [f64; 2] {
    let (_, center) = moments(points);
    if contains(points, center) {
        return center;
    }
    let heights = || points.iter().map(|point| point[1]);
    let middle = f64::midpoint(heights().fold(f64::INFINITY, f64::min), heights().fold(f64::NEG_INFINITY, f64::max));
    let height = if center[1].is_finite() { center[1] } else { middle };
    let mut crossed: Vec<f64> = around(points).filter_map(|(a, b)| crossing(a, b, height)).collect();
    crossed.sort_by(f64::total_cmp);
    let widest = crossed.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    widest.map_or(points[0], |stretch| [f64::midpoint(stretch[0], stretch[1]), height])
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
