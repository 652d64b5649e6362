//! The page's address, and what stands after its `#`. Frames may refuse the history: then the address stays as it is.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, PopStateEvent};

use super::event;

/// What the history keeps beside an address of ours, to tell it from others.
const OWN: JsValue = JsValue::TRUE;

/// What stands after `#`, as it stands there.
pub fn read() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// What stands after `?`, as it stands there.
pub fn query() -> String {
    let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    query.strip_prefix('?').unwrap_or_default().to_owned()
}

/// The address up to `?` and `#`.
pub fn page() -> String {
    base().split('?').next().unwrap_or_default().to_owned()
}

/// The address up to `#`.
pub fn base() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Puts `text` after `#`, in place of what stood there: going back passes over that. No text takes the `#` away.
pub fn replace(text: &str) {
    change(text, |history, url| history.replace_state_with_url(&OWN, "", Some(url)));
}

/// Puts `text` after `#`, as a new entry of the history: going back returns to what stood there.
pub fn push(text: &str) {
    change(text, |history, url| history.push_state_with_url(&OWN, "", Some(url)));
}

/// Where another text after `#` comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody went back or forward to what [`replace`] or [`push`] had put there.
    History,
    /// Somebody typed or pasted it, or followed a link.
    Typed,
}

/// Calls `callback` when somebody goes back or forward, or changes what stands after `#`, until the current owner is
/// cleaned up. It is not called for what [`replace`] and [`push`] do.
pub fn on_change(mut callback: impl FnMut(Origin) + 'static) {
    let Some(window) = web_sys::window() else { return };
    event::listen(window.into(), "popstate", move |event| {
        let own = event.dyn_into::<PopStateEvent>().is_ok_and(|event| event.state() == OWN);
        callback(if own { Origin::History } else { Origin::Typed });
    });
}

fn change(text: &str, write: impl FnOnce(&History, &str) -> Result<(), JsValue>) {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let url = if text.is_empty() {
        location.pathname().ok().zip(location.search().ok()).map(|(path, query)| path + &query)
    } else {
        Some(format!("#{text}"))
    };
    if let (Some(url), Ok(history)) = (url, window.history()) {
        let _ = write(&history, &url);
    }
}
