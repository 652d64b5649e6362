//! Parts and sides, against known shapes and against a flood fill of dense samples.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::*;
use crate::{arrangement::distance_to_piece, field::Unit};

fn unit(w1: f64, w2: f64, b: f64, out: f64) -> Unit {
    Unit { w: [w1, w2], b, out }
}

fn parts(units: &[Unit], offset: f64) -> Parts {
    Parts::of(&Field { units: units.to_vec(), offset }, Bounds::DEFAULT).expect("every parameter is finite")
}

/// |x₁| + |x₂| plus an offset.
const RING: [Unit; 4] = [
    Unit { w: [1.0, 0.0], b: 0.0, out: 1.0 },
    Unit { w: [-1.0, 0.0], b: 0.0, out: 1.0 },
    Unit { w: [0.0, 1.0], b: 0.0, out: 1.0 },
    Unit { w: [0.0, -1.0], b: 0.0, out: 1.0 },
];

/// w·x + b over the whole view, as two units make it.
fn linear(w1: f64, w2: f64, b: f64) -> [Unit; 2] {
    [unit(w1, w2, b, 1.0), unit(-w1, -w2, -b, -1.0)]
}

fn line(from: Place, to: Place, side: Side) -> Shape {
    Shape::Line { from, to, side }
}

#[test]
fn a_loop_says_what_is_inside() {
    for (out, inside) in [(1.0, false), (-1.0, true)] {
        let ring = RING.map(|unit| Unit { out: unit.out * out, ..unit });
        let Parts { parts, .. } = parts(&ring, -0.5 * out);
        assert_eq!(parts.len(), 1, "|x₁| + |x₂| = ½");
        assert_eq!((parts[0].segments, parts[0].positive), (4, inside), "out = {out}");
        let Shape::Loop { around, holds: 0 } = parts[0].shape else { panic!("{:?} is a loop", parts[0].shape) };
        assert!(around[0].hypot(around[1]) < 1e-9, "around {around:?}");
    }
}

/// Name; w and b of a linear Ȳ; its line, and whether the side that is named is positive.
type Straight<'a> = (&'a str, [f64; 3], Shape, bool);

#[test]
fn a_line_says_where_it_ends_and_which_side_is_which() {
    use self::{Corner::*, Edge::*};
    let (edge, corner) = (Place::Edge, Place::Corner);
    let straight: [Straight; 9] = [
        ("level, positive above", [0.0, 1.0, -0.1], line(edge(Right), edge(Left), Side::Beyond(Top)), true),
        ("level, positive below", [0.0, -1.0, -0.1], line(edge(Left), edge(Right), Side::Beyond(Bottom)), true),
        ("upright", [1.0, 0.0, 0.2], line(edge(Bottom), edge(Top), Side::Beyond(Right)), true),
        ("a corner", [1.0, 1.0, -2.0], line(edge(Top), edge(Right), Side::Around(TopRight)), true),
        ("another corner", [-1.0, -1.0, 2.0], line(edge(Right), edge(Top), Side::Around(TopRight)), false),
        ("the lower left", [1.0, 1.0, 2.0], line(edge(Bottom), edge(Left), Side::Around(BottomLeft)), false),
        (
            "through two corners",
            [1.0, -1.0, 0.0],
            line(corner(BottomLeft), corner(TopRight), Side::Around(BottomRight)),
            true,
        ),
        ("through one", [2.0, 1.0, -1.2], line(edge(Top), corner(BottomRight), Side::Around(TopRight)), true),
        ("the same below", [-2.0, -1.0, 1.2], line(corner(BottomRight), edge(Top), Side::Around(TopRight)), false),
    ];
    for (name, [w1, w2, b], want, positive) in straight {
        let Parts { parts, .. } = parts(&linear(w1, w2, b), 0.0);
        let [part] = &parts[..] else { panic!("{name}: {parts:?}") };
        let same = |a: Shape, b: Shape| match (a, b) {
            (Shape::Line { from, to, side }, Shape::Line { from: f, to: t, side: s }) => {
                ([from, to] == [f, t] || [from, to] == [t, f]) && side == s
            }
            _ => false,
        };
        assert!(same(part.shape, want) && part.positive == positive, "{name}: {part:?} should be {want:?}, {positive}");
    }
}

