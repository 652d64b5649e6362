//! The network with its numbers in it: one row per hidden unit, from x₁ and x₂ to Ȳ.

use leptos::{ev, html, prelude::*};

use super::{
    cell::{Stop, cell},
    layer::{Block, Layer},
    scene::{Drawing, Lit, column_of, id_of},
};
use crate::{
    browser::size,
    nn::{ParameterId, Parameters},
    plot::{
        graph::{BLOCKS, CELLS, Detail, GAP, GraphLayout, GraphSpec, HEAD},
        scene::Scene,
    },
    state::{Quantity, Rest, Store},
    ui::{
        format,
        shared::{active_shares, bounds_of, field_of, palette},
        text,
        train::boundary::paint_scene,
        transport::gradients_unknown,
        widgets::{Choice, SignLegend},
    },
};

/// An edge is picked up to this many CSS pixels away.
const REACH: f64 = 9.0;
/// What the units' rows share of a projector's picture, in its enlarged pixels.
const ON_PROJECTOR: f64 = 200.0;
/// The cells' type is smaller than that of the page's arrays: so much more fits.
const SMALLER: f64 = 11.0 / 10.5;

/// What the rows are made of; another one is built anew.
#[derive(Clone, PartialEq)]
struct Frame {
    hidden: usize,
    detail: Detail,
    layers: Vec<Layer>,
    /// Width of a cell, and of what stands before the first: picture and name.
    cell: f64,
    head: f64,
    left: f64,
}

/// Picture and numbers in one.
#[component]
pub(super) fn Rows() -> impl IntoView {
    let store: Store = expect_context();
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let size = size::watch(area);
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    // The row that was open stays so while something without a row is lit: the panel keeps its height.
    let open = Memo::new(move |before: Option<&usize>| {
        let last = before.copied().unwrap_or_default().min(hidden.get() - 1);
        store.shown_parameter.get().unit().unwrap_or(last)
    });
    let width = Memo::new(move |_| size.get().width);
    let height = Memo::new(move |_| if store.view.projector.get() { ON_PROJECTOR } else { GraphSpec::HEIGHT });
    let layout = Memo::new(move |_| {
        GraphLayout::new(&GraphSpec {
            width: width.get(),
            hidden: hidden.get(),
            open: open.get(),
            height: height.get(),
        })
    });
    let rest = store.view.rest;
    let frame = Memo::new(move |_| layout.with(|layout| frame_of(layout, rest.get())));
    let room = Memo::new(move |_| layout.with(|layout| layout.cell * SMALLER));
    let blocks = Layer::ALL.map(|layer| Block::new(store, layer, move || room.get()));
    let scene = scene(store, blocks, frame, layout, size);
    paint_scene(picture, size, scene);
    let on_edge = RwSignal::new(None::<ParameterId>);
    // Over the table the offset is a cell's own, and the cell speaks for itself.
    let point = move |event: &ev::PointerEvent| {
        if event.target() != event.current_target() {
            return on_edge.set(None);
        }
        let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
        let edge = layout.with_untracked(|layout| layout.nearest_edge(at, REACH)).map(id_of);
        if edge != on_edge.get_untracked() {
            on_edge.set(edge);
            store.view.pointed.set(edge);
        }
    };
    view! {
        <RestSwitch layout rest/>
        <div
            class="graph"
            class:on-edge=move || on_edge.get().is_some()
            style:height=move || pixels(layout.with(|layout| layout.height))
            node_ref=area
            on:pointerdown=move |event| point(&event)
            on:pointermove=move |event| point(&event)
            on:pointerleave=move |_| {
                on_edge.set(None);
                store.view.pointed.set(None);
            }
            on:click=move |_| {
                if let Some(id) = on_edge.get_untracked() {
                    store.take_apart(id);
                }
            }
        >
            <canvas node_ref=picture aria-hidden="true"></canvas>
            {move || frame.with(|frame| table(store, frame, blocks, layout))}
        </div>
    }
    .into_any()
}

/// The blocks for which there is room.
fn layers_of(count: usize, rest: Rest) -> Vec<Layer> {
    match rest {
        Rest::Folded => Layer::ALL[..count].to_vec(),
        Rest::Shown => Layer::ALL[BLOCKS - count..].to_vec(),
    }
}

