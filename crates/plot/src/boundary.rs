//! Where the network changes its mind: the exact set Ȳ = 0, and the hinge lines where a unit switches.
//!
//! Hinge lines cut the view into convex cells, in each of which Ȳ is linear. So Ȳ at the cells' corners says all: where
//! an edge joins a positive corner to one that is not, the boundary crosses it at one place, and it crosses a cell
//! straight. As neighbors share corners, the pieces meet exactly.

use super::{
    arrangement::{Arrangement, Line, around, between, distance_to_piece},
    field::{Field, Unit},
    projection::{Bounds, Projection},
};

/// The decision boundary within the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boundary {
    /// Pieces that do not touch, each in one stroke.
    pub polylines: Vec<Polyline>,
    /// How many linear pieces Ȳ has in the view, at least 1; 0 where a parameter is not finite.
    pub regions: usize,
    /// Share of the view, 0 to 1, on which Ȳ is exactly 0, as where every unit is off and there is no offset.
    pub zero: f64,
    /// Whether Ȳ > 0 where it is farthest from 0. Without lines that holds of the whole view, but for where Ȳ is 0.
    pub mostly_positive: bool,
}

/// Points [x₁, x₂] joined by straight segments. From point to point, Ȳ > 0 is to the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Polyline {
    /// At least two. A closed line does not repeat its first point.
    pub points: Vec<[f64; 2]>,
    /// Whether the last point joins the first; else both lie on the view's border.
    pub closed: bool,
}

/// A unit's hinge line z = 0 within the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// One end, on the view's border.
    pub from: [f64; 2],
    /// The other end.
    pub to: [f64; 2],
    /// Unit normal that points to where z > 0.
    pub active_side: [f64; 2],
}

impl Segment {
    /// How far a place passes from it, in pixels of the projection.
    pub fn distance(&self, at: [f64; 2], projection: &Projection) -> f64 {
        distance_to_piece(at, [self.from, self.to].map(|end| projection.to_pixels(end)))
    }
}

/// Below this share of the largest terms, Ȳ is rounding and counts as 0.
const ROUNDING: f64 = 1e-15;

impl Boundary {
    /// Where Ȳ > 0 (class +1) meets Ȳ ≤ 0 in `view`.
    ///
    /// Where Ȳ is 0 on a whole area, as with every unit off and no offset, the area counts as not positive and only its
    /// border to positive ground is drawn. Parameters that are not finite give no lines.
    pub fn of(field: &Field, view: Bounds) -> Self {
        if !field.is_finite() {
            return Self::default();
        }
        let arrangement = cells(field, view);
        let place = |corner: [f64; 2]| [0, 1].map(|axis| view.center()[axis] + view.side() / 2.0 * corner[axis]);
        let corners: Vec<[f64; 2]> = arrangement.corners.iter().map(|&corner| place(corner)).collect();
        let rounding = ROUNDING * magnitude(field, view);
        let value = |&corner: &[f64; 2]| {
            let value = field.at(corner);
            if value.abs() > rounding { value } else { 0.0 }
        };
        let values: Vec<f64> = corners.iter().map(value).collect();
        let farthest = values.iter().copied().fold(0.0_f64, |a, b| if b.abs() > a.abs() { b } else { a });
        let flat = |cell: &&Vec<u32>| cell.iter().all(|&corner| values[corner as usize] == 0.0);
        let zero = arrangement.cells.iter().filter(flat).map(|cell| arrangement.area(cell)).sum::<f64>();
        let segments = segments(&arrangement.cells, &values);
        let point = |edge: Edge| {
            let [start, end] = edge.corners().map(|corner| values[corner]);
            let [from, to] = edge.corners().map(|corner| corners[corner]);
            let share = start / (start - end);
            between(from, to, if share.is_finite() { share } else { 0.5 })
        };
        Self {
            polylines: join(&segments, point, view),
            regions: arrangement.cells.len(),
            zero: zero / arrangement.whole(),
            mostly_positive: farthest > 0.0,
        }
    }
}

/// The part of a unit's hinge line that lies in `view`. `None` where it passes outside, where w = 0, and where a
/// number is not finite.
pub fn hinge_segment(unit: &Unit, view: Bounds) -> Option<Segment> {
    let Line { normal, offset } = line_in_view(unit, view)?;
    // In [−1, 1]²: the line's point nearest to the middle, and along it both ways until a border.
    let nearest = normal.map(|part| -offset * part);
    let along = [-normal[1], normal[0]];
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    for axis in 0..2 {
        if along[axis] == 0.0 {
            if nearest[axis].abs() > 1.0 {
                return None;
            }
            continue;
        }
        let [one, other] = [-1.0, 1.0].map(|border| (border - nearest[axis]) / along[axis]);
        low = low.max(one.min(other));
        high = high.min(one.max(other));
    }
    // A line that touches a corner has no length worth drawing.
    if high - low <= 1e-9 {
        return None;
    }
    let end = |distance: f64| {
        [0, 1].map(|axis| view.center()[axis] + view.side() / 2.0 * (nearest[axis] + distance * along[axis]))
    };
    // Rounding must not carry an end out of the view.
    Some(Segment { from: view.clamp(end(low)), to: view.clamp(end(high)), active_side: normal })
}

