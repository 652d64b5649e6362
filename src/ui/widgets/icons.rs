//! The few pictograms of the transport, drawn as paths so that no font or request is needed.

use leptos::prelude::*;

/// A 20 × 20 pictogram; the button around it carries the name.
#[component]
pub(in crate::ui) fn Icon(
    /// SVG path data.
    path: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d=path/>
        </svg>
    }
    .into_any()
}

pub(in crate::ui) const REWIND: &str = "M2 4h2v12H2zM11 4v12l-7-6zM18 4v12l-7-6z";
pub(in crate::ui) const PLAY: &str = "M6 4l11 6-11 6z";
pub(in crate::ui) const PAUSE: &str = "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z";
pub(in crate::ui) const BACK: &str = "M15 4l-8 6 8 6zM4 4h2v12H4z";
pub(in crate::ui) const STEP: &str = "M5 4l8 6-8 6zM14 4h2v12h-2z";
pub(in crate::ui) const PREVIOUS: &str = "M13 4l-7 6 7 6z";
pub(in crate::ui) const NEXT: &str = "M7 4l7 6-7 6z";
