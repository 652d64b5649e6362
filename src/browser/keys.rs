//! Keys that no control took: shortcuts of the whole page.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::event;

/// Where one types, or chooses by keys of its own: there every key is the control's.
const TAKES_ALL: &str =
    "textarea, select, [contenteditable], dialog, input:not([type=checkbox], [type=radio], [type=range])";
/// What moves by arrow keys or by Home.
const TAKES_ARROWS: &str =
    "input, [role=grid], [role=application], [role=tablist], [role=group] [tabindex], table, .step";
/// What is pressed by Space.
const TAKES_SPACE: &str = "button, a, input, summary, [tabindex]";

/// A key and what was held with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As `KeyboardEvent.key` says, letters in lower case.
    pub name: String,
    /// Whether Shift was held.
    pub shift: bool,
}

/// Calls `callback` with every key that no control under the focus takes for itself, until the current owner is cleaned up.
/// Where it answers true, the browser does nothing of its own with the key.
pub fn on_free_key(mut callback: impl FnMut(Key) -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    event::listen(window.into(), "keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
            return;
        }
        let name = event.key();
        let name = if name.chars().count() == 1 { name.to_lowercase() } else { name };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_taken = |by: &str| target.as_ref().is_some_and(|target| matches!(target.closest(by), Ok(Some(_))));
        let taken = match name.as_str() {
            _ if is_taken(TAKES_ALL) => true,
            " " => is_taken(TAKES_SPACE),
            "ArrowLeft" | "ArrowRight" | "Home" => is_taken(TAKES_ARROWS),
            // On the plane letters are its own.
            _ => name != "Escape" && is_taken("[role=application]"),
        };
        if !taken && callback(Key { name, shift: event.shift_key() }) {
            event.prevent_default();
        }
    });
}
