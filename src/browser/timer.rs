//! Calls back at intervals, or once, later.

use std::time::Duration;

use js_sys::Promise;
use leptos::{
    leptos_dom::helpers::debounce,
    prelude::{StoredValue, UpdateValue, on_cleanup, set_timeout},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

/// Calls `callback` every `milliseconds`, until the current owner is cleaned up.
pub fn every(milliseconds: i32, callback: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut()>::new(callback);
    let id =
        window.set_interval_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), milliseconds);
    let keep = StoredValue::new_local(Some((window, closure)));
    on_cleanup(move || {
        if let (Some(Some((window, _))), Ok(id)) = (keep.try_update_value(Option::take), id) {
            window.clear_interval_with_handle(id);
        }
    });
}

/// Calls `callback` after `milliseconds`. Its owner may be gone by then: `callback` asks its signals whether they live.
pub fn once(milliseconds: u64, callback: impl FnOnce() + 'static) {
    set_timeout(callback, Duration::from_millis(milliseconds));
}

/// Lets the page draw and answer before what follows.
pub async fn pause() {
    let over = Promise::new(&mut |resolve, _| once(0, move || drop(resolve.call0(&JsValue::UNDEFINED))));
    let _ = JsFuture::from(over).await;
}

/// A function to call often: `callback` follows once, when there was no call for `milliseconds`.
pub fn when_quiet(milliseconds: u64, mut callback: impl FnMut() + 'static) -> impl FnMut() + 'static {
    let mut call = debounce(Duration::from_millis(milliseconds), move |()| callback());
    move || call(())
}
