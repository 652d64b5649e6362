//! The address follows the view that is open, and what was pasted there: a link opens the same.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    browser::address,
    state::{Page, Store},
};

const EXPLAIN: &str = "explain";
const LAYERS: &str = "layers";

/// Opens what the address names, and keeps the address true from then on.
pub(super) fn follow(store: Store) {
    let view = store.view;
    match address::read() {
        Some((name, _)) if name == EXPLAIN => view.page.set(Page::Explain),
        Some((name, content)) if name == LAYERS => {
            view.page.set(Page::Layers);
            // What cannot be read is as at the start.
            view.lab.read(&serde_json::from_str(&content).unwrap_or(Value::Null));
        }
        _ => {}
    }
    Effect::new(move |before: Option<(&'static str, String)>| {
        let now = match view.page.get() {
            Page::Train => ("", String::new()),
            Page::Explain => (EXPLAIN, String::new()),
            Page::Layers => (LAYERS, written(&view.lab.write())),
        };
        // An address of somebody else's, at the start, is theirs.
        if before.as_ref().map_or(!now.0.is_empty(), |before| *before != now) {
            address::write(now.0, &now.1);
        }
        now
    });
}

/// An untouched lab needs no words.
fn written(document: &Value) -> String {
    if document.as_object().is_some_and(serde_json::Map::is_empty) { String::new() } else { document.to_string() }
}
