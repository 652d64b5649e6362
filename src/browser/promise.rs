//! Waits for what the browser does in the background.

use std::{cell::Cell, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// Calls `done` once with what the promise gives or fails with.
pub(super) fn settle(promise: &Promise, done: impl FnOnce(Result<JsValue, JsValue>) + 'static) {
    let done = Rc::new(Cell::new(Some(done)));
    let tell = move |outcome| {
        if let Some(done) = done.take() {
            done(outcome);
        }
    };
    let (kept, lost) = (tell.clone(), tell.clone());
    // Once one of the two is called, the other's memory goes with it: both are owned by the promise.
    let yes = Closure::once_into_js(move |value: JsValue| kept(Ok(value)));
    let no = Closure::once_into_js(move |reason: JsValue| lost(Err(reason)));
    let then = Reflect::get(promise, &"then".into()).and_then(JsCast::dyn_into::<Function>);
    if let Err(reason) = then.and_then(|then| then.call2(promise, &yes, &no)) {
        tell(Err(reason));
    }
}
