//! One of a few: radio buttons that look like one strip.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

/// Radio groups on one page need different names.
static GROUPS: AtomicUsize = AtomicUsize::new(0);

/// A strip of radio buttons.
#[component]
pub(in crate::ui) fn Choice<T>(
    /// What is chosen; heard, and seen where `labelled` styles ask for it.
    label: &'static str,
    /// The choices with their names.
    options: Vec<(T, &'static str)>,
    /// The choice as it is.
    #[prop(into)]
    value: Signal<T>,
    /// What another choice does.
    #[prop(into)]
    set: Callback<T>,
    /// Whether the label is seen, or only heard.
    #[prop(default = Legend::Heard)]
    legend: Legend,
    /// The name by which authors hide or lock it.
    #[prop(optional)]
    control: Option<&'static str>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let name = format!("choice-{}", GROUPS.fetch_add(1, Ordering::Relaxed));
    let buttons = options
        .into_iter()
        .map(|(option, text)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=move || value.get() == option
                        on:change=move |_| set.run(option)
                    />
                    <span>{text}</span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="choice" data-control=control>
            <legend class:heard=move || legend == Legend::Heard>{label}</legend>
            <div class="strip">{buttons}</div>
        </fieldset>
    }
    .into_any()
}

/// Whether a group's label is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legend {
    /// For screen readers only: the context says it to the eye.
    Heard,
    /// Beside the buttons.
    Seen,
}
