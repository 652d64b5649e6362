//! A square cut by lines into convex cells that share their corners.

use std::collections::BTreeMap;

/// The square [−1, 1]², cut by lines. Cells are convex; a corner that several cells touch is stored once, so that
/// whatever is computed at corners agrees between neighbors.
#[derive(Clone, Debug)]
pub(super) struct Arrangement {
    /// Where the corners are.
    pub(super) corners: Vec<[f64; 2]>,
    /// Every cell's corners, counterclockwise.
    pub(super) cells: Vec<Vec<u32>>,
}

/// A corner so near to a line counts as on it: lines through one point, or on top of each other, cut only once.
const ON_LINE: f64 = 1e-11;

/// The line normal · p + offset = 0, where normal has length 1: distances with a sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) normal: [f64; 2],
    pub(super) offset: f64,
}

impl Line {
    /// The line w·p + b = 0; `None` where w is 0 or anything overflows.
    pub(super) fn new(w: [f64; 2], b: f64) -> Option<Self> {
        let largest = w[0].abs().max(w[1].abs());
        let direction = [w[0] / largest, w[1] / largest];
        let length = direction[0].hypot(direction[1]);
        let line = Self { normal: direction.map(|part| part / length), offset: b / largest / length };
        let finite = line.normal[0].is_finite() && line.normal[1].is_finite() && line.offset.is_finite();
        finite.then_some(line)
    }

    /// How far `point` lies on the side that the normal points to; negative on the other.
    pub(super) fn distance(&self, point: [f64; 2]) -> f64 {
        self.normal[0] * point[0] + self.normal[1] * point[1] + self.offset
    }
}

impl Arrangement {
    /// The whole square, one cell.
    pub(super) fn new() -> Self {
        Self { corners: vec![[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]], cells: vec![vec![0, 1, 2, 3]] }
    }

    /// Cuts every cell that the line crosses in two.
    pub(super) fn cut(&mut self, line: &Line) {
        let distance = |&corner: &[f64; 2]| {
            let distance = line.distance(corner);
            if distance.abs() <= ON_LINE { 0.0 } else { distance }
        };
        let mut distances: Vec<f64> = self.corners.iter().map(distance).collect();
        let crosses = |values: &mut dyn Iterator<Item = f64>| {
            let (below, above) = values.fold((false, false), |(below, above), d| (below || d < 0.0, above || d > 0.0));
            below && above
        };
        if !crosses(&mut distances[..4].iter().copied()) {
            return;
        }
        let mut cuts = BTreeMap::new();
        for cell in 0..self.cells.len() {
            if crosses(&mut self.cells[cell].iter().map(|&corner| distances[corner as usize])) {
                self.cut_cell(cell, &mut distances, &mut cuts);
            }
        }
    }

    /// The area of a cell. The whole square has [`Self::whole`].
    pub(super) fn area(&self, cell: &[u32]) -> f64 {
        let corner = |index: u32| self.corners[index as usize];
        around(cell).map(|(a, b)| (corner(a)[0] * corner(b)[1] - corner(b)[0] * corner(a)[1]) / 2.0).sum()
    }

    /// The area of all cells together.
    pub(super) fn whole(&self) -> f64 {
        self.cells.iter().map(|cell| self.area(cell)).sum()
    }

    /// Replaces a cell by its part above the line, and appends the part below. `cuts` has the corners that this line
    /// has made so far, by the edge that they lie on.
    fn cut_cell(&mut self, cell: usize, distances: &mut Vec<f64>, cuts: &mut BTreeMap<(u32, u32), u32>) {
        let corners = std::mem::take(&mut self.cells[cell]);
        let (mut above, mut below) = (Vec::with_capacity(corners.len() + 1), Vec::with_capacity(corners.len() + 1));
        for (from, to) in around(&corners) {
            let (start, end) = (distances[from as usize], distances[to as usize]);
            if start >= 0.0 {
                above.push(from);
            }
            if start <= 0.0 {
                below.push(from);
            }
            if start * end < 0.0 {
                let made = *cuts.entry((from.min(to), from.max(to))).or_insert_with(|| {
                    let share = start / (start - end);
                    self.corners.push(between(self.corners[from as usize], self.corners[to as usize], share));
                    distances.push(0.0);
                    distances.len() as u32 - 1
                });
                above.push(made);
                below.push(made);
            }
        }
        self.cells[cell] = above;
        self.cells.push(below);
    }
}

