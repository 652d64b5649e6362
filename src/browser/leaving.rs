//! The moment before a page goes away, which may be the last that it sees.

use super::event;

/// Calls `callback` whenever the page is hidden or left, until the current owner is cleaned up.
pub fn on_leave(callback: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    if let Some(document) = window.document() {
        // Phones end hidden pages without another word.
        let (hidden, callback) = (document.clone(), callback.clone());
        event::listen(document.into(), "visibilitychange", move |_| {
            if hidden.hidden() {
                callback();
            }
        });
    }
    event::listen(window.into(), "pagehide", move |_| callback());
}
