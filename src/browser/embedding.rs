//! The page around this one, where it stands in a frame: what it asks, and what it is told.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use super::event;

/// A request that is longer than this, as JSON, is ignored: 5,000 points take about 300 kB.
const LONGEST: u32 = 8 << 20;

/// The window of the embedding page; `None` where there is none.
fn host() -> Option<Window> {
    let window = web_sys::window()?;
    let parent = window.parent().ok().flatten()?;
    (parent != window).then_some(parent)
}

/// Whether the page stands in a frame.
pub fn is_embedded() -> bool {
    host().is_some()
}

/// Posts what `json` says to the embedding page, as an object.
pub fn tell(json: &str) {
    if let (Some(host), Ok(message)) = (host(), JSON::parse(json)) {
        // Nothing of it is a secret from the page that shows it.
        let _ = host.post_message(&message, "*");
    }
}

/// Posts `text` to the embedding page as it is: some hosts read only texts.
pub fn tell_text(text: &str) {
    if let Some(host) = host() {
        let _ = host.post_message(&text.into(), "*");
    }
}

/// What the embedding page has posted.
#[derive(Clone, Debug)]
pub struct Message {
    /// An object, as JSON.
    pub json: String,
    /// Whether it is one of SPLICE's, and no request.
    pub is_splice: bool,
    origin: String,
}

impl Message {
    /// Answers with what `json` says, to the window and the origin that asked.
    pub fn answer(&self, json: &str) {
        // A page of no origin (a sandbox, a disk) has none to be named by; its window is still the only one that hears.
        let origin = if self.origin.is_empty() || self.origin == "null" { "*" } else { &self.origin };
        if let (Some(host), Ok(message)) = (host(), JSON::parse(json)) {
            let _ = host.post_message(&message, origin);
        }
    }
}

/// Calls `on_message` for every JSON-RPC 2.0 request, and every message with a SPLICE subject, that the embedding page
/// posts, until the current owner is cleaned up. What is none of them, or comes from another window, is ignored before
/// anything of it is copied.
pub fn on_message(mut on_message: impl FnMut(Message) + 'static) {
    let (Some(window), Some(host)) = (web_sys::window(), host()) else { return };
    let host = JsValue::from(host);
    event::listen(window.into(), "message", move |event| {
        let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
        let is_host = event.source().is_some_and(|source| JsValue::from(source) == host);
        let Some(kind) = kind_of(&event.data()).filter(|_| is_host) else { return };
        if let Some(json) = JSON::stringify(&event.data()).ok().filter(|text| text.length() <= LONGEST) {
            on_message(Message { json: json.into(), origin: event.origin(), is_splice: kind == Kind::Splice });
        }
    });
}

/// What a message is that is for the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Request,
    Splice,
}

/// Which kind of message it is; `None` for all others.
fn kind_of(data: &JsValue) -> Option<Kind> {
    if !data.is_object() || Array::is_array(data) {
        return None;
    }
    let get = |key: &str| Reflect::get(data, &key.into()).unwrap_or_default();
    let id = get("id");
    let is_id = id.is_undefined() || id.is_null() || id.is_string() || id.as_f64().is_some_and(f64::is_finite);
    let is_request = get("jsonrpc") == "2.0" && get("method").is_string() && is_id;
    let is_splice = || get("subject").as_string().is_some_and(|subject| subject.starts_with("SPLICE."));
    if is_request { Some(Kind::Request) } else { is_splice().then_some(Kind::Splice) }
}
