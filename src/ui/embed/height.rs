//! The page's height, in every way that hosts understand.

use serde_json::json;

use super::bridge::notify;
use crate::browser::{address, embedding, extent};

/// Tells the embedding page how high the page is, now and whenever that changes.
pub(super) fn follow() {
    extent::on_height(|height| {
        notify("playground/resized", json!({"height": height}));
        // Canvas and other LTI platforms; older ones read only texts.
        let lti = json!({"subject": "lti.frameResize", "height": height}).to_string();
        embedding::tell(&lti);
        embedding::tell_text(&lti);
        // Embedly, and with it Medium, Reddit and the like.
        let embedly = json!({"src": address::base(), "context": "iframe.resize", "height": height});
        embedding::tell_text(&embedly.to_string());
        // Open edX.
        embedding::tell(&json!({"type": "plugin.resize", "payload": {"height": height}}).to_string());
    });
}
