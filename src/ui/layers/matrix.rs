//! A matrix as a heatmap: colours for every number, the numbers themselves where they fit, and the lit line.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use leptos::{ev, html, prelude::*};

use super::pieces::Lit;
use crate::{
    browser::{canvas, page, size},
    lab::Array,
    plot::{
        cells::cell_raster,
        color::{PAPER, Ramp, text_color},
        raster::Raster,
        scale::SymmetricScale,
    },
    ui::{
        format::CellFormat,
        shared::{Palette, palette},
        text,
        widgets::arrows::{self, Place},
    },
};

/// A picture without cells is this many CSS pixels on its longer side.
const PICTURE: f64 = 240.0;
/// And at least so many on its shorter side: a vector is to be seen.
const THINNEST: f64 = 8.0;

/// Matrices on one page need different names.
static MATRICES: AtomicUsize = AtomicUsize::new(0);

/// Where one points in a matrix, and what that lights.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Pointing {
    /// The place whose line is lit in this matrix, or none.
    pub(super) lit: Signal<Option<Place>>,
    /// Which line.
    pub(super) line: Lit,
    /// The cell that the keyboard stands on.
    pub(super) chosen: RwSignal<Place>,
    /// What pointing does; `None` where one points no longer.
    pub(super) point: Callback<Option<Place>>,
}

impl Pointing {
    /// Nothing is lit, and only the pointed-at number is of interest.
    pub(in crate::ui) fn reading(point: Callback<Option<Place>>) -> Self {
        Self { lit: Signal::derive(|| None), line: Lit::Cell, chosen: RwSignal::new((0, 0)), point }
    }

    /// The pointed-at number of `array` is told in full in `read`.
    pub(super) fn told(name: &str, array: &Array, read: RwSignal<Option<String>>) -> Self {
        let (name, array) = (name.to_owned(), array.clone());
        Self::reading(Callback::new(move |at: Option<Place>| {
            read.set(at.and_then(|at| Some(text::layers::entry(&name, array.shape(), at, array.at(at.0, at.1)?))));
        }))
    }
}

/// The matrix with its name and shape above it.
#[component]
pub(in crate::ui) fn Matrix(
    /// Its name, heard.
    name: String,
    /// Its name, seen.
    head: AnyView,
    /// The numbers.
    array: Array,
    /// What is lit, and what pointing does.
    pointing: Pointing,
) -> impl IntoView {
    let palette = palette();
    // As large as its numbers take, or else a picture without them.
    let is_picture = !array.shape().shows_numbers();
    let scale = SymmetricScale::of(array.values().iter().copied());
    let format = CellFormat::shared(scale.limit(), 2);
    let (rows, columns) = (array.shape().rows(), array.shape().columns());
    let shape = array.shape().to_string();
    let label = text::layers::matrix_label(&name, &shape);
    let picture = NodeRef::<html::Canvas>::new();
    let array = Arc::new(array);
    let painted = Arc::clone(&array);
    Effect::new(move |_| {
        let Some(canvas) = picture.get() else { return };
        let ramp = palette.with(Palette::sign);
        let mut raster = Raster::default();
        let cells = painted.values().iter().map(|&value| Some(scale.normalize(value)));
        cell_raster(columns, rows, cells, &ramp, &mut raster);
        canvas::show_raster(&canvas, &raster);
    });
    let body = if is_picture {
        hit(label, &array, name, pointing)
    } else {
        (move || {
            let ramp = palette.with(Palette::sign);
            let shown = Shown { array: &array, scale, ramp: &ramp, format };
            table(label.clone(), &name, &shown, pointing)
        })
        .into_any()
    };
    let factor = if is_picture { String::new() } else { format.factor() };
    let longest = rows.max(columns) as f64;
    let side =
        move |count: usize| is_picture.then(|| format!("{}px", (PICTURE * count as f64 / longest).max(THINNEST)));
    view! {
        <figure class=if is_picture { "matrix picture" } else { "matrix" }>
            <figcaption>{head}<span class="shape">{shape}</span><span class="lab-factor">{factor}</span></figcaption>
            <div class="cells" style:width=side(columns) style:height=side(rows)>
                <div class="field">
                    <canvas node_ref=picture aria-hidden="true"></canvas>
                    {bands(rows, columns, pointing)}
                </div>
                {body}
            </div>
        </figure>
    }
    .into_any()
}

