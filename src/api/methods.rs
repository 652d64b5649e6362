//! What each method does. Parameters are read whole before anything is done.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::{
    Host, PracticeCall, RpcError, boundary, explain, export, gradients, job::Standing, lab, numbers::with_overflows,
    page, step_and_loss,
};
use crate::{
    Named,
    data::COORDINATE,
    document::{Document, Expected, Link, Object, Reader, SPEED, Speed, link},
    nn::{Bug, sigmoid, two_layer},
    options::{Control, Panel},
    state::{Page, Playground},
    training::Action,
};

/// What a method does: one that only reads, or one that changes the playground.
#[derive(Clone, Copy)]
pub(super) enum Method {
    /// Reads, so that nothing has to be drawn anew; or is about the page around the playground, which stays as it is.
    Query(fn(&Value, &Playground, &dyn Host) -> Result<Standing, RpcError>),
    /// Reads too, with what comes in a part of its own.
    Practice(PracticeCall),
    /// Changes.
    Command(fn(&Value, &mut Playground) -> Result<Standing, RpcError>),
}

/// Every method by its name, as `describe` lists them.
const METHODS: [(&str, Method); 24] = [
    ("describe", Method::Query(|params, _, _| describe(params).map(Standing::done))),
    ("state.get", Method::Query(|params, playground, _| state_get(params, playground).map(Standing::done))),
    ("state.set", Method::Command(|params, playground| state_set(params, playground).map(Standing::done))),
    ("state.link", Method::Query(|params, playground, host| state_link(params, playground, host).map(Standing::done))),
    ("options.get", Method::Query(|params, _, host| page::options_get(params, host).map(Standing::done))),
    ("options.set", Method::Query(|params, _, host| page::options_set(params, host).map(Standing::done))),
    ("view.set", Method::Query(|params, _, host| page::view_set(params, host).map(Standing::done))),
    ("training.play", Method::Command(|params, playground| play(params, playground).map(Standing::done))),
    ("training.pause", Method::Command(|params, playground| pause(params, playground).map(Standing::done))),
    ("training.step", Method::Command(|params, playground| step(params, playground))),
    ("training.back", Method::Command(|params, playground| back(params, playground))),
    ("training.seek", Method::Command(|params, playground| seek(params, playground))),
    ("training.rewind", Method::Command(|params, playground| rewind(params, playground).map(Standing::done))),
    ("gradients", Method::Query(|params, playground, _| gradients::begin(params, playground))),
    ("explain", Method::Query(|params, playground, _| explain::explain(params, playground).map(Standing::done))),
    ("export", Method::Query(|params, playground, host| export::export(params, playground, host).map(Standing::done))),
    ("predict", Method::Query(|params, playground, _| predict(params, playground).map(Standing::done))),
    ("boundary", Method::Query(|params, playground, _| boundary::boundary(params, playground).map(Standing::done))),
    ("bug.set", Method::Command(|params, playground| bug_set(params, playground).map(Standing::done))),
    ("lab.dense", Method::Query(|params, _, _| lab::dense(params).map(Standing::done))),
    ("lab.network", Method::Query(|params, _, _| lab::network(params).map(Standing::done))),
    ("practice.exercises", Method::Practice(PracticeCall::Exercises)),
    ("practice.check", Method::Practice(PracticeCall::Check)),
    ("practice.compare", Method::Practice(PracticeCall::Compare)),
];

/// The names of all methods.
pub fn methods() -> Vec<&'static str> {
    METHODS.iter().map(|&(name, _)| name).collect()
}

/// The method of this name.
pub(super) fn find(name: &str) -> Result<Method, RpcError> {
    let method = METHODS.iter().find(|&&(known, _)| known == name);
    method.map(|&(_, method)| method).ok_or_else(|| RpcError::UnknownMethod { method: name.to_owned() })
}

/// The notifications that are sent to the embedding page, as `describe` lists them.
const EVENTS: [&str; 6] = [
    "playground/ready",
    "playground/resized",
    "playground/stepped",
    "playground/diverged",
    "playground/answered",
    "playground/error",
];

/// How many steps one call may make.
const STEPS: RangeInclusive<u64> = 1..=1_000_000;
/// How many examples the steps of one call may see: some seconds of work, in slices.
const EXAMPLES: u64 = 10_000_000;
/// How many points one call may ask about.
const PLACES: RangeInclusive<usize> = 0..=100_000;

/// The parameters as an object with no keys but the `known` ones.
pub(super) fn object<'v>(reader: &mut Reader, params: &'v Value, known: &[&'static str]) -> Object<'v> {
    let object = reader.top(params);
    reader.keys(&object, known);
    object
}

/// Refuses any parameter at all.
pub(super) fn nothing(params: &Value) -> Result<(), RpcError> {
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
        "name": "Backprop Playground", "version": env!("CARGO_PKG_VERSION"), "methods": methods(), "events": EVENTS,
        "views": names::<Page>(), "panels": names::<Panel>(), "controls": names::<Control>(),
        "bugs": bugs.collect::<Value>(),
    }))
}

/// The names of a closed list.
fn names<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.name()).collect()
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

/// The one parameter `key`, a whole number in `range`.
fn whole(params: &Value, key: &'static str, range: RangeInclusive<u64>) -> Result<u64, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &[key]);
    reader.require(&object, key, Expected::Whole(range.clone()));
    let whole = reader.whole(&object, key, range, 0);
    Ok(reader.finish(whole)?)
}

fn step(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    let most = EXAMPLES / playground.session.snapshot().next_batch.len().max(1) as u64;
    Ok(Standing::Steps(whole(params, "steps", *STEPS.start()..=most.min(*STEPS.end()))?))
}

/// Goes back by steps, to exactly the state that was. Before the start there is nothing: it stops there.
fn back(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    Ok(Standing::Seek(playground.session.step().saturating_sub(whole(params, "steps", STEPS)?)))
}

/// Goes to a step of the run so far, with the settings that were in force there.
fn seek(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    let now = playground.session.snapshot();
    Ok(Standing::Seek(whole(params, "step", now.config.start_step..=now.end)?))
}

fn rewind(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    playground.apply(Action::Rewind);
    Ok(step_and_loss(playground))
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
    Ok(bug.map_or_else(|| json!({}), |bug| json!({"name": bug.name()})))
}

fn predict(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
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
