//! SPLICE (cssplice.org): a host of smart learning content keeps a student's state and score.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    Named,
    browser::{embedding, timer},
    document::Document,
    state::{Answered, Store},
};

/// A state is reported when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 1_000;
/// The message that asks for the state is the first.
const ASK: &str = "backprop-playground-1";

/// Where the options ask for it: asks the host for the state that it has kept and opens that, and from then on reports the
/// state whenever the run stands still or an answer was checked, and as events what a person does.
pub(super) fn follow(store: Store) {
    if !store.view.options.with_untracked(|options| options.splice) {
        return;
    }
    embedding::on_message(move |message| {
        if let Some(state) = message.is_splice.then(|| kept(&message.json)).flatten() {
            open(store, &state);
        }
    });
    embedding::tell(&json!({"subject": "SPLICE.getState", "message_id": ASK}).to_string());
    let count = StoredValue::new(1_u64);
    let tell = move |subject: &str, mut message: Value| {
        count.update_value(|count| *count += 1);
        message["subject"] = subject.into();
        message["message_id"] = format!("backprop-playground-{}", count.get_value()).into();
        embedding::tell(&message.to_string());
    };
    let last = StoredValue::new(state(store));
    let mut report_soon = timer::when_quiet(QUIET, move || {
        let now = state(store);
        if last.with_value(|last| *last != now) {
            tell("SPLICE.reportScoreAndState", json!({"score": score(store), "state": now.clone()}));
            last.set_value(now);
        }
    });
    // Changes with every change of the run while it pauses, and when it starts to play.
    let paused = Memo::new(move |_| store.snapshot.with(|now| (!now.playing).then_some(now.revision)));
    let practised = Memo::new(move |_| store.view.practice.write());
    Effect::new(move |before: Option<Option<u64>>| {
        // Read, and not only tracked: a memo that nobody reads knows of no change.
        practised.with(|_| {});
        let now = paused.get();
        match (before, now) {
            (None, _) | (Some(None), None) => {}
            (Some(Some(_)), None) => {
                let step = store.snapshot.with_untracked(|snapshot| snapshot.step);
                tell("SPLICE.sendEvent", json!({"name": "played", "data": {"step": step}}));
            }
            (Some(_), Some(_)) => report_soon(),
        }
        now
    });
    Effect::new(move |_| {
        if let Some(Answered { exercise, verdict, attempts }) = store.view.practice.answered.get() {
            let data = json!({"exercise": exercise, "verdict": verdict.name(), "attempts": attempts});
            tell("SPLICE.sendEvent", json!({"name": "answered", "data": data}));
        }
    });
}

/// What the host keeps: the run with its past, and what was written in Practice.
fn state(store: Store) -> Value {
    json!({"run": store.record().write(), "practice": untrack(|| store.view.practice.write())})
}

/// Opens what the host has kept, as far as it can be read.
fn open(store: Store, state: &Value) {
    if let Some(Ok(run)) = state.get("run").map(Document::parse) {
        store.change(|playground| playground.load(run));
    }
    if let Some(practice) = state.get("practice").and_then(Value::as_object) {
        untrack(|| store.view.practice.read(practice));
    }
}

/// From 0 to 1: whether the exercise that is open was ever answered right, where there is one; else how well the network
/// has learned, its accuracy on the test points, or on the training points where there are no others.
fn score(store: Store) -> f64 {
    let practice = store.view.practice;
    let open = practice.open.get_untracked();
    if let Some(done) = practice.sheets.with_untracked(|sheets| sheets.get(&open).map(|sheet| sheet.done)) {
        return if done { 1.0 } else { 0.0 };
    }
    let metrics = store.metrics.get_untracked();
    let accuracy = metrics.test_accuracy.unwrap_or(metrics.train_accuracy);
    if accuracy.is_finite() { accuracy.clamp(0.0, 1.0) } else { 0.0 }
}

/// The state that the host has kept, where it answers with one.
fn kept(json: &str) -> Option<Value> {
    let answer: Value = serde_json::from_str(json).ok()?;
    let is_mine = answer["subject"] == "SPLICE.getState.response" && answer["message_id"] == ASK;
    answer.get("state").filter(|state| is_mine && state.is_object()).cloned()
}
