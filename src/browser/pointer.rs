//! The pointer that a drag belongs to.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Lets the element that listens have every further event of this pointer until it is lifted, wherever it goes.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
