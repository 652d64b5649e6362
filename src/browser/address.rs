//! What stands after the page's `#`: a name and, after `=`, its content. Frames may refuse the history: then the address
//! stays as it is.

use wasm_bindgen::JsValue;

/// The name and the content after `#`, decoded; the content may be empty.
pub fn read() -> Option<(String, String)> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let (name, content) = hash.strip_prefix('#')?.split_once('=').unwrap_or((hash.strip_prefix('#')?, ""));
    Some((name.to_owned(), String::from(js_sys::decode_uri_component(content).ok()?)))
}

/// Puts a name and its content after `#`, in place of what stood there: typing does not fill the history. Without a name
/// nothing stands there.
pub fn write(name: &str, content: &str) {
    let Some(window) = web_sys::window() else { return };
    let url = match (name, content) {
        ("", _) => {
            window.location().pathname().ok().zip(window.location().search().ok()).map(|(path, query)| path + &query)
        }
        (name, "") => Some(format!("#{name}")),
        (name, content) => Some(format!("#{name}={}", String::from(js_sys::encode_uri_component(content)))),
    };
    if let (Some(url), Ok(history)) = (url, window.history()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}
