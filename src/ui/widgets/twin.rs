//! A picture's twin: the same in a table, filled only while it is open.

use leptos::prelude::*;

use crate::ui::text;

/// The button that opens a picture's twin. It stands in the panel's head.
#[component]
pub(in crate::ui) fn TwinButton(
    /// Whether the twin is open.
    open: RwSignal<bool>,
    /// What the table holds, heard.
    title: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="quiet"
            title=title
            aria-label=title
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {text::TABLE}
        </button>
    }
    .into_any()
}

/// The table itself.
#[component]
pub(in crate::ui) fn Twin(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the table holds.
    title: &'static str,
    /// The columns' names.
    columns: &'static [&'static str],
    /// The rows, `<tr>` each.
    children: ChildrenFn,
) -> impl IntoView {
    let heads = move || columns.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect::<Vec<_>>();
    move || {
        open.get().then(|| {
            view! {
                <div class="scroll table-box" tabindex="0" role="region" aria-label=title>
                    <table class="plain">
                        <caption class="heard">{title}</caption>
                        <thead><tr>{heads()}</tr></thead>
                        <tbody>{children()}</tbody>
                    </table>
                </div>
            }
        })
    }
}
