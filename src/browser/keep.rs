//! What the browser has of the page, given back with the owner that made it.

use leptos::prelude::{StoredValue, UpdateValue, on_cleanup};

/// Keeps `held` until the current owner is cleaned up, and hands it to `end` then.
pub(super) fn until_cleanup<T: 'static>(held: T, end: impl FnOnce(T) + Send + Sync + 'static) {
    let keep = StoredValue::new_local(Some(held));
    on_cleanup(move || {
        if let Some(Some(held)) = keep.try_update_value(Option::take) {
            end(held);
        }
    });
}
