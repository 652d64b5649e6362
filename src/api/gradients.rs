//! The gradient of the present loss, from backpropagation and from its witnesses.

use serde_json::{Value, json};

use super::RpcError;
use crate::{
    Named,
    check::{Kinks, Report, Row, kinks, report},
    document::{self, Expected, Object, Reader},
    nn::Parameters,
    state::Playground,
    training::{Scope, Snapshot},
};

/// Gradients of the data loss, without L2, under the reduction in force.
pub(super) fn gradients(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    let now = playground.session.snapshot();
    let scope = scope(params, &now)?;
    let reduction = now.config.sgd.reduction;
    let indices = now.indices(scope);
    let examples = now.examples(scope);
    let backprop = now.gradient(&examples);
    let report = report(&playground.check, &now.params, &backprop, &examples, reduction);
    let kinks = kinks(&playground.check, &now.params, &examples, reduction);
    let places: Vec<usize> = indices.into_iter().map(|index| now.dataset.places[index]).collect();
    let kink_list: Vec<Value> = kinks.iter().map(|kinks| kink(kinks, &places)).collect();
    Ok(json!({
        "loss": report.loss,
        "reduction": reduction.name(),
        "examples": places,
        "backprop": document::parameters(&backprop),
        "finiteDifference": column(&report, &backprop, |row| row.finite_difference),
        "forwardMode": column(&report, &backprop, |row| row.forward_mode),
        "kinks": kink_list,
        "verdict": verdict(&report, &kinks),
    }))
}

fn scope(params: &Value, now: &Snapshot) -> Result<Scope, RpcError> {
    let mut reader = Reader::default();
    let object = reader.top(params);
    let scope = read_scope(&mut reader, &object, &[], now);
    Ok(reader.finish(scope)?)
}

/// Reads `scope` and `example`, which stand beside the keys `others` and no more.
///
/// Examples are named by their place in the list that was given, which is the dataset's order for generated data.
pub(super) fn read_scope(reader: &mut Reader, object: &Object<'_>, others: &[&'static str], now: &Snapshot) -> Scope {
    let choices = [("example", Kind::Example), ("batch", Kind::Batch), ("train", Kind::Train)];
    reader.require(object, "scope", Expected::OneOf(choices.map(|(name, _)| name).to_vec()));
    let named = object.get("scope").and_then(Value::as_str);
    let kind = reader.choice(object, "scope", &choices, Kind::Batch);
    // A scope that is refused says nothing about the example beside it.
    let is_alone = kind != Kind::Example && choices.iter().any(|(name, _)| Some(*name) == named);
    let keys: &[&'static str] = if is_alone { &["scope"] } else { &["scope", "example"] };
    reader.keys(object, &[others, keys].concat());
    let last = now.dataset.examples.len().saturating_sub(1);
    match kind {
        Kind::Example => {
            reader.require(object, "example", Expected::Whole(0..=last as u64));
            let example = reader.count(object, "example", &(0..=last), 0);
            Scope::Example(now.dataset.index_of(example).unwrap_or(example))
        }
        Kind::Batch => Scope::Batch,
        Kind::Train => Scope::Train,
    }
}

/// A scope's name, without the example.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Example,
    Batch,
    Train,
}

/// One column of the report, in the shapes of `like`.
fn column(report: &Report, like: &Parameters, pick: impl Fn(&Row) -> f64) -> Value {
    let mut parameters = Parameters::zeros(like.hidden());
    report.rows.iter().for_each(|row| parameters.set(row.id, pick(row)));
    document::parameters(&parameters)
}

fn verdict(report: &Report, kinks: &[Kinks]) -> Value {
    json!({
        "matches": report.matches(),
        "maxAbsoluteError": report.max_absolute_error,
        "maxRelativeError": report.max_relative_error,
        "worst": report.worst.map(|id| id.to_string()),
        "kinked": kinked(kinks),
    })
}

/// One parameter's certificate. `places` names the examples that were checked.
fn kink(kinks: &Kinks, places: &[usize]) -> Value {
    let crossing: Vec<usize> = kinks.crossing.iter().map(|&index| places[index]).collect();
    json!({
        "parameter": kinks.parameter.to_string(),
        "nearest": {"below": kinks.below, "above": kinks.above},
        "crossing": crossing,
    })
}

/// The parameters whose finite difference steps across a hinge of some example, matching or not.
fn kinked(all: &[Kinks]) -> Vec<String> {
    all.iter().filter(|kinks| !kinks.crossing.is_empty()).map(|kinks| kinks.parameter.to_string()).collect()
}
