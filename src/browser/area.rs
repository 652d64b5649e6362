//! A text area that is written in by the page: as if somebody typed, so that the browser's own undo takes it back.

use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

use super::page;

/// A text area of the page.
pub type Area = HtmlTextAreaElement;

/// What stands before the caret; nothing where a part of the text is selected. Selections count UTF-16.
pub fn before_caret(area: &Area) -> Option<String> {
    let (start, end) = (area.selection_start().ok()??, area.selection_end().ok()??);
    (start == end).then(|| JsString::from(area.value()).slice(0, start).into())
}

/// Types `text` at the caret, in place of what is selected.
pub fn insert(area: &Area, text: &str) {
    if !command("insertText", text) {
        let _ = area.set_range_text(text);
    }
}

/// Takes away `count` characters before the caret.
pub fn delete_before(area: &Area, count: u32) {
    let Ok(Some(end)) = area.selection_start() else { return };
    let _ = area.set_selection_range(end.saturating_sub(count), end);
    if !command("delete", "") {
        let _ = area.set_range_text("");
    }
}

/// Types `text` in place of everything.
pub fn replace(area: &Area, text: &str) {
    let _ = area.focus();
    area.select();
    insert(area, text);
}

/// Deprecated, and the one way to write in a field that keeps the browser's undo. Says whether the browser has it.
fn command(name: &str, text: &str) -> bool {
    let Some(document) = page::document() else { return false };
    let command = Reflect::get(&document, &"execCommand".into()).and_then(JsCast::dyn_into::<Function>);
    let done = command.and_then(|command| command.call3(&document, &name.into(), &JsValue::FALSE, &text.into()));
    done.is_ok_and(|done| done.is_truthy())
}