/// The edges around a polygon, as pairs of its corners.
pub(super) fn around<T: Copy>(corners: &[T]) -> impl Iterator<Item = (T, T)> + '_ {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1))
}

/// The point at `share` (0 to 1) of the way.
pub(super) fn between(from: [f64; 2], to: [f64; 2], share: f64) -> [f64; 2] {
    [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]))
}

/// How far a place lies from the straight piece between two points.
pub(super) fn distance_to_piece(at: [f64; 2], [from, to]: [[f64; 2]; 2]) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let length = along[0].hypot(along[1]);
    let offset = [at[0] - from[0], at[1] - from[1]];
    let share = if length > 0.0 { (along[0] * offset[0] + along[1] * offset[1]) / (length * length) } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    (offset[0] - share * along[0]).hypot(offset[1] - share * along[1])
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these numbers are exact by construction")]
mod tests {
    use super::*;

    /// w and b of a line w·p + b = 0.
    type Cut = ([f64; 2], f64);

    fn cut(lines: &[Cut]) -> Arrangement {
        let mut arrangement = Arrangement::new();
        for &(w, b) in lines {
            arrangement.cut(&Line::new(w, b).expect("a line"));
        }
        arrangement
    }

    #[test]
    fn counts_cells() {
        let cases: [(&str, &[Cut], usize); 7] = [
            ("no lines", &[], 1),
            ("out of view", &[([1.0, 0.0], 5.0), ([0.0, 1.0], -1.0)], 1),
            ("a cross", &[([1.0, 0.0], 0.0), ([0.0, 1.0], 0.0)], 4),
            ("a triangle", &[([1.0, 0.0], 0.2), ([0.0, 1.0], 0.2), ([1.0, 1.0], 0.0)], 7),
            ("one point", &[([1.0, 0.0], 0.0), ([0.0, 1.0], 0.0), ([1.0, 1.0], 0.0), ([3.0, -1.0], 0.0)], 8),
            ("the same line", &[([1.0, 1.0], 0.1), ([-2.0, -2.0], -0.2), ([1e-300, 1e-300], 1e-301)], 2),
            ("nearly the same", &[([1.0, 1.0], 0.1), ([1.0, 1.0 + 1e-13], 0.1)], 2),
        ];
        for (name, lines, want) in cases {
            let arrangement = cut(lines);
            assert_eq!(arrangement.cells.len(), want, "{name}");
            assert!((arrangement.whole() - 4.0).abs() < 1e-9, "{name}: cells cover the square");
        }
    }

    #[test]
    fn many_lines_leave_no_gap_between_neighbors() {
        let lines: Vec<_> =
            (0..64).map(|k| f64::from(k) * 2.399).map(|a| ([a.cos(), a.sin()], 0.3 * (a * 7.0).sin())).collect();
        let arrangement = cut(&lines);
        assert!((arrangement.whole() - 4.0).abs() < 1e-9, "cells cover the square once");
        let mut edges: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (a, b) in arrangement.cells.iter().flat_map(|cell| around(cell)) {
            *edges.entry((a.min(b), a.max(b))).or_default() += 1;
        }
        for ((a, b), cells) in edges {
            let [a, b] = [a, b].map(|corner| arrangement.corners[corner as usize]);
            let border = (0..2).any(|axis| a[axis].abs() == 1.0 && a[axis] == b[axis]);
            assert_eq!(cells, if border { 1 } else { 2 }, "edge {a:?} {b:?}");
        }
    }

    #[test]
    fn what_is_no_line_is_refused() {
        for (w, b) in [([0.0, 0.0], 1.0), ([f64::NAN, 1.0], 0.0), ([f64::INFINITY, 0.0], 0.0), ([1e-300, 0.0], 1e300)] {
            assert_eq!(Line::new(w, b), None, "{w:?} {b}");
        }
    }
}
