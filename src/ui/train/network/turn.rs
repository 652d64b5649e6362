//! From unit to unit where rows are too thin to be pressed one by one.

use leptos::prelude::*;

use crate::{
    nn::ParameterId,
    plot::graph::{Detail, GraphLayout},
    state::Store,
    ui::{
        text,
        widgets::{Icon, icons},
    },
};

/// The open unit, and buttons to the ones beside it. All thin rows together are one place to press, whose height says
/// which unit is meant; these are for whoever cannot aim so well.
#[component]
pub(super) fn UnitTurn(layout: Memo<GraphLayout>, open: Memo<usize>) -> impl IntoView {
    let store: Store = expect_context();
    let units = Memo::new(move |_| layout.with(|layout| (layout.detail == Detail::Thin).then_some(layout.rows.len())));
    let go = move |unit: usize| {
        store.view.pointed.set(None);
        store.view.parameter.set(ParameterId::Bi { unit });
    };
    move || {
        units.get().map(|units| {
            let back = move |_| go((open.get_untracked() + units - 1) % units);
            let on = move |_| go((open.get_untracked() + 1) % units);
            view! {
                <div class="unit-turn subject">
                    <button type="button" aria-label=text::PREVIOUS_UNIT title=text::PREVIOUS_UNIT on:click=back>
                        <Icon path=icons::PREVIOUS/>
                    </button>
                    <span>{move || text::unit_of(open.get(), units)}</span>
                    <button type="button" aria-label=text::NEXT_UNIT title=text::NEXT_UNIT on:click=on>
                        <Icon path=icons::NEXT/>
                    </button>
                </div>
            }
        })
    }
}
