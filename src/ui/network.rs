//! The network drawn: edges by value or by gradient, and what each hidden unit does with the plane.

use leptos::{html, prelude::*};

use super::{
    controls::Choice,
    format,
    shared::{active_shares, bounds_of, field_of, palette},
    text,
    twin::Twin,
};
use crate::{
    browser::{canvas, size},
    nn::{ParameterId, Parameters},
    plot::{
        graph::{Edge, Graph},
        projection::Projection,
        raster::{Raster, activation_raster},
        scale::SymmetricScale,
        scene::{Scene, Shape, Stroke},
    },
    state::{Quantity, Store},
};

/// The drawing with its twin in a table.
#[component]
pub(super) fn NetworkPanel() -> impl IntoView {
    let store: Store = expect_context();
    let edges = store.view.edges;
    let note = move || match edges.get() {
        Quantity::Values => text::NETWORK_UNIT_VALUES,
        Quantity::Gradients => text::NETWORK_UNIT_GRADIENTS,
    };
    view! {
        <section class="card network" aria-labelledby="network-title">
            <div class="head">
                <h2 id="network-title">{text::NETWORK}<small>{note}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::EDGES
                        options=vec![(Quantity::Values, text::WEIGHTS), (Quantity::Gradients, text::GRADIENTS)]
                        value=edges
                        set=move |quantity| edges.set(quantity)
                    />
                </div>
            </div>
            <Drawing/>
            <UnitsTable/>
        </section>
    }
    .into_any()
}

#[component]
fn Drawing() -> impl IntoView {
    let store: Store = expect_context();
    let area = NodeRef::<html::Div>::new();
    let picture = NodeRef::<html::Canvas>::new();
    let size = size::watch(area);
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    let graph = Memo::new(move |_| Graph::new(hidden.get(), size.get().width, size.get().height));
    let shares = Memo::new(move |_| store.figures.with(active_shares));
    Effect::new(move |_| {
        if let Some(canvas) = picture.get() {
            let scene = graph.with(|graph| scene(store, graph, size.get()));
            canvas::show_scene(&canvas, &scene, size.get().ratio);
        }
    });
    let nodes = move || {
        graph.with(|graph| {
            [("x₁", graph.inputs[0]), ("x₂", graph.inputs[1]), ("Ȳ", graph.output)]
                .map(|(name, [x, y])| {
                    view! { <span class="node" style:left=format!("{x}px") style:top=format!("{y}px")>{name}</span> }
                })
                .into_iter()
                .collect::<Vec<_>>()
        })
    };
    let units = move || (0..hidden.get()).map(|unit| view! { <UnitButton unit graph shares/> }).collect::<Vec<_>>();
    view! {
        <div class="graph" node_ref=area>
            <canvas node_ref=picture aria-hidden="true"></canvas>
            {nodes}
            {units}
        </div>
    }
    .into_any()
}

/// A unit's frame over its picture: pressing it lights the unit everywhere.
#[component]
fn UnitButton(unit: usize, graph: Memo<Graph>, shares: Memo<Vec<f64>>) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    let share = move || shares.with(|shares| shares.get(unit).copied().unwrap_or_default());
    let frame = move || graph.with(|graph| (graph.units.get(unit).copied().unwrap_or_default(), graph.unit_side));
    let label = move || text::unit_label(unit, share());
    let pixels = |length: f64| format!("{length}px");
    view! {
        <button
            type="button"
            class="unit"
            class:dead=move || share() == 0.0
            class:narrow=move || graph.with(|graph| graph.column < 70.0)
            aria-pressed=move || (store.shown_parameter.get().unit() == Some(unit)).to_string()
            aria-label=label
            title=label
            style:left=move || pixels(frame().0[0])
            style:top=move || pixels(frame().0[1])
            style:width=move || pixels(frame().1)
            style:height=move || pixels(frame().1)
            on:click=move |_| view.parameter.set(ParameterId::Bi { unit })
            on:pointerenter=move |_| view.pointed.set(Some(ParameterId::Bi { unit }))
            on:pointerleave=move |_| view.pointed.set(None)
        >
            <span class="tag"><b>{unit}</b>{move || if share() == 0.0 { text::DEAD.to_owned() } else { format::percent(share()) }}</span>
        </button>
    }
    .into_any()
}

/// Edges, then the units' pictures over their ends.
fn scene(store: Store, graph: &Graph, size: size::Size) -> Scene {
    let palette = palette().get();
    let numbers = match store.view.edges.get() {
        Quantity::Values => store.snapshot.with(|snapshot| snapshot.params.as_ref().clone()),
        Quantity::Gradients => store.gradients.get().backprop,
    };
    let scale = SymmetricScale::of(numbers.ids().filter(|id| !matches!(id, ParameterId::Bi { .. } | ParameterId::Bo)).map(|id| numbers.get(id)));
    let lit = store.view.pointed.get();
    let mut shapes: Vec<Shape> = Vec::new();
    for id in numbers.ids() {
        let edge = match id {
            ParameterId::Wi { input, unit } => Edge::Hidden { input, unit },
            ParameterId::Wo { unit } => Edge::Output { unit },
            ParameterId::Bi { .. } | ParameterId::Bo => continue,
        };
        let share = scale.normalize(numbers.get(id));
        let color = if lit == Some(id) { palette.theme.ink() } else { palette.sign.at(share) };
        shapes.push(Shape::Curve { points: graph.curve(edge), stroke: Stroke::solid(color, 0.6 + 4.0 * share.abs()) });
    }
    let view = store.snapshot.with(bounds_of);
    let side = (graph.unit_side * size.ratio).round();
    let projection = Projection::new(view, side, side);
    let field = store.snapshot.with(|snapshot| field_of(&snapshot.params));
    for (unit, [x, y]) in field.units.iter().zip(&graph.units) {
        let mut raster = Raster::default();
        activation_raster(unit, &projection, &palette.activation, &mut raster);
        shapes.push(Shape::Image { corner: [x - graph.unit_side / 2.0, y - graph.unit_side / 2.0], raster });
    }
    Scene { width: size.width, height: size.height, shapes }
}

/// The drawing's twin.
#[component]
fn UnitsTable() -> impl IntoView {
    let store: Store = expect_context();
    let row = |parameters: &Parameters, unit: usize, share: f64| {
        let numbers = [parameters.wi(0)[unit], parameters.wi(1)[unit], parameters.bi()[unit], parameters.wo()[unit]];
        let cells = numbers.map(|number| view! { <td>{format::fixed(number, 4)}</td> });
        let state = if share == 0.0 { text::DEAD } else { text::ALIVE };
        view! { <tr><th scope="row">{unit}</th>{cells.into_iter().collect::<Vec<_>>()}<td>{format::percent(share)}</td><td>{state}</td></tr> }
    };
    let rows = move || {
        let (parameters, shares) = store.figures.with(|snapshot| (snapshot.params.clone(), active_shares(snapshot)));
        shares.into_iter().enumerate().map(|(unit, share)| row(&parameters, unit, share)).collect::<Vec<_>>()
    };
    view! { <Twin title=text::UNITS_TABLE columns=text::UNIT_COLUMNS>{rows}</Twin> }.into_any()
}
