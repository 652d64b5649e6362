//! A number that may be missing: an empty field stands for none.

use leptos::prelude::*;

use super::Range;
use crate::ui::format;

/// A labelled field.
#[component]
pub(in crate::ui) fn OptionalNumber(
    /// What the number is, with its unit.
    label: &'static str,
    /// What stands in the field while it is empty.
    none: &'static str,
    /// What is accepted.
    range: Range,
    /// The number as it is.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// What a new number does.
    #[prop(into)]
    set: Callback<Option<f64>>,
) -> impl IntoView {
    let note = RwSignal::new(None::<String>);
    // The field shows the accepted number again after a text that was refused, also where the number did not change.
    let refresh = RwSignal::new(0u32);
    let shown = move || {
        refresh.track();
        value.get().map_or_else(String::new, format::plain)
    };
    let typed = move |input: &str| {
        if input.trim().is_empty() {
            note.set(None);
            set.run(None);
        } else {
            let (accepted, problem) = range.accept(input);
            // A text that is no number leaves what was there.
            if accepted.is_some() {
                set.run(accepted);
            }
            note.set(problem);
        }
        refresh.update(|count| *count += 1);
    };
    view! {
        <div class="number">
            <label>
                <span>{label}</span>
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder=none
                    prop:value=shown
                    aria-invalid=move || note.get().map(|_| "true")
                    on:change:target=move |event| typed(&event.target().value())
                    on:input=move |_| note.set(None)
                />
            </label>
            <p class="note" role="status">{move || note.get()}</p>
        </div>
    }
    .into_any()
}
