//! What this device remembers. In a sandboxed frame storage throws: then nothing is remembered, and nothing breaks.

use web_sys::Storage;

/// What is kept under `key`, if anything can be.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `value` under `key` where storage is allowed.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets what is kept under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Whether anything can be kept here.
pub fn is_there() -> bool {
    storage().is_some()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
