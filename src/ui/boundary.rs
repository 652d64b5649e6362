//! The decision boundary over the data, and what the network makes of one place of the plane.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::{
    legend::ClassLegend,
    readout::{PointsTable, Readout},
    shared::{Palette, bounds_of, field_of, palette},
    text,
};
use crate::{
    browser::{canvas, size},
    nn::two_layer,
    plot::{
        boundary::{self, hinge_segment},
        projection::{Bounds, Projection},
        raster::{FieldPainter, Raster},
        scatter::{self, Marker},
        scene::{Dash, Ends, Scene, Shape, Stroke},
    },
    state::Store,
};

/// A point is picked up to this many CSS pixels away.
const REACH: f64 = 24.0;
/// The probe moves by this share of the view, or by the larger one with Shift.
const NUDGE: f64 = 1.0 / 120.0;
const LARGE_NUDGE: f64 = 1.0 / 12.0;

/// The boundary, its legend, its twin in words, and the read-out.
#[component]
pub(super) fn BoundaryPanel() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    let toggle = |signal: RwSignal<bool>, name: &'static str| {
        view! {
            <label>
                <input type="checkbox" prop:checked=signal on:change:target=move |event| signal.set(event.target().checked())/>
                {name}
            </label>
        }
    };
    view! {
        <section class="card boundary" aria-labelledby="boundary-title">
            <div class="head">
                <h2 id="boundary-title">{text::BOUNDARY}<small>{text::BOUNDARY_UNIT}</small></h2>
                <div class="tools">{toggle(view.hinges, text::HINGES)} {toggle(view.test_points, text::TEST_POINTS)}</div>
            </div>
            <Plane/>
            <ClassLegend/>
            <Keys/>
            <Readout/>
            <PointsTable/>
        </section>
    }
    .into_any()
}

/// Three canvases: what moves every frame, and the points, which do not.
#[component]
fn Plane() -> impl IntoView {
    let store: Store = expect_context();
    let plane = NodeRef::<html::Div>::new();
    let size = size::watch(plane);
    let bounds = Memo::new(move |_| store.snapshot.with(bounds_of));
    let projection = Memo::new(move |_| Projection::new(bounds.get(), size.get().width, size.get().height));
    let words = Memo::new(move |_| in_words(store, bounds.get()));
    let (field, lines, points) = (NodeRef::new(), NodeRef::new(), NodeRef::new());
    paint_field(store, field, bounds, size);
    paint_scene(lines, size, Memo::new(move |_| lines_scene(store, projection.get())));
    paint_scene(points, size, Memo::new(move |_| points_scene(store, projection.get())));

    let at = move |event: &ev::PointerEvent| {
        projection.get_untracked().to_data([f64::from(event.offset_x()), f64::from(event.offset_y())])
    };
    view! {
        <div
            class="plane"
            node_ref=plane
            tabindex="0"
            role="application"
            aria-label=text::BOUNDARY
            aria-describedby="boundary-help boundary-words"
            on:pointermove=move |event| store.view.probe.set(Some(at(&event)))
            on:pointerleave=move |_| store.view.probe.set(None)
            on:pointerup=move |event| select_nearest(store, projection.get_untracked(), at(&event), REACH)
            on:keydown=move |event| key(store, projection.get_untracked(), &event)
        >
            <canvas node_ref=field aria-hidden="true"></canvas>
            <canvas node_ref=lines aria-hidden="true"></canvas>
            <canvas node_ref=points aria-hidden="true"></canvas>
            <span class="axis x2" aria-hidden="true">{move || text::axis_end("x₂", bounds.get().max()[1])}</span>
            <span class="axis low" aria-hidden="true">{move || text::point(bounds.get().min())}</span>
            <span class="axis x1" aria-hidden="true">{move || text::axis_end("x₁", bounds.get().max()[0])}</span>
        </div>
        <p class="heard" id="boundary-help">{text::PROBE_HELP}</p>
        <p class="heard" id="boundary-words">{words}</p>
    }
    .into_any()
}

fn paint_field(store: Store, node: NodeRef<html::Canvas>, bounds: Memo<Bounds>, size: ReadSignal<size::Size>) {
    let palette = palette();
    Effect::new(move |kept: Option<(FieldPainter, Raster)>| {
        let (mut painter, mut raster) = kept.unwrap_or_default();
        if let Some(canvas) = node.get() {
            let [width, height] = size.get().device();
            let projection = Projection::new(bounds.get(), width as f64, height as f64);
            let table = palette.with(|palette| Arc::clone(&palette.probability));
            let field = store.snapshot.with(|snapshot| field_of(&snapshot.params));
            painter.paint(&field, &projection, &table, &mut raster);
            canvas::show_raster(&canvas, &raster);
        }
        (painter, raster)
    });
}

/// Paints a scene again whenever it is another one.
fn paint_scene(node: NodeRef<html::Canvas>, size: ReadSignal<size::Size>, scene: Memo<Scene>) {
    Effect::new(move |_| {
        if let Some(canvas) = node.get() {
            scene.with(|scene| canvas::show_scene(&canvas, scene, size.get().ratio));
        }
    });
}

/// Hinges, the boundary, and the probe.
fn lines_scene(store: Store, projection: Projection) -> Scene {
    let theme = palette().with(|palette| palette.theme);
    let field = store.snapshot.with(|snapshot| field_of(&snapshot.params));
    let lit = store.shown_parameter.get().unit();
    let mut shapes = Vec::new();
    if store.view.hinges.get() {
        for (unit, hinge) in field.units.iter().enumerate() {
            if let Some(segment) = hinge_segment(hinge, projection.view()) {
                shapes.extend(scatter::hinge_shapes(&segment, &projection, theme, lit == Some(unit)));
            }
        }
    }
    for line in boundary::zero_lines(&field, projection.view()) {
        let points = line.points.iter().map(|point| projection.to_pixels(*point)).collect();
        let ends = if line.closed { Ends::Closed } else { Ends::Open };
        shapes.push(Shape::Polyline { points, ends, stroke: Stroke::solid(theme.ink(), 2.25) });
    }
    if let Some(probe) = store.view.probe.get() {
        shapes.extend(scatter::probe_shapes(projection.to_pixels(probe), theme));
    }
    Scene { width: projection.width(), height: projection.height(), shapes }
}
