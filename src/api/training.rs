//! Methods that train: they play, make steps and go back, and change the backward pass.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::{
    RpcError,
    params::{nothing, object, whole},
    standing::Standing,
};
use crate::{
    Named,
    document::{Expected, Reader, SPEED, Speed},
    nn::Bug,
    state::Playground,
    training::Action,
};

/// How many steps one call may make.
const STEPS: RangeInclusive<u64> = 1..=1_000_000;
/// How many examples the steps of one call may see: some seconds of work, in slices.
const EXAMPLES: u64 = 10_000_000;

/// Plays. Without a speed, the one in force stays.
pub(super) fn play(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["speed"]);
    let speed = reader.read(&object, "speed", Speed::read, || Expected::Speed(SPEED));
    let speed = reader.finish(speed)?;
    playground.speed = speed.unwrap_or(playground.speed);
    playground.apply(Action::Play);
    Ok(playing(playground))
}

/// Stops playing, and stays at this step.
pub(super) fn pause(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    playground.apply(Action::Pause);
    Ok(playing(playground))
}

fn playing(playground: &Playground) -> Value {
    json!({"playing": playground.session.playing(), "step": playground.session.step()})
}

/// Makes steps, in slices.
pub(super) fn step(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    let most = EXAMPLES / playground.session.snapshot().next_batch.len().max(1) as u64;
    Ok(Standing::Steps(whole(params, "steps", *STEPS.start()..=most.min(*STEPS.end()))?))
}

/// Goes back by steps, to exactly the state that was. Before the start there is nothing: it stops there.
pub(super) fn back(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    Ok(Standing::Seek(playground.session.step().saturating_sub(whole(params, "steps", STEPS)?)))
}

/// Goes to a step of the run so far, with the settings that were in force there.
pub(super) fn seek(params: &Value, playground: &Playground) -> Result<Standing, RpcError> {
    let now = playground.session.snapshot();
    Ok(Standing::Seek(whole(params, "step", now.config.start_step..=now.end)?))
}

/// Goes back to the start.
pub(super) fn rewind(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    playground.apply(Action::Rewind);
    Ok(step_and_loss(playground))
}

/// Trains with a wrong backward pass from here on, or with the right one where the name is null.
pub(super) fn bug_set(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
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

/// Where training stands now; the loss is the mean over the training points.
pub(super) fn step_and_loss(playground: &Playground) -> Value {
    let now = playground.session.snapshot();
    json!({"step": now.step, "loss": now.metrics().train_loss})
}