/// An edge between two corners, the lower first: both in one number, by which edges are sorted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Edge(u64);

impl Edge {
    fn new(a: u32, b: u32) -> Self {
        Self(u64::from(a.min(b)) << 32 | u64::from(a.max(b)))
    }

    const fn corners(self) -> [usize; 2] {
        [(self.0 >> 32) as usize, self.0 as u32 as usize]
    }
}

/// The view, cut by the hinge of every unit that bends Ȳ. Coordinates are scaled to [−1, 1]².
fn cells(field: &Field, view: Bounds) -> Arrangement {
    let mut arrangement = Arrangement::new();
    for line in field.units.iter().filter(|unit| unit.out != 0.0).filter_map(|unit| line_in_view(unit, view)) {
        arrangement.cut(&line);
    }
    arrangement
}

/// A unit's hinge line in coordinates where `view` is [−1, 1]².
fn line_in_view(unit: &Unit, view: Bounds) -> Option<Line> {
    Line::new(unit.w.map(|weight| weight * view.side() / 2.0), unit.z(view.center()))
}

/// The largest sum of absolute terms that Ȳ can have in the view.
fn magnitude(field: &Field, view: Bounds) -> f64 {
    let farthest = [0, 1].map(|axis| view.center()[axis].abs() + view.side() / 2.0);
    let term =
        |unit: &Unit| unit.out.abs() * (unit.w[0].abs() * farthest[0] + unit.w[1].abs() * farthest[1] + unit.b.abs());
    field.offset.abs() + field.units.iter().map(term).sum::<f64>()
}

/// The boundary's straight pieces, each from the edge where a walk around its cell leaves positive ground to the one
/// where it comes back. Cells are walked counterclockwise, so that positive ground is to the left of a piece.
fn segments(cells: &[Vec<u32>], values: &[f64]) -> Vec<[Edge; 2]> {
    let positive = |corner: u32| values[corner as usize] > 0.0;
    let mut segments = vec![];
    for cell in cells {
        let crossed = || around(cell).filter(|&(a, b)| positive(a) != positive(b));
        // The first piece may begin where the walk ends.
        let comes_back = crossed().next().is_some_and(|(a, _)| !positive(a));
        let edges = crossed().chain(crossed().take(1)).skip(usize::from(comes_back));
        let edges: Vec<Edge> = edges.map(|(a, b)| Edge::new(a, b)).collect();
        segments.extend(edges.chunks_exact(2).map(|edges| [edges[0], edges[1]]));
    }
    segments
}

/// Joins segments that share an edge into lines. An edge has at most two cells, and is left in one and entered in the
/// other, so lines never fork.
fn join(segments: &[[Edge; 2]], point: impl Fn(Edge) -> [f64; 2], view: Bounds) -> Vec<Polyline> {
    // As numbers: sorting has much code for each type, and examples and markers are sorted so too.
    let mut edges: Vec<u64> = segments.iter().flatten().map(|edge| edge.0).collect();
    edges.sort_unstable();
    edges.dedup();
    let index = |edge: &Edge| edges.partition_point(|other| *other < edge.0);
    let (mut next, mut is_entered) = (vec![None; edges.len()], vec![false; edges.len()]);
    for [from, to] in segments {
        next[index(from)] = Some(index(to));
        is_entered[index(to)] = true;
    }
    let mut seen = vec![false; edges.len()];
    let mut lines = vec![];
    // Beginnings first: what remains then are closed lines.
    let beginnings = (0..edges.len()).filter(|&vertex| !is_entered[vertex]);
    for (start, closed) in beginnings.map(|start| (start, false)).chain((0..edges.len()).map(|vertex| (vertex, true))) {
        let mut points = vec![];
        let mut walk = Some(start);
        while let Some(vertex) = walk.filter(|&vertex| !seen[vertex]) {
            seen[vertex] = true;
            points.push(point(Edge(edges[vertex])));
            walk = next[vertex];
        }
        lines.extend(polyline(points, closed, view));
    }
    lines
}

/// Leaves out points that coincide with the one before; a line that shrinks to a point is none.
fn polyline(mut points: Vec<[f64; 2]>, closed: bool, view: Bounds) -> Option<Polyline> {
    let near = 1e-11 * view.side();
    let same = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).abs() <= near && (a[1] - b[1]).abs() <= near;
    points.dedup_by(|a, b| same(a, b));
    if closed && points.len() > 1 && same(&points[0], &points[points.len() - 1]) {
        points.pop();
    }
    (points.len() >= if closed { 3 } else { 2 }).then_some(Polyline { points, closed })
}

#[cfg(test)]
#[path = "boundary_tests.rs"]
mod tests;
