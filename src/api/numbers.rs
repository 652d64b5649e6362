//! Numbers in answers. JSON has none that is not finite: such a one is said in words where it stands, and why in a list.

use serde_json::{Value, json};

/// What stands in place of a number that is too large for its floating point format, or of one that was made of such.
const OVERFLOW: &str = "overflow";

/// A number, or the word for one that is not finite.
pub(super) fn number(value: f64) -> Value {
    if value.is_finite() { value.into() } else { OVERFLOW.into() }
}

/// Puts the word under `value` wherever a number was not finite, of which JSON makes null, and notes the path.
fn say(value: &mut Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => {
            *value = OVERFLOW.into();
            found.push(path.to_owned());
        }
        Value::Array(entries) => {
            entries.iter_mut().enumerate().for_each(|(index, entry)| say(entry, &format!("{path}[{index}]"), found));
        }
        Value::Object(object) => {
            let path = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            object.iter_mut().for_each(|(key, entry)| say(entry, &path(key), found));
        }
        _ => {}
    }
}

/// The answer, in which null is no finite number, with the list `overflows` of these, where there is any: the path, and
/// `why`.
pub(super) fn with_overflows(mut answer: Value, why: impl Fn(&str) -> String) -> Value {
    let mut found = Vec::new();
    say(&mut answer, "", &mut found);
    if !found.is_empty() {
        let said = found.into_iter().map(|path| json!({"problem": why(&path), "path": path}));
        answer["overflows"] = said.collect();
    }
    answer
}
