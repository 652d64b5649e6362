//! Points and parameters as arrays.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use crate::{
    data::{COORDINATE, CUSTOM_POINTS, Example},
    document::{Expected, Object, Reader},
    nn::Parameters,
    training::HIDDEN,
};

/// Points \[x1, x2, label\] under the key `points`.
pub(super) fn points(reader: &mut Reader, object: &Object<'_>) -> Vec<Example> {
    let path = object.path_of("points");
    let points = object
        .get("points")
        .and_then(|value| reader.entries(&path, value, &CUSTOM_POINTS, || Expected::Points(CUSTOM_POINTS)));
    let points = points.unwrap_or_default().iter().enumerate();
    points.map(|(index, point)| example(reader, &format!("{path}[{index}]"), point)).collect()
}

/// A point \[x1, x2, label\].
fn example(reader: &mut Reader, path: &str, value: &Value) -> Example {
    let Some([x1, x2, label]) = reader.entries(path, value, &(3..=3), || Expected::Point) else {
        return Example { x: [0.0; 2], y: 1.0 };
    };
    let mut coordinate = |index: usize, value: &Value| {
        let inside = |number: f64| number.abs() <= COORDINATE;
        reader.entry(format_args!("{path}[{index}]"), value, inside, || Expected::Number(-COORDINATE..=COORDINATE))
    };
    let x = [coordinate(0, x1), coordinate(1, x2)];
    let y = reader.entry(format_args!("{path}[2]"), label, |number| [-1.0, 1.0].contains(&number), || Expected::Label);
    Example { x, y }
}

/// The inverse of [`points`], for one.
pub(super) fn x_and_label(example: &Example) -> Value {
    let label = if example.y > 0.0 { 1 } else { -1 };
    json!([example.x[0], example.x[1], label])
}

/// Parameters, or a gradient of their shapes, as `{Wi: [[…], […]], bi: […], Wo: […], bo}`. What is not finite is null.
pub fn parameters(parameters: &Parameters) -> Value {
    json!({
        "Wi": [parameters.wi(0), parameters.wi(1)],
        "bi": parameters.bi(),
        "Wo": parameters.wo(),
        "bo": parameters.bo(),
    })
}

/// All of Wi `[2, h]`, bi, Wo `[h]` and bo: of `asked` hidden units, else of as many as they have themselves, else of the
/// `usual` ones.
pub(super) fn read_parameters(
    reader: &mut Reader,
    groups: &Object<'_>,
    asked: Option<usize>,
    usual: usize,
) -> Parameters {
    reader.keys(groups, &["Wi", "bi", "Wo", "bo"]);
    let hidden = asked.or_else(|| width(groups)).unwrap_or(usual);
    let lengths = hidden..=hidden;
    let mut flat = Vec::with_capacity(Parameters::count(hidden));
    reader.require(groups, "Wi", Expected::TwoRows(hidden));
    if let Some(value) = groups.get("Wi") {
        let path = groups.path_of("Wi");
        let rows = reader.entries(&path, value, &(2..=2), || Expected::TwoRows(hidden));
        for (index, row) in rows.unwrap_or_default().iter().enumerate() {
            numbers(reader, &format!("{path}[{index}]"), row, &lengths, &mut flat);
        }
    }
    for key in ["bi", "Wo"] {
        reader.require(groups, key, Expected::Numbers(lengths.clone()));
        if let Some(value) = groups.get(key) {
            numbers(reader, &groups.path_of(key), value, &lengths, &mut flat);
        }
    }
    reader.require(groups, "bo", Expected::Finite);
    if let Some(value) = groups.get("bo") {
        flat.push(reader.entry(groups.path_of("bo"), value, |_| true, || Expected::Finite));
    }
    // Another length means that a problem was noted, and the document is refused.
    Parameters::from_flat(hidden, flat).unwrap_or_else(|| Parameters::zeros(hidden))
}

/// The size that the parameters themselves have.
fn width(groups: &Object<'_>) -> Option<usize> {
    let rows = [groups.get("Wi").and_then(|rows| rows.get(0)), groups.get("bi"), groups.get("Wo")];
    let mut lengths = rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len);
    lengths.find(|length| HIDDEN.contains(length))
}

fn numbers(reader: &mut Reader, path: &str, value: &Value, lengths: &RangeInclusive<usize>, flat: &mut Vec<f64>) {
    let entries = reader.entries(path, value, lengths, || Expected::Numbers(lengths.clone())).unwrap_or_default();
    for (index, entry) in entries.iter().enumerate() {
        flat.push(reader.entry(format_args!("{path}[{index}]"), entry, |_| true, || Expected::Finite));
    }
}
