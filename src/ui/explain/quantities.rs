//! Every quantity of the example: its value, and below it its gradient as soon as the walk has it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{cells::Reach, model::Model, numbers::Numbers};
use crate::{
    browser::size,
    explain::{
        Array, Equation, Quantity,
        graph::{Known, NodeState, picture},
    },
    state::Store,
    ui::{subject::ExampleWalk, text, text::explain},
};

/// One example's numbers.
#[component]
pub(super) fn Quantities() -> impl IntoView {
    let store: Store = expect_context();
    let note = move || {
        let y = store.selected_example().y;
        explain::walked(y, store.figures.with(|snapshot| snapshot.step))
    };
    // The label stands in the head.
    let rows = Quantity::ALL.into_iter().filter(|quantity| *quantity != Quantity::Y);
    view! {
        <section class="card quantities" aria-labelledby="quantities-title">
            <div class="head">
                <h2 id="quantities-title">{move || text::example(store.number(store.example.get()))}" "<small>{note}</small></h2>
                <div class="tools subject">
                    <ExampleWalk/>
                </div>
            </div>
            <p class="hint">{explain::VALUE_AND_GRADIENT}</p>
            <div class="list">{rows.map(|quantity| view! { <QuantityRow quantity/> }).collect::<Vec<_>>()}</div>
        </section>
    }
    .into_any()
}

#[component]
fn QuantityRow(quantity: Quantity) -> impl IntoView {
    let Model { walk, reached, .. } = expect_context();
    let state = Memo::new(move |_| picture(reached.get()).nodes[quantity as usize]);
    let value = Memo::new(move |_| walk.with(|walk| Arc::new(walk.value(quantity))));
    let gradient = Memo::new(move |_| walk.with(|walk| Arc::new(walk.gradient(quantity))));
    let shape = Memo::new(move |_| value.with(|value| value.shape()));
    let is_lit = move || state.get().value == Known::Now || state.get().gradient == Known::Now;
    let row = |name: &'static str, of: Memo<Arc<Array>>, known: fn(NodeState) -> Known, called: Equation| {
        let label = Signal::derive(move || format!("{quantity}, {name}"));
        let known = Memo::new(move |_| known(state.get()) != Known::NotYet);
        let area = NodeRef::<html::Dd>::new();
        let size = size::watch(area);
        let width = Signal::derive(move || size.get().width);
        let source = Callback::new(move |place| walk.with(|walk| walk.source(&called, place)));
        let reach = Reach { source, lit: Signal::derive(Arc::default), entry: None };
        let numbers = move || {
            if known.get() {
                view! { <Numbers values=of label width reach/> }.into_any()
            } else {
                view! { <span class="unknown">{text::time::NOT_YET}</span> }.into_any()
            }
        };
        view! { <dt>{name}</dt><dd node_ref=area style:min-height=move || height(shape.get().rows())>{numbers}</dd> }
    };
    view! {
        <div class="quantity" class:lit=is_lit class:read=move || state.get().is_read>
            <p><strong>{quantity.name()}</strong>" "<small>{move || explain::shape(shape.get())}</small></p>
            <dl>
                {row(explain::VALUE, value, |state| state.value, quantity.formula())}
                // Of a parameter both lead to the sum that makes its gradient.
                {row(
                    explain::GRADIENT,
                    gradient,
                    |state| state.gradient,
                    if quantity.group().is_some() { quantity.formula() } else { quantity.gradient() },
                )}
            </dl>
        </div>
    }
    .into_any()
}

/// A row keeps its height while its numbers are not there yet.
fn height(rows: usize) -> String {
    format!("{:.3}rem", rows as f64 * 1.1875)
}
