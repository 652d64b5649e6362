//! What the numbers are of: the selected example, and whose gradient, in every place where it can be chosen.

use leptos::{ev, prelude::*};

use super::{
    text,
    widgets::{Choice, Icon, Legend, icons},
};
use crate::{document::ScopeChoice, plot::scatter::Turn, state::Store};

/// Whose gradient: of the example, the batch or the training set.
#[component]
pub(super) fn ScopeOf(
    /// Whether the label is seen, or only heard.
    #[prop(default = Legend::Heard)]
    legend: Legend,
) -> impl IntoView {
    let store: Store = expect_context();
    view! {
        <Choice
            label=text::SCOPE
            legend
            control="scope"
            options=vec![
                (ScopeChoice::Example, text::SCOPE_EXAMPLE),
                (ScopeChoice::Batch, text::SCOPE_BATCH),
                (ScopeChoice::Train, text::SCOPE_TRAIN),
            ]
            value=store.scope_choice
            set=move |scope| store.view.scope.set(scope)
        />
    }
    .into_any()
}

/// Selects the example before and the one after.
#[component]
pub(super) fn ExampleWalk() -> impl IntoView {
    let store: Store = expect_context();
    let walk = move |turn: Turn| move |_: ev::MouseEvent| store.turn(turn);
    view! {
        <button type="button" aria-label=text::PREVIOUS_EXAMPLE title=text::PREVIOUS_EXAMPLE on:click=walk(Turn::Previous)>
            <Icon path=icons::PREVIOUS/>
        </button>
        <button type="button" aria-label=text::NEXT_EXAMPLE title=text::NEXT_EXAMPLE on:click=walk(Turn::Next)>
            <Icon path=icons::NEXT/>
        </button>
    }
    .into_any()
}
