//! The arrays as the formulas have them, [d, h]: four heatmaps, a unit a column.

use leptos::{html, prelude::*};

use super::{
    cell::{Stop, cell},
    layer::{Block, Layer, Scales},
    scene::{column_of, in_column},
};
use crate::{
    browser::{canvas, size},
    nn::{ParameterId, Parameters},
    plot::{cells::cell_raster, color::Ramp, graph::CELLS, raster::Raster},
    state::Store,
    ui::{
        shared::{Palette, palette},
        text,
        transport::gradients_unknown,
        widgets::{SignLegend, arrows},
    },
};

/// Width of the row labels in CSS pixels, as in the style sheet.
const LABELS: f64 = 46.0;
/// Rows of a heatmap: Wi twice, bi, Wo, bo.
const ROWS: usize = CELLS + 1;

/// Value, backprop, finite difference, difference.
#[component]
pub(super) fn Formulas() -> impl IntoView {
    let store: Store = expect_context();
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    let (at, set) = signal(Layer::Value);
    let turn = Callback::new(move |(layer, id, key): (Layer, ParameterId, String)| {
        neighbour(id, hidden.get_untracked(), &key).map(|next| (layer, next))
    });
    let stop = Stop { at: Memo::new(move |_| at.get()), set, turn };
    let blocks = Layer::ALL.map(|layer| view! { <Heatmap layer hidden stop/> }).into_iter().collect::<Vec<_>>();
    view! { <div class="blocks">{blocks}</div> }.into_any()
}

#[component]
fn Heatmap(layer: Layer, hidden: Memo<usize>, stop: Stop) -> impl IntoView {
    let store: Store = expect_context();
    let palette = palette();
    let unknown = gradients_unknown(store);
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let width = size::watch(area);
    let room = Memo::new(move |_| (width.get().width - LABELS) / hidden.get() as f64);
    let block = Block::new(store, layer, move || room.get());
    Effect::new(move |raster: Option<Raster>| {
        let mut raster = raster.unwrap_or_default();
        if let Some(canvas) = picture.get() {
            let ramp = palette.with(Palette::sign);
            block.numbers.with(|numbers| block.scales.with(|scales| paint(numbers, scales, &ramp, &mut raster)));
            canvas::show_raster(&canvas, &raster);
        }
        raster
    });
    let roomy = Memo::new(move |_| block.is_roomy());
    view! {
        <div class="block" class:unknown=move || layer != Layer::Value && unknown.get()>
            <h3>{layer.name()}" "<small>{move || layer.formula(store)}</small></h3>
            <div class="heatmap" class:dense=move || !roomy.get() node_ref=area>
                <canvas node_ref=picture aria-hidden="true"></canvas>
                {move || grid(store, block, hidden.get(), roomy, stop)}
                <div
                    class="corner-legend"
                    class:below=move || hidden.get() < 4
                    style:left=move || format!("calc({LABELS}px + (100% - {LABELS}px) / {} + 0.5rem)", hidden.get())
                >
                    <SignLegend limit=block.legend(store) format=block.legend_format()/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// One pixel a cell: the page stretches the picture under the table.
fn paint(numbers: &Parameters, scales: &Scales, ramp: &Ramp, raster: &mut Raster) {
    let hidden = numbers.hidden();
    let ids = (0..ROWS).flat_map(|row| (0..hidden).map(move |unit| id_at(row, unit)));
    let cells = ids.map(|id| id.map(|id| scales.normalize(id, numbers.get(id))));
    cell_raster(hidden, ROWS, cells, ramp, raster);
}

/// The parameter at a place of a heatmap. The last row has one only.
fn id_at(row: usize, unit: usize) -> Option<ParameterId> {
    match (row, unit) {
        (0..CELLS, unit) => Some(in_column(row, unit)),
        (CELLS, 0) => Some(ParameterId::Bo),
        _ => None,
    }
}

/// Where an arrow key leads from a cell.
fn neighbour(id: ParameterId, hidden: usize, key: &str) -> Option<ParameterId> {
    let place = id.unit().map_or((CELLS, 0), |unit| (column_of(id), unit));
    let (row, unit) = arrows::neighbour(place, (ROWS, hidden), key)?;
    // The last row has one cell.
    id_at(row, if row == CELLS { 0 } else { unit })
}

/// The table over the picture: numbers and names.
fn grid(store: Store, block: Block, hidden: usize, roomy: Memo<bool>, stop: Stop) -> AnyView {
    let unit = move || store.shown_parameter.get().unit();
    let heads = (0..hidden)
        .map(|column| {
            let name = move || (roomy.get() || hidden <= 16 || column.is_multiple_of(8)).then(|| column.to_string());
            view! { <th scope="col" class:lit=move || unit() == Some(column)>{name}</th> }
        })
        .collect::<Vec<_>>();
    let rows = (0..ROWS)
        .map(|row| {
            let cells = (0..hidden)
                .filter_map(|column| id_at(row, column))
                .map(|id| cell(store, block, id, stop))
                .collect::<Vec<_>>();
            view! { <tr><th scope="row">{text::ROWS[row]}</th>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    view! {
        <table role="grid" aria-label=block.layer.name() on:pointerleave=move |_| store.view.pointed.set(None)>
            <thead><tr><td class="corner"></td>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_stay_within_the_parameters() {
        let wo = ParameterId::Wo { unit: 5 };
        for (from, key, expected) in [
            (wo, "ArrowDown", Some(ParameterId::Bo)),
            (wo, "ArrowRight", Some(ParameterId::Wo { unit: 6 })),
            (ParameterId::Bo, "ArrowRight", Some(ParameterId::Bo)),
            (ParameterId::Bo, "ArrowUp", Some(ParameterId::Wo { unit: 0 })),
            (ParameterId::Wi { input: 0, unit: 0 }, "ArrowUp", None),
            (ParameterId::Wi { input: 0, unit: 7 }, "ArrowRight", None),
            (wo, "a", None),
        ] {
            assert_eq!(neighbour(from, 8, key), expected, "{key} from {from}");
        }
    }
}
