//! Whether anybody can see the page: not in a hidden tab, and not in a frame that is scrolled out of sight.

use std::{cell::Cell, rc::Rc};

use js_sys::Array;
use leptos::prelude::{GetUntracked, RwSignal, Set};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

use super::{event, keep, page};

/// Keeps `seen` true while the page can be seen, until the current owner is cleaned up. Browsers go on drawing frames of
/// the same origin as the page around them wherever they stand, so the page looks for itself.
pub fn follow(seen: RwSignal<bool>) {
    let Some(document) = page::document() else { return };
    let in_sight = Rc::new(Cell::new(true));
    let (place, around) = (Rc::clone(&in_sight), document.clone());
    let tell = move || {
        let now = place.get() && !around.hidden();
        if seen.get_untracked() != now {
            seen.set(now);
        }
    };
    let shown = tell.clone();
    event::listen(document.clone().into(), "visibilitychange", move |_| shown());
    let Some(root) = document.document_element() else { return };
    let look = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        // The newest is the last.
        if let Ok(entry) = entries.pop().dyn_into::<IntersectionObserverEntry>() {
            in_sight.set(entry.is_intersecting());
            tell();
        }
    });
    if let Ok(observer) = IntersectionObserver::new(look.as_ref().unchecked_ref()) {
        observer.observe(&root);
        keep::until_cleanup((observer, look), |(observer, _)| observer.disconnect());
    }
}
