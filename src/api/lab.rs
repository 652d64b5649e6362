//! `lab.dense` and `lab.network`: JSON to typed arrays and back.

use serde_json::{Map, Value, json};

use crate::{
    Named,
    lab::{
        Array, MOST_ROWS_OR_COLUMNS, Shape,
        deep::{DeepArray, DeepGiven, Loss},
        dense::DenseGiven,
        hand_out::nested,
        methods::{self, CallProblem, DenseAnswer, NetworkAnswer},
    },
    nn::Activation,
};

/// Calls `lab.dense` or `lab.network` with `params`. Fails with every problem as (path, problem).
pub(super) fn call(method: &str, params: &Value) -> Result<Value, Vec<(String, String)>> {
    match method {
        "lab.dense" => dense(params),
        "lab.network" => network(params),
        _ => Err(vec![(String::new(), format!("{method} is no method of the lab"))]),
    }
}

/// What `lab.dense` takes.
pub(super) fn dense_given(params: &Value) -> Result<DenseGiven, Vec<CallProblem>> {
    let mut reader = Reader::new(params, &["xInput", "W", "b", "gradOutput"]);
    let [x_input, w, b, grad_output] = ["xInput", "W", "b", "gradOutput"].map(|key| reader.array(key));
    match (x_input, w, b, grad_output) {
        (Some(x_input), Some(w), Some(b), Some(grad_output)) if reader.problems.is_empty() => {
            Ok(DenseGiven { x_input, w, b, grad_output })
        }
        _ => Err(reader.problems),
    }
}

fn dense(params: &Value) -> Result<Value, Vec<CallProblem>> {
    let given = dense_given(params)?;
    let DenseAnswer { output, grad_input, grad_w, grad_b, finite_difference } = methods::dense(&given)?;
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

/// What `lab.network` takes.
pub(super) fn network_given(params: &Value) -> Result<DeepGiven, Vec<CallProblem>> {
    let mut reader = Reader::new(params, &["weights", "biases", "activations", "loss", "x", "y"]);
    let (weights, biases) = (reader.arrays("weights"), reader.arrays("biases"));
    let activations = reader.list("activations", |value| value.as_str().and_then(Activation::from_name), ACTIVATION);
    let loss = reader.loss();
    let (x, y) = (reader.array("x"), reader.array("y"));
    match (loss, x, y) {
        (Some(loss), Some(x), Some(y)) if reader.problems.is_empty() => {
            Ok(DeepGiven { weights, biases, activations, loss, x, y })
        }
        _ => Err(reader.problems),
    }
}

fn network(params: &Value) -> Result<Value, Vec<CallProblem>> {
    let given = network_given(params)?;
    let NetworkAnswer { problem, finite_difference } = methods::network(&given)?;
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

const MISSING: &str = "is missing";
const UNKNOWN: &str = "is not a parameter of this method";
const NOT_AN_OBJECT: &str = "expected an object of parameters";
const NOT_AN_ARRAY: &str = "expected numbers in brackets: one level for a vector, two for a matrix";
const NOT_A_LIST: &str = "expected a list with one entry for each layer";
const NOT_A_NUMBER: &str = "expected a number";
const EMPTY: &str = "expected at least one number";
const ACTIVATION: &str = "expected relu, sigmoid, tanh or identity";
const LOSS: &str = "expected least_squares or half_squared_error";

/// Reads parameters and keeps every problem.
struct Reader<'a> {
    params: Option<&'a Map<String, Value>>,
    problems: Vec<CallProblem>,
}

impl<'a> Reader<'a> {
    fn new(params: &'a Value, keys: &[&str]) -> Self {
        let object = params.as_object();
        let not_an_object = object.is_none().then(|| (String::new(), NOT_AN_OBJECT.to_owned()));
        let unknown = object.into_iter().flat_map(Map::keys).filter(|key| !keys.contains(&key.as_str()));
        let unknown = unknown.map(|key| (key.clone(), format!("{UNKNOWN}: it takes {}", keys.join(", "))));
        Self { params: object, problems: not_an_object.into_iter().chain(unknown).collect() }
    }

    fn array(&mut self, key: &str) -> Option<Array> {
        let value = self.value(key)?;
        self.keep(read(value, key))
    }

    fn arrays(&mut self, key: &str) -> Vec<Array> {
        let values = self.values(key);
        let read = |(k, value)| read(value, &format!("{key}[{k}]"));
        values.iter().enumerate().map(read).filter_map(|result| self.keep(result)).collect()
    }

    fn list<T>(&mut self, key: &str, read: impl Fn(&Value) -> Option<T>, expected: &str) -> Vec<T> {
        let values = self.values(key).iter().enumerate();
        let read = |(k, value)| read(value).ok_or_else(|| (format!("{key}[{k}]"), expected.to_owned()));
        values.map(read).filter_map(|result| self.keep(result)).collect()
    }

    fn loss(&mut self) -> Option<Loss> {
        let value = self.value("loss")?;
        self.keep(value.as_str().and_then(Loss::from_name).ok_or_else(|| ("loss".to_owned(), LOSS.to_owned())))
    }

    fn values(&mut self, key: &str) -> &'a [Value] {
        let Some(value) = self.value(key) else { return &[] };
        self.keep(value.as_array().ok_or_else(|| (key.to_owned(), NOT_A_LIST.to_owned()))).map_or(&[], Vec::as_slice)
    }

    /// What stands under `key`. Where there are no parameters at all, that is the one problem.
    fn value(&mut self, key: &str) -> Option<&'a Value> {
        let params = self.params?;
        self.keep(params.get(key).ok_or_else(|| (key.to_owned(), MISSING.to_owned())))
    }

    fn keep<T>(&mut self, result: Result<T, CallProblem>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }
}

/// A vector or a matrix, or the first thing in it that is wrong.
pub(super) fn read(value: &Value, path: &str) -> Result<Array, CallProblem> {
    let problem = |problem: &str| (path.to_owned(), problem.to_owned());
    let items = value.as_array().ok_or_else(|| problem(NOT_AN_ARRAY))?;
    let is_matrix = items.first().is_some_and(Value::is_array);
    let shape = match items.first().and_then(Value::as_array) {
        Some(row) => Shape::Matrix(items.len(), row.len()),
        None => Shape::Vector(items.len()),
    };
    if shape.count() == 0 {
        return Err(problem(EMPTY));
    }
    if !shape.is_accepted() {
        let limit = MOST_ROWS_OR_COLUMNS;
        return Err(problem(&format!("found shape {shape}, expected at most {limit} rows and {limit} columns")));
    }
    let values = if is_matrix { rows(items, shape.columns(), path)? } else { numbers(items, path)? };
    Array::new(shape, values).ok_or_else(|| problem(NOT_AN_ARRAY))
}

fn rows(items: &[Value], columns: usize, path: &str) -> Result<Vec<f64>, CallProblem> {
    let mut values = Vec::with_capacity(items.len() * columns);
    for (index, item) in items.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let Some(row) = item.as_array() else { return Err((path, NOT_AN_ARRAY.to_owned())) };
        if row.len() != columns {
            return Err((path, format!("found {} numbers, expected {columns} as in row 0", row.len())));
        }
        values.extend(numbers(row, &path)?);
    }
    Ok(values)
}

fn numbers(items: &[Value], path: &str) -> Result<Vec<f64>, CallProblem> {
    let number = |(index, item): (usize, &Value)| {
        let finite = item.as_f64().filter(|value| value.is_finite());
        finite.ok_or_else(|| (format!("{path}[{index}]"), NOT_A_NUMBER.to_owned()))
    };
    items.iter().enumerate().map(number).collect()
}
