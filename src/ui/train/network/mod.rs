//! The network as the picture: its numbers where they act, each as value, backprop, finite difference and difference.

mod cell;
mod formulas;
mod layer;
mod rows;
mod scene;
mod table;
mod turn;

use leptos::prelude::*;

use super::{parameter::ParameterField, pointed::Pointed};
use crate::{
    document::ScopeChoice,
    state::{Arrangement, Quantity, ScaleChoice, Store},
    ui::{
        subject::ScopeOf,
        text,
        transport::NotYet,
        widgets::{Choice, Overflow},
    },
};

/// Picture and numbers, what they are of, and the numbers of the pointed-at parameter.
#[component]
pub(super) fn NetworkPanel() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    view! {
        <section class="card network" aria-labelledby="network-title">
            <div class="head">
                <h2 id="network-title">{text::NETWORK}" "<small>{move || subject(store)}</small></h2>
                <div class="tools">
                    <ScopeOf/>
                </div>
            </div>
            {move || match view.arrangement.get() {
                Arrangement::Rows => view! { <rows::Rows/> }.into_any(),
                Arrangement::Formulas => view! { <formulas::Formulas/> }.into_any(),
            }}
            <NotYet/>
            <Overflow/>
            <div class="pointed-row"><Pointed/><ParameterField/></div>
            <Display/>
        </section>
    }
    .into_any()
}

/// How it is drawn: what the marks mean, and the choices that most people leave alone.
#[component]
fn Display() -> impl IntoView {
    let view = expect_context::<Store>().view;
    let key = |class: &'static str, name: &'static str| {
        view! { <span><svg class=class viewBox="0 -4 22 8" width="22" height="8" aria-hidden="true"><path d="M0 0h22"/></svg>{name}</span> }
    };
    view! {
        <details class="fold display">
            <summary>
                <span class="keys">
                    {key("plus", text::EDGE_POSITIVE)} {key("minus", text::EDGE_NEGATIVE)} <span>{text::EDGE_WIDTH}</span>
                </span>
                <span>{text::DISPLAY}</span>
            </summary>
            <div class="tools">
                <Choice
                    label=text::EDGES
                    control="edges"
                    options=vec![(Quantity::Values, text::WEIGHTS), (Quantity::Gradients, text::GRADIENTS)]
                    value=view.edges
                    set=move |quantity| view.edges.set(quantity)
                />
                <Choice
                    label=text::SCALE
                    control="scale"
                    options=vec![(ScaleChoice::Shared, text::SCALE_SHARED), (ScaleChoice::PerGroup, text::SCALE_GROUP)]
                    value=view.scale
                    set=move |scale| view.scale.set(scale)
                />
                <Choice
                    label=text::ARRANGEMENT
                    options=vec![(Arrangement::Rows, text::AS_ROWS), (Arrangement::Formulas, text::AS_FORMULAS)]
                    value=view.arrangement
                    set=move |arrangement| view.arrangement.set(arrangement)
                />
            </div>
        </details>
    }
    .into_any()
}

fn subject(store: Store) -> String {
    let scope = store.scope_choice.get();
    let number = (scope == ScopeChoice::Example).then(|| store.number(store.example.get()));
    let (reduction, count) = store.figures.with(|snapshot| {
        let count = match scope {
            ScopeChoice::Example => 1,
            ScopeChoice::Batch => snapshot.subject().batch().len(),
            ScopeChoice::Train => snapshot.dataset.train,
        };
        (snapshot.config.sgd.reduction, count)
    });
    text::gradients_of(reduction, count, number)
}
