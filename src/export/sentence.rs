//! The exact boundary as a sentence, for those who cannot see the picture: beside it, in its file and in the API.

use crate::{
    notation::format::{fixed, integer, percent},
    plot::parts::{Corner, Edge, Part, Parts, Place, Shape, Side},
};

/// More parts than these are only counted: nobody keeps them in mind.
const MOST: usize = 5;

/// What the boundary looks like, part by part, and which side of each is which class. `None` stands for parameters that
/// are not finite.
pub fn boundary(parts: Option<&Parts>) -> String {
    let Some(Parts { parts, mostly_positive, zero }) = parts else {
        return "A parameter is not finite, so there is no boundary.".to_owned();
    };
    if parts.is_empty() && *zero >= 1.0 - 1e-9 {
        return "No boundary: Ȳ is exactly 0 everywhere in view, which counts as −1.".to_owned();
    }
    let shown = match &parts[..] {
        [] => format!("No boundary in view: everywhere is {}.", class(*mostly_positive)),
        [part] => format!("The boundary is one {}.", described(part)),
        parts => {
            let listed =
                parts.iter().take(MOST).zip(1..).map(|(part, number)| format!("({number}) a {}", described(part)));
            let listed: Vec<String> = listed.collect();
            let more = match parts.len().saturating_sub(MOST) {
                0 => String::new(),
                1 => ", and 1 that is shorter".to_owned(),
                more => format!(", and {more} that are shorter"),
            };
            format!("The boundary has {} parts: {}{more}.", parts.len(), listed.join("; "))
        }
    };
    if *zero > 0.0 {
        return format!("{shown} On {} of the view Ȳ is exactly 0, which counts as −1.", share(*zero));
    }
    shown
}

/// "closed loop of 6 segments around (0.10, 0.20), inside is +1".
fn described(part: &Part) -> String {
    let beside = class(part.positive);
    let segments = match part.segments {
        1 => "1 straight segment".to_owned(),
        many => format!("{} segments", integer(many as u64)),
    };
    match part.shape {
        Shape::Loop { around: [x1, x2], holds } => {
            let inside = if holds == 0 { "inside" } else { "just inside" };
            format!("closed loop of {segments} around ({}, {}), {inside} is {beside}", fixed(x1, 2), fixed(x2, 2))
        }
        Shape::Line { from, to, side } => {
            // As one reads: from the left, or from below.
            let (from, to) = if rank(from) <= rank(to) { (from, to) } else { (to, from) };
            let side = match side {
                Side::Beyond(Edge::Top) => "above it".to_owned(),
                Side::Beyond(Edge::Bottom) => "below it".to_owned(),
                Side::Beyond(Edge::Left) => "left of it".to_owned(),
                Side::Beyond(Edge::Right) => "right of it".to_owned(),
                Side::Within(edge) => format!("towards the {} edge", edge_name(edge)),
                Side::Around(corner) => format!("towards the {} corner", corner_name(corner)),
            };
            format!("line of {segments} from the {} to the {}, {side} is {beside}", place_name(from), place_name(to))
        }
    }
}

/// A share that is not nothing is never called 0 %.
fn share(share: f64) -> String {
    if share < 0.005 { "less than 1 %".to_owned() } else { percent(share) }
}

const fn class(positive: bool) -> &'static str {
    if positive { "+1" } else { "−1" }
}

const fn rank(place: Place) -> u8 {
    match place {
        Place::Edge(Edge::Left) => 0,
        Place::Corner(Corner::BottomLeft) => 1,
        Place::Corner(Corner::TopLeft) => 2,
        Place::Edge(Edge::Bottom) => 3,
        Place::Edge(Edge::Top) => 4,
        Place::Corner(Corner::BottomRight) => 5,
        Place::Corner(Corner::TopRight) => 6,
        Place::Edge(Edge::Right) => 7,
    }
}

fn place_name(place: Place) -> String {
    match place {
        Place::Edge(edge) => format!("{} edge", edge_name(edge)),
        Place::Corner(corner) => format!("{} corner", corner_name(corner)),
    }
}

/// An edge of the plane.
pub const fn edge_name(edge: Edge) -> &'static str {
    match edge {
        Edge::Bottom => "bottom",
        Edge::Right => "right",
        Edge::Top => "top",
        Edge::Left => "left",
    }
}

/// A corner of the plane.
pub const fn corner_name(corner: Corner) -> &'static str {
    match corner {
        Corner::BottomLeft => "bottom left",
        Corner::BottomRight => "bottom right",
        Corner::TopRight => "top right",
        Corner::TopLeft => "top left",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(segments: usize, positive: bool, shape: Shape) -> Part {
        Part { segments, shape, positive, points: vec![] }
    }

    fn said(parts: Vec<Part>, zero: f64) -> String {
        boundary(Some(&Parts { parts, mostly_positive: false, zero }))
    }

    #[test]
    fn every_shape_has_its_sentence() {
        let around = Shape::Loop { around: [0.1, -0.2], holds: 0 };
        let holding = Shape::Loop { around: [0.1, 0.2], holds: 1 };
        let line = |from, to, side| Shape::Line { from, to, side };
        let (left, top) = (Place::Edge(Edge::Left), Place::Edge(Edge::Top));
        for (segments, positive, shape, expected) in [
            (6, true, around, "The boundary is one closed loop of 6 segments around (0.10, −0.20), inside is +1."),
            (
                3,
                false,
                holding,
                "The boundary is one closed loop of 3 segments around (0.10, 0.20), just inside is −1.",
            ),
            (
                4,
                false,
                line(top, left, Side::Around(Corner::TopLeft)),
                "The boundary is one line of 4 segments from the left edge to the top edge, towards the top left corner \
                 is −1.",
            ),
            (
                1,
                true,
                line(left, Place::Edge(Edge::Right), Side::Beyond(Edge::Top)),
                "The boundary is one line of 1 straight segment from the left edge to the right edge, above it is +1.",
            ),
            (
                2,
                true,
                line(top, top, Side::Within(Edge::Top)),
                "The boundary is one line of 2 segments from the top edge to the top edge, towards the top edge is +1.",
            ),
        ] {
            assert_eq!(said(vec![part(segments, positive, shape)], 0.0), expected);
        }
    }

    #[test]
    fn what_is_no_line_is_said_too() {
        for (found, expected) in [
            (said(vec![], 0.0), "No boundary in view: everywhere is −1."),
            (said(vec![], 1.0), "No boundary: Ȳ is exactly 0 everywhere in view, which counts as −1."),
            (
                said(vec![], 0.5),
                "No boundary in view: everywhere is −1. On 50 % of the view Ȳ is exactly 0, which counts as −1.",
            ),
            (boundary(None), "A parameter is not finite, so there is no boundary."),
        ] {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn of_many_parts_the_longest_are_told() {
        let around = Shape::Loop { around: [0.0, 0.0], holds: 0 };
        let parts = |count: usize| said(vec![part(3, true, around); count], 0.0);
        assert!(parts(2).starts_with("The boundary has 2 parts: (1) a closed loop of 3"), "{}", parts(2));
        assert!(parts(2).contains("; (2) a closed loop"), "{}", parts(2));
        assert!(parts(6).ends_with("inside is +1, and 1 that is shorter."), "{}", parts(6));
        assert!(parts(9).ends_with(", and 4 that are shorter.") && !parts(9).contains("(6)"), "{}", parts(9));
    }
}
