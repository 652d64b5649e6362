//! `practice.compare`: gradients of one's own beside the right ones.

use practice::{compare::Reference, pass::Tensor};
use serde_json::{Map, Value, json};

use super::{
    super::{gradients, lab, params::object, text},
    write,
};
use crate::{
    document::{Expected, Fault, Object, Problem, Reader},
    lab::{Convention, reference},
    training::{Scope, Snapshot},
};

/// What arrays are compared with: right ones, and under which key each is given. A key that ends in `[` has a list.
struct Against {
    reference: Reference,
    keys: &'static [(&'static str, &'static str)],
    /// Of the page's own network, which examples.
    scope: Option<Scope>,
}

const OF_THE_PAGE: &[(&str, &str)] = &[("Wi", "Wi"), ("bi", "bi"), ("Wo", "Wo"), ("bo", "bo")];
const OF_DENSE: &[(&str, &str)] = &[("gradInput", "grad_input"), ("gradW", "grad_W"), ("gradB", "grad_b")];
const OF_NETWORK: &[(&str, &str)] = &[
    ("dlDweights", "all_dl_dweights["),
    ("dlDbiases", "all_dl_dbiases["),
    ("dlDf", "all_dl_df["),
    ("dlDh", "all_dl_dh["),
];

pub(super) fn compare(params: &Value, now: &Snapshot) -> Result<Value, Vec<Problem>> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["problem", "arrays"]);
    let expected = || Expected::Said(text::ARRAYS);
    reader.require(&object, "arrays", expected());
    let arrays = reader.object(&object, "arrays");
    if arrays.is_empty() {
        reader.note("arrays", Fault::Missing { expected: expected() });
    }
    let candidates =
        if object.has("problem") { asked(&mut reader, &object, now).into_iter().collect() } else { of_the_page(now) };
    // What stands in arrays can be read where it is known what they are compared with.
    let given = candidates.first().map(|first| read(&mut reader, &arrays, first)).unwrap_or_default();
    let best = candidates.iter().max_by_key(|against| fitting(against, &given));
    reader.finish_some(best.map(|against| answer(against, &given, now)))
}

/// An array as it was given: its key, its place in a list, and the name of the right one.
struct Given<'k> {
    key: &'k str,
    place: Option<usize>,
    name: String,
    array: Tensor,
}

/// How well arrays fit: how many are right, and how many of the others are at least explained.
fn fitting(against: &Against, given: &[Given<'_>]) -> (usize, usize) {
    let compared: Vec<_> =
        given.iter().filter_map(|own| against.reference.compare(&own.name, own.array.clone())).collect();
    let right = compared.iter().filter(|own| own.diagnosis.is_none()).count();
    let told = |kind| kind != practice::verdict::Kind::Different;
    (right, compared.iter().filter(|own| own.diagnosis.as_ref().is_some_and(|found| told(found.kind))).count())
}

fn answer(against: &Against, given: &[Given<'_>], now: &Snapshot) -> Value {
    let mut arrays = Map::new();
    for Given { key, place, name, array } in given {
        let Some(compared) = against.reference.compare(name, array.clone()) else { continue };
        let written = write::compared(&compared);
        if place.is_none() {
            arrays.insert((*key).to_owned(), written);
        } else if let Value::Array(list) = arrays.entry(*key).or_insert_with(|| Value::Array(vec![])) {
            list.push(written);
        }
    }
    let mut answer = json!({"arrays": arrays});
    if let Some(scope) = against.scope {
        answer["problem"] = match scope {
            Scope::Example(place) => json!({"scope": "example", "example": now.dataset.number(place)}),
            Scope::Batch => json!({"scope": "batch"}),
            Scope::Train => json!({"scope": "train"}),
        };
    }
    answer
}

/// Without a problem, the page's gradients: of the next batch or of the training points, whichever the arrays fit.
fn of_the_page(now: &Snapshot) -> Vec<Against> {
    // The last of those that fit equally well counts.
    [Scope::Batch, Scope::Train].map(|scope| page(now, scope)).into()
}

fn page(now: &Snapshot, scope: Scope) -> Against {
    let reference = Reference::of_network(&now.params, &now.examples(scope), now.config.sgd.rates());
    Against { reference, keys: OF_THE_PAGE, scope: Some(scope) }
}

/// `{scope, example?}` as in `gradients`, `{dense}` as in `lab.dense`, or `{network}` as in `lab.network`; `None` where it is
/// none of them, which is noted.
fn asked(reader: &mut Reader, object: &Object<'_>, now: &Snapshot) -> Option<Against> {
    let problem = reader.object(object, "problem");
    if problem.has("dense") {
        let object = reader.object(&problem, "dense");
        let reference = reference::of_dense(&lab::dense_problem(reader, &object)?, Convention::Rows);
        return Some(Against { reference, keys: OF_DENSE, scope: None });
    }
    if problem.has("network") {
        let object = reader.object(&problem, "network");
        let reference = reference::of_deep(&lab::network_problem(reader, &object)?, Convention::Rows);
        return Some(Against { reference, keys: OF_NETWORK, scope: None });
    }
    if problem.is_empty() {
        reader.note("problem", Fault::Missing { expected: Expected::Said(text::A_PROBLEM) });
        return None;
    }
    let scope = gradients::read_scope(reader, &problem, &[], now);
    reader.is_clean().then(|| page(now, scope))
}

/// Every array that was given. What is wrong is noted and left out.
fn read<'v>(reader: &mut Reader, arrays: &Object<'v>, against: &Against) -> Vec<Given<'v>> {
    let known: Vec<&'static str> = against.keys.iter().map(|(key, _)| *key).collect();
    reader.keys(arrays, &known);
    let mut given = Vec::new();
    for (key, value) in arrays.pairs() {
        let key = key.as_str();
        let Some((_, name)) = against.keys.iter().find(|(own, _)| *own == key) else { continue };
        let path = arrays.path_of(key);
        if !name.ends_with('[') {
            let array = tensor(reader, &path, value);
            given.extend(array.map(|array| Given { key, place: None, name: (*name).to_owned(), array }));
            continue;
        }
        let layers = against.reference.names().filter(|own| own.starts_with(name)).count();
        let expected = || Expected::Said(text::AN_ARRAY_FOR_EACH_LAYER);
        for (k, array) in reader.each(&path, value, &(0..=layers), expected, tensor).into_iter().enumerate() {
            given.extend(array.map(|array| Given { key, place: Some(k), name: format!("{name}{k}]"), array }));
        }
    }
    given
}

/// A number, a vector or a matrix.
fn tensor(reader: &mut Reader, path: &str, value: &Value) -> Option<Tensor> {
    match value.as_f64() {
        Some(number) => Some(Tensor::scalar(number)),
        None => lab::array(reader, path, value).map(|array| reference::tensor(&array)),
    }
}