#[test]
fn a_piece_of_an_edge_is_one() {
    // A wedge that enters and leaves by the top edge, with its tip at height ½.
    let wedge = [unit(1.0, 0.0, 0.0, -2.0), unit(-1.0, 0.0, 0.0, -2.0), unit(0.0, 1.0, -0.5, 1.0)];
    let Parts { parts, .. } = parts(&wedge, 0.0);
    assert_eq!(parts.len(), 1, "{parts:?}");
    let Shape::Line { side, .. } = parts[0].shape else { panic!("{parts:?}") };
    assert_eq!((side, parts[0].positive), (Side::Within(Edge::Top), true), "{parts:?}");
}

#[test]
fn a_loop_within_a_loop() {
    // |x| that turns back at 0.6, in both directions: Ȳ < 0 in the middle, > 0 around it, < 0 beyond.
    let hat = |w1: f64, w2: f64| [unit(w1, w2, 0.0, 1.0), unit(w1, w2, -0.6, -2.0)];
    let units = [hat(1.0, 0.0), hat(-1.0, 0.0), hat(0.0, 1.0), hat(0.0, -1.0)].concat();
    let view = Bounds::around([[2.0, 2.0], [-2.0, -2.0]]);
    let found = Parts::of(&Field { units, offset: -0.3 }, view).expect("every parameter is finite");
    let said: Vec<_> = found.parts.iter().map(|part| (part.shape, part.positive)).collect();
    let [(Shape::Loop { holds: 1, .. }, true), (Shape::Loop { holds: 0, .. }, false)] = said[..] else {
        panic!("the longer one first, positive within, and in it one that is not: {said:?}");
    };
}

#[test]
fn a_band_has_two_lines() {
    let band = [unit(1.0, 0.0, 0.0, 1.0), unit(-1.0, 0.0, 0.0, 1.0)];
    let found = parts(&band, -0.5);
    assert_eq!(found.parts.len(), 2, "|x₁| = ½ is two lines");
    for part in &found.parts {
        let Shape::Line { side, .. } = part.shape else { panic!("{part:?}") };
        let outward = if part.points[0][0] > 0.0 { Edge::Right } else { Edge::Left };
        let is_outward = side == Side::Beyond(outward);
        assert!(is_outward == part.positive && matches!(side, Side::Beyond(_)), "outward is positive: {part:?}");
    }
}

#[test]
fn degenerate_networks_have_no_parts() {
    let dead = [unit(1.0, 1.0, -9.0, 1.0), unit(0.0, 0.0, 0.0, 1.0)];
    let touching = linear(1.0, 0.0, 1.2);
    let at_a_corner = linear(1.0, 1.0, 2.4);
    for (name, units, offset, positive, zero) in [
        ("no unit", &[] as &[Unit], 1.0, true, 0.0),
        ("all dead, offset below 0", &dead, -0.3, false, 0.0),
        ("all dead, no offset", &dead, 0.0, false, 1.0),
        ("zeros everywhere", &[unit(0.0, 0.0, 0.0, 0.0); 8], 0.0, false, 1.0),
        ("units that cancel", &[unit(1.0, 0.5, 0.0, 1.0), unit(1.0, 0.5, 0.0, -1.0)], 0.0, false, 1.0),
        ("a flat half beside a negative one", &[unit(1.0, 0.0, 0.0, -1.0)], 0.0, false, 0.5),
        ("zero along the left edge", &touching, 0.0, true, 0.0),
        ("zero in a corner", &at_a_corner, 0.0, true, 0.0),
    ] {
        let found = parts(units, offset);
        assert_eq!((found.parts.len(), found.mostly_positive), (0, positive), "{name}: {found:?}");
        assert!((found.zero - zero).abs() < 1e-9, "{name}: {} of the view is 0", found.zero);
    }
    let half = parts(&[unit(1.0, 0.0, 0.0, 1.0)], 0.0);
    assert!((half.zero - 0.5).abs() < 1e-9, "a flat half beside a positive one: {half:?}");
    assert_eq!(half.parts.len(), 1, "with a line between: {half:?}");
    let broken = Field { units: vec![unit(f64::NAN, 1.0, 0.0, 1.0)], offset: 0.0 };
    assert_eq!(Parts::of(&broken, Bounds::DEFAULT), None, "NaN has no side");
}

