//! What is too large to be computed, in words.

use leptos::prelude::*;

use crate::{state::Store, ui::text::check as text};

/// A sentence where a number of the check is not finite, nothing elsewhere.
#[component]
pub(in crate::ui) fn Overflow() -> impl IntoView {
    let store: Store = expect_context();
    let words =
        Memo::new(move |_| store.checks().judged.with(|rows| text::overflow(rows, store.check.get().precision)));
    move || words.get().map(|words| view! { <p class="overflow" role="status">{words}</p> })
}
