//! The browser's console, for people who write pages.

/// Writes a line that warns.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&line.into());
}
