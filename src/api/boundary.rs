//! The method `boundary`: where the network changes its mind, exactly, in numbers and as a sentence.

use serde_json::{Value, json};

use super::{RpcError, numbers::number, params::nothing};
use crate::{
    export::{
        plane::{bounds_of, field_of},
        sentence::{self, corner_name, edge_name},
    },
    plot::parts::{Part, Parts, Place, Shape, Side},
    state::Playground,
};

/// The boundary within the plane that the page shows: `{sentence, view: {min, max}, parts, zero}`, and `everywhere`
/// where there is no part. Without a boundary because a parameter is not finite, `parts` is empty and `everywhere` null.
pub(super) fn boundary(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    let snapshot = playground.session.snapshot();
    let view = bounds_of(&snapshot);
    let parts = Parts::of(&field_of(&snapshot.params), view);
    let mut answer = json!({
        "sentence": sentence::boundary(parts.as_ref()),
        "view": {"min": point(view.min()), "max": point(view.max())},
        "parts": parts.iter().flat_map(|found| &found.parts).map(part).collect::<Value>(),
        "zero": parts.as_ref().map_or(0.0, |found| found.zero),
    });
    if answer["parts"].as_array().is_some_and(Vec::is_empty) {
        answer["everywhere"] = parts.map_or(Value::Null, |found| class(found.mostly_positive));
    }
    Ok(answer)
}

/// `{kind: "loop", segments, around, inside, points}` or `{kind: "line", segments, from, to, side, class, points}`, with
/// the class of positive outputs to the left of the points.
fn part(part: &Part) -> Value {
    let points: Value = part.points.iter().copied().map(point).collect();
    match part.shape {
        Shape::Loop { around, .. } => json!({
            "kind": "loop", "segments": part.segments, "around": point(around), "inside": class(part.positive),
            "points": points,
        }),
        Shape::Line { from, to, side } => json!({
            "kind": "line", "segments": part.segments, "from": place(from), "to": place(to), "side": named(side),
            "class": class(part.positive), "points": points,
        }),
    }
}

fn point([x1, x2]: [f64; 2]) -> Value {
    json!([number(x1), number(x2)])
}

fn class(positive: bool) -> Value {
    if positive { 1.into() } else { (-1).into() }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Edge(edge) => edge_name(edge),
        Place::Corner(corner) => corner_name(corner),
    }
}

/// The side of a line that `class` is about, by the edge or corner that lies there.
fn named(side: Side) -> &'static str {
    match side {
        Side::Beyond(edge) | Side::Within(edge) => edge_name(edge),
        Side::Around(corner) => corner_name(corner),
    }
}
