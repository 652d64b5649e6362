//! What each method does. Parameters are read whole before anything is done.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::{Host, RpcError, explain, export, gradients, lab};
use crate::{
    Named,
    data::COORDINATE,
    document::{Document, Expected, Link, Object, Reader, SPEED, Speed, link},
    nn::{Bug, sigmoid, two_layer},
    state::Playground,
    training::Action,
};

/// Every method, as `describe` lists them.
pub const METHODS: [&str; 17] = [
    "describe",
    "state.get",
    "state.set",
    "state.link",
    "training.play",
    "training.pause",
    "training.step",
    "training.back",
    "training.seek",
    "training.rewind",
    "gradients",
    "explain",
    "export",
    "predict",
    "bug.set",
    "lab.dense",
    "lab.network",
];

/// Every notification to the embedding page, as `describe` lists them.
pub const EVENTS: [&str; 5] =
    ["playground/ready", "playground/resized", "playground/stepped", "playground/diverged", "playground/error"];

/// How many steps one call may make.
const STEPS: RangeInclusive<u64> = 1..=1_000_000;
/// How many examples the steps of one call may see, so that a page is never silent for more than some seconds.
const EXAMPLES: u64 = 10_000_000;
/// How many points one call may ask about.
const PLACES: RangeInclusive<usize> = 0..=100_000;

pub(super) fn call(
    method: &str,
    params: &Value,
    playground: &mut Playground,
    host: &dyn Host,
) -> Result<Value, RpcError> {
    let none = Value::Object(Map::new());
    let params = if params.is_null() { &none } else { params };
    match method {
        "describe" => describe(params),
        "state.get" => state_get(params, playground),
        "state.set" => state_set(params, playground),
        "export" => export::export(params, playground, host),
        "state.link" => state_link(params, playground, host),
        "training.play" => play(params, playground),
        "training.pause" => pause(params, playground),
        "training.step" => step(params, playground),
        "training.back" => back(params, playground),
        "training.seek" => seek(params, playground),
        "training.rewind" => rewind(params, playground),
        "gradients" => gradients::gradients(params, playground),
        "explain" => explain::explain(params, playground),
        "predict" => predict(params, playground),
        "bug.set" => bug_set(params, playground),
        "lab.dense" | "lab.network" => lab::call(method, params).map_err(|problems| RpcError::InvalidLab { problems }),
        _ => Err(RpcError::UnknownMethod { method: method.to_owned() }),
    }
}

/// The parameters as an object with no keys but the `known` ones.
fn object<'v>(reader: &mut Reader, params: &'v Value, known: &[&'static str]) -> Object<'v> {
    let object = reader.top(params);
    reader.keys(&object, known);
    object
}

/// Refuses any parameter at all.
fn nothing(params: &Value) -> Result<(), RpcError> {
    let mut reader = Reader::default();
    object(&mut reader, params, &[]);
    Ok(reader.finish(())?)
}

fn describe(params: &Value) -> Result<Value, RpcError> {
    nothing(params)?;
    let bugs = Bug::ALL.iter().map(|bug| {
        let breaks: Vec<&str> = bug.breaks().iter().map(|group| group.name()).collect();
        json!({"name": bug.name(), "title": bug.title(), "breaks": breaks})
    });
    Ok(json!({
        "name": "Backprop Playground", "version": env!("CARGO_PKG_VERSION"), "methods": METHODS, "events": EVENTS,
        "bugs": bugs.collect::<Value>(),
    }))
}

fn state_get(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    Ok(playground.document().write())
}

fn state_set(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    playground.load(Document::parse(params)?);
    Ok(playground.document().write())
}

/// The page's address with the state and its past: whoever opens it stands in the Train view where this run stands.
fn state_link(params: &Value, playground: &Playground, host: &dyn Host) -> Result<Value, RpcError> {
    nothing(params)?;
    let text = link::write(&Link { document: playground.record(), ..Link::default() });
    let hash = if text.is_empty() { "" } else { "#" };
    Ok(json!({"url": format!("{}{hash}{text}", host.address())}))
}

/// Without a speed, the one in force stays.
fn play(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["speed"]);
    let speed = reader.read(&object, "speed", Speed::read, || Expected::Speed(SPEED));
    let speed = reader.finish(speed)?;
    playground.speed = speed.unwrap_or(playground.speed);
    playground.apply(Action::Play);
    Ok(playing(playground))
}

fn pause(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    playground.apply(Action::Pause);
    Ok(playing(playground))
}

fn playing(playground: &Playground) -> Value {
    json!({"playing": playground.session.playing(), "step": playground.session.step()})
}

fn step(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["steps"]);
    let most = EXAMPLES / playground.session.snapshot().next_batch.len().max(1) as u64;
    let range = *STEPS.start()..=most.min(*STEPS.end());
    reader.require(&object, "steps", Expected::Whole(range.clone()));
    let steps = reader.whole(&object, "steps", range, 1);
    let steps = reader.finish(steps)?;
    playground.apply(Action::Step(steps));
    Ok(step_and_loss(playground))
}

/// Goes back by steps, to exactly the state that was. Before the start there is nothing: it stops there.
fn back(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["steps"]);
    reader.require(&object, "steps", Expected::Whole(STEPS));
    let steps = reader.whole(&object, "steps", STEPS, 1);
    let steps = reader.finish(steps)?;
    playground.apply(Action::Back(steps));
    Ok(step_and_loss(playground))
}

/// Goes to a step of the run so far, with the settings that were in force there.
fn seek(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["step"]);
    let now = playground.session.snapshot();
    let range = now.config.start_step..=now.end;
    reader.require(&object, "step", Expected::Whole(range.clone()));
    let step = reader.whole(&object, "step", range, now.step);
    let step = reader.finish(step)?;
    playground.apply(Action::Seek(step));
    Ok(step_and_loss(playground))
}

fn rewind(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    playground.apply(Action::Rewind);
    Ok(step_and_loss(playground))
}

/// The loss is the mean over the training points.
fn step_and_loss(playground: &Playground) -> Value {
    let now = playground.session.snapshot();
    json!({"step": now.step, "loss": now.metrics().train_loss})
}

/// Trains with a wrong backward pass from here on, or with the right one where the name is null.
fn bug_set(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["name"]);
    let expected = || Expected::one_of::<Bug>();
    reader.require(&object, "name", expected());
    let name = |value: &Value| match value {
        Value::Null => Some(None),
        name => name.as_str().and_then(Bug::from_name).map(Some),
    };
    let bug = reader.read(&object, "name", name, expected).flatten();
    let bug = reader.finish(bug)?;
    playground.apply(Action::SetBug(bug));
    Ok(json!({"name": bug.map(Bug::name)}))
}

fn predict(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["points"]);
    let expected = || Expected::Places(*PLACES.end());
    reader.require(&object, "points", expected());
    let entries = object.get("points").and_then(|value| reader.entries("points", value, &PLACES, expected));
    let points: Vec<[f64; 2]> = entries
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(index, point)| place(&mut reader, &format!("points[{index}]"), point))
        .collect();
    let points = reader.finish(points)?;
    let params = playground.session.snapshot().params;
    let outputs: Vec<f64> = points.into_iter().map(|x| two_layer::output(&params, x)).collect();
    let probabilities: Vec<f64> = outputs.iter().map(|&ybar| sigmoid(ybar)).collect();
    Ok(json!({"outputs": outputs, "probabilities": probabilities}))
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
