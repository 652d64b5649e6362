//! The decision boundary over the data, and what the network makes of one place of the plane.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::{
    aim::{REACH, hinge_at, key, select_nearest, touched},
    draw::{Draw, DrawToggle, Said, Tool},
    second_run::FirstLabel,
};
use crate::{
    browser::{canvas, size},
    export::plane::points_of,
    nn::{ParameterId, Parameters},
    options::Options,
    plot::{
        boundary::{Boundary, hinge_segment},
        color::Theme,
        marks::{self, Emphasis},
        projection::{Bounds, Projection},
        raster::{FieldPainter, Raster},
        scatter::{self, Marker, Scatter},
        scene::{Ends, Scene, Shape, Stroke},
    },
    state::Store,
    training::Metrics,
    ui::{
        part::Part,
        shared::{Marks, bounds_of, field_of, palette},
        text,
        widgets::{ClassLegend, TwinButton},
    },
};

/// A point is pointed at up to this many CSS pixels away.
const NEAR: f64 = 10.0;
/// With more hinges than this, each is drawn fainter.
const MANY_HINGES: usize = 20;

/// The boundary, its legend, and its twin in words.
#[component]
pub(super) fn BoundaryPanel(
    /// The tools that act on its plane.
    draw: Draw,
    /// Whether the table of every example is open.
    table: RwSignal<bool>,
) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    // A figure has room for the picture: one enters and leaves drawing on purpose, and numbers come with the table.
    let figure = Memo::new(move |_| view.options.with(Options::is_figure));
    let draws = Memo::new(move |_| figure.get() && draw.is_on.get());
    let reads = Memo::new(move |_| figure.get() && table.get());
    let editing = RwSignal::new(false);
    let edit = move |_| {
        editing.update(|editing| *editing = !*editing);
        // Folded tools change nothing: a press on the plane looks again.
        if !editing.get_untracked() {
            draw.choose(Tool::Look);
        }
    };
    let tools = move || view! { <Part fetch=super::fetch_tools view=move || super::tools(draw) place="tools"/> };
    let paired = Memo::new(move |_| store.second_run.with(Option::is_some));
    let toggle = |signal: RwSignal<bool>, name: &'static str, control: &'static str| {
        view! {
            <label data-control=control>
                <input type="checkbox" prop:checked=signal on:change:target=move |event| signal.set(event.target().checked())/>
                {name}
            </label>
        }
    };
    view! {
        <section class="card boundary" aria-labelledby="boundary-title">
            <div class="head">
                <h2 id="boundary-title">{text::BOUNDARY}</h2>
                {move || figure.get().then(|| view! {
                    <div class="tools">
                        {toggle(view.hinges, text::HINGES, "hinges")}
                        {toggle(view.test_points, text::TEST_POINTS, "test-points")}
                        <DrawToggle draw/>
                        <TwinButton open=table title=text::POINTS_TABLE/>
                    </div>
                })}
            </div>
            {move || draws.get().then(|| view! { <div data-control="draw">{tools()}</div> })}
            {move || (!figure.get()).then(|| view! {
                <details class="fold edit" data-control="draw" on:toggle=edit>
                    <summary>{text::draw::EDIT}</summary>
                    {tools()}
                </details>
            })}
            <div class="planes" class:paired=paired>
                <div class="side">
                    <FirstLabel/>
                    <Plane draw/>
                </div>
                {move || paired.get().then(|| view! { <Part fetch=super::fetch_second view=super::second/> })}
            </div>
            {move || (draws.get() || editing.get() || draw.has_said()).then(|| view! { <Said draw/> })}
            {move || paired.get().then(|| view! { <Part fetch=super::fetch_compared view=super::compared/> })}
            <ClassLegend/>
            <Keys/>
            {move || reads.get().then(|| view! {
                <Part fetch=super::fetch_readout view=move || super::readout(draw, table) place="readout"/>
            })}
            {move || (!figure.get()).then(|| view! {
                <div class="tools shown">
                    {toggle(view.hinges, text::HINGES, "hinges")}
                    {toggle(view.test_points, text::TEST_POINTS, "test-points")}
                    <TwinButton open=table title=text::POINTS_TABLE/>
                </div>
            })}
        </section>
    }
    .into_any()
}

