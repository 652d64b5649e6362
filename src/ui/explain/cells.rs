//! The cells of an array with its numbers: what pointing at one lights, and where pressing one leads.

use std::sync::Arc;

use leptos::prelude::*;

use super::source;
use crate::{
    browser::page,
    explain::Source,
    state::Store,
    ui::{text::explain as text, widgets::arrows},
};

/// What pointing at the numbers of an array and pressing them does. Places count row after row.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    /// Where the number at a place comes from, and pressing it leads.
    pub(super) source: Callback<usize, Option<Source>>,
    /// The places that are lit.
    pub(super) lit: Signal<Arc<Vec<usize>>>,
    /// Of what a step makes: the entry whose row and column are lit in the factors.
    pub(super) entry: Option<Entry>,
}

/// One entry of what a step makes: the one that is pointed at, else the one that was chosen; the first until then.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    /// Under the pointer.
    pub(super) pointed: RwSignal<Option<usize>>,
    /// The keyboard's stop, and the last that was pressed.
    pub(super) chosen: RwSignal<usize>,
}

impl Entry {
    /// Of `count` entries, the one that counts now.
    pub(super) fn get(self, count: usize) -> usize {
        self.pointed.get().unwrap_or_else(|| self.chosen.get()).min(count.saturating_sub(1))
    }
}

/// One number as it is drawn.
#[derive(Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: f64,
    pub(super) text: String,
    pub(super) color: String,
    pub(super) paper: bool,
}

/// The numbers in rows. Where entries are chosen, it is one stop for the keyboard, with arrow keys inside.
pub(super) fn table(
    rows: usize,
    columns: usize,
    room: Memo<f64>,
    cells: Memo<Arc<Vec<Cell>>>,
    label: Signal<String>,
    reach: Reach,
) -> AnyView {
    let store: Store = expect_context();
    // All digits are written where one points, and only there.
    let pointed = RwSignal::new(None::<usize>);
    let point = move |place: Option<usize>| {
        pointed.set(place);
        if let Some(entry) = reach.entry {
            entry.pointed.set(place);
        }
    };
    let cell = move |place: usize| {
        let of = move |pick: fn(&Cell) -> String| move || cells.with(|cells| cells.get(place).map(pick));
        let paper = move || cells.with(|cells| cells.get(place).is_some_and(|cell| cell.paper));
        let source = Memo::new(move |_| reach.source.run(place));
        let title = move || {
            let value =
                (pointed.get() == Some(place)).then(|| cells.with(|cells| cells.get(place).map(|cell| cell.value)))?;
            value.map(|value| text::number_from(value, source.get()))
        };
        let is_selected =
            move || matches!(source.get(), Some(Source::Parameter(id)) if store.view.parameter.get() == id);
        let is_stop = move |entry: Entry| entry.chosen.get().min(rows * columns - 1) == place;
        let turn = move |event: leptos::ev::KeyboardEvent| {
            let Some(entry) = reach.entry else { return };
            let next = arrows::neighbour((place / columns, place % columns), (rows, columns), &event.key());
            if let Some(next) = next.map(|(row, column)| row * columns + column) {
                event.prevent_default();
                entry.chosen.set(next);
                // Once that cell has become the stop.
                page::focus_when_made(".result-of td[tabindex='0']".to_owned());
            } else if event.key() == "Enter" {
                source::go(store, source.get_untracked());
            }
        };
        let press = move |_| {
            if let Some(entry) = reach.entry {
                entry.chosen.set(place);
            }
            source::go(store, source.get_untracked());
        };
        view! {
            <td
                class:paper=paper
                class:leads=move || source.get().is_some()
                class:selected=is_selected
                class:lit=move || reach.lit.with(|lit| lit.contains(&place))
                title=title
                tabindex=move || reach.entry.map(|entry| if is_stop(entry) { "0" } else { "-1" })
                style:background-color=of(|cell| cell.color.clone())
                on:pointerenter=move |_| point(Some(place))
                on:click=press
                on:keydown=turn
            >
                {of(|cell| cell.text.clone())}
            </td>
        }
        .into_any()
    };
    let body = (0..rows)
        .map(|row| view! { <tr>{(0..columns).map(|column| cell(row * columns + column)).collect::<Vec<_>>()}</tr> })
        .collect::<Vec<_>>();
    let width = move || format!("{}px", columns as f64 * (room.get() + 1.0));
    view! {
        <table
            role=reach.entry.map(|_| "grid")
            style:width=width
            aria-label=label
            on:pointerleave=move |_| point(None)
        >
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}