#[test]
fn a_crescent_is_around_a_point_of_it() {
    let crescent = [[-1.0, 0.0], [0.0, -1.0], [1.0, 0.0], [0.9, 0.1], [0.0, -0.8], [-0.9, 0.1]];
    let (area, center) = moments(&crescent);
    assert!(area > 0.0 && !contains(&crescent, center), "{center:?} lies in its hollow");
    assert!(contains(&crescent, point_inside(&crescent)), "{:?}", point_inside(&crescent));
    for flat in [[[0.1, 0.2]; 3], [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]] {
        assert!(point_inside(&flat).iter().all(|part| part.is_finite()), "{flat:?} has no area");
    }
}

/// Samples on a side of the grid.
const FINE: usize = 240;

/// Which points of a fine grid are positive, and the areas that they make.
struct Flood {
    /// The sign at column i and row j, at i + FINE · j.
    positive: Vec<bool>,
    /// How many samples each area has.
    areas: Vec<usize>,
}

fn sample(place: usize, view: Bounds) -> [f64; 2] {
    let share = |k: usize| (k as f64 + 0.5) / FINE as f64;
    let [across, up] = [share(place % FINE), share(place / FINE)];
    [view.min()[0] + across * view.side(), view.min()[1] + up * view.side()]
}

impl Flood {
    fn of(field: &Field, view: Bounds) -> Self {
        let positive: Vec<bool> = (0..FINE * FINE).map(|place| field.at(sample(place, view)) > 0.0).collect();
        let (mut seen, mut areas) = (vec![false; FINE * FINE], vec![]);
        for start in 0..FINE * FINE {
            let (mut open, mut count) = (vec![start], 0);
            while let Some(place) = open.pop() {
                if positive[place] != positive[start] || std::mem::replace(&mut seen[place], true) {
                    continue;
                }
                count += 1;
                let (i, j) = (place % FINE, place / FINE);
                open.extend((i > 0).then(|| place - 1));
                open.extend((i + 1 < FINE).then_some(place + 1));
                open.extend((j > 0).then(|| place - FINE));
                open.extend((j + 1 < FINE).then_some(place + FINE));
            }
            areas.extend((count > 0).then_some(count));
        }
        Self { positive, areas }
    }
}

/// One segment: its part, its place among the part's points, how many those are, and both ends.
type Piece = (usize, usize, usize, [f64; 2], [f64; 2]);

/// Whether the grid can tell the parts apart: none comes near itself, another one or, but where it ends, the border.
fn grid_can_decide(parts: &Parts, flood: &Flood, view: Bounds) -> bool {
    let near = 3.0 * view.side() / FINE as f64;
    let pieces: Vec<Piece> = parts
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, all)| {
            around(&all.points).take(all.segments).enumerate().map(move |(k, (a, b))| (part, k, all.points.len(), a, b))
        })
        .collect();
    let apart = |a: [f64; 2], b: [f64; 2], c: [f64; 2], d: [f64; 2]| {
        let nearest =
            [(a, [c, d]), (b, [c, d]), (c, [a, b]), (d, [a, b])].map(|(at, piece)| distance_to_piece(at, piece));
        nearest.into_iter().fold(f64::INFINITY, f64::min) > near
    };
    let clear = pieces.iter().enumerate().all(|(place, &(part, k, points, a, b))| {
        pieces[..place].iter().all(|&(other, l, _, c, d)| {
            let is_next = part == other && (k.abs_diff(l) <= 1 || k.abs_diff(l) == points - 1);
            is_next || apart(a, b, c, d)
        })
    });
    let inner = parts.parts.iter().all(|part| {
        let bends = match part.shape {
            Shape::Loop { .. } => &part.points[..],
            Shape::Line { .. } => &part.points[1..part.points.len() - 1],
        };
        let [low, high] = [view.min(), view.max()];
        bends.iter().all(|bend| (0..2).all(|axis| bend[axis] - low[axis] > near && high[axis] - bend[axis] > near))
    });
    clear && inner && flood.areas.iter().all(|&count| count >= 24)
}