/// The frame around the lit row, column or cell.
fn bands(rows: usize, columns: usize, pointing: Pointing) -> AnyView {
    let percent = |part: usize, whole: usize| format!("{}%", 100.0 * part as f64 / whole as f64);
    let band = move || {
        let (row, column) = pointing.lit.get()?;
        let (top, left, height, width) = match pointing.line {
            Lit::Row => (row, 0, 1, columns),
            Lit::Column => (0, column, rows, 1),
            Lit::Cell => (row, column, 1, 1),
            Lit::All => (0, 0, rows, columns),
        };
        (top < rows && left < columns).then(|| {
            view! {
                <span
                    class="band"
                    style:top=percent(top, rows)
                    style:left=percent(left, columns)
                    style:height=percent(height, rows)
                    style:width=percent(width, columns)
                ></span>
            }
        })
    };
    band.into_any()
}

/// What a table shows.
struct Shown<'a> {
    array: &'a Array,
    scale: SymmetricScale,
    ramp: &'a Ramp,
    format: CellFormat,
}

fn table(label: String, name: &str, shown: &Shown<'_>, pointing: Pointing) -> AnyView {
    let id = MATRICES.fetch_add(1, Ordering::Relaxed);
    let (rows, columns) = (shown.array.shape().rows(), shown.array.shape().columns());
    let heads = (0..columns).map(|column| view! { <th scope="col">{column}</th> }).collect::<Vec<_>>();
    let lines = shown
        .array
        .rows()
        .enumerate()
        .map(|(row, values)| {
            let cells = values.iter().enumerate();
            let cells = cells.map(|(column, &value)| {
                let paper = text_color(shown.ramp.at(shown.scale.normalize(value))) == PAPER;
                let number = shown.format.cell(value);
                let full = text::layers::entry(name, shown.array.shape(), (row, column), value);
                let label = text::layers::shown_as(&full, &number);
                cell(id, (row, column), (rows, columns), Face { paper, number, label }, pointing)
            });
            view! { <tr><th scope="row">{row}</th>{cells.collect::<Vec<_>>()}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table role="grid" aria-label=label on:pointerleave=move |_| pointing.point.run(None)>
            <thead><tr><td class="corner"></td>{heads}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// What a cell looks like, and what it says.
struct Face {
    paper: bool,
    number: String,
    label: String,
}

fn cell(id: usize, at: Place, size: Place, face: Face, pointing: Pointing) -> AnyView {
    let name = move |(row, column): Place| format!("{id}-{row}-{column}");
    // Another matrix may have stood here: a cell that is gone leaves the first one to the keyboard.
    let stop = move || {
        let chosen = pointing.chosen.get();
        let inside = chosen.0 < size.0 && chosen.1 < size.1;
        if chosen == at || (!inside && at == (0, 0)) { "0" } else { "-1" }
    };
    view! {
        <td
            tabindex=stop
            class:paper=face.paper
            data-entry=name(at)
            aria-label=face.label
            on:pointerenter=move |_| pointing.point.run(Some(at))
            on:click=move |_| choose(at, pointing)
            on:focus=move |_| choose(at, pointing)
            on:keydown=move |event| {
                if let Some(next) = arrows::neighbour(at, size, &event.key()) {
                    event.prevent_default();
                    page::focus(&format!("[data-entry='{}']", name(next)));
                }
            }
        >
            {face.number}
        </td>
    }
    .into_any()
}

fn choose(at: Place, pointing: Pointing) {
    pointing.chosen.set(at);
    pointing.point.run(Some(at));
}

/// A picture has no cells: the place is told by where in it one points.
fn hit(label: String, array: &Arc<Array>, name: String, pointing: Pointing) -> AnyView {
    let (rows, columns) = (array.shape().rows(), array.shape().columns());
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let array = Arc::clone(array);
    let place = move |event: &ev::PointerEvent| {
        let size = size.get_untracked();
        let along = |offset: i32, length: f64, count: usize| {
            ((f64::from(offset) / length.max(1.0) * count as f64).max(0.0) as usize).min(count - 1)
        };
        (along(event.offset_y(), size.height, rows), along(event.offset_x(), size.width, columns))
    };
    let said = move || {
        let (row, column) = pointing.chosen.get();
        let at = (row.min(rows - 1), column.min(columns - 1));
        let value = array.at(at.0, at.1).map(|value| text::layers::entry(&name, array.shape(), at, value));
        format!("{label}. {}", value.unwrap_or_default())
    };
    view! {
        <div
            class="hit"
            role="img"
            tabindex="0"
            aria-label=said
            node_ref=area
            on:pointermove=move |event| pointing.point.run(Some(place(&event)))
            on:pointerdown=move |event| choose(place(&event), pointing)
            on:pointerleave=move |_| pointing.point.run(None)
            on:keydown=move |event| {
                if let Some(next) = arrows::neighbour(pointing.chosen.get_untracked(), (rows, columns), &event.key()) {
                    event.prevent_default();
                    choose(next, pointing);
                }
            }
        ></div>
    }
    .into_any()
}
