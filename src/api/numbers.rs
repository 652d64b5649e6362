//! Numbers in answers. JSON has none that is not finite: such a one is said in words where it stands, and why in a list.

use serde_json::{Value, json};

/// What stands in place of a number that is too large for its floating point format, or of one that was made of such.
const OVERFLOW: &str = "overflow";

/// A number, or the word for one that is not finite.
pub(super) fn number(value: f64) -> Value {
    if value.is_finite() { value.into() } else { OVERFLOW.into() }
}

/// The paths under `value` where the word stands.
fn overflows(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text == OVERFLOW => found.push(path.to_owned()),
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(index, entry)| overflows(entry, &format!("{path}[{index}]"), found));
        }
        Value::Object(object) => {
            let path = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            object.iter().for_each(|(key, entry)| overflows(entry, &path(key), found));
        }
        _ => {}
    }
}

/// The answer, with the list `overflows` of what in it is no finite number, where there is any: the path, and `why`.
pub(super) fn with_overflows(mut answer: Value, why: impl Fn(&str) -> String) -> Value {
    let mut found = Vec::new();
    overflows(&answer, "", &mut found);
    if !found.is_empty() {
        let said = found.into_iter().map(|path| json!({"problem": why(&path), "path": path}));
        answer["overflows"] = said.collect();
    }
    answer
}
