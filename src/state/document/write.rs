//! From a document to JSON.

use serde_json::{Value, json};

use super::{Document, VERSION, run};
use crate::{
    Named,
    check::CheckSpec,
    data::{DataSpec, Example, Source},
    nn::Parameters,
    training::{Config, NetworkSpec, SgdSpec, StopRule},
};

pub(super) fn document(document: &Document) -> Value {
    let Config { data, network, .. } = &document.config;
    let mut value = json!({
        "version": VERSION,
        "data": data_spec(data),
        "network": network_spec(network),
        "training": training(&document.config),
        "check": check(&document.check),
    });
    if document.stop != StopRule::default() {
        value["training"]["stopAt"] = stop_rule(&document.stop);
    }
    if let Some(past) = &document.past {
        value["run"] = run::write(past);
    }
    value
}

fn data_spec(data: &DataSpec) -> Value {
    match &data.source {
        Source::Generated { kind, points, noise, seed } => json!({
            "kind": kind.name(), "points": points, "noise": noise, "seed": seed, "trainFraction": data.train_fraction,
        }),
        Source::Custom(points) => json!({
            "kind": "custom",
            "points": points.iter().map(x_and_label).collect::<Vec<_>>(),
            "trainFraction": data.train_fraction,
        }),
    }
}

/// A point as \[x1, x2, label\].
fn x_and_label(example: &Example) -> Value {
    let label = if example.y > 0.0 { 1 } else { -1 };
    json!([example.x[0], example.x[1], label])
}

fn network_spec(network: &NetworkSpec) -> Value {
    let hidden = network.start.as_ref().map_or(network.hidden, |start| start.hidden());
    let mut value = json!({
        "hidden": hidden, "initialization": network.initialization.name(), "seed": network.seed,
    });
    if let Some(start) = &network.start {
        value["parameters"] = parameters(start);
    }
    value
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

fn training(config: &Config) -> Value {
    let mut value = sgd(&config.sgd);
    value["step"] = config.start_step.into();
    if let Some(position) = config.start_position {
        value["examplesSeen"] = position.into();
    }
    value
}

/// The settings of SGD, each under its key.
pub(super) fn sgd(sgd: &SgdSpec) -> Value {
    let mut value = json!({
        "learningRate": sgd.learning_rate,
        "batchSize": sgd.batch_size,
        "shuffle": sgd.shuffle,
        "reduction": sgd.reduction.name(),
        "l2": sgd.l2,
    });
    if let Some(bug) = sgd.bug {
        value["bug"] = bug.name().into();
    }
    value
}

/// What is set of a rule.
fn stop_rule(stop: &StopRule) -> Value {
    let keys = [
        ("step", stop.step.map(Value::from)),
        ("epoch", stop.epoch.map(Value::from)),
        ("loss", stop.loss.map(Value::from)),
        ("plateau", stop.plateau.map(Value::from)),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn check(check: &CheckSpec) -> Value {
    json!({
        "delta": check.delta,
        "scheme": check.scheme.name(),
        "rtol": check.rtol,
        "atol": check.atol,
        "precision": check.precision.name(),
    })
}
