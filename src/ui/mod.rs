//! One panel per file: from snapshot to picture or rows.

use leptos::prelude::*;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    view! { <main><h1>"Backprop Playground"</h1></main> }.into_any()
}
