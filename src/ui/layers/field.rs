//! A field for one array: as people have it, with what is wrong beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

use crate::{
    browser,
    lab::{Array, Problem, parse},
    ui::{
        text::layers as text,
        widgets::{
            OnlyTheBeginning, beginning, is_long,
            math::{self, Symbol},
        },
    },
};

/// Fields on one page need different names.
static FIELDS: AtomicUsize = AtomicUsize::new(0);

/// A labelled text area that takes one array.
#[component]
pub(super) fn ArrayField<S: Symbol>(
    /// Whose numbers.
    array: S,
    /// What it holds, in a word.
    role: &'static str,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What a changed text does.
    #[prop(into)]
    paste: Callback<String>,
    /// What does not fit the other arrays.
    #[prop(into)]
    mismatch: Signal<Option<String>>,
    /// Lines that are seen.
    lines: usize,
) -> impl IntoView {
    let id = format!("array-{}", FIELDS.fetch_add(1, Ordering::Relaxed));
    let said = format!("{id}-said");
    let pasted = Memo::new(move |_| text.with(|text| parse(text)));
    let shape = move || pasted.with(|pasted| pasted.as_ref().ok().map(|array: &Array| array.shape().to_string()));
    let problem = Memo::new(move |_| {
        pasted.with(|pasted| pasted.as_ref().err().map(Problem::to_string)).or_else(|| mismatch.get())
    });
    let long = Memo::new(move |_| text.with(|text| is_long(text).then_some(text.len())));
    view! {
        <div class="array">
            <p class="array-head">
                <label for=id.clone()>
                    <b aria-hidden="true">{math::symbol(array, false)}</b>
                    <span class="heard">{array.to_string()}</span>
                    " "
                    <span class="role">{role}</span>
                </label>
                <span class="shape">{shape}</span>
            </p>
            <textarea
                id=id
                rows=lines
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                aria-invalid=move || problem.get().map(|_| "true")
                aria-describedby=said.clone()
                placeholder=text::PLACEHOLDER
                prop:value=move || text.with(|text| beginning(text).to_owned())
                readonly=move || long.get().is_some()
                on:input:target=move |event| {
                    let area = event.target();
                    paste.run(area.value());
                    // What was pasted may have gone to other fields, and left this one as it was.
                    let shown = text.with_untracked(|text| beginning(text).to_owned());
                    if shown != area.value() {
                        area.set_value(&shown);
                    }
                }
                on:paste:target=move |event| {
                    if let Some(text) = browser::paste::long(&event, &event.target(), is_long) {
                        paste.run(text);
                    }
                }
            ></textarea>
            <OnlyTheBeginning bytes=long clear=move || paste.run(String::new())/>
            <p class="problem" id=said role="status">{move || problem.get()}</p>
        </div>
    }
    .into_any()
}
