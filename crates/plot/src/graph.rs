//! The network as a picture: data flow from x₁ and x₂ through one row per hidden unit to Ȳ.
//!
//! A row is the unit's picture and its numbers, in blocks of four cells: Wi₁, Wi₂, bi, Wo. Below the units stands bo.
//! The numbers lie between the pictures and Ȳ, so that an edge begins or ends where its number stands.

use super::scale::SymmetricScale;

/// The room that the picture has. Lengths are in CSS pixels, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GraphSpec {
    /// Whole width.
    pub width: f64,
    /// Hidden units.
    pub hidden: usize,
    /// Where rows are thin, the unit whose row is open. One that is not there opens none.
    pub open: usize,
    /// What the units' rows share, where they are not too many.
    pub height: f64,
}

impl GraphSpec {
    /// What the units' rows share on a desk.
    pub const HEIGHT: f64 = 300.0;
}

/// Where everything stands. Depends on the spec alone.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphLayout {
    /// Whole height.
    pub height: f64,
    /// How much of a unit there is room for; the same for all.
    pub detail: Detail,
    /// x₁ and x₂.
    pub inputs: [Node; 2],
    /// Ȳ.
    pub output: Node,
    /// The units' rows, in order.
    pub rows: Vec<Row>,
    /// The row of bo.
    pub bias: Row,
    /// Left side of the units' pictures, and the width that they may have.
    pub pictures: [f64; 2],
    /// Left side of every block of four cells. As many blocks as there is room for, from 1 to [`BLOCKS`].
    pub blocks: Vec<f64>,
    /// Width of a cell.
    pub cell: f64,
    /// From x₁ to every unit, from x₂ to every unit, from every unit to Ȳ, from bo to Ȳ: the order of Wi row 0, Wi row 1,
    /// Wo, bo. 3h + 1.
    pub edges: Vec<EdgePath>,
}

/// A node drawn as a circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Center.
    pub center: [f64; 2],
    /// Radius.
    pub radius: f64,
}

/// A row of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Upper side.
    pub top: f64,
    /// Height.
    pub height: f64,
}

impl Row {
    /// Half way down.
    pub fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// What a unit's row has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// A picture with two lines beside it, and numbers in the cells.
    Roomy,
    /// One line beside a small picture, and numbers in the cells.
    Line,
    /// Colours alone; numbers only in the row that is open.
    Thin,
}

/// Which parameter an edge stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Wi, from an input to a unit.
    Input {
        /// 0 for x₁, 1 for x₂.
        input: usize,
        /// Hidden unit.
        unit: usize,
    },
    /// Wo, from a unit to Ȳ.
    Output {
        /// Hidden unit.
        unit: usize,
    },
    /// bo.
    Bias,
}

/// An edge as a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgePath {
    /// Which parameter.
    pub edge: Edge,
    /// Start, two handles, end of one cubic that leaves and arrives horizontally.
    pub curve: [[f64; 2]; 4],
}

/// Blocks of cells at most: value, backprop, finite difference, difference.
pub const BLOCKS: usize = 4;
/// Cells of a block.
pub const CELLS: usize = 4;
/// Between two blocks.
pub const GAP: f64 = 8.0;
/// What the heads of the columns take above the rows.
pub const HEAD: f64 = 38.0;
/// A cell is at least so wide, where there is room for more than two blocks of them, and for two.
const NARROWEST: f64 = 33.5;
const NARROWEST_OF_TWO: f64 = 24.0;
/// Below this width the drawing is that of a phone.
const WIDE: f64 = 520.0;
/// A row with numbers is at most so high, and at least so that a finger finds it.
const TALLEST: f64 = 44.0;
const LINE: f64 = 24.0;
/// So many units have rows with numbers; those of more are so high at most, and at least.
const MOST_WITH_NUMBERS: usize = 16;
const THICKEST_ROW: f64 = 12.0;
const THINNEST_ROW: f64 = 5.0;
/// The row that is open among thin ones, and that of bo.
const OPEN: f64 = 26.0;
const BIAS: f64 = 30.0;
/// From this height on a row has room for two lines beside the picture.
const ROOMY: f64 = 32.0;

