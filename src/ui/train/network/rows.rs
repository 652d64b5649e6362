//! The network with its numbers in it: one row per hidden unit, from x₁ and x₂ to Ȳ.

use leptos::{ev, html, prelude::*};

use super::{
    layer::{Block, Layer},
    scene::{Drawing, Lit, id_of},
    table::table,
    turn::UnitTurn,
};
use crate::{
    browser::size,
    nn::{ParameterId, Parameters},
    plot::{
        graph::{BLOCKS, Detail, GraphLayout, GraphSpec, Node},
        scene::Scene,
    },
    state::{Quantity, Store},
    ui::{
        shared::{bounds_of, field_of, paint_scene, palette},
        text,
        transport::gradients_unknown,
        widgets::Choice,
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
pub(super) struct Frame {
    pub(super) hidden: usize,
    pub(super) detail: Detail,
    pub(super) layers: Vec<Layer>,
    /// Width of a cell, and of what stands before the first: picture and name.
    pub(super) cell: f64,
    pub(super) head: f64,
    pub(super) left: f64,
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
    let wanted = store.view.wanted;
    let frame = Memo::new(move |_| layout.with(|layout| frame_of(layout, wanted.get())));
    let room = Memo::new(move |_| layout.with(|layout| layout.cell * SMALLER));
    let blocks = Layer::ALL.map(|layer| Block::new(store, layer, move || room.get()));
    let scene = scene(store, &blocks, frame, layout, size);
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
        <div class="rest"><UnitTurn layout open/><BlockSwitch layout wanted/></div>
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
            {move || layout.with(names)}
            {move || frame.with(|frame| table(store, frame, &blocks, layout))}
        </div>
    }
    .into_any()
}

/// The names of inputs and output, in their nodes.
fn names(layout: &GraphLayout) -> Vec<AnyView> {
    let [x1, x2] = layout.inputs;
    [(text::X1, x1), (text::X2, x2), (text::OUTPUT, layout.output)]
        .map(|(name, Node { center: [x, y], radius })| {
            let small = radius <= 10.0;
            view! { <b class="node-name" class:small=small style:left=pixels(x) style:top=pixels(y) aria-hidden="true">{name}</b> }
                .into_any()
        })
        .into()
}

/// The blocks for which there is room, the wanted one among them: the first ones, or the last.
fn layers_of(count: usize, wanted: Layer) -> Vec<Layer> {
    let place = wanted as usize;
    let first = match count {
        1 => place,
        _ if place < count => 0,
        _ => BLOCKS - count,
    };
    Layer::ALL[first..first + count].to_vec()
}

/// What one chooses among where `count` blocks have room: a block of each choice, and its name.
fn choices(count: usize) -> Vec<(Layer, &'static str)> {
    match count {
        1 => Layer::ALL.map(|layer| (layer, layer.short_name())).into(),
        2 => vec![(Layer::Value, text::BLOCK_PAIRS[0]), (Layer::Difference, text::BLOCK_PAIRS[1])],
        3 => vec![(Layer::Value, text::BLOCK_TRIPLES[0]), (Layer::Difference, text::BLOCK_TRIPLES[1])],
        _ => Vec::new(),
    }
}

/// What has no room is one press away.
#[component]
fn BlockSwitch(layout: Memo<GraphLayout>, wanted: RwSignal<Layer>) -> impl IntoView {
    let count = Memo::new(move |_| layout.with(|layout| layout.blocks.len()));
    move || {
        (count.get() < BLOCKS).then(|| {
            let options = choices(count.get());
            let offered: Vec<Layer> = options.iter().map(|(layer, _)| *layer).collect();
            // The choice that shows the wanted block.
            let chosen = Signal::derive(move || {
                let shown = layers_of(count.get(), wanted.get());
                offered.iter().copied().find(|layer| layers_of(count.get(), *layer) == shown).unwrap_or(Layer::Value)
            });
            view! {
                <Choice label=text::BLOCKS_SHOWN options value=chosen set=move |layer| wanted.set(layer)/>
            }
        })
    }
}

fn frame_of(layout: &GraphLayout, wanted: Layer) -> Frame {
    Frame {
        hidden: layout.rows.len(),
        detail: layout.detail,
        layers: layers_of(layout.blocks.len(), wanted),
        cell: layout.cell,
        head: layout.blocks[0] - layout.pictures[0],
        left: layout.pictures[0],
    }
}

/// The picture as of the figures.
fn scene(
    store: Store,
    blocks: &[Block; BLOCKS],
    frame: Memo<Frame>,
    layout: Memo<GraphLayout>,
    size: ReadSignal<size::Size>,
) -> Memo<Scene> {
    let (blocks, palette) = (*blocks, palette());
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

/// A CSS length.
pub(super) fn pixels(length: f64) -> String {
    format!("{length:.1}px")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_at_most_one_press_away() {
        for count in 1..BLOCKS {
            let seen: Vec<Layer> = choices(count).iter().flat_map(|(layer, _)| layers_of(count, *layer)).collect();
            assert!(Layer::ALL.iter().all(|layer| seen.contains(layer)), "{count} at a time");
        }
        for (count, wanted) in (1..=BLOCKS).flat_map(|count| Layer::ALL.map(|layer| (count, layer))) {
            let shown = layers_of(count, wanted);
            assert!(shown.contains(&wanted) && shown.len() == count, "{wanted:?} among {count}: {shown:?}");
        }
    }
}