/// Three canvases: field and lines, which follow every picture, and the points, which follow the figures. Where there are tools, they act on it.
#[component]
pub(in crate::ui) fn Plane(
    /// The tools that draw on it, in views that have them.
    #[prop(optional)]
    draw: Option<Draw>,
) -> impl IntoView {
    let store: Store = expect_context();
    let palette = palette();
    let plane = NodeRef::<html::Div>::new();
    let size = size::watch(plane);
    let bounds = Memo::new(move |before: Option<&Bounds>| {
        let kept = before.copied().filter(|_| draw.is_some_and(Draw::holds));
        kept.unwrap_or_else(|| store.snapshot.with(bounds_of))
    });
    let projection = Memo::new(move |_| Projection::new(bounds.get(), size.get().width, size.get().height));
    let parameters = Memo::new(move |_| store.snapshot.with(|snapshot| Arc::clone(&snapshot.params)));
    let figures = Memo::new(move |_| store.figures.with(|snapshot| Arc::clone(&snapshot.params)));
    let words = Memo::new(move |_| in_words(&figures.get(), store.metrics.get(), bounds.get()));
    let (field, lines, points) = (NodeRef::new(), NodeRef::new(), NodeRef::new());
    paint_field(parameters, field, bounds, size);
    let theme = Memo::new(move |_| palette.with(|palette| palette.theme));
    let scatter = Memo::new(move |_| scatter_of(store, &figures.get(), theme.get(), &projection.get()));
    // Where a parameter is taken apart, points show what they contribute to its gradient.
    let Marks(marks) = expect_context();
    let apart = Memo::new(move |_| marks.with(Option::is_some));
    let lit_unit = move || store.shown_parameter.get().unit();
    paint_scene(
        lines,
        size,
        Memo::new(move |_| {
            let projection = projection.get();
            let mut scene = lines_scene(store, &parameters.get(), lit_unit(), theme.get(), &projection);
            scene.shapes.extend(draw.into_iter().flat_map(|draw| draw.shapes(&projection, theme.get())));
            scene
        }),
    );
    paint_points(store, points, size, scatter);
    let at = |event: &ev::PointerEvent| [f64::from(event.offset_x()), f64::from(event.offset_y())];
    let axis = move |axis: usize, symbol: &str| {
        let end = bounds.get().max()[axis];
        store.names.with(|names| text::axis_end(symbol, names.as_ref().map_or("", |names| &names.axes[axis]), end))
    };
    view! {
        <div
            class="plane"
            class:faded=apart
            class:shadowed=move || draw.is_some_and(|draw| draw.begins.get())
            data-tool=move || draw.map(|draw| draw.tool.get().name())
            node_ref=plane
            tabindex="0"
            role="application"
            aria-label=text::BOUNDARY
            aria-describedby="boundary-help boundary-words"
            on:pointerdown=move |event| {
                let (scatter, projection) = (scatter.get_untracked(), projection.get_untracked());
                draw.inspect(|draw| draw.press(&event, at(&event), &scatter, &projection));
            }
            on:pointermove=move |event| {
                let (at, projection) = (at(&event), projection.get_untracked());
                let near = scatter.with_untracked(|scatter| scatter.nearest(at, NEAR));
                let looks = draw.is_none_or(|draw| draw.tool.get_untracked() == Tool::Look);
                let touched = looks.then(|| scatter.with_untracked(|scatter| touched(store, scatter, near, at))).flatten();
                store.view.probe.set(Some(touched.unwrap_or_else(|| projection.view().clamp(projection.to_data(at)))));
                draw.inspect(|draw| draw.drag(&event, at, &projection));
                // Most moves are over nothing: those must not draw every point again.
                if apart.get_untracked() && store.view.explain.pointed.get_untracked() != near {
                    store.view.explain.pointed.set(near);
                }
            }
            on:pointerleave=move |_| {
                store.view.probe.set(None);
                store.view.explain.pointed.set(None);
            }
            on:pointerup=move |event| {
                if let Some(draw) = draw.filter(|draw| draw.tool.get_untracked() != Tool::Look) {
                    return draw.release(&event, &projection.get_untracked());
                }
                let (at, projection) = (at(&event), projection.get_untracked());
                let near = scatter.with_untracked(|scatter| scatter.nearest(at, NEAR));
                match hinge_at(store, at, &projection).filter(|_| near.is_none()) {
                    Some(unit) => store.view.parameter.set(ParameterId::Bi { unit }),
                    None => scatter.with_untracked(|scatter| select_nearest(store, scatter, at, REACH)),
                }
            }
            on:pointercancel=move |_| draw.map_or((), Draw::cancel)
            on:keydown=move |event| {
                // A copy: what a key does may make another one of it.
                let (scatter, projection) = (scatter.get_untracked(), projection.get_untracked());
                if !draw.is_some_and(|draw| draw.key(&event, &scatter, &projection)) {
                    let before = store.view.probe.get_untracked();
                    key(store, &scatter, &projection, &event);
                    let moved = store.view.probe.get_untracked().filter(|probe| before != Some(*probe));
                    draw.zip(moved).inspect(|(draw, probe)| draw.carry(*probe, &projection));
                }
            }
        >
            <canvas node_ref=field aria-hidden="true"></canvas>
            <canvas node_ref=lines aria-hidden="true"></canvas>
            <canvas node_ref=points aria-hidden="true"></canvas>
            <span class="axis x2" aria-hidden="true">{move || axis(1, "x₂")}</span>
            <span class="axis low" aria-hidden="true">{move || text::point(bounds.get().min())}</span>
            <span class="axis x1" aria-hidden="true">{move || axis(0, "x₁")}</span>
        </div>
        <p class="heard" id="boundary-help">{if draw.is_some() { text::draw::PLANE_HELP } else { text::PROBE_HELP }}</p>
        <p class="heard" id="boundary-words">{words}</p>
    }
    .into_any()
}

