//! `lab.dense` and `lab.network`: JSON to typed arrays and back.

use std::fmt;

use serde_json::{Value, json};

use super::{RpcError, text};
use crate::{
    Named,
    check::CheckSpec,
    document::{Expected, Fault, Object, Reader},
    lab::{
        Array, Measured, Shape, System,
        deep::{DeepArray, DeepGiven, DeepMismatch, DeepProblem, Loss},
        dense::{DenseArray, DenseGiven, DenseProblem},
        hand_out::nested,
    },
    nn::Activation,
};

/// `lab.dense`: every array of a dense layer, and what was measured by central differences with δ = 1e-6. Fails where a
/// result is beyond float64, too.
pub(super) fn dense(params: &Value) -> Result<Value, RpcError> {
    let (problem, measured) = answered(params, dense_problem)?;
    let one = |array: DenseArray| problem.array(array).as_ref().map_or(Value::Null, nested);
    let found = |array: DenseArray| measured.iter().find(|(name, _)| *name == array).map(|(_, own)| nested(own));
    Ok(json!({
        "output": one(DenseArray::Output),
        "gradInput": one(DenseArray::GradInput),
        "gradW": one(DenseArray::GradW),
        "gradB": one(DenseArray::GradB),
        "finiteDifference": {
            "gradInput": found(DenseArray::GradInput),
            "gradW": found(DenseArray::GradW),
            "gradB": found(DenseArray::GradB),
        },
    }))
}

/// The layer that `lab.dense` takes; `None` where something is wrong, which is noted.
pub(super) fn dense_problem(reader: &mut Reader, object: &Object<'_>) -> Option<DenseProblem> {
    let keys = ["xInput", "W", "b", "gradOutput"];
    reader.keys(object, &keys);
    let [x_input, w, b, grad_output] = keys.map(|key| required(reader, object, key));
    let given = DenseGiven { x_input: x_input?, w: w?, b: b?, grad_output: grad_output? };
    let path = |array: DenseArray| keys[DenseArray::GIVEN.into_iter().position(|given| given == array).unwrap_or(0)];
    fitting(reader, object, DenseProblem::new, given, |own| path(own.right.array).to_owned())
}

/// `lab.network`: every array of a network of layers, and what was measured by central differences with δ = 1e-6. Fails
/// where a result is beyond float64, too.
pub(super) fn network(params: &Value) -> Result<Value, RpcError> {
    let (problem, measured) = answered(params, network_problem)?;
    let one = |array: DeepArray| problem.array(array).as_ref().map_or(Value::Null, nested);
    let each = |array: fn(usize) -> DeepArray| problem.each(&[array]).into_iter().map(one).collect::<Value>();
    Ok(json!({
        "f": each(DeepArray::F),
        "h": each(DeepArray::H),
        "output": one(DeepArray::Output),
        "loss": problem.loss_value(),
        "dlDf": each(DeepArray::DlDf),
        "dlDh": each(DeepArray::DlDh),
        "dlDweights": each(DeepArray::DlDweights),
        "dlDbiases": each(DeepArray::DlDbiases),
        "finiteDifference": {
            "dlDweights": list(&measured, |array| matches!(array, DeepArray::DlDweights(_))),
            "dlDbiases": list(&measured, |array| matches!(array, DeepArray::DlDbiases(_))),
        },
    }))
}

/// The network that `lab.network` takes; `None` where something is wrong, which is noted.
pub(super) fn network_problem(reader: &mut Reader, object: &Object<'_>) -> Option<DeepProblem> {
    reader.keys(object, &["weights", "biases", "activations", "loss", "x", "y"]);
    let [weights, biases] = ["weights", "biases"].map(|key| each(reader, object, key, array));
    let activations = each(reader, object, "activations", activation);
    reader.require(object, "loss", Expected::one_of::<Loss>());
    let loss = reader.named(object, "loss", Loss::LeastSquares);
    let [x, y] = ["x", "y"].map(|key| required(reader, object, key));
    let given = DeepGiven { weights, biases, activations, loss, x: x?, y: y? };
    fitting(reader, object, DeepProblem::new, given, |own| match (own, own.array()) {
        (_, Some(DeepArray::Weights(k))) => format!("weights[{k}]"),
        (_, Some(DeepArray::Biases(k))) => format!("biases[{k}]"),
        (_, Some(DeepArray::H(_))) => "x".to_owned(),
        (_, Some(_)) => "y".to_owned(),
        (DeepMismatch::BiasCount { .. }, None) => "biases".to_owned(),
        (DeepMismatch::ActivationCount { .. }, None) => "activations".to_owned(),
        (_, None) => "weights".to_owned(),
    })
}

