//! Calls back at intervals, or once, later.

use std::time::Duration;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::{leptos_dom::helpers::debounce, prelude::set_timeout};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

use super::keep;

/// Calls `callback` every `milliseconds`, until the current owner is cleaned up.
pub fn every(milliseconds: i32, callback: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut()>::new(callback);
    let id =
        window.set_interval_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), milliseconds);
    keep::until_cleanup((window, closure), move |(window, _)| {
        if let Ok(id) = id {
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

/// Calls `callback` when the page has nothing better to do, or after two seconds of not getting there.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    const LATEST: f64 = 2000.0;
    let global = js_sys::global();
    let request = Reflect::get(&global, &"requestIdleCallback".into()).and_then(JsCast::dyn_into::<Function>);
    match request {
        Ok(request) => {
            let options = Object::new();
            let _ = Reflect::set(&options, &"timeout".into(), &LATEST.into());
            let _ = request.call2(&global, &Closure::once_into_js(callback), &options);
        }
        // WebKit has none.
        Err(_) => once(500, callback),
    }
}

/// A function to call often: `callback` follows once, when there was no call for `milliseconds`.
pub fn when_quiet(milliseconds: u64, mut callback: impl FnMut() + 'static) -> impl FnMut() + 'static {
    let mut call = debounce(Duration::from_millis(milliseconds), move |()| callback());
    move || call(())
}
