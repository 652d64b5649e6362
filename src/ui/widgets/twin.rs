//! A picture's twin, the same in a table, filled only while it is open; and the button for it, or for another twin.

use leptos::prelude::*;

use crate::ui::text;

/// The button that opens a picture's twin and closes it. It stands in the panel's head.
#[component]
pub(in crate::ui) fn TwinButton(
    /// Whether the twin is open.
    open: RwSignal<bool>,
    /// What the twin holds, heard.
    title: &'static str,
    /// What the button says.
    #[prop(default = text::TABLE)]
    name: &'static str,
    /// Its classes.
    #[prop(default = "quiet")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            title=title
            aria-label=title
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {name}
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
