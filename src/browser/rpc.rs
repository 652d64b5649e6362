//! `window.playground.request(method, params)`: the page's API for scripts on the page.

use std::fmt::Display;

use js_sys::{Error, Function, JSON, Object, Promise, Reflect};
use leptos::prelude::{StoredValue, UpdateValue, on_cleanup};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;

/// Under this name scripts find the API.
const NAME: &str = "playground";

/// Offers `answer` to scripts, until the current owner is cleaned up. `answer` takes the text of a JSON-RPC request
/// and gives the text of its response, which every request with an id has, or why there can be none now.
pub fn offer<Answer, Missing>(answer: impl Fn(String) -> Answer + 'static)
where
    Answer: Future<Output = Result<Option<String>, Missing>> + 'static,
    Missing: Display,
{
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(JsValue, JsValue) -> Promise>::new(move |method: JsValue, params: JsValue| {
        let request = match request_text(&method, &params) {
            Ok(request) => request,
            Err(error) => return Promise::reject(&error),
        };
        let answer = answer(request);
        future_to_promise(async move {
            match answer.await {
                Ok(response) => result_of(response.as_deref().unwrap_or("null")),
                Err(missing) => Err(Error::new(&missing.to_string()).into()),
            }
        })
    });
    let playground = Object::new();
    let _ = Reflect::set(&playground, &"request".into(), closure.as_ref().unchecked_ref::<Function>());
    let _ = Reflect::set(&window, &NAME.into(), &playground);
    let keep = StoredValue::new_local(Some(closure));
    on_cleanup(move || {
        let _ = Reflect::delete_property(&window_object(), &NAME.into());
        let _ = keep.try_update_value(Option::take);
    });
}

/// The request as JSON-RPC. Numbers that JSON has no word for (NaN, infinities) become null, which no method takes.
fn request_text(method: &JsValue, params: &JsValue) -> Result<String, JsValue> {
    let request = Object::new();
    Reflect::set(&request, &"jsonrpc".into(), &"2.0".into())?;
    Reflect::set(&request, &"id".into(), &1.into())?;
    Reflect::set(&request, &"method".into(), method)?;
    if !params.is_undefined() {
        Reflect::set(&request, &"params".into(), params)?;
    }
    Ok(JSON::stringify(&request)?.into())
}

/// What the promise resolves to, or the `Error` with code and data that it rejects with.
fn result_of(response: &str) -> Result<JsValue, JsValue> {
    let response = JSON::parse(response)?;
    let error = Reflect::get(&response, &"error".into())?;
    if error.is_undefined() {
        return Reflect::get(&response, &"result".into());
    }
    let message = Reflect::get(&error, &"message".into())?.as_string().unwrap_or_default();
    let rejection = Error::new(&message);
    for key in ["code", "data"] {
        Reflect::set(&rejection, &key.into(), &Reflect::get(&error, &key.into())?)?;
    }
    Err(rejection.into())
}

fn window_object() -> Object {
    js_sys::global()
}
