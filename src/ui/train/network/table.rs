//! The numbers over the network's picture: a table of one row per hidden unit.

use leptos::prelude::*;

use super::{
    cell::{Stop, cell},
    layer::{Block, Layer},
    rows::{Frame, pixels},
    scene::{column_of, in_column},
};
use crate::{
    nn::ParameterId,
    plot::graph::{BLOCKS, CELLS, Detail, GAP, GraphLayout, HEAD},
    state::Store,
    ui::{
        format,
        shared::{active_shares, titled},
        text,
        transport::gradients_unknown,
        widgets::{SignLegend, arrows},
    },
};

/// The numbers over the picture.
pub(super) fn table(store: Store, frame: &Frame, blocks: &[Block; BLOCKS], layout: Memo<GraphLayout>) -> AnyView {
    let unknown = gradients_unknown(store);
    let shown: Vec<Block> = frame.layers.iter().map(|layer| blocks[*layer as usize]).collect();
    let shown = StoredValue::new(shown);
    let stop = stop_of(frame);
    let shares = Memo::new(move |_| store.figures.with(active_shares));
    let rows = (0..frame.hidden)
        .map(|unit| unit_row(store, unit, frame.detail, shown, layout, shares, stop))
        .collect::<Vec<_>>();
    let names =
        shown.with_value(|blocks| blocks.iter().copied().map(|block| block_head(store, block)).collect::<Vec<_>>());
    let columns = frame
        .layers
        .iter()
        .flat_map(|_| text::UNIT_CELLS)
        .enumerate()
        .map(|(place, name)| view! { <th scope="col" class:first=is_first(place)>{name}</th> })
        .collect::<Vec<_>>();
    let widths = (0..CELLS * frame.layers.len())
        .map(|place| view! { <col style:width=pixels(frame.cell + if is_first(place) { GAP } else { 0.0 })/> })
        .collect::<Vec<_>>();
    let all = frame.head + frame.layers.len() as f64 * (CELLS as f64 * frame.cell + GAP) - GAP;
    view! {
        <table
            role="grid"
            class="units"
            class:line=frame.detail == Detail::Line
            class:thin=frame.detail == Detail::Thin
            class:unknown=unknown
            aria-label=text::UNITS_GRID
            style:left=pixels(frame.left)
            style:width=pixels(all)
            on:pointerleave=move |_| store.view.pointed.set(None)
        >
            <colgroup><col style:width=pixels(frame.head)/>{widths}</colgroup>
            <thead style:height=pixels(HEAD)>
                <tr><td class="corner"></td>{names}</tr>
                <tr><th scope="col"><span class="heard">{text::UNIT}</span></th>{columns}</tr>
            </thead>
            <tbody>{rows} {bias_row(store, shown, layout, stop)}</tbody>
        </table>
    }
    .into_any()
}

/// Before it, a block of cells has a gap; before the first, the units' names.
fn is_first(place: usize) -> bool {
    place > 0 && place.is_multiple_of(CELLS)
}

/// A block's name, its formula where one points, and what its numbers are to be multiplied by.
fn block_head(store: Store, block: Block) -> AnyView {
    let factor = move || block.format.get().map(format::CellFormat::factor).unwrap_or_default();
    let title = move || {
        let formula = block.layer.formula(store);
        block.layer.shortcut().map_or_else(|| formula.to_owned(), |key| titled(store, formula, key))
    };
    view! {
        <th scope="colgroup" colspan=CELLS class:first=block.layer != Layer::Value title=title>
            {block.layer.short_name()}" "<b class="factor" title=text::FACTOR>{factor}</b>
        </th>
    }
    .into_any()
}

/// The keyboard's way through the rows: across the blocks, and down the units to bo.
fn stop_of(frame: &Frame) -> Stop {
    let (at, set) = signal(frame.layers[0]);
    let (layers, hidden) = (frame.layers.clone(), frame.hidden);
    let turn = Callback::new(move |(layer, id, key): (Layer, ParameterId, String)| {
        neighbour(&layers, layer, id, hidden, &key)
    });
    Stop { at: Memo::new(move |_| at.get()), set, turn }
}

/// Where an arrow key leads from a cell.
fn neighbour(
    layers: &[Layer],
    layer: Layer,
    id: ParameterId,
    hidden: usize,
    key: &str,
) -> Option<(Layer, ParameterId)> {
    let block = layers.iter().position(|shown| *shown == layer)?;
    let (row, column) = (id.unit().unwrap_or(hidden), column_of(id));
    // bo has one cell a block: it is left from either side.
    let column = if row == hidden && key == "ArrowLeft" { 0 } else { column };
    let size = (hidden + 1, CELLS * layers.len());
    let (row, place) = arrows::neighbour((row, CELLS * block + column), size, key)?;
    let id = if row == hidden { ParameterId::Bo } else { in_column(place % CELLS, row) };
    Some((layers[place / CELLS], id))
}

