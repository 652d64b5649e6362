//! The document around the view: its theme, and the sentence that stands in for a stopped program.

use std::panic;

use wasm_bindgen::JsCast;
use web_sys::{
    CustomEvent, CustomEventInit, Document, Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::timer;

/// Marks the document's root with the theme's name, which the style sheet's variables follow.
pub fn set_theme(name: &str) {
    if let Some(root) = document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
}

/// Marks the document's root as that of a figure, which styles follow, or as that of the page.
pub fn set_figure(is_figure: bool) {
    if let Some(root) = document_element() {
        let _ = if is_figure { root.set_attribute("data-figure", "") } else { root.remove_attribute("data-figure") };
    }
}

/// Whether the address asked for a figure before the program was there (`public/first.js`).
pub fn begins_as_figure() -> bool {
    document_element().is_some_and(|root| root.has_attribute("data-figure"))
}

/// Marks the document's root while it is being printed: styles follow.
pub fn set_paper(on: bool) {
    if let Some(root) = document_element() {
        let _ = root.toggle_attribute_with_force("data-paper", on);
    }
}

/// Marks the document's root while it is on a projector: styles follow.
pub fn set_projector(on: bool) {
    if let Some(root) = document_element() {
        let _ = root.toggle_attribute_with_force("data-projector", on);
    }
}

/// Moves the keyboard's focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    if let Some(element) = first(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the keyboard's focus to the first element that `selector` finds, also where it takes none by itself: a heading.
pub fn land(selector: &str) {
    if let Some(element) = first(selector) {
        if !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        focus(selector);
    }
}

/// Moves the keyboard's focus to the first element that `selector` finds, once what was asked for just now stands there, and
/// opens every fold that holds it. A view that comes with it may still have to be fetched: after three seconds the focus
/// stays where it is.
pub fn focus_when_made(selector: String) {
    const EVERY: u64 = 50;
    fn look(selector: String, after: u64, left: u64) {
        timer::once(after, move || {
            if first(&selector).is_some() {
                unfold(&selector);
                focus(&selector);
            } else if left > 0 {
                look(selector, EVERY, left - 1);
            }
        });
    }
    look(selector, 0, 3000 / EVERY);
}

/// Opens every fold that holds the first element that `selector` finds.
fn unfold(selector: &str) {
    let mut fold = first(selector).and_then(|element| element.closest("details").ok().flatten());
    while let Some(details) = fold {
        let _ = details.set_attribute("open", "");
        fold = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// Moves the keyboard's focus to the first field that `selector` finds, with its text selected: what is typed replaces it.
pub fn focus_text(selector: &str) {
    focus(selector);
    if let Some(field) = first(selector).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Scrolls by as little as shows the first element that `selector` finds.
pub fn reveal(selector: &str) {
    if let Some(element) = first(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Names the document, in its tab and in the browser's history.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether nobody can see the page now.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

fn first(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Takes away what stood here while the page was loading.
pub fn end_loading() {
    for selector in ["#loading", "#frame"] {
        if let Some(element) = first(selector) {
            element.remove();
        }
    }
}

/// Lets the page's loader show its "the playground stopped" sentence when the program panics, instead of a frozen page.
/// The message goes to the console too, for a report.
pub fn show_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&message.as_str().into());
        tell_loader("playground-panic", &message);
    }));
}

/// Lets the page's loader show its "could not be loaded" sentence, with the way to load it again: for what the program needs
/// before it can show anything.
pub fn show_failure(reason: &str) {
    tell_loader("playground-failure", reason);
}

/// Sends the page's loader (public/boot.js) an event, with a reason for people.
fn tell_loader(event: &str, reason: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&reason.into());
    if let Some(window) = web_sys::window()
        && let Ok(event) = CustomEvent::new_with_event_init_dict(event, &init)
    {
        let _ = window.dispatch_event(&event);
    }
}

/// The document that the browser shows.
pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn document_element() -> Option<Element> {
    document()?.document_element()
}