/// What is `given` as the problem that it makes, where it was read whole; what does not fit is noted, each under its own path.
fn fitting<G, P, M: fmt::Display>(
    reader: &mut Reader,
    object: &Object<'_>,
    new: impl Fn(&G) -> Result<P, Vec<M>>,
    given: G,
    path: impl Fn(&M) -> String,
) -> Option<P> {
    if !reader.is_clean() {
        return None;
    }
    let note = |own: M| reader.note(object.path_of(&path(&own)), Fault::Said(own.to_string()));
    new(&given).map_err(|mismatches| mismatches.into_iter().for_each(note)).ok()
}

/// The problem that `read` makes of the parameters, and what was measured of it. Fails also where a number of either is
/// infinite or NaN.
fn answered<P: System>(
    params: &Value,
    read: impl Fn(&mut Reader, &Object<'_>) -> Option<P>,
) -> Result<(P, Measured<P::Name>), RpcError> {
    let mut reader = Reader::default();
    let object = reader.top(params);
    let answer = read(&mut reader, &object).and_then(|problem| {
        let measured = problem.finite_difference(&CheckSpec::default());
        if problem.is_finite() && measured.iter().all(|(_, array)| array.is_finite()) {
            return Some((problem, measured));
        }
        reader.note(object.path_of(""), Fault::Said(text::BEYOND_FLOAT64.to_owned()));
        None
    });
    Ok(reader.finish_some(answer)?)
}

/// Those that were measured of some arrays.
fn list<S: Copy>(measured: &Measured<S>, is_one: impl Fn(S) -> bool) -> Value {
    measured.iter().filter(|(name, _)| is_one(*name)).map(|(_, array)| nested(array)).collect()
}

/// The array under `key`, which has to be there.
fn required(reader: &mut Reader, object: &Object<'_>, key: &str) -> Option<Array> {
    reader.require(object, key, Expected::Said(text::AN_ARRAY));
    array(reader, &object.path_of(key), object.get(key)?)
}

/// What `read` makes of every entry of the list under `key`, which has one for each layer. Entries that it refuses are left
/// out.
fn each<T>(
    reader: &mut Reader,
    object: &Object<'_>,
    key: &str,
    read: impl Fn(&mut Reader, &str, &Value) -> Option<T>,
) -> Vec<T> {
    let expected = || Expected::Said(text::ONE_FOR_EACH_LAYER);
    reader.require(object, key, expected());
    let path = object.path_of(key);
    let entries = object.get(key).and_then(|value| reader.entries(&path, value, &(0..=usize::MAX), expected));
    let entries = entries.unwrap_or_default().iter().enumerate();
    entries.filter_map(|(k, value)| read(reader, &format!("{path}[{k}]"), value)).collect()
}

fn activation(reader: &mut Reader, path: &str, value: &Value) -> Option<Activation> {
    let activation = value.as_str().and_then(Activation::from_name);
    if activation.is_none() {
        reader.refuse(path, value, Expected::one_of::<Activation>());
    }
    activation
}

/// A vector or a matrix; of one that is none the first thing that is wrong is noted.
pub(super) fn array(reader: &mut Reader, path: &str, value: &Value) -> Option<Array> {
    let items = entries(reader, path, value)?;
    let row = items.first().and_then(Value::as_array);
    let shape = row.map_or(Shape::Vector(items.len()), |row| Shape::Matrix(items.len(), row.len()));
    if !shape.is_accepted() {
        reader.note(path, Fault::Said(text::size(shape)));
        return None;
    }
    let values = if row.is_some() { rows(reader, path, items, shape)? } else { numbers(reader, path, items)? };
    Array::new(shape, values)
}

fn entries<'v>(reader: &mut Reader, path: &str, value: &'v Value) -> Option<&'v [Value]> {
    reader.entries(path, value, &(0..=usize::MAX), || Expected::Said(text::AN_ARRAY))
}

fn rows(reader: &mut Reader, path: &str, items: &[Value], shape: Shape) -> Option<Vec<f64>> {
    let mut values = Vec::with_capacity(shape.count());
    for (index, item) in items.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let row = entries(reader, &path, item)?;
        if row.len() != shape.columns() {
            reader.note(path, Fault::Said(text::unequal(row.len(), shape.columns())));
            return None;
        }
        values.extend(numbers(reader, &path, row)?);
    }
    Some(values)
}

fn numbers(reader: &mut Reader, path: &str, items: &[Value]) -> Option<Vec<f64>> {
    let mut values = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        // JSON has no infinity, but 1e999 becomes one where a parser is lenient.
        let Some(value) = item.as_f64().filter(|value| value.is_finite()) else {
            reader.refuse(format!("{path}[{index}]"), item, Expected::Finite);
            return None;
        };
        values.push(value);
    }
    Some(values)
}