/// What has no room is one press away.
#[component]
fn RestSwitch(layout: Memo<GraphLayout>, rest: RwSignal<Rest>) -> impl IntoView {
    let count = Memo::new(move |_| layout.with(|layout| layout.blocks.len()));
    move || {
        (count.get() < BLOCKS).then(|| {
            let names = if count.get() == 2 { text::BLOCK_PAIRS } else { text::BLOCK_TRIPLES };
            view! {
                <div class="rest">
                    <Choice
                        label=text::BLOCKS_SHOWN
                        options=vec![(Rest::Folded, names[0]), (Rest::Shown, names[1])]
                        value=rest
                        set=move |chosen| rest.set(chosen)
                    />
                </div>
            }
        })
    }
}

fn frame_of(layout: &GraphLayout, rest: Rest) -> Frame {
    Frame {
        hidden: layout.rows.len(),
        detail: layout.detail,
        layers: layers_of(layout.blocks.len(), rest),
        cell: layout.cell,
        head: layout.blocks[0] - layout.pictures[0],
        left: layout.pictures[0],
    }
}

/// The picture as of the figures.
fn scene(
    store: Store,
    blocks: [Block; BLOCKS],
    frame: Memo<Frame>,
    layout: Memo<GraphLayout>,
    size: ReadSignal<size::Size>,
) -> Memo<Scene> {
    let palette = palette();
    let unknown = gradients_unknown(store);
    Memo::new(move |_| {
        let shares = |layer: &Layer| {
            let block = blocks[*layer as usize];
            let is_known = *layer == Layer::Value || !unknown.get();
            is_known.then(|| {
                let mut shares = block.numbers.get();
                block.scales.with(|scales| {
                    for id in block.numbers.with(Parameters::ids) {
                        shares.set(id, scales.normalize(id, shares.get(id)));
                    }
                });
                shares
            })
        };
        let cells: Vec<_> = frame.with(|frame| frame.layers.iter().map(shares).collect());
        let edges = match store.view.edges.get() {
            Quantity::Values => blocks[Layer::Value as usize].numbers.get(),
            Quantity::Gradients if !unknown.get() => blocks[Layer::Backprop as usize].numbers.get(),
            Quantity::Gradients => Parameters::zeros(frame.with(|frame| frame.hidden)),
        };
        let (field, view) = store.figures.with(|snapshot| (field_of(&snapshot.params), bounds_of(snapshot)));
        let lit = Lit { id: store.shown_parameter.get(), is_pointed: store.view.pointed.with(Option::is_some) };
        let size::Size { width, height, ratio } = size.get();
        layout.with(|layout| {
            palette.with(|palette| {
                Drawing { layout, palette, size: [width, height], ratio, lit }.scene(&edges, &cells, &field, view)
            })
        })
    })
}

/// The numbers over the picture.
fn table(store: Store, frame: &Frame, blocks: [Block; BLOCKS], layout: Memo<GraphLayout>) -> AnyView {
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
    let factor = move || block.format.get().map(|format| format.factor()).unwrap_or_default();
    let title = move || block.layer.formula(store);
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
    // bo has one cell a block.
    let step = if row == hidden { CELLS } else { 1 };
    let place = CELLS * block + column;
    let (row, place) = match key {
        "ArrowLeft" => (row, place.checked_sub(step)?),
        "ArrowRight" => (row, place + step),
        "ArrowUp" => (row.checked_sub(1)?, place),
        "ArrowDown" => (row + 1, place),
        "Home" => (row, 0),
        "End" => (row, CELLS * layers.len() - 1),
        _ => return None,
    };
    let layer = *layers.get(place / CELLS)?;
    match place % CELLS {
        _ if row > hidden => None,
        _ if row == hidden => Some((layer, ParameterId::Bo)),
        input @ (0 | 1) => Some((layer, ParameterId::Wi { input, unit: row })),
        2 => Some((layer, ParameterId::Bi { unit: row })),
        _ => Some((layer, ParameterId::Wo { unit: row })),
    }
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
    let ids = [
        ParameterId::Wi { input: 0, unit },
        ParameterId::Wi { input: 1, unit },
        ParameterId::Bi { unit },
        ParameterId::Wo { unit },
    ];
    let cells = move || {
        let row = |blocks: &Vec<Block>| {
            blocks.iter().flat_map(|block| ids.map(|id| cell(store, *block, id, stop))).collect::<Vec<_>>().into_any()
        };
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

/// A CSS length.
fn pixels(length: f64) -> String {
    format!("{length:.1}px")
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

    #[test]
    fn every_block_is_at_most_one_press_away() {
        for count in 2..=BLOCKS {
            let seen = [Rest::Folded, Rest::Shown].map(|rest| layers_of(count, rest)).concat();
            assert!(Layer::ALL.iter().all(|layer| seen.contains(layer)), "{count} at a time");
        }
    }
}
