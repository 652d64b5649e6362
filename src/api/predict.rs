//! What the network says of points.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::{RpcError, numbers::with_overflows, params::object};
use crate::{
    data::COORDINATE,
    document::{Expected, Reader},
    nn::{sigmoid, two_layer},
    state::Playground,
};

/// How many points one call may ask about.
const PLACES: RangeInclusive<usize> = 0..=100_000;

/// Ȳ and the probability of +1 at each of `points`.
pub(super) fn predict(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["points"]);
    let points = reader.list(&object, "points", &PLACES, || Expected::Places(*PLACES.end()), place);
    let points = reader.finish(points)?;
    let params = playground.session.snapshot().params;
    let outputs: Vec<f64> = points.into_iter().map(|x| two_layer::output(&params, x)).collect();
    let probabilities: Vec<f64> = outputs.iter().map(|&ybar| sigmoid(ybar)).collect();
    let answer = json!({"outputs": outputs, "probabilities": probabilities});
    Ok(with_overflows(answer, |_| "Ȳ is beyond float64 at this point; all other points hold".to_owned()))
}

/// A point \[x1, x2\].
fn place(reader: &mut Reader, path: &str, value: &Value) -> [f64; 2] {
    let Some([x1, x2]) = reader.entries(path, value, &(2..=2), || Expected::Place) else {
        return [0.0; 2];
    };
    [(0, x1), (1, x2)].map(|(index, value)| {
        let inside = |number: f64| number.abs() <= COORDINATE;
        reader.entry(format_args!("{path}[{index}]"), value, inside, || Expected::Number(-COORDINATE..=COORDINATE))
    })
}
