//! The selected example by typing.

use leptos::prelude::*;

use super::Draw;
use crate::{
    data::COORDINATE,
    state::Store,
    ui::{
        format, text as words,
        text::draw as text,
        widgets::{Choice, Legend, Number, Range, Stops},
    },
};

const COORDINATES: Range = Range { low: -COORDINATE, high: COORDINATE, stops: Stops::None };

/// Its coordinates and its label, to be changed, and a button that removes it.
#[component]
pub(in crate::ui) fn PointFields(draw: Draw) -> impl IntoView {
    let store: Store = expect_context();
    let example = Memo::new(move |_| store.selected_example());
    let field = move |axis: usize, label: &'static str| {
        let set = move |value: f64| {
            let mut x = example.get_untracked().x;
            if x[axis] != value {
                x[axis] = value;
                draw.place(store.example.get_untracked(), x);
            }
        };
        view! { <Number label range=COORDINATES value=Signal::derive(move || example.get().x[axis]) set write=format::short/> }
    };
    view! {
        // Beside a probe, which is what the rest of the read-out is about then, these step back.
        <div
            class="point-fields"
            class:aside=move || store.view.probe.get().is_some()
            role="group"
            aria-label=move || text::fields_of(store.number(store.example.get()))
        >
            {field(0, words::X1)}
            {field(1, words::X2)}
            <Choice
                label=text::LABEL
                options=vec![(-1.0, words::CLASS_LOW), (1.0, words::CLASS_HIGH)]
                value=Signal::derive(move || example.get().y)
                set=move |_| draw.flip(store.example.get_untracked())
                legend=Legend::Seen
            />
            <button
                type="button"
                class="quiet"
                aria-label=text::REMOVE_POINT
                on:click=move |_| draw.remove(store.example.get_untracked())
            >
                {text::REMOVE}
            </button>
        </div>
    }
    .into_any()
}
