//! One event listener, taken away again with its owner.

use leptos::prelude::{StoredValue, UpdateValue, on_cleanup};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventTarget};

/// Calls `callback` whenever `target` has the event `name`, until the current owner is cleaned up.
pub(super) fn listen(target: EventTarget, name: &'static str, callback: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(callback);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    let keep = StoredValue::new_local(Some((target, closure)));
    on_cleanup(move || {
        if let Some(Some((target, closure))) = keep.try_update_value(Option::take) {
            let _ = target.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
    });
}
