//! Waits for what the browser does in the background.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Calls `done` once with what the promise gives or fails with.
pub(super) fn settle(promise: &Promise, done: impl FnOnce(Result<JsValue, JsValue>) + 'static) {
    let settled = JsFuture::from(promise.clone());
    spawn_local(async move { done(settled.await) });
}
