//! Nothing but zeros on the lines, and a line wherever the sign changes.

use proptest::prelude::*;

use super::*;

fn unit(w1: f64, w2: f64, b: f64, out: f64) -> Unit {
    Unit { w: [w1, w2], b, out }
}

/// Straight pieces in all lines together; lines from border to border, and closed ones.
fn counts(boundary: &Boundary) -> (usize, usize, usize) {
    let closed = boundary.polylines.iter().filter(|line| line.closed).count();
    let pieces = boundary.polylines.iter().flat_map(sides).count();
    (pieces, boundary.polylines.len() - closed, closed)
}

/// Where Ȳ changes sign between two points, by bisection.
fn zero_between(field: &Field, mut positive: [f64; 2], mut other: [f64; 2]) -> [f64; 2] {
    for _ in 0..60 {
        let middle = between(positive, other, 0.5);
        if field.at(middle) > 0.0 { positive = middle } else { other = middle }
    }
    positive
}

fn sides(line: &Polyline) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
    let count = line.points.len() - usize::from(!line.closed);
    (0..count).map(|k| (line.points[k], line.points[(k + 1) % line.points.len()]))
}

/// The lines are zeros, end on the border, and separate every pair of grid points of different sign.
fn check(field: &Field, view: Bounds) {
    let boundary = Boundary::of(field, view);
    let scale = magnitude(field, view);
    for line in &boundary.polylines {
        for (a, b) in sides(line) {
            for share in [0.0, 0.3, 0.5] {
                let value = field.at(between(a, b, share));
                assert!(value.abs() <= 1e-10 * scale, "Ȳ = {value} on the line of {field:?}");
            }
        }
        if !line.closed {
            for end in [line.points[0], line.points[line.points.len() - 1]] {
                let out = (0..2).map(|axis| (end[axis] - view.center()[axis]).abs()).fold(0.0, f64::max);
                assert!((out - view.side() / 2.0).abs() < 1e-9 * view.side(), "{end:?} should be on the border");
            }
        }
    }
    let grid = |i: i32, j: i32| [0, 1].map(|axis| view.min()[axis] + view.side() * f64::from([i, j][axis]) / 32.0);
    for (i, j) in (0..32).flat_map(|i| (0..32).map(move |j| (i, j))) {
        for neighbor in [grid(i + 1, j), grid(i, j + 1)] {
            let (here, there) = (field.at(grid(i, j)), field.at(neighbor));
            if (here > 0.0) == (there > 0.0) || here.abs().min(there.abs()) <= 1e-12 * scale {
                continue;
            }
            let (positive, other) = if here > 0.0 { (grid(i, j), neighbor) } else { (neighbor, grid(i, j)) };
            let zero = zero_between(field, positive, other);
            let nearest = boundary
                .polylines
                .iter()
                .flat_map(sides)
                .map(|(a, b)| distance_to_piece(zero, [a, b]))
                .fold(f64::INFINITY, f64::min);
            assert!(nearest < 1e-7 * view.side(), "a zero at {zero:?} is {nearest} from every line of {field:?}");
        }
    }
}

fn field(bias: f64) -> impl Strategy<Value = Field> {
    let weight = || -2.0..2.0;
    let unit = ([weight(), weight()], -1.0..1.0, weight()).prop_map(move |(w, b, out): ([f64; 2], f64, f64)| Unit {
        w,
        b: bias * b,
        out,
    });
    (prop::collection::vec(unit, 1..=64), -1.0..1.0)
        .prop_map(move |(units, offset): (Vec<Unit>, f64)| Field { units, offset: bias * offset })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_separate_the_signs(field in field(1.0)) {
        check(&field, Bounds::DEFAULT);
        check(&field, Bounds::around([[9.0, 2.0]]));
    }

    /// As He's initialization has it: every hinge, and the boundary itself, goes through the origin.
    #[test]
    fn lines_separate_the_signs_without_biases(field in field(0.0)) {
        check(&field, Bounds::DEFAULT);
    }

    #[test]
    fn nothing_panics(parameters in prop::collection::vec(any::<f64>(), 4..40), offset in any::<f64>()) {
        let units = parameters.chunks_exact(4).map(|p| unit(p[0], p[1], p[2], p[3])).collect();
        let boundary = Boundary::of(&Field { units, offset }, Bounds::DEFAULT);
        for point in boundary.polylines.iter().flat_map(|line| &line.points) {
            prop_assert!(Bounds::around([]).contains(point.map(|coordinate| coordinate * (1.0 - 1e-9))), "{point:?}");
        }
    }
}

/// Name, units and offset; segments, open lines and closed lines.
type Case<'a> = (&'a str, &'a [Unit], f64, (usize, usize, usize));