/// Paints the examples; where a parameter is taken apart, coloured by what they add to its gradient.
fn paint_points(store: Store, node: NodeRef<html::Canvas>, size: ReadSignal<size::Size>, scatter: Memo<Scatter>) {
    let palette = palette();
    let Marks(marks) = expect_context();
    let coloured = Memo::new(move |_| {
        let mut scatter = scatter.get();
        marks.with(|marks| {
            if let Some(marks) = marks {
                palette.with(|palette| scatter.color_by(&marks.contributions, &palette.sign, palette.theme));
            }
        });
        scatter
    });
    let lit = Memo::new(move |_| {
        let crossing = marks.with(|marks| marks.as_ref().map_or_else(Vec::new, |marks| marks.crossing.clone()));
        (crossing, store.view.explain.pointed.get())
    });
    let scene = Memo::new(move |_| {
        let theme = palette.with(|palette| palette.theme);
        let (crossing, pointed) = lit.get();
        let shapes = coloured.with(|scatter| points_shapes(scatter, &crossing, pointed, theme));
        Scene { width: size.get().width, height: size.get().height, shapes }
    });
    paint_scene(node, size, scene);
}

/// Paints the plane as a network sees it, again whenever a pixel of it is another one.
pub(super) fn paint_field(
    parameters: Memo<Arc<Parameters>>,
    node: NodeRef<html::Canvas>,
    bounds: Memo<Bounds>,
    size: ReadSignal<size::Size>,
) {
    let palette = palette();
    Effect::new(move |kept: Option<(FieldPainter, Raster, Raster)>| {
        let (mut painter, mut shown, mut raster) = kept.unwrap_or_default();
        if let Some(canvas) = node.get() {
            let [width, height] = size.get().device();
            let projection = Projection::new(bounds.get(), width as f64, height as f64);
            let table = palette.with(|palette| Arc::clone(&palette.probability));
            let field = parameters.with(|parameters| field_of(parameters));
            painter.paint(&field, &projection, &table, &mut raster);
            if raster != shown {
                canvas::show_raster(&canvas, &raster);
                std::mem::swap(&mut raster, &mut shown);
            }
        }
        (painter, shown, raster)
    });
}

