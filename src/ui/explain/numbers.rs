//! An array as a small table of coloured numbers, or as a picture where it is too large for numbers.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{
    cells::{Cell, Reach, table},
    source,
};
use crate::{
    browser::canvas,
    explain::Array,
    plot::{
        cells::cell_raster,
        color::{PAPER, Ramp, text_color},
        raster::Raster,
        scale::SymmetricScale,
    },
    state::Store,
    ui::{
        format::CellFormat,
        shared::{Palette, palette},
        text::explain as text,
    },
};

/// Larger arrays are pictures.
const MOST_COLUMNS: usize = 10;
const MOST_ROWS: usize = 10;
/// No cell is wider than this, in CSS pixels.
const WIDEST: f64 = 68.0;

/// An array of numbers. Its colours reach to its own largest number.
#[component]
pub(super) fn Numbers(
    /// The numbers.
    #[prop(into)]
    values: Signal<Arc<Array>>,
    /// What they are, heard.
    #[prop(into)]
    label: Signal<String>,
    /// How wide they may be, in CSS pixels.
    #[prop(into)]
    width: Signal<f64>,
    /// What pointing at them and pressing them does.
    reach: Reach,
) -> impl IntoView {
    let palette = palette();
    let shape = Memo::new(move |_| values.with(|values| (values.shape().rows(), values.shape().columns())));
    let scale = Memo::new(move |before: Option<&SymmetricScale>| {
        values.with(|values| {
            let numbers = values.values().iter().copied();
            before.map_or_else(|| SymmetricScale::of(numbers.clone()), |before| before.following(numbers.clone()))
        })
    });
    let ramp = Signal::derive(move || palette.with(Palette::sign));
    // A whole pixel less, for the line between cells.
    let room = Memo::new(move |_| (width.get() / shape.get().1.max(1) as f64 - 1.0).floor().min(WIDEST));
    let format = Memo::new(move |_| {
        let (rows, columns) = shape.get();
        let is_small = rows <= MOST_ROWS && columns <= MOST_COLUMNS;
        is_small.then(|| CellFormat::for_room(scale.get().limit(), room.get())).flatten()
    });
    let fits = Memo::new(move |_| format.get().is_some());
    let body = move || {
        let (rows, columns) = shape.get();
        if fits.get() {
            let cells = Memo::new(move |_| {
                let format = format.get().unwrap_or(CellFormat::Significant);
                values.with(|values| cells_of(values, scale.get(), &ramp.get(), format))
            });
            table(rows, columns, room, cells, label, reach)
        } else {
            picture(rows, columns, values, scale, ramp, label, reach)
        }
    };
    let factor = move || format.get().map(CellFormat::factor).filter(|factor| !factor.is_empty());
    view! {
        <div class="numbers">{body}{move || factor().map(|factor| view! { <small class="factor">{factor}</small> })}</div>
    }
    .into_any()
}

fn cells_of(values: &Array, scale: SymmetricScale, ramp: &Ramp, format: CellFormat) -> Arc<Vec<Cell>> {
    let cell = |&value: &f64| {
        let color = ramp.at(scale.normalize(value));
        Cell { value, text: format.cell(value), color: color.css(), paper: text_color(color) == PAPER }
    };
    Arc::new(values.values().iter().map(cell).collect())
}

fn picture(
    rows: usize,
    columns: usize,
    values: Signal<Arc<Array>>,
    scale: Memo<SymmetricScale>,
    ramp: Signal<Arc<Ramp>>,
    label: Signal<String>,
    reach: Reach,
) -> AnyView {
    let store: Store = expect_context();
    let node = NodeRef::<html::Canvas>::new();
    Effect::new(move |raster: Option<Raster>| {
        let mut raster = raster.unwrap_or_default();
        if let Some(canvas) = node.get() {
            let scale = scale.get();
            values.with(|values| {
                let cells = values.values().iter().map(|&value| Some(scale.normalize(value)));
                cell_raster(columns, rows, cells, &ramp.get(), &mut raster);
            });
            canvas::show_raster(&canvas, &raster);
        }
        raster
    });
    let words = move || {
        let (low, high) = values.with(|values| {
            let fold = |pick: fn(f64, f64) -> f64, from: f64| values.values().iter().copied().fold(from, pick);
            (fold(f64::min, f64::INFINITY), fold(f64::max, f64::NEG_INFINITY))
        });
        text::numbers(&label.get(), rows, columns, low, high)
    };
    let width = format!("{:.2}rem", (columns as f64 * 0.9).max(2.75));
    let height = format!("{:.2}rem", (rows as f64 * 0.9).clamp(1.3, 14.0));
    // Its name above it goes to the same place by keyboard.
    let press = move |_| source::go(store, reach.source.run(0));
    view! { <canvas node_ref=node role="img" aria-label=words style:width=width style:height=height on:click=press></canvas> }
        .into_any()
}