/// The polygon of the side that is named, its piece of the border included.
fn named_polygon(part: &Part, view: Bounds) -> Vec<[f64; 2]> {
    let Shape::Line { side, .. } = part.shape else { return part.points.clone() };
    let corners = match side {
        Side::Within(_) => vec![],
        Side::Around(corner) => vec![CORNERS.iter().position(|&one| one == corner).unwrap()],
        Side::Beyond(edge) => {
            let first = EDGES.iter().position(|&one| one == edge).unwrap();
            vec![first, (first + 1) % 4]
        }
    };
    // Counterclockwise around positive ground, clockwise around the rest.
    let corners = corners.into_iter().map(|corner| view.corners()[corner]);
    let corners: Vec<[f64; 2]> = if part.positive { corners.collect() } else { corners.rev().collect() };
    part.points.iter().copied().chain(corners).collect()
}

/// Every part has the class that is said right beside it, on the side that is named, and the other one on the other.
fn check_sides(parts: &Parts, field: &Field, view: Bounds) {
    for part in &parts.parts {
        let polygon = named_polygon(part, view);
        for (a, b) in around(&part.points).take(part.segments) {
            let (along, length) = ([b[0] - a[0], b[1] - a[1]], (b[0] - a[0]).hypot(b[1] - a[1]));
            let step = 1e-4 * length.min(view.side());
            for turn in [1.0, -1.0] {
                let aside = [-turn * along[1] / length * step, turn * along[0] / length * step];
                let beside = [0, 1].map(|axis| f64::midpoint(a[axis], b[axis]) + aside[axis]);
                let value = field.at(beside);
                // Where other lines pass as near, or Ȳ is flat, a step aside says nothing.
                if view.contains(beside) && value.abs() > 1e-9 {
                    let said = contains(&polygon, beside) == part.positive;
                    assert_eq!(said, value > 0.0, "Ȳ = {value} at {beside:?} beside {part:?}");
                }
            }
        }
    }
}

fn network() -> impl Strategy<Value = Field> {
    let unit = ([-2.0..2.0, -2.0..2.0], -1.0..1.0, -2.0..2.0);
    let unit = unit.prop_map(|(w, b, out): ([f64; 2], f64, f64)| Unit { w, b, out });
    (prop::collection::vec(unit, 1..=16), -0.4..0.4)
        .prop_map(|(units, offset): (Vec<Unit>, f64)| Field { units, offset })
}

#[test]
fn parts_are_those_of_a_flood_fill() {
    let mut runner = TestRunner::deterministic();
    let (networks, view) = (network(), Bounds::DEFAULT);
    let (mut decided, mut several) = (0, 0);
    for _ in 0..400 {
        let field = networks.new_tree(&mut runner).expect("a network can be drawn").current();
        let parts = Parts::of(&field, view).expect("its parameters are finite");
        check_sides(&parts, &field, view);
        let flood = Flood::of(&field, view);
        if !grid_can_decide(&parts, &flood, view) {
            continue;
        }
        decided += 1;
        several += usize::from(parts.parts.len() > 1);
        assert_eq!(parts.parts.len() + 1, flood.areas.len(), "areas of {field:?}\n{parts:?}");
        if parts.parts.is_empty() {
            assert!(flood.positive.iter().all(|&positive| positive == parts.mostly_positive), "everywhere: {field:?}");
        }
    }
    assert!(decided >= 100 && several >= 15, "the grid decides {decided} of 400, {several} with several parts");
}