/// What stands to both sides of the cells.
struct Sides {
    radius: f64,
    edges: f64,
    picture: f64,
    tag: f64,
    right: f64,
}

impl Sides {
    const WIDE: Self = Self { radius: 13.0, edges: 58.0, picture: 36.0, tag: 40.0, right: 34.0 };
    const NARROW: Self = Self { radius: 9.0, edges: 26.0, picture: 24.0, tag: 18.0, right: 16.0 };

    fn all(&self) -> f64 {
        4.0 * self.radius + self.edges + self.picture + self.tag + self.right
    }
}

impl GraphLayout {
    /// Lays out the picture. A width that is not finite or below 1 counts as 1.
    pub fn new(spec: &GraphSpec) -> Self {
        let width = if spec.width.is_finite() { spec.width.max(1.0) } else { 1.0 };
        let sides = if width < WIDE { Sides::NARROW } else { Sides::WIDE };
        let room = width - sides.all();
        let least = |count: usize| if count == 2 { NARROWEST_OF_TWO } else { NARROWEST };
        let fits = |count: &usize| cell_width(room, *count) >= least(*count);
        let count = (2..=BLOCKS).rev().find(fits).unwrap_or(1);
        let cell = cell_width(room, count).max(1.0);
        let (detail, rows) = rows(spec);
        let bias = Row { top: rows.last().map_or(HEAD, |row| row.top + row.height), height: BIAS };
        let cells = (CELLS * count) as f64 * cell + (count - 1) as f64 * GAP;
        // What whole pixels leave over goes to the edges from the inputs, which have most to show.
        let first = width - sides.right - 2.0 * sides.radius - cells;
        let blocks: Vec<f64> = (0..count).map(|block| first + block as f64 * (CELLS as f64 * cell + GAP)).collect();
        let pictures = [first - sides.tag - sides.picture, sides.picture];
        let middle = f64::midpoint(HEAD, bias.top);
        let apart = (0.22 * (bias.top - HEAD)).max(sides.radius + 3.0);
        let inputs =
            [-1.0, 1.0].map(|side| Node { center: [sides.radius + 1.0, middle + side * apart], radius: sides.radius });
        let output = Node { center: [width - sides.radius - 1.0, middle], radius: sides.radius };
        let edges = edges(inputs, &rows, bias, pictures[0], first + cells, output);
        Self { height: bias.top + bias.height, detail, inputs, output, rows, bias, pictures, blocks, cell, edges }
    }

    /// The edge that passes nearest to a point, at most `reach` away.
    pub fn nearest_edge(&self, at: [f64; 2], reach: f64) -> Option<Edge> {
        let mut best = (reach, None);
        for path in &self.edges {
            let away = distance(at, &path.curve);
            if away <= best.0 {
                best = (away, Some(path.edge));
            }
        }
        best.1
    }

    /// The row of an open unit is as high as one with numbers.
    pub fn is_open(&self, unit: usize) -> bool {
        self.rows.get(unit).is_some_and(|row| row.height >= LINE)
    }
}

/// The width that every cell of so many blocks can have.
fn cell_width(room: f64, blocks: usize) -> f64 {
    (2.0 * (room - (blocks - 1) as f64 * GAP) / (CELLS * blocks) as f64).floor() / 2.0
}

fn rows(&GraphSpec { hidden, open, height: shared, .. }: &GraphSpec) -> (Detail, Vec<Row>) {
    let share = (shared / hidden.max(1) as f64).floor();
    let (detail, height) = match hidden {
        ..=MOST_WITH_NUMBERS if share >= ROOMY => (Detail::Roomy, share.min(TALLEST)),
        ..=MOST_WITH_NUMBERS => (Detail::Line, share.max(LINE)),
        _ => (Detail::Thin, share.clamp(THINNEST_ROW, THICKEST_ROW)),
    };
    let mut top = HEAD;
    let row = |unit: usize| {
        let height = if detail == Detail::Thin && unit == open { OPEN } else { height };
        let row = Row { top, height };
        top += height;
        row
    };
    (detail, (0..hidden).map(row).collect())
}

