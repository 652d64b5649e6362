//! Every method by its name.

use serde_json::{Value, json};

use super::{
    PracticeCall, RpcError, boundary, explain, export, gradients, lab, page,
    params::nothing,
    predict,
    standing::{Method, Standing},
    state, training,
};
use crate::{
    Named,
    nn::Bug,
    options::{Control, Panel},
    state::Page,
};

/// Every method by its name, as `describe` lists them.
const METHODS: [(&str, Method); 24] = [
    ("describe", Method::Query(|params, _, _| describe(params).map(Standing::done))),
    ("state.get", Method::Query(|params, playground, _| state::get(params, playground).map(Standing::done))),
    ("state.set", Method::Command(|params, playground| state::set(params, playground).map(Standing::done))),
    ("state.link", Method::Query(|params, playground, host| state::link(params, playground, host).map(Standing::done))),
    ("options.get", Method::Query(|params, _, host| page::options_get(params, host).map(Standing::done))),
    ("options.set", Method::Query(|params, _, host| page::options_set(params, host).map(Standing::done))),
    ("view.set", Method::Query(|params, _, host| page::view_set(params, host).map(Standing::done))),
    ("training.play", Method::Command(|params, playground| training::play(params, playground).map(Standing::done))),
    ("training.pause", Method::Command(|params, playground| training::pause(params, playground).map(Standing::done))),
    ("training.step", Method::Command(|params, playground| training::step(params, playground))),
    ("training.back", Method::Command(|params, playground| training::back(params, playground))),
    ("training.seek", Method::Command(|params, playground| training::seek(params, playground))),
    ("training.rewind", Method::Command(|params, playground| training::rewind(params, playground).map(Standing::done))),
    ("gradients", Method::Query(|params, playground, _| gradients::begin(params, playground).map(Standing::checking))),
    ("explain", Method::Query(|params, playground, _| explain::explain(params, playground).map(Standing::done))),
    ("export", Method::Query(|params, playground, host| export::export(params, playground, host).map(Standing::done))),
    ("predict", Method::Query(|params, playground, _| predict::predict(params, playground).map(Standing::done))),
    ("boundary", Method::Query(|params, playground, _| boundary::boundary(params, playground).map(Standing::done))),
    ("bug.set", Method::Command(|params, playground| training::bug_set(params, playground).map(Standing::done))),
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
