//! The selected parameter by typing.

use leptos::{ev, prelude::*};

use crate::{
    browser::{page, timer},
    nn::ParameterId,
    state::Store,
    training::Action,
    ui::{
        format,
        text::draw as text,
        widgets::{Number, Range, Stops},
    },
};

/// What is accepted: a loss is finite up to here.
const VALUES: Range = Range { low: -1e6, high: 1e6, stops: Stops::None };

/// Its value, to be changed. The selected one, not the pointed-at one: on its way here a pointer crosses others.
#[component]
pub(super) fn ParameterField() -> impl IntoView {
    let store: Store = expect_context();
    let id = Memo::new(move |_| {
        let hidden = store.figures.with(|snapshot| snapshot.params.hidden());
        Some(store.view.parameter.get()).filter(|id| id.exists(hidden)).unwrap_or(ParameterId::Bo)
    });
    // While one types, training must not write over it.
    let is_typing = RwSignal::new(false);
    let value = Memo::new(move |before: Option<&(ParameterId, f64)>| {
        let id = id.get();
        match before.copied().filter(|(last, _)| *last == id && is_typing.get()) {
            Some(kept) => kept,
            None => (id, store.figures.with(|snapshot| snapshot.params.get(id))),
        }
    });
    let set = move |number: f64| {
        is_typing.set(false);
        store.apply(Action::SetParameter(id.get_untracked(), number));
    };
    view! {
        <div
            class="parameter-field"
            title=text::MARKED_TITLE
            on:input=move |_: ev::Event| is_typing.set(true)
            on:change=move |_| is_typing.set(false)
            on:focusout=move |_| is_typing.set(false)
        >
            <Number
                label=move || text::value_of(id.get())
                range=VALUES
                value=Signal::derive(move || value.get().1)
                set
                write=format::short
            />
            <p class="hint">{text::MARKED}</p>
        </div>
    }
    .into_any()
}

/// Moves the focus to the field, its text selected.
pub(super) fn edit() {
    // Once the number of the parameter that was selected just now stands in the field: writing it would end the selection.
    timer::once(0, || page::focus_text(".parameter-field input"));
}
