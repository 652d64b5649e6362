//! Controls that an author hides or locks, found by their `data-control`, whenever and however views make them.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit, NodeList};

use super::{keep, page};

/// The attribute that names a control.
const NAME: &str = "data-control";
/// What can be locked in a control.
const FIELDS: &str = "button, input, select, textarea";

/// Hides the controls named in `hide` and disables those in `lock`, now and whenever the page makes others or enables
/// them again, until the current owner is cleaned up.
pub fn restrict(hide: Vec<&'static str>, lock: Vec<&'static str>) {
    let Some(body) = page::document().and_then(|document| document.body()) else { return };
    let root: Element = body.into();
    let within = root.clone();
    let apply = move || {
        for control in elements(within.query_selector_all(&format!("[{NAME}]"))) {
            let name = control.get_attribute(NAME).unwrap_or_default();
            set(&control, "data-hidden", hide.contains(&name.as_str()));
            if lock.contains(&name.as_str()) {
                set(&control, "data-locked", true);
                let own = control.matches(FIELDS).unwrap_or(false).then(|| control.clone());
                for field in own.into_iter().chain(elements(control.query_selector_all(FIELDS))) {
                    set(&field, "disabled", true);
                }
            }
        }
    };
    apply();
    let changed = Closure::<dyn FnMut()>::new(apply);
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    what.set_attribute_filter(
        &js_sys::Array::of1(&"disabled".into()).unchecked_into::<js_sys::Array<js_sys::JsString>>(),
    );
    let _ = observer.observe_with_options(&root, &what);
    keep::until_cleanup((observer, changed, root), |(observer, _, root)| {
        observer.disconnect();
        release(&root);
    });
}

/// What was hidden is shown again, and what was locked is free.
fn release(root: &Element) {
    for hidden in elements(root.query_selector_all("[data-hidden]")) {
        set(&hidden, "data-hidden", false);
    }
    for locked in elements(root.query_selector_all("[data-locked]")) {
        set(&locked, "data-locked", false);
        set(&locked, "disabled", false);
        for field in elements(locked.query_selector_all(FIELDS)) {
            set(&field, "disabled", false);
        }
    }
}

/// Sets or takes away an attribute, where that is a change: each one is looked at again.
fn set(element: &Element, attribute: &str, wanted: bool) {
    match (element.has_attribute(attribute), wanted) {
        (false, true) => drop(element.set_attribute(attribute, "")),
        (true, false) => drop(element.remove_attribute(attribute)),
        _ => {}
    }
}

fn elements<E>(list: Result<NodeList, E>) -> Vec<Element> {
    let Ok(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect()
}
