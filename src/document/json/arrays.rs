//! Points and parameters as arrays.

use serde_json::{Value, json};

use crate::{
    data::{COORDINATE, Example},
    document::{Expected, Object, Reader},
    nn::Parameters,
    training::NetworkSpec,
};

/// A point \[x1, x2, label\].
pub(super) fn example(reader: &mut Reader, path: &str, value: &Value) -> Example {
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

/// The inverse of [`example`].
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
    let (lengths, expected) = (hidden..=hidden, || Expected::Numbers(hidden..=hidden));
    let numbers = |reader: &mut Reader, path: &str, row: &Value| reader.each(path, row, &lengths, expected, number);
    let mut flat = reader.list(groups, "Wi", &(2..=2), || Expected::TwoRows(hidden), numbers).concat();
    for key in ["bi", "Wo"] {
        flat.extend(reader.list(groups, key, &lengths, expected, number));
    }
    reader.require(groups, "bo", Expected::Finite);
    flat.extend(groups.get("bo").map(|value| number(reader, &groups.path_of("bo"), value)));
    // Another length means that a problem was noted, and the document is refused.
    Parameters::from_flat(hidden, flat).unwrap_or_else(|| Parameters::zeros(hidden))
}

/// The size that the parameters themselves have.
fn width(groups: &Object<'_>) -> Option<usize> {
    let rows = [groups.get("Wi").and_then(|rows| rows.get(0)), groups.get("bi"), groups.get("Wo")];
    let mut lengths = rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len);
    lengths.find(|length| NetworkSpec::HIDDEN.contains(length))
}

fn number(reader: &mut Reader, path: &str, value: &Value) -> f64 {
    reader.entry(path, value, |_| true, || Expected::Finite)
}
