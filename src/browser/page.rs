//! The document around the view: its theme, and the sentence that stands in for a stopped program.

use std::panic;

use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};

/// Marks the document's root with the theme's name, which the style sheet's variables follow.
pub fn set_theme(name: &str) {
    if let Some(root) = document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
}

/// Moves the keyboard's focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Lets the page's loader show its "the playground stopped" sentence when the program panics, instead of a frozen page.
/// The message goes to the console too, for a report.
pub fn show_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&message.as_str().into());
        let event = CustomEventInit::new();
        event.set_detail(&message.as_str().into());
        if let Some(window) = web_sys::window()
            && let Ok(event) = CustomEvent::new_with_event_init_dict("playground-panic", &event)
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}

fn document_element() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