/// Paints a scene again whenever it is another one.
pub(super) fn paint_scene(node: NodeRef<html::Canvas>, size: ReadSignal<size::Size>, scene: Memo<Scene>) {
    Effect::new(move |_| {
        if let Some(canvas) = node.get() {
            scene.with(|scene| canvas::show_scene(&canvas, scene, size.get().ratio));
        }
    });
}

/// Hinges, that of the `lit` unit above others, the boundary, and the probe.
pub(super) fn lines_scene(
    store: Store,
    parameters: &Parameters,
    lit: Option<usize>,
    theme: Theme,
    projection: &Projection,
) -> Scene {
    let field = field_of(parameters);
    let mut shapes = Vec::new();
    if store.view.hinges.get() {
        for (number, unit) in field.units.iter().enumerate() {
            let emphasis = match field.units.len() {
                _ if lit == Some(number) => Emphasis::Lit,
                ..=MANY_HINGES => Emphasis::None,
                _ => Emphasis::Faint,
            };
            let hinge = hinge_segment(unit, projection.view());
            shapes.extend(hinge.iter().flat_map(|hinge| marks::hinge_shapes(hinge, projection, theme, emphasis)));
        }
    }
    for line in Boundary::of(&field, projection.view()).polylines {
        let points: Vec<_> = line.points.iter().map(|point| projection.to_pixels(*point)).collect();
        let ends = if line.closed { Ends::Closed } else { Ends::Open };
        for stroke in [Stroke::solid(theme.neutral(), 4.5), Stroke::solid(theme.ink(), 2.25)] {
            shapes.push(Shape::Polyline { points: points.clone(), ends, stroke });
        }
    }
    if let Some(probe) = store.view.probe.get() {
        shapes.extend(marks::probe_shapes(projection.to_pixels(probe), theme));
    }
    Scene { width: projection.width(), height: projection.height(), shapes }.snapped()
}

/// The examples, `parameters` as of the figures: only their rings change while it trains.
pub(super) fn scatter_of(store: Store, parameters: &Parameters, theme: Theme, projection: &Projection) -> Scatter {
    let shown = store.view.test_points.get();
    let points = store.dataset.with(|dataset| points_of(parameters, dataset));
    let mut scatter = Scatter::new(&points, Some(store.example.get()), projection, theme);
    scatter.markers.retain(|marker| shown || marker.selected || points[marker.index].part == scatter::Part::Train);
    scatter
}

/// The examples with what is lit about them.
fn points_shapes(scatter: &Scatter, crossing: &[usize], pointed: Option<usize>, theme: Theme) -> Vec<Shape> {
    let mark = |marker: &Marker| {
        let lights = [crossing.contains(&marker.index), pointed == Some(marker.index)];
        let mut shapes = marks::light_shapes(marker, lights, theme);
        shapes.extend(marks::marker_shapes(marker, theme));
        shapes
    };
    scatter.markers.iter().flat_map(mark).collect()
}

/// The picture in words.
pub(super) fn in_words(parameters: &Parameters, metrics: Metrics, bounds: Bounds) -> String {
    let summary = Boundary::of(&field_of(parameters), bounds).summary();
    text::boundary_words(summary, metrics.train_accuracy)
}

/// What the marks mean.
#[component]
fn Keys() -> impl IntoView {
    let mark = |class: &'static str, path: &'static str, name: &'static str| {
        view! { <span><svg class=class viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true"><path d=path/></svg>{name}</span> }
    };
    view! {
        <p class="keys">
            {mark("negative", SQUARE, text::KEY_NEGATIVE)}
            {mark("positive", CIRCLE, text::KEY_POSITIVE)}
            {mark("filled", CIRCLE, text::TRAIN_SET)}
            {mark("hollow", CIRCLE, text::TEST_SET)}
            {mark("ring", RING, text::KEY_WRONG)}
            {mark("sight", SIGHT, text::KEY_SELECTED)}
            {mark("boundary-key", LINE, text::KEY_BOUNDARY)}
        </p>
    }
    .into_any()
}

const SQUARE: &str = "M-3.5-3.5h7v7h-7z";
const CIRCLE: &str = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
const RING: &str = "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z";
const SIGHT: &str = "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0zM0-3.5v-2.5M0 3.5v2.5M-3.5 0h-2.5M3.5 0h2.5";
const LINE: &str = "M-6 0h12";
