//! What other views have to do with Practice: the device keeps what was written and done there, and a button opens an
//! exercise.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::text::practice as text;
use crate::{
    browser::{leaving, storage, timer},
    state::{Page, Store},
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

/// Opens the exercise about what one looks at, where there is one.
#[component]
pub(super) fn Practise(
    /// The exercise's id.
    #[prop(into)]
    exercise: Signal<Option<&'static str>>,
) -> impl IntoView {
    let view = expect_context::<Store>().view;
    let exercise = Memo::new(move |_| exercise.get());
    let button = move || {
        exercise.get().map(|id| {
            let open = move |_| {
                view.practice.open.set(id.to_owned());
                view.page.set(Page::Practice);
            };
            view! { <button type="button" class="quiet" on:click=open>{text::PRACTISE}</button> }
        })
    };
    view! { {button} }.into_any()
}
