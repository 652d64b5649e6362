//! SPLICE (cssplice.org): a host of smart learning content keeps a student's state and score.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    browser::{embedding, timer},
    document::Document,
    state::Store,
};

/// A state is reported when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 1_000;
/// The message that asks for the state is the first.
const ASK: &str = "backprop-playground-1";

/// Where the options ask for it: asks the host for the state that it has kept and opens that, and from then on reports the
/// state whenever the run stands still, and each beginning of a run as an event.
pub(super) fn follow(store: Store) {
    if !store.view.options.with_untracked(|options| options.splice) {
        return;
    }
    embedding::on_message(move |message| {
        if let Some(document) = message.is_splice().then(|| kept(&message.json)).flatten() {
            store.change(|playground| playground.load(document));
        }
    });
    embedding::tell(&json!({"subject": "SPLICE.getState", "message_id": ASK}).to_string());
    let count = StoredValue::new(1_u64);
    let id = move || {
        count.update_value(|count| *count += 1);
        format!("backprop-playground-{}", count.get_value())
    };
    let last = StoredValue::new(store.record());
    let mut report_soon = timer::when_quiet(QUIET, move || {
        let now = store.record();
        if last.with_value(|last| *last != now) {
            let (score, state) = (score(store), now.write());
            let report =
                json!({"subject": "SPLICE.reportScoreAndState", "message_id": id(), "score": score, "state": state});
            embedding::tell(&report.to_string());
            last.set_value(now);
        }
    });
    // Changes with every change of the run while it pauses, and when it starts to play.
    let paused = Memo::new(move |_| store.snapshot.with(|now| (!now.playing).then_some(now.revision)));
    Effect::new(move |before: Option<Option<u64>>| {
        let now = paused.get();
        match (before, now) {
            (None, _) => {}
            (Some(Some(_)), None) => event(&id(), "played", store),
            (Some(_), Some(_)) => report_soon(),
            (Some(None), None) => {}
        }
        now
    });
}

/// What a person did, for the host's log.
fn event(id: &str, name: &str, store: Store) {
    let step = store.snapshot.with_untracked(|snapshot| snapshot.step);
    let event = json!({"subject": "SPLICE.sendEvent", "message_id": id, "name": name, "data": {"step": step}});
    embedding::tell(&event.to_string());
}

/// How well the network has learned: its accuracy on the test points, or on the training points where there are no others.
fn score(store: Store) -> f64 {
    let metrics = store.metrics.get_untracked();
    let accuracy = metrics.test_accuracy.unwrap_or(metrics.train_accuracy);
    if accuracy.is_finite() { accuracy.clamp(0.0, 1.0) } else { 0.0 }
}

/// The state that the host has kept, where it answers with one that can be read.
fn kept(json: &str) -> Option<Document> {
    let answer: Value = serde_json::from_str(json).ok()?;
    let is_mine = answer["subject"] == "SPLICE.getState.response" && answer["message_id"] == ASK;
    Document::parse(answer.get("state").filter(|state| is_mine && state.is_object())?).ok()
}