/// Stroke width of an edge whose weight is 0.
pub const THINNEST: f64 = 0.8;
/// Stroke width of an edge whose weight is at the end of the scale.
pub const THICKEST: f64 = 5.2;

/// Stroke width for a weight or gradient: in proportion to |value|, from [`THINNEST`] to [`THICKEST`]. NaN is thin.
pub fn stroke_width(value: f64, scale: &SymmetricScale) -> f64 {
    THINNEST + (THICKEST - THINNEST) * scale.normalize(value).abs()
}

/// How far a cubic passes from a point, by samples that are close together on a screen.
fn distance(at: [f64; 2], [a, b, c, d]: &[[f64; 2]; 4]) -> f64 {
    const SAMPLES: usize = 48;
    let sample = |k: usize| {
        let t = k as f64 / SAMPLES as f64;
        let s = 1.0 - t;
        let [x, y] = [0, 1].map(|axis| {
            s * s * s * a[axis] + 3.0 * s * s * t * b[axis] + 3.0 * s * t * t * c[axis] + t * t * t * d[axis]
        });
        (x - at[0]).hypot(y - at[1])
    };
    (0..=SAMPLES).map(sample).fold(f64::INFINITY, f64::min)
}

fn edges(inputs: [Node; 2], rows: &[Row], bias: Row, left: f64, right: f64, output: Node) -> Vec<EdgePath> {
    let into = |input: usize| {
        let Node { center: [x, y], radius } = inputs[input];
        rows.iter().enumerate().map(move |(unit, row)| EdgePath {
            edge: Edge::Input { input, unit },
            curve: curve([x + radius, y], [left, row.middle()]),
        })
    };
    let end = [output.center[0] - output.radius, output.center[1]];
    let out = |row: &Row, edge: Edge| EdgePath { edge, curve: curve([right, row.middle()], end) };
    let outputs = rows.iter().enumerate().map(|(unit, row)| out(row, Edge::Output { unit }));
    into(0).chain(into(1)).chain(outputs).chain([out(&bias, Edge::Bias)]).collect()
}

