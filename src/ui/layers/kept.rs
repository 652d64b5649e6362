//! What this device keeps of Layers, and offers again on the next visit.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::{
    browser::{leaving, storage, timer},
    ui::text::{layers as text, opened},
};

/// Where this device keeps what was pasted last.
const KEY: &str = "backprop-playground-layers";
/// It is kept when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 400;

/// The document of the Layers view.
type Document = Map<String, Value>;

/// Keeps `left` on this device from its first change on, and offers what was kept before, until somebody decides, where
/// nothing was pasted or opened yet.
#[component]
pub(super) fn Kept(left: RwSignal<Document>) -> impl IntoView {
    let fresh = left.with_untracked(Map::is_empty);
    let kept = RwSignal::new(if fresh { read() } else { None });
    keep(left);
    let go_on = move |_| {
        if let Some(document) = kept.try_update(Option::take).flatten() {
            left.set(document);
        }
    };
    let dismiss = move |_| {
        storage::remove(KEY);
        kept.set(None);
    };
    let offered = Memo::new(move |_| kept.with(Option::is_some));
    view! {
        <div role="status">
            {move || offered.get().then(|| view! {
                <div class="opened kept">
                    <p>{text::KEPT}</p>
                    <div class="tools">
                        <button type="button" class="quiet" on:click=go_on>{text::KEPT_OPEN}</button>
                        <button type="button" class="quiet" on:click=dismiss>{opened::DISMISS}</button>
                    </div>
                </div>
            })}
        </div>
    }
    .into_any()
}

fn read() -> Option<Document> {
    let Value::Object(document) = serde_json::from_str(&storage::read(KEY)?).ok()? else { return None };
    holds_arrays(&document).then_some(document)
}

/// Whether there is more than choices: these alone are not worth an offer, and must not take the place of what is kept.
fn holds_arrays(document: &Document) -> bool {
    ["dense", "deep", "sigmoid"].iter().any(|system| document.contains_key(*system))
}

fn keep(left: RwSignal<Document>) {
    let last = StoredValue::new(left.get_untracked());
    let save = move || {
        let Some(now) = left.try_get_untracked() else { return };
        if last.try_with_value(|last| *last == now) != Some(false) {
            return;
        }
        if holds_arrays(&now) {
            storage::write(KEY, &Value::Object(now.clone()).to_string());
        }
        last.set_value(now);
    };
    leaving::on_leave(save);
    let mut save_soon = timer::when_quiet(QUIET, save);
    Effect::new(move |before: Option<()>| {
        left.track();
        if before.is_some() {
            save_soon();
        }
    });
    on_cleanup(save);
}
