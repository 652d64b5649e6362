//! How high the page is.

use super::{page, size};

/// Calls `tell` with the height of the page's content in whole CSS pixels whenever it is another one, until the current
/// owner is cleaned up. It depends on the content and on the window's width, never on the window's height.
pub fn on_height(mut tell: impl FnMut(u32) + 'static) {
    let Some(body) = page::document().and_then(|document| document.body()) else { return };
    let (observed, mut before) = (body.clone(), None);
    size::on_resize(&body, move || {
        let height = observed.get_bounding_client_rect().height().ceil().max(0.0) as u32;
        // A frame that is not shown has no height worth telling.
        if height > 0 && before != Some(height) {
            before = Some(height);
            tell(height);
        }
    });
}
