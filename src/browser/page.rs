//! The document around the view: its theme, and the sentence that stands in for a stopped program.

use std::panic;

use web_sys::Element;

/// Marks the document's root with the theme's name, which the style sheet's variables follow.
pub fn set_theme(name: &str) {
    if let Some(root) = document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
}

/// Shows the static "the playground stopped" sentence with its reload button when the program panics, instead of a
/// frozen page. The message goes to the console, for a report.
pub fn show_panics() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(root) = document_element() {
            let _ = root.set_attribute("data-stopped", "");
        }
        if let Some(window) = web_sys::window()
            && let Ok(event) = web_sys::Event::new("playground-panic")
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}

fn document_element() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
