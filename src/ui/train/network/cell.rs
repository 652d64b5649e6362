//! One cell: a number that lights its parameter everywhere, and one stop for the keyboard in all of them.

use leptos::prelude::*;

use super::layer::{Block, Layer};
use crate::{
    browser::page,
    nn::ParameterId,
    state::Store,
    ui::{text, train::parameter},
};

/// How the keyboard goes through the cells of a panel.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    /// The block whose cell of the selected parameter is the keyboard's stop.
    pub(super) at: Memo<Layer>,
    /// Another block has it from now on.
    pub(super) set: WriteSignal<Layer>,
    /// Where a key leads from a cell: another parameter, of the same block or another one.
    pub(super) turn: Callback<(Layer, ParameterId, String), Option<(Layer, ParameterId)>>,
}

/// A cell of a grid.
pub(super) fn cell(store: Store, block: Block, id: ParameterId, stop: Stop) -> AnyView {
    let (view, layer) = (store.view, block.layer);
    let cell = block.cell(id);
    let selected = Memo::new(move |_| {
        let selected = view.parameter.get();
        id == if selected.exists(store.hidden.get()) { selected } else { ParameterId::Bo }
    });
    let is_stop = move || selected.get() && stop.at.get() == layer;
    let label = move || {
        let exists = || store.figures.with(|snapshot| id.exists(snapshot.params.hidden()));
        (selected.get() && !block.is_roomy() && exists()).then(|| text::cell_label(layer.name(), id, block.number(id)))
    };
    view! {
        <td
            role="gridcell"
            tabindex=move || if is_stop() { "0" } else { "-1" }
            aria-selected=move || selected.get().to_string()
            aria-label=label
            class:paper=move || cell.with(|cell| cell.as_ref().is_some_and(|cell| cell.paper))
            data-cell=cell_name(layer, id)
            on:pointerenter=move |_| view.pointed.set(Some(id))
            on:focus=move |_| stop.set.set(layer)
            on:click=move |_| store.take_apart(id)
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    store.take_apart(id);
                } else if event.key() == "F2" {
                    event.prevent_default();
                    view.parameter.set(id);
                    parameter::edit();
                } else if let Some((layer, next)) = stop.turn.run((layer, id, event.key())) {
                    event.prevent_default();
                    go(store, layer, next);
                }
            }
        >
            {move || cell.with(|cell| cell.as_ref().map(|cell| cell.text.clone()))}
        </td>
    }
    .into_any()
}

/// Selects a parameter and moves the focus to its cell, whose row may open only then.
fn go(store: Store, layer: Layer, id: ParameterId) {
    store.view.pointed.set(None);
    store.view.parameter.set(id);
    page::focus_when_made(format!("[data-cell='{}']", cell_name(layer, id)));
}

/// By this name the keyboard finds a cell.
fn cell_name(layer: Layer, id: ParameterId) -> String {
    format!("{layer:?} {id}")
}
