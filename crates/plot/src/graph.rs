//! The drawing of the network: where its nodes stand and how its edges run.

use super::scale::SymmetricScale;

/// The room that the drawing has. Lengths are in viewBox units, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GraphSpec {
    /// Whole width.
    pub width: f64,
    /// Whole height.
    pub height: f64,
    /// Left and right end of the range that the hidden units divide evenly: unit j stands over column j of anything
    /// that divides the same range, such as a heatmap.
    pub columns: [f64; 2],
}

/// The network's layout: x₁ and x₂ on top, the hidden units in one row, Ȳ below. Depends on sizes alone.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphLayout {
    /// x₁ and x₂.
    pub inputs: [Node; 2],
    /// The hidden units, in order.
    pub units: Vec<UnitBox>,
    /// Ȳ.
    pub output: Node,
    /// How much of a unit there is room for; the same for all.
    pub detail: Detail,
    /// From x₁ to every unit, from x₂ to every unit, from every unit to Ȳ: the order of Wi row 0, Wi row 1, Wo. 3h.
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

/// A hidden unit's box, which shows its activation over the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitBox {
    /// Center.
    pub center: [f64; 2],
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl UnitBox {
    /// Upper left corner.
    pub fn corner(&self) -> [f64; 2] {
        [self.center[0] - self.width / 2.0, self.center[1] - self.height / 2.0]
    }
}

/// What fits into a unit's box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// A square picture, with the unit's number beside it.
    Numbered,
    /// A square picture, too near to its neighbors for a number.
    Picture,
    /// A narrow, upright picture.
    Bar,
    /// A mark.
    Tick,
}

/// Which weight an edge stands for.
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
}

/// An edge as a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgePath {
    /// Which weight.
    pub edge: Edge,
    /// Start, two handles, end of one cubic that leaves and arrives vertically.
    pub curve: [[f64; 2]; 4],
}

/// Stroke width of an edge whose weight is 0.
pub const THINNEST: f64 = 0.6;
/// Stroke width of an edge whose weight is at the end of the scale.
pub const THICKEST: f64 = 4.6;

/// Stroke width for a weight or gradient: in proportion to |value|, from [`THINNEST`] to [`THICKEST`]. NaN is thin.
pub fn stroke_width(value: f64, scale: &SymmetricScale) -> f64 {
    THINNEST + (THICKEST - THINNEST) * scale.normalize(value).abs()
}

/// The largest square picture of a unit.
const LARGEST_PICTURE: f64 = 44.0;
/// Below this width a square picture says nothing.
const SMALLEST_PICTURE: f64 = 14.0;
/// Below this width not even a narrow one does.
const SMALLEST_BAR: f64 = 4.0;
/// What a unit's number takes beside its picture.
const NUMBER: f64 = 16.0;

impl GraphSpec {
    /// A drawing on its own: the units have the whole width.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, columns: [0.0, width] }
    }
}

impl GraphLayout {
    /// Lays out a network of `hidden` units. A size that is not finite or below 1 counts as 1, columns that are not
    /// finite or have no width as the whole width.
    pub fn new(spec: &GraphSpec, hidden: usize) -> Self {
        let sane = |length: f64| if length.is_finite() { length.max(1.0) } else { 1.0 };
        let (width, height) = (sane(spec.width), sane(spec.height));
        let radius = (height * 0.09).min(14.0).min(width * 0.1);
        let [left, right] = match spec.columns {
            [left, right] if left < right && (right - left).is_finite() => [left, right],
            _ => [0.0, width],
        };
        let column = (right - left) / hidden.max(1) as f64;
        let (detail, size) = unit_size(column, height);
        let middle = f64::midpoint(left, right);
        let apart = ((right - left) * 0.11).max(2.0 * radius);
        let inputs = [-1.0, 1.0].map(|side| Node { center: [middle + side * apart, radius + 1.0], radius });
        let output = Node { center: [middle, height - radius - 1.0], radius };
        let unit = |j: usize| UnitBox {
            center: [left + (j as f64 + 0.5) * column, height / 2.0],
            width: size[0],
            height: size[1],
        };
        let units: Vec<UnitBox> = (0..hidden).map(unit).collect();
        let edges = edges(inputs, &units, output);
        Self { inputs, units, output, detail, edges }
    }
}

