//! One event listener, taken away again with its owner.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventTarget};

use super::keep;

/// Calls `callback` whenever `target` has the event `name`, until the current owner is cleaned up.
pub(super) fn listen(target: EventTarget, name: &'static str, callback: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(callback);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    keep::until_cleanup((target, closure), move |(target, closure)| {
        let _ = target.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    });
}
