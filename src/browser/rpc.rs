//! `window.playground.request(method, params)`: the page's API for scripts on the page.

use std::{cell::RefCell, fmt::Display, rc::Rc};

use js_sys::{Array, Error, Function, JSON, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;

use super::keep;

/// Under this name scripts find the API.
const NAME: &str = "playground";
/// JSON-RPC's code for parameters that a method does not take.
const INVALID_PARAMS: i32 = -32602;
/// Of what somebody else has written, messages say no more than this many characters.
const MOST: usize = 100;

/// No method takes a text of so many characters: a longer one is refused by its beginning as well, and copied no further.
const LONGEST_TEXT: u32 = 1 << 20;

/// Offers `answer` to scripts, until the current owner is cleaned up. `answer` takes the text of a JSON-RPC request
/// and gives the text of its response, which every request with an id has, or why there can be none now.
pub fn offer<Answer, Missing>(answer: impl Fn(String) -> Answer + 'static)
where
    Answer: Future<Output = Result<Option<String>, Missing>> + 'static,
    Missing: Display,
{
    let Some(window) = web_sys::window() else { return };
    // Parameters may run code of their own while they are read, which may ask something too: no FnMut.
    let closure = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |method: JsValue, params: JsValue| {
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
    keep::until_cleanup((window, closure), |(window, _)| {
        let _ = Reflect::delete_property(&window, &NAME.into());
    });
}

/// The request as JSON-RPC, or the `Error` that says why its parameters are none. Numbers that JSON has no word for (NaN,
/// infinities) become null, which no method takes.
fn request_text(method: &JsValue, params: &JsValue) -> Result<String, JsValue> {
    let method = method.as_string().unwrap_or_default();
    let method: String = JSON::stringify(&method.into())?.into();
    if params.is_undefined() {
        return Ok(format!(r#"{{"jsonrpc":"2.0","id":1,"method":{method}}}"#));
    }
    let params = json(params).map_err(|problem| {
        let rejection = Error::new(&format!("invalid params: {problem}"));
        let data = Object::new();
        let _ = Reflect::set(&data, &"path".into(), &"".into());
        let _ = Reflect::set(&data, &"problem".into(), &problem.into());
        let _ = Reflect::set(&rejection, &"code".into(), &INVALID_PARAMS.into());
        let _ = Reflect::set(&rejection, &"data".into(), &Array::of1(&data));
        JsValue::from(rejection)
    })?;
    Ok(format!(r#"{{"jsonrpc":"2.0","id":1,"method":{method},"params":{params}}}"#))
}

/// A value as JSON, or why it is none. What `JSON.stringify` would leave out or empty in silence (a function, a Map, a
/// node of the page) is no state.
fn json(value: &JsValue) -> Result<String, String> {
    let found = Rc::new(RefCell::new(None::<String>));
    let (noted, mut is_whole) = (Rc::clone(&found), true);
    let replacer = Closure::<dyn FnMut(JsValue, JsValue) -> JsValue>::new(move |key: JsValue, value: JsValue| {
        if let Some(text) = value.dyn_ref::<JsString>().filter(|text| text.length() > LONGEST_TEXT) {
            return text.substring(0, LONGEST_TEXT).into();
        }
        // An undefined value in an object is as good as none; as the whole it is nothing.
        let is_nothing = std::mem::replace(&mut is_whole, false) && value.is_undefined();
        let Some(kind) = no_json(&value).or_else(|| is_nothing.then(|| "nothing".to_owned())) else { return value };
        let place = key.as_string().filter(|key| !key.is_empty());
        let place = place.map_or_else(String::new, |key| format!(" under {:?}", shortened(&key)));
        noted.borrow_mut().get_or_insert_with(|| format!("found {kind}{place}, expected what JSON can say"));
        JsValue::UNDEFINED
    });
    let text = JSON::stringify_with_replacer(value, replacer.as_ref());
    let found = found.borrow_mut().take();
    match (found, text) {
        (Some(problem), _) => Err(problem),
        (None, Ok(text)) => text.as_string().ok_or_else(|| "found nothing, expected what JSON can say".to_owned()),
        (None, Err(error)) => {
            let message = error.dyn_ref::<Error>().map_or_else(String::new, |error| error.message().into());
            Err(format!("cannot be made JSON, expected what JSON can say: {}", shortened(&message)))
        }
    }
}

/// What a value is that JSON has no word for: a function, a symbol, or an object that is more than its own keys.
fn no_json(value: &JsValue) -> Option<String> {
    if value.is_function() {
        return Some("a function".to_owned());
    }
    if value.is_symbol() {
        return Some("a symbol".to_owned());
    }
    if !value.is_object() || Array::is_array(value) {
        return None;
    }
    // A plain object's prototype is Object.prototype, of this frame or of another one: it has none itself.
    let prototype = Reflect::get_prototype_of(value).ok().map(JsValue::from).filter(JsValue::is_object)?;
    let above = Reflect::get_prototype_of(&prototype).ok().map(JsValue::from);
    above.filter(JsValue::is_object)?;
    let name = Reflect::get(value, &"constructor".into()).and_then(|made| Reflect::get(&made, &"name".into()));
    Some(format!("an object of {:?}", shortened(&name.ok().and_then(|name| name.as_string()).unwrap_or_default())))
}

fn shortened(text: &str) -> String {
    if text.chars().nth(MOST).is_some() { text.chars().take(MOST).chain(['…']).collect() } else { text.to_owned() }
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
