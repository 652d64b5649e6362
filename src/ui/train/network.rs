//! The network drawn: edges by value or by gradient, and what each hidden unit does with the plane.

use leptos::{ev, html, prelude::*};

use super::boundary::paint_scene;
use crate::{
    browser::size,
    nn::{ParameterId, Parameters},
    plot::{
        field::Field,
        graph::{Detail, Edge, EdgePath, GraphLayout, GraphSpec, UnitBox, stroke_width},
        projection::{Bounds, Projection},
        raster::{Raster, activation_raster},
        scale::SymmetricScale,
        scene::{Scene, Shape, Stroke},
    },
    state::{Quantity, Store},
    ui::{
        format,
        shared::{Palette, active_shares, bounds_of, field_of, palette},
        text,
        widgets::{Choice, Twin, TwinButton},
    },
};

/// An edge is picked up to this many CSS pixels away.
const REACH: f64 = 7.0;

/// The drawing with its twin in a table.
#[component]
pub(in crate::ui) fn NetworkPanel() -> impl IntoView {
    let store: Store = expect_context();
    let edges = store.view.edges;
    let open = RwSignal::new(false);
    let note = move || match edges.get() {
        Quantity::Values => text::NETWORK_UNIT_VALUES,
        Quantity::Gradients => text::NETWORK_UNIT_GRADIENTS,
    };
    view! {
        <section class="card network" aria-labelledby="network-title">
            <div class="head">
                <h2 id="network-title">{text::NETWORK}" "<small>{note}</small></h2>
                <div class="tools">
                    <TwinButton open title=text::UNITS_TABLE/>
                    <Choice
                        label=text::EDGES
                        control="edges"
                        options=vec![(Quantity::Values, text::WEIGHTS), (Quantity::Gradients, text::GRADIENTS)]
                        value=edges
                        set=move |quantity| edges.set(quantity)
                    />
                </div>
            </div>
            <Drawing/>
            <UnitsTable open/>
        </section>
    }
    .into_any()
}

#[component]
fn Drawing() -> impl IntoView {
    let store: Store = expect_context();
    let palette = palette();
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let size = size::watch(area);
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    let layout = Memo::new(move |_| layout_of(size.get(), hidden.get()));
    let shares = Memo::new(move |_| store.figures.with(active_shares));
    let view = store.view;
    let on_edge = RwSignal::new(None::<ParameterId>);
    // Over a unit's button the offset is the button's own, and the button speaks for itself.
    let edge_at = move |event: &ev::PointerEvent| {
        if event.target() != event.current_target() {
            return None;
        }
        let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
        layout.with_untracked(|layout| layout.nearest_edge(at, REACH)).map(id_of)
    };
    let point = move |event: &ev::PointerEvent| {
        let edge = edge_at(event);
        if edge != on_edge.get_untracked() {
            on_edge.set(edge);
            view.pointed.set(edge);
        }
    };
    let scene =
        Memo::new(move |_| layout.with(|layout| palette.with(|palette| scene(store, palette, layout, size.get()))));
    paint_scene(picture, size, scene);
    let nodes = move || {
        layout.with(|layout| {
            [(text::X1, layout.inputs[0]), (text::X2, layout.inputs[1]), (text::OUTPUT, layout.output)]
                .map(|(name, node)| {
                    let [x, y] = node.center.map(pixels);
                    let side = pixels(2.0 * node.radius);
                    view! { <span class="node" style:left=x style:top=y style:width=side.clone() style:height=side>{name}</span> }
                })
                .into_iter()
                .collect::<Vec<_>>()
        })
    };
    let units = move || (0..hidden.get()).map(|unit| view! { <UnitButton unit layout shares/> }).collect::<Vec<_>>();
    view! {
        <div
            class="graph"
            class:on-edge=move || on_edge.get().is_some()
            node_ref=area
            on:pointerdown=move |event| point(&event)
            on:pointermove=move |event| point(&event)
            on:pointerleave=move |_| {
                on_edge.set(None);
                view.pointed.set(None);
            }
            on:click=move |_| {
                if let Some(id) = on_edge.get_untracked() {
                    store.take_apart(id);
                }
            }
        >
            <canvas node_ref=picture aria-hidden="true"></canvas>
            {nodes}
            {units}
        </div>
    }
    .into_any()
}

/// The last unit's number and share stand beside it: they take this much.
const TAG: f64 = 26.0;

fn layout_of(size: size::Size, hidden: usize) -> GraphLayout {
    let spec = GraphSpec { columns: [0.0, (size.width - TAG).max(1.0)], ..GraphSpec::new(size.width, size.height) };
    GraphLayout::new(&spec, hidden)
}

/// A CSS length.
fn pixels(length: f64) -> String {
    format!("{length:.1}px")
}

