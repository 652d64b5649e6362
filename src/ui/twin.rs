//! A picture's twin: the same in a table, filled only while it is open.

use leptos::prelude::*;

/// A folded table with a name.
#[component]
pub(super) fn Twin(
    /// What the table holds.
    title: &'static str,
    /// The columns' names.
    columns: &'static [&'static str],
    /// The rows, `<tr>` each.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let heads = move || columns.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect::<Vec<_>>();
    let table = move || {
        let rows = open.get().then(|| children());
        rows.map(|rows| {
            view! {
                <table class="plain">
                    <caption class="heard">{title}</caption>
                    <thead><tr>{heads()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
    };
    view! {
        <details on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{title}</summary>
            <div class="scroll table-box" tabindex="0">{table}</div>
        </details>
    }
    .into_any()
}