/// A cubic that leaves `from` and reaches `to` horizontally.
fn curve(from: [f64; 2], to: [f64; 2]) -> [[f64; 2]; 4] {
    let halfway = f64::midpoint(from[0], to[0]);
    [from, [halfway, from[1]], [halfway, to[1]], to]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(width: f64, hidden: usize) -> GraphLayout {
        GraphLayout::new(&GraphSpec { width, hidden, open: 0, height: GraphSpec::HEIGHT })
    }

    #[test]
    fn everything_lies_in_the_picture_in_the_order_of_the_data() {
        for width in [290.0, 346.0, 520.0, 690.0, 780.0, 1200.0] {
            for hidden in 1..=64 {
                let layout = layout(width, hidden);
                let what = format!("{hidden} units in {width}");
                assert_eq!((layout.rows.len(), layout.edges.len()), (hidden, 3 * hidden + 1), "{what}");
                for pair in layout.rows.windows(2) {
                    assert!(
                        (pair[0].top + pair[0].height - pair[1].top).abs() < 1e-9,
                        "{what}: rows follow each other"
                    );
                }
                let [left, picture] = layout.pictures;
                assert!(layout.inputs[0].center[0] + layout.inputs[0].radius < left, "{what}: inputs, then pictures");
                assert!(left + picture <= layout.blocks[0], "{what}: pictures, then numbers");
                let end = layout.blocks.last().unwrap() + CELLS as f64 * layout.cell;
                assert!(end <= layout.output.center[0] - layout.output.radius, "{what}: numbers, then Ȳ");
                for node in layout.inputs.iter().chain([&layout.output]) {
                    let [x, y] = node.center;
                    assert!(x >= node.radius && x + node.radius <= width, "{what}: {node:?}");
                    assert!(y >= node.radius && y + node.radius <= layout.height, "{what}: {node:?}");
                }
                assert!(layout.height <= 460.0, "{what}: {} high", layout.height);
            }
        }
    }

    #[test]
    fn as_many_blocks_as_have_room_for_numbers() {
        for (width, blocks) in [(280.0, 1), (330.0, 2), (346.0, 2), (690.0, 3), (790.0, 4), (1400.0, 4)] {
            assert_eq!(layout(width, 8).blocks.len(), blocks, "at {width}");
        }
        assert!(layout(346.0, 8).cell >= 26.0, "a phone has room for a digit after the point");
    }

    #[test]
    fn rows_become_thin_and_the_open_one_takes_no_room_from_the_whole() {
        let detail = |hidden| layout(780.0, hidden).detail;
        let got = [1, 8, 16, 32, 64].map(detail);
        assert_eq!(got, [Detail::Roomy, Detail::Roomy, Detail::Line, Detail::Thin, Detail::Thin]);
        let open = |open| GraphLayout::new(&GraphSpec { width: 780.0, hidden: 64, open, height: GraphSpec::HEIGHT });
        assert_eq!(open(3).height, open(60).height, "nothing below moves");
        assert!(open(3).is_open(3) && !open(3).is_open(4), "the one that was asked for");
        // Whoever points from one row into the next stays in it, whichever of them opens.
        let boundary = open(3).rows[4].top;
        let after = open(4).rows[4];
        assert!(after.top < boundary && boundary < after.top + after.height, "the pointer is still in row 4");
    }

    #[test]
    fn edges_follow_the_order_of_the_parameters() {
        let layout = layout(700.0, 2);
        let order: Vec<Edge> = layout.edges.iter().map(|edge| edge.edge).collect();
        let into = |input, unit| Edge::Input { input, unit };
        let out = |unit| Edge::Output { unit };
        assert_eq!(
            order,
            [into(0, 0), into(0, 1), into(1, 0), into(1, 1), out(0), out(1), Edge::Bias],
            "Wi, Wi, Wo, bo"
        );
        for edge in &layout.edges {
            assert!(edge.curve[0][0] < edge.curve[3][0], "{edge:?} runs to the right");
        }
    }

    #[test]
    fn stroke_grows_with_the_absolute_value() {
        let scale = SymmetricScale::of([2.0]);
        let cases = [(0.0, 0.8), (1.0, 3.0), (-2.0, 5.2), (99.0, 5.2), (f64::NAN, 0.8)];
        for (value, want) in cases {
            assert!((stroke_width(value, &scale) - want).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn absurd_sizes_give_finite_numbers() {
        for width in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            let layout = layout(width, 8);
            assert!(layout.edges.iter().flat_map(|edge| edge.curve).flatten().all(f64::is_finite), "{width}");
        }
        assert!(layout(700.0, 0).rows.is_empty(), "no units");
    }

    #[test]
    fn the_nearest_edge_is_found_on_its_curve() {
        let layout = layout(700.0, 8);
        for path in &layout.edges {
            // Where they share an end edges meet, so each is asked for near its own row.
            let at = match path.edge {
                Edge::Input { .. } => path.curve[3],
                Edge::Output { .. } | Edge::Bias => path.curve[0],
            };
            let unit = |edge: Edge| match edge {
                Edge::Input { unit, .. } | Edge::Output { unit } => Some(unit),
                Edge::Bias => None,
            };
            assert_eq!(layout.nearest_edge(at, 6.0).map(unit), Some(unit(path.edge)), "at the end of {:?}", path.edge);
        }
        assert_eq!(layout.nearest_edge([-50.0, -50.0], 6.0), None, "nothing near");
    }
}