#[test]
fn known_shapes() {
    let ring =
        [unit(1.0, 0.0, 0.0, 1.0), unit(-1.0, 0.0, 0.0, 1.0), unit(0.0, 1.0, 0.0, 1.0), unit(0.0, -1.0, 0.0, 1.0)];
    let band = [unit(1.0, 0.0, 0.0, 1.0), unit(-1.0, 0.0, 0.0, 1.0)];
    let cases: [Case; 9] = [
        ("|x₁| + |x₂| = ½ is a square", &ring, -0.5, (4, 0, 1)),
        ("|x₁| + |x₂| = 2 leaves the view: four corners", &ring, -2.0, (4, 4, 0)),
        ("|x₁| = ½ is two lines", &band, -0.5, (2, 2, 0)),
        ("one unit, one line", &[unit(1.0, 1.0, 0.0, 1.0)], -0.5, (1, 1, 0)),
        ("no unit", &[], 1.0, (0, 0, 0)),
        ("all dead", &[unit(1.0, 1.0, -9.0, 1.0), unit(0.0, 0.0, 0.0, 1.0)], 0.0, (0, 0, 0)),
        ("zeros everywhere", &[unit(0.0, 0.0, 0.0, 0.0); 8], 0.0, (0, 0, 0)),
        ("a flat zero half beside a negative one", &[unit(1.0, 0.0, 0.0, -1.0)], 0.0, (0, 0, 0)),
        ("a flat zero half beside a positive one", &[unit(1.0, 0.0, 0.0, 1.0)], 0.0, (1, 1, 0)),
    ];
    for (name, units, offset, expected) in cases {
        let boundary = Boundary::of(&Field { units: units.to_vec(), offset }, Bounds::DEFAULT);
        assert_eq!(counts(&boundary), expected, "{name}");
    }
}

#[test]
fn coincident_hinges_change_nothing() {
    let one = [unit(1.0, 0.5, 0.1, 1.0), unit(-1.0, 1.0, 0.0, 2.0)];
    let twice = [unit(2.0, 1.0, 0.2, 0.25), unit(1.0, 0.5, 0.1, 0.5), unit(-1.0, 1.0, 0.0, 2.0)];
    let [one, twice] =
        [one.to_vec(), twice.to_vec()].map(|units| Boundary::of(&Field { units, offset: -0.4 }, Bounds::DEFAULT));
    assert_eq!(counts(&one), counts(&twice), "the same function");
    assert_eq!(one.regions, 4, "two hinges that cross");
    assert_eq!(twice.regions, 4, "a hinge on top of another makes no region");
}

#[test]
fn what_is_not_finite_has_no_boundary() {
    for bad in [f64::NAN, f64::INFINITY] {
        let field = Field { units: vec![unit(1.0, 1.0, bad, 1.0), unit(1.0, 0.0, 0.0, -1.0)], offset: 0.1 };
        assert_eq!(Boundary::of(&field, Bounds::DEFAULT), Boundary::default(), "{bad}");
    }
}

#[test]
fn hinges_are_clipped_to_the_view() {
    let cases = [
        (unit(1.0, 0.0, -0.6, 1.0), Some(([0.6, -1.2], [0.6, 1.2], [1.0, 0.0]))),
        (unit(0.0, -2.0, 0.5, 1.0), Some(([-1.2, 0.25], [1.2, 0.25], [0.0, -1.0]))),
        (unit(3.0, -3.0, 0.0, 0.0), Some(([-1.2, -1.2], [1.2, 1.2], [0.5f64.sqrt(), -0.5f64.sqrt()]))),
        (unit(1.0, 1.0, 9.0, 1.0), None),
        (unit(1.0, 1.0, 2.4, 1.0), None),
        (unit(0.0, 0.0, 0.0, 1.0), None),
        (unit(f64::NAN, 1.0, 0.0, 1.0), None),
        (unit(1e-300, 0.0, 1.0, 1.0), None),
    ];
    for (unit, want) in cases {
        let got = hinge_segment(&unit, Bounds::DEFAULT);
        let Some((from, to, active_side)) = want else {
            assert_eq!(got, None, "{unit:?}");
            continue;
        };
        let got = got.expect("the hinge is in view");
        // Which end comes first says nothing.
        let (low, high) = if got.from < got.to { (got.from, got.to) } else { (got.to, got.from) };
        let near = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).abs() < 1e-12 && (a[1] - b[1]).abs() < 1e-12;
        assert!(near(low, from) && near(high, to) && near(got.active_side, active_side), "{unit:?}: {got:?}");
    }
}

proptest! {
    #[test]
    fn active_side_is_where_z_grows(w in [-3.0..3.0, -3.0..3.0], b in -2.0..2.0) {
        let unit = Unit { w, b, out: 1.0 };
        if let Some(Segment { from, to, active_side }) = hinge_segment(&unit, Bounds::DEFAULT) {
            let middle = between(from, to, 0.5);
            prop_assert!(unit.z(from).abs() < 1e-9 && unit.z(to).abs() < 1e-9, "ends lie on the hinge");
            prop_assert!(unit.z([0, 1].map(|axis| middle[axis] + 0.1 * active_side[axis])) > 0.0, "z > 0 on that side");
            prop_assert!((active_side[0].hypot(active_side[1]) - 1.0).abs() < 1e-12, "a unit normal");
        }
    }
}

#[test]
fn a_hinge_is_as_far_away_as_it_looks() {
    let view = Bounds::DEFAULT;
    let projection = Projection::new(view, 100.0, 100.0);
    let [low, high] = [view.min(), view.max()];
    let middle = f64::midpoint(low[0], high[0]);
    let hinge = Segment { from: [middle, low[1]], to: [middle, high[1]], active_side: [1.0, 0.0] };
    for (at, expected) in [([50.0, 20.0], 0.0), ([57.0, 90.0], 7.0), ([50.0, 110.0], 10.0)] {
        assert!((hinge.distance(at, &projection) - expected).abs() < 1e-9, "{at:?}");
    }
}