impl GraphLayout {
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

/// What a unit shows in a column that wide, and its width and height.
fn unit_size(column: f64, height: f64) -> (Detail, [f64; 2]) {
    let tall = (height * 0.3).min(LARGEST_PICTURE);
    let side = (column * 0.8).min(tall);
    if column - tall >= NUMBER {
        (Detail::Numbered, [tall, tall])
    } else if side >= SMALLEST_PICTURE.min(tall) {
        (Detail::Picture, [side, side])
    } else if side >= SMALLEST_BAR {
        (Detail::Bar, [side, tall])
    } else {
        (Detail::Tick, [side.max(0.5), tall])
    }
}

fn edges(inputs: [Node; 2], units: &[UnitBox], output: Node) -> Vec<EdgePath> {
    let into = |input: usize| {
        let Node { center, radius } = inputs[input];
        let start = [center[0], center[1] + radius];
        units.iter().enumerate().map(move |(unit, at)| EdgePath {
            edge: Edge::Input { input, unit },
            curve: curve(start, [at.center[0], at.center[1] - at.height / 2.0]),
        })
    };
    let end = [output.center[0], output.center[1] - output.radius];
    let out = units.iter().enumerate().map(|(unit, at)| EdgePath {
        edge: Edge::Output { unit },
        curve: curve([at.center[0], at.center[1] + at.height / 2.0], end),
    });
    into(0).chain(into(1)).chain(out).collect()
}

/// A cubic that leaves `from` and reaches `to` vertically.
fn curve(from: [f64; 2], to: [f64; 2]) -> [[f64; 2]; 4] {
    let halfway = f64::midpoint(from[1], to[1]);
    [from, [from[0], halfway], [to[0], halfway], to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_in_the_picture_without_overlap() {
        for (width, height) in [(700.0, 150.0), (360.0, 150.0), (320.0, 120.0)] {
            for hidden in 1..=64 {
                let layout = GraphLayout::new(&GraphSpec::new(width, height), hidden);
                let what = format!("{hidden} units in {width} × {height}");
                assert_eq!(layout.units.len(), hidden, "{what}");
                assert_eq!(layout.edges.len(), 3 * hidden, "{what}: edges");
                for pair in layout.units.windows(2) {
                    let gap = pair[1].corner()[0] - pair[0].corner()[0] - pair[0].width;
                    assert!(gap > 0.0, "{what}: boxes overlap");
                }
                for unit in &layout.units {
                    let [x, y] = unit.corner();
                    assert!(x >= 0.0 && x + unit.width <= width, "{what}: {unit:?}");
                    assert!(y > layout.inputs[0].center[1] + layout.inputs[0].radius, "{what}: below the inputs");
                    let top = layout.output.center[1] - layout.output.radius;
                    assert!(y + unit.height < top, "{what}: above the output");
                }
                for node in layout.inputs.iter().chain([&layout.output]) {
                    let [x, y] = node.center;
                    assert!(x - node.radius >= 0.0 && x + node.radius <= width, "{what}: {node:?}");
                    assert!(y - node.radius >= 0.0 && y + node.radius <= height, "{what}: {node:?}");
                }
            }
        }
    }

    #[test]
    fn units_stand_over_their_columns() {
        let spec = GraphSpec { width: 700.0, height: 150.0, columns: [44.0, 372.0] };
        for hidden in [1, 3, 8, 64] {
            let layout = GraphLayout::new(&spec, hidden);
            for (j, unit) in layout.units.iter().enumerate() {
                let want = 44.0 + 328.0 * (j as f64 + 0.5) / hidden as f64;
                assert!((unit.center[0] - want).abs() < 1e-9, "unit {j} of {hidden}");
            }
        }
    }

    #[test]
    fn detail_shrinks_with_the_number_of_units() {
        let detail = |hidden| GraphLayout::new(&GraphSpec::new(640.0, 150.0), hidden).detail;
        let got = [1, 8, 16, 32, 48, 64].map(detail);
        let want = [Detail::Numbered, Detail::Numbered, Detail::Picture, Detail::Picture, Detail::Bar, Detail::Bar];
        assert_eq!(got, want, "at 640 units of width");
        assert_eq!(GraphLayout::new(&GraphSpec::new(300.0, 150.0), 64).detail, Detail::Tick, "on a phone");
    }

    #[test]
    fn edges_follow_the_order_of_the_parameters() {
        let layout = GraphLayout::new(&GraphSpec::new(700.0, 150.0), 2);
        let order: Vec<Edge> = layout.edges.iter().map(|edge| edge.edge).collect();
        let into = |input, unit| Edge::Input { input, unit };
        let out = |unit| Edge::Output { unit };
        assert_eq!(order, [into(0, 0), into(0, 1), into(1, 0), into(1, 1), out(0), out(1)], "Wi, Wi, Wo");
        for edge in &layout.edges {
            assert!(edge.curve[0][1] < edge.curve[3][1], "{edge:?} runs down");
        }
    }

    #[test]
    fn stroke_grows_with_the_absolute_value() {
        let scale = SymmetricScale::of([2.0]);
        let cases = [(0.0, 0.6), (1.0, 2.6), (-2.0, 4.6), (99.0, 4.6), (f64::NAN, 0.6)];
        for (value, want) in cases {
            assert!((stroke_width(value, &scale) - want).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn absurd_sizes_give_finite_numbers() {
        for size in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            let layout = GraphLayout::new(&GraphSpec::new(size, size), 8);
            assert!(layout.edges.iter().flat_map(|edge| edge.curve).flatten().all(f64::is_finite), "{size}");
        }
        assert!(GraphLayout::new(&GraphSpec::new(700.0, 150.0), 0).units.is_empty(), "no units");
    }

    #[test]
    fn the_nearest_edge_is_found_on_its_curve() {
        let layout = GraphLayout::new(&GraphSpec::new(700.0, 150.0), 8);
        for path in &layout.edges {
            // Near their shared end edges meet, so each is asked for nearer to its unit.
            let near_unit = match path.edge {
                Edge::Input { .. } => path.curve[3],
                Edge::Output { .. } => path.curve[0],
            };
            let at = [near_unit[0], near_unit[1]];
            let found = layout.nearest_edge(at, 6.0);
            let unit = |edge: Edge| match edge {
                Edge::Input { unit, .. } | Edge::Output { unit } => unit,
            };
            assert_eq!(found.map(unit), Some(unit(path.edge)), "at the end of {:?}", path.edge);
        }
        assert_eq!(layout.nearest_edge([-50.0, -50.0], 6.0), None, "nothing near");
    }
}
