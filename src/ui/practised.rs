//! What this device keeps of Practice: what was written and what is done. It is there again on the next visit.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::{
    browser::{leaving, storage, timer},
    state::Store,
};

/// Where this device keeps it.
const KEY: &str = "backprop-playground-practice";
/// It is kept when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 400;

/// Brings back what was kept, and keeps what changes from now on.
pub(super) fn follow(store: Store) {
    let practice = store.view.practice;
    let kept = storage::read(KEY).and_then(|kept| serde_json::from_str(&kept).ok());
    if let Some(Value::Object(kept)) = kept {
        untrack(|| practice.read(&kept));
    }
    let document = Memo::new(move |_| practice.write());
    let last = StoredValue::new(document.get_untracked());
    let save = move || {
        let Some(now) = document.try_get_untracked() else { return };
        if last.with_value(|last| *last != now) {
            storage::write(KEY, &Value::Object(now.clone()).to_string());
            last.set_value(now);
        }
    };
    leaving::on_leave(save);
    let mut save_soon = timer::when_quiet(QUIET, save);
    Effect::new(move |before: Option<Map<String, Value>>| {
        let now = document.get();
        if before.is_some_and(|before| before != now) {
            save_soon();
        }
        now
    });
}
