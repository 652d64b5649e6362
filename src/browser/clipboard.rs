//! The clipboard. It is missing where the page is not secure, and refuses in frames that may not write: then the text
//! stands on the page to be copied by hand.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{StoredValue, UpdateValue};
use wasm_bindgen::JsCast;

use super::promise;

/// Puts `text` on the clipboard and then says whether that went well.
pub fn write(text: &str, done: impl FnMut(bool) + 'static) {
    let done = StoredValue::new_local(done);
    let tell = move |went_well: bool| done.update_value(|done| done(went_well));
    match written(text) {
        Some(promise) => promise::settle(&promise, move |outcome| tell(outcome.is_ok())),
        None => tell(false),
    }
}

/// `navigator.clipboard.writeText(text)`, where there is such a thing.
fn written(text: &str) -> Option<Promise> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}
