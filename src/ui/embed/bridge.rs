//! JSON-RPC with the embedding page: its requests one after the other, and notifications of what happens here.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use crate::{
    Named,
    browser::{
        clock,
        embedding::{self, Message},
        timer,
    },
    state::{Answered, Store},
    ui::later,
};

/// So many requests wait at most: whoever asks faster is refused.
const MOST_WAITING: usize = 256;
/// Milliseconds of answers between two moments in which the page can draw.
const SLICE: f64 = 8.0;
/// Milliseconds between two notifications of steps at least.
const STEPPED_EVERY: f64 = 100.0;
/// JSON-RPC's range for errors of one's own begins here.
const TOO_MANY: i64 = -32001;

/// The requests that wait, and whether somebody is at work on them.
#[derive(Default)]
struct Waiting {
    messages: VecDeque<Message>,
    is_served: bool,
}

/// Answers the embedding page from now on, and tells it that the page is ready, where training stands, and when it
/// diverged.
pub(super) fn follow(store: Store) {
    let waiting = Rc::new(RefCell::new(Waiting::default()));
    embedding::on_message(move |message| {
        if message.is_splice {
            return;
        }
        let is_full = waiting.borrow().messages.len() >= MOST_WAITING;
        if is_full {
            // The request is not taken.
            let problem = format!("too many requests: {MOST_WAITING} wait already");
            return answer_with_error(&message, TOO_MANY, &problem);
        }
        let mut line = waiting.borrow_mut();
        line.messages.push_back(message);
        if !std::mem::replace(&mut line.is_served, true) {
            spawn_local(serve(store, Rc::clone(&waiting)));
        }
    });
    tell_steps(store);
    tell_divergence(store);
    tell_answers(store);
    notify("playground/ready", json!({}));
}

/// Sends a notification.
pub(super) fn notify(method: &str, params: Value) {
    embedding::tell(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
}

/// Answers what waits, in its order, with pauses in which the page draws.
async fn serve(store: Store, waiting: Rc<RefCell<Waiting>>) {
    let mut end = clock::now() + SLICE;
    loop {
        let next = waiting.borrow_mut().messages.pop_front();
        let Some(message) = next else { break };
        match later::answer(store, message.json.clone()).await {
            Ok(answer) => {
                if let Some(answer) = answer.await {
                    message.answer(&answer);
                }
            }
            Err(missing) => answer_with_error(&message, -32000, &missing.to_string()),
        }
        if clock::now() >= end {
            timer::pause().await;
            end = clock::now() + SLICE;
        }
    }
    waiting.borrow_mut().is_served = false;
}

/// A notification, which has no id, is answered by nothing.
fn answer_with_error(message: &Message, code: i64, problem: &str) {
    let request: Value = serde_json::from_str(&message.json).unwrap_or_default();
    if let Some(id) = request.get("id") {
        message.answer(&json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": problem}}).to_string());
    }
}

/// Tells of steps at most ten times a second, and of the last one always.
fn tell_steps(store: Store) {
    let now = Memo::new(move |_| (store.figures.with(|snapshot| snapshot.step), store.metrics.get().train_loss));
    let (told, waits) = (StoredValue::new(f64::NEG_INFINITY), StoredValue::new(false));
    let tell = move || {
        if let Some((step, loss)) = now.try_get_untracked() {
            told.set_value(clock::now());
            notify("playground/stepped", json!({"step": step, "loss": loss}));
        }
    };
    Effect::new(move |before: Option<(u64, f64)>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) && !waits.get_value() {
            let left = told.get_value() + STEPPED_EVERY - clock::now();
            if left <= 0.0 {
                tell();
            } else {
                waits.set_value(true);
                timer::once(left.ceil() as u64, move || {
                    waits.set_value(false);
                    tell();
                });
            }
        }
        now
    });
}

fn tell_divergence(store: Store) {
    let diverged = Memo::new(move |_| store.figures.with(|snapshot| snapshot.diverged));
    Effect::new(move |_| {
        if let Some(step) = diverged.get() {
            notify("playground/diverged", json!({"step": step}));
        }
    });
}

fn tell_answers(store: Store) {
    let answered = store.view.practice.answered;
    Effect::new(move |_| {
        if let Some(Answered { exercise, verdict, attempts }) = answered.get() {
            let params = json!({"exercise": exercise, "verdict": verdict.name(), "attempts": attempts});
            notify("playground/answered", params);
        }
    });
}
