//! Media queries as signals.

use leptos::prelude::{ReadSignal, Set, signal};
use web_sys::MediaQueryList;

use super::event;

/// Whether the person asked the system for a dark theme.
pub fn prefers_dark() -> ReadSignal<bool> {
    matches("(prefers-color-scheme: dark)")
}

/// Whether the system puts its own colours in the place of every page's; whether those are dark says [`prefers_dark`].
pub fn forces_colors() -> ReadSignal<bool> {
    matches("(forced-colors: active)")
}

/// Whether the person asked the system for less motion.
pub fn prefers_reduced_motion() -> ReadSignal<bool> {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the page is being printed.
pub fn prints() -> ReadSignal<bool> {
    matches("print")
}

fn matches(query: &str) -> ReadSignal<bool> {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    let (value, set_value) = signal(list.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(list) = list {
        event::listen(list.clone().into(), "change", move |_| set_value.set(list.matches()));
    }
    value
}