/// A unit's frame over its picture: pressing it lights the unit everywhere.
#[component]
fn UnitButton(unit: usize, layout: Memo<GraphLayout>, shares: Memo<Vec<f64>>) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    let share = move || shares.with(|shares| shares.get(unit).copied().unwrap_or_default());
    let frame = move || layout.with(|layout| layout.units.get(unit).copied());
    let length = move |of: fn(&UnitBox) -> f64| move || frame().as_ref().map(of).map(pixels);
    let numbered = move || layout.with(|layout| layout.detail == Detail::Numbered);
    let state = move || if share() == 0.0 { text::DEAD.to_owned() } else { format::percent(share()) };
    view! {
        <button
            type="button"
            class="unit"
            class:dead=move || share() == 0.0
            aria-pressed=move || (store.shown_parameter.get().unit() == Some(unit)).to_string()
            title=move || text::unit_label(unit, share())
            style:left=length(|frame| frame.center[0])
            style:top=length(|frame| frame.center[1])
            style:width=length(|frame| frame.width)
            style:height=length(|frame| frame.height)
            on:click=move |_| view.parameter.set(ParameterId::Bi { unit })
            on:pointerenter=move |_| view.pointed.set(Some(ParameterId::Bi { unit }))
            on:pointerleave=move |_| view.pointed.set(None)
        >
            <span class="heard">{move || text::unit_label(unit, share())}</span>
            {move || numbered().then(|| view! { <span class="tag" aria-hidden="true"><b>{unit}</b>{state}</span> })}
        </button>
    }
    .into_any()
}

/// Edges, then the units' pictures over their ends.
fn scene(store: Store, palette: &Palette, layout: &GraphLayout, size: size::Size) -> Scene {
    let numbers = match store.view.edges.get() {
        Quantity::Values => store.snapshot.with(|snapshot| snapshot.params.as_ref().clone()),
        Quantity::Gradients if store.stage.get().knows_gradients() => store.gradients.get().backprop,
        Quantity::Gradients => Parameters::zeros(layout.units.len()),
    };
    let on_edges = layout.edges.iter().map(|edge| numbers.get(id_of(edge.edge)));
    let scale = SymmetricScale::of(on_edges);
    let lit = store.view.pointed.get();
    let edge = |edge: &EdgePath| {
        let id = id_of(edge.edge);
        let value = numbers.get(id);
        let color = if lit == Some(id) { palette.theme.ink() } else { palette.sign.at(scale.normalize(value)) };
        Shape::Curve { points: edge.curve, stroke: Stroke::solid(color, stroke_width(value, &scale)) }
    };
    let mut shapes: Vec<Shape> = layout.edges.iter().map(edge).collect();
    let view = store.snapshot.with(bounds_of);
    let field = store.snapshot.with(|snapshot| field_of(&snapshot.params));
    shapes.extend(unit_pictures(&field, layout, view, palette, size));
    Scene { width: size.width, height: size.height, shapes }.snapped()
}

/// The units' pictures side by side in one image: handing a canvas many small ones costs more than their pixels.
fn unit_pictures(
    field: &Field,
    layout: &GraphLayout,
    view: Bounds,
    palette: &Palette,
    size: size::Size,
) -> Option<Shape> {
    let first = layout.units.first()?;
    let [width, height] = [first.width, first.height].map(|length| (length * size.ratio).round());
    let top = first.corner()[1];
    let (mut row, mut picture) = (Raster::default(), Raster::default());
    row.clear((size.width * size.ratio).round() as usize, height as usize);
    for (unit, frame) in field.units.iter().zip(&layout.units) {
        activation_raster(unit, &Projection::new(view, width, height), &palette.activation, &mut picture);
        row.put(&picture, (frame.corner()[0] * size.ratio).round() as usize);
    }
    Some(Shape::Image { corner: [0.0, top], raster: row })
}

/// The weight that an edge stands for.
fn id_of(edge: Edge) -> ParameterId {
    match edge {
        Edge::Input { input, unit } => ParameterId::Wi { input, unit },
        Edge::Output { unit } => ParameterId::Wo { unit },
    }
}

/// The drawing's twin.
#[component]
fn UnitsTable(open: RwSignal<bool>) -> impl IntoView {
    let store: Store = expect_context();
    let row = |parameters: &Parameters, unit: usize, share: f64| {
        let numbers = [parameters.wi(0)[unit], parameters.wi(1)[unit], parameters.bi()[unit], parameters.wo()[unit]];
        let cells = numbers.map(|number| view! { <td>{format::significant(number, 4)}</td> });
        let state = if share == 0.0 { text::DEAD } else { text::ALIVE };
        view! { <tr><th scope="row">{unit}</th>{cells.into_iter().collect::<Vec<_>>()}<td>{format::percent(share)}</td><td>{state}</td></tr> }
    };
    let rows = move || {
        let (parameters, shares) = store.figures.with(|snapshot| (snapshot.params.clone(), active_shares(snapshot)));
        shares.into_iter().enumerate().map(|(unit, share)| row(&parameters, unit, share)).collect::<Vec<_>>()
    };
    view! { <Twin open title=text::UNITS_TABLE columns=text::UNIT_COLUMNS>{rows}</Twin> }.into_any()
}
