//! Texts on their way into a text area, kept from it where the browser would take long to lay them out.

use js_sys::JsString;
use web_sys::{ClipboardEvent, DragEvent, HtmlTextAreaElement};

/// What `area` would hold after a paste. Where that `is_long`, the browser does not paste, and the page takes the text;
/// else there is nothing to do, and nothing is returned. An area that only shows the beginning of a text, and so is
/// read-only, gets another text whole.
pub fn long(event: &ClipboardEvent, area: &HtmlTextAreaElement, is_long: fn(&str) -> bool) -> Option<String> {
    let pasted = event.clipboard_data()?.get_data("text/plain").ok()?;
    let text = if area.read_only() { Some(pasted) } else { Some(with(area, &pasted)).filter(|text| is_long(text)) };
    text.inspect(|_| event.prevent_default())
}

/// A text that is dropped on a text area, where it `is_long`: it takes the place of what was there.
pub fn long_dropped(event: &DragEvent, is_long: fn(&str) -> bool) -> Option<String> {
    let dropped = event.data_transfer()?.get_data("text/plain").ok()?;
    Some(dropped).filter(|text| is_long(text)).inspect(|_| event.prevent_default())
}

/// The area's text with `pasted` in the place of its selection. Selections count UTF-16.
fn with(area: &HtmlTextAreaElement, pasted: &str) -> String {
    let value = JsString::from(area.value());
    let place = |selected: Result<Option<u32>, _>| selected.ok().flatten().unwrap_or(value.length());
    let (start, end) = (place(area.selection_start()), place(area.selection_end()));
    let part = |from, to| String::from(value.slice(from, to));
    part(0, start) + pasted + &part(end, value.length())
}