/// A unit: its name over its picture, and its numbers where its row has room for them.
fn unit_row(
    store: Store,
    unit: usize,
    detail: Detail,
    shown: StoredValue<Vec<Block>>,
    layout: Memo<GraphLayout>,
    shares: Memo<Vec<f64>>,
    stop: Stop,
) -> AnyView {
    let view = store.view;
    let is_open = Memo::new(move |_| detail != Detail::Thin || layout.with(|layout| layout.is_open(unit)));
    let height = Memo::new(move |_| layout.with(|layout| layout.rows.get(unit).map_or(0.0, |row| row.height)));
    let cells = move || {
        let of_block = |block: &Block| {
            let block = *block;
            (0..CELLS).map(move |column| cell(store, block, in_column(column, unit), stop))
        };
        let row = |blocks: &Vec<Block>| blocks.iter().flat_map(of_block).collect::<Vec<_>>().into_any();
        if is_open.get() {
            view! { <th scope="row"><UnitButton unit shares/></th> {shown.with_value(row)} }.into_any()
        } else {
            let columns = shown.with_value(|blocks| CELLS * blocks.len());
            view! { <th scope="row"><span class="heard">{unit}</span></th> <td colspan=columns></td> }.into_any()
        }
    };
    view! {
        <tr
            class="unit-row"
            style:height=move || pixels(height.get())
            on:pointerenter=move |_| {
                if !is_open.get_untracked() {
                    view.pointed.set(Some(ParameterId::Bi { unit }));
                }
            }
            on:click=move |_| {
                if !is_open.get_untracked() {
                    view.parameter.set(ParameterId::Bi { unit });
                }
            }
        >
            {cells}
        </tr>
    }
    .into_any()
}

/// Over a unit's picture: pressing it lights the unit everywhere.
#[component]
fn UnitButton(unit: usize, shares: Memo<Vec<f64>>) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    let share = move || shares.with(|shares| shares.get(unit).copied().unwrap_or_default());
    let state = move || if share() == 0.0 { text::DEAD.to_owned() } else { format::percent(share()) };
    view! {
        <button
            type="button"
            class="unit"
            class:dead=move || share() == 0.0
            aria-pressed=move || (store.shown_parameter.get().unit() == Some(unit)).to_string()
            title=move || text::unit_label(unit, share())
            on:click=move |_| view.parameter.set(ParameterId::Bi { unit })
            on:pointerenter=move |_| view.pointed.set(Some(ParameterId::Bi { unit }))
        >
            <span class="heard">{move || text::unit_label(unit, share())}</span>
            <span class="tag" aria-hidden="true"><b>{unit}</b>" "<i>{state}</i></span>
        </button>
    }
    .into_any()
}

/// bo, which stands alone under Wo; beside it each block says what its colours reach to.
fn bias_row(store: Store, shown: StoredValue<Vec<Block>>, layout: Memo<GraphLayout>, stop: Stop) -> AnyView {
    let height = move || pixels(layout.with(|layout| layout.bias.height));
    let cells = shown.with_value(|blocks| {
        let block = |(place, block): (usize, &Block)| {
            view! {
                <td colspan=CELLS - 1 class="scale-of" class:first=is_first(CELLS * place)>
                    <SignLegend limit=block.legend(store) format=block.legend_format()/>
                </td>
                {cell(store, *block, ParameterId::Bo, stop)}
            }
        };
        blocks.iter().enumerate().map(block).collect::<Vec<_>>()
    });
    view! { <tr class="bias" style:height=height><th scope="row">{text::BIAS_ROW}</th>{cells}</tr> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_across_the_blocks_and_down_to_bo() {
        let (value, backprop) = (Layer::Value, Layer::Backprop);
        let wo = ParameterId::Wo { unit: 7 };
        let first = ParameterId::Wi { input: 0, unit: 0 };
        for (from, key, expected) in [
            ((value, wo), "ArrowDown", Some((value, ParameterId::Bo))),
            ((value, wo), "ArrowRight", Some((backprop, ParameterId::Wi { input: 0, unit: 7 }))),
            ((value, ParameterId::Bo), "ArrowRight", Some((backprop, ParameterId::Bo))),
            ((backprop, ParameterId::Bo), "ArrowRight", None),
            ((value, ParameterId::Bo), "ArrowUp", Some((value, wo))),
            ((backprop, first), "ArrowLeft", Some((value, ParameterId::Wo { unit: 0 }))),
            ((value, first), "ArrowUp", None),
            ((value, first), "End", Some((backprop, ParameterId::Wo { unit: 0 }))),
            ((value, first), "a", None),
        ] {
            let found = neighbour(&[value, backprop], from.0, from.1, 8, key);
            assert_eq!(found, expected, "{key} from {from:?}");
        }
    }
}
