//! `lab.dense` and `lab.network`: JSON to typed arrays and back.

use serde_json::{Value, json};

use super::{RpcError, text};
use crate::{
    Named,
    document::{Expected, Fault, Object, Reader},
    lab::{
        Array, Shape,
        deep::{DeepArray, DeepGiven, Loss},
        dense::DenseGiven,
        hand_out::nested,
        methods::{self, CallProblem, DenseAnswer, NetworkAnswer},
    },
    nn::Activation,
};

/// `lab.dense`: every array of a dense layer, and what was measured.
pub(super) fn dense(params: &Value) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = reader.top(params);
    let answer = dense_given(&mut reader, &object).map(|given| methods::dense(&given));
    let answer = answer.and_then(|answer| fitting(&mut reader, &object, answer));
    let DenseAnswer { output, grad_input, grad_w, grad_b, finite_difference } = reader.finish_some(answer)?;
    Ok(json!({
        "output": nested(&output),
        "gradInput": nested(&grad_input),
        "gradW": nested(&grad_w),
        "gradB": nested(&grad_b),
        "finiteDifference": {
            "gradInput": nested(&(&finite_difference.grad_input).into()),
            "gradW": nested(&(&finite_difference.grad_w).into()),
            "gradB": nested(&(&finite_difference.grad_b).into()),
        },
    }))
}

/// What `lab.dense` takes; `None` where something is wrong, which is noted.
pub(super) fn dense_given(reader: &mut Reader, object: &Object<'_>) -> Option<DenseGiven> {
    let keys = ["xInput", "W", "b", "gradOutput"];
    reader.keys(object, &keys);
    let [x_input, w, b, grad_output] = keys.map(|key| required(reader, object, key));
    let given = DenseGiven { x_input: x_input?, w: w?, b: b?, grad_output: grad_output? };
    reader.is_clean().then_some(given)
}

/// `lab.network`: every array of a network of layers, and what was measured.
pub(super) fn network(params: &Value) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = reader.top(params);
    let answer = network_given(&mut reader, &object).map(|given| methods::network(&given));
    let answer = answer.and_then(|answer| fitting(&mut reader, &object, answer));
    let NetworkAnswer { problem, finite_difference } = reader.finish_some(answer)?;
    let one = |array: DeepArray| problem.array(array).map_or(Value::Null, |array| nested(&array));
    let each = |array: fn(usize) -> DeepArray| (0..problem.layers()).map(|k| one(array(k))).collect::<Value>();
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
            "dlDweights": finite_difference.dl_dweights.iter().map(|array| nested(&array.into())).collect::<Value>(),
            "dlDbiases": finite_difference.dl_dbiases.iter().map(|array| nested(&array.into())).collect::<Value>(),
        },
    }))
}

/// What `lab.network` takes; `None` where something is wrong, which is noted.
pub(super) fn network_given(reader: &mut Reader, object: &Object<'_>) -> Option<DeepGiven> {
    reader.keys(object, &["weights", "biases", "activations", "loss", "x", "y"]);
    let [weights, biases] = ["weights", "biases"].map(|key| each(reader, object, key, array));
    let activations = each(reader, object, "activations", activation);
    reader.require(object, "loss", Expected::one_of::<Loss>());
    let loss = reader.named(object, "loss", Loss::LeastSquares);
    let [x, y] = ["x", "y"].map(|key| required(reader, object, key));
    let given = DeepGiven { weights, biases, activations, loss, x: x?, y: y? };
    reader.is_clean().then_some(given)
}

/// What fits; the arrays that do not are noted, each under its own path.
pub(super) fn fitting<T>(reader: &mut Reader, object: &Object<'_>, answer: Result<T, Vec<CallProblem>>) -> Option<T> {
    let note = |(path, words): CallProblem| reader.note(object.path_of(&path), Fault::Said(words));
    answer.map_err(|problems| problems.into_iter().for_each(note)).ok()
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
