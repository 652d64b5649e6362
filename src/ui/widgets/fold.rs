//! What is for later: folded, with its name to be seen.

use leptos::prelude::*;

/// A section that opens by a press on its name. What stands in it as chosen is said beside the name.
#[component]
pub(in crate::ui) fn Fold(
    /// What is in it.
    name: &'static str,
    /// How it is set now, for those who leave it folded.
    #[prop(into, optional)]
    now: Signal<String>,
    /// The name of the control that it is, as options have it.
    #[prop(optional)]
    control: Option<&'static str>,
    /// What comes to light.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" data-control=control>
            <summary><span>{name}</span>" "<small>{now}</small></summary>
            <div class="folded">{children()}</div>
        </details>
    }
    .into_any()
}
