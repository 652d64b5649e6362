//! `practice.compare`: gradients of one's own beside the right ones.

use practice::{compare::Reference, pass::Tensor};
use serde_json::{Map, Value, json};

use super::{
    super::{RpcError, gradients, lab},
    CallProblem, below, expected, keys, missing, write,
};
use crate::{
    document::Reader,
    lab::{Convention, deep::DeepProblem, dense::DenseProblem, methods, reference},
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

/// The longest list of arrays that is compared.
const MOST_LAYERS: usize = 64;

pub(super) fn compare(params: &Value, now: &Snapshot) -> Result<Value, RpcError> {
    let (object, mut problems) = keys(params, &["problem", "arrays"]).map_err(RpcError::in_lab)?;
    let Some(arrays) = object.get("arrays").and_then(Value::as_object).filter(|arrays| !arrays.is_empty()) else {
        problems.push(missing("arrays", "an object of arrays"));
        return Err(RpcError::in_lab(problems));
    };
    let candidates = match object.get("problem") {
        None => of_the_page(now),
        Some(problem) => vec![asked(problem, now)?],
    };
    let known = candidates[0].keys;
    let given = read(arrays, known, &candidates[0].reference).map_err(|mut found| {
        found.append(&mut problems);
        RpcError::in_lab(found)
    })?;
    if !problems.is_empty() {
        return Err(RpcError::in_lab(problems));
    }
    let against = candidates.iter().max_by_key(|against| fitting(against, &given)).unwrap_or(&candidates[0]);
    Ok(answer(against, &given, now))
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

/// `{scope, example?}` as in `gradients`, `{dense}` as in `lab.dense`, or `{network}` as in `lab.network`.
fn asked(problem: &Value, now: &Snapshot) -> Result<Against, RpcError> {
    let within = |path: &'static str| {
        move |problems: Vec<CallProblem>| {
            RpcError::in_lab(problems.into_iter().map(|(own, problem)| (below(path, &own), problem)).collect())
        }
    };
    if let Some(params) = problem.get("dense") {
        let given = lab::dense_given(params).map_err(within("problem.dense"))?;
        let problem = DenseProblem::new(&given)
            .map_err(|mismatches| within("problem.dense")(methods::dense_problems(&mismatches)))?;
        let reference = reference::of_dense(&problem, Convention::Rows);
        return Ok(Against { reference, keys: OF_DENSE, scope: None });
    }
    if let Some(params) = problem.get("network") {
        let given = lab::network_given(params).map_err(within("problem.network"))?;
        let problem = DeepProblem::new(&given)
            .map_err(|mismatches| within("problem.network")(methods::network_problems(&mismatches)))?;
        let reference = reference::of_deep(&problem, Convention::Rows);
        return Ok(Against { reference, keys: OF_NETWORK, scope: None });
    }
    if problem.get("scope").is_none() {
        let what = "{scope}, {dense} or {network}: what gradients, lab.dense or lab.network take";
        return Err(RpcError::in_lab(vec![expected("problem", what)]));
    }
    let mut reader = Reader::default();
    let object = reader.top(problem);
    let scope = gradients::read_scope(&mut reader, &object, &[], now);
    let scope = reader.finish(scope).map_err(|problems| {
        within("problem")(problems.into_iter().map(|own| (own.path.clone(), own.problem())).collect())
    })?;
    Ok(page(now, scope))
}

/// Every array that was given, or every problem of them.
fn read<'k>(
    arrays: &'k Map<String, Value>,
    known: &[(&str, &str)],
    reference: &Reference,
) -> Result<Vec<Given<'k>>, Vec<CallProblem>> {
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for (key, value) in arrays {
        let path = below("arrays", key);
        let Some((_, name)) = known.iter().find(|(own, _)| own == key) else {
            let names: Vec<&str> = known.iter().map(|(own, _)| *own).collect();
            problems.push((path, format!("unknown array, expected {}", names.join(", "))));
            continue;
        };
        let list: Vec<(Option<usize>, String, &Value)> = match value.as_array().filter(|_| name.ends_with('[')) {
            _ if !name.ends_with('[') => vec![(None, path, value)],
            Some(list) if list.len() <= MOST_LAYERS => {
                list.iter().enumerate().map(|(k, own)| (Some(k), format!("{path}[{k}]"), own)).collect()
            }
            _ => {
                problems.push(expected(&path, "a list with an array for each layer"));
                continue;
            }
        };
        for (place, path, value) in list {
            let name = place.map_or_else(|| (*name).to_owned(), |k| format!("{name}{k}]"));
            match one(value, &path) {
                Err(problem) => problems.push(problem),
                Ok(_) if !reference.names().any(|own| own == name) => {
                    problems.push(expected(&path, "no more arrays than there are layers"));
                }
                Ok(array) => given.push(Given { key, place, name, array }),
            }
        }
    }
    if problems.is_empty() { Ok(given) } else { Err(problems) }
}

/// A number, a vector or a matrix.
fn one(value: &Value, path: &str) -> Result<Tensor, CallProblem> {
    match value.as_f64() {
        Some(number) => Ok(Tensor::scalar(number)),
        None => lab::read(value, path).map(|array| reference::tensor(&array)),
    }
}
