//! The way into drawing and out of it, for figures.

use leptos::prelude::*;

use super::Draw;
use crate::ui::text::embed as text;

/// A button that brings the tools, and pressed again takes them away.
#[component]
pub(in crate::ui) fn DrawToggle(draw: Draw) -> impl IntoView {
    let is_on = draw.is_on;
    view! {
        <button
            type="button"
            class="quiet"
            data-control="draw"
            title=text::DRAW_TITLE
            aria-pressed=move || is_on.get().to_string()
            on:click=move |_| draw.turn_on(!is_on.get_untracked())
        >
            {text::DRAW}
        </button>
    }
    .into_any()
}
