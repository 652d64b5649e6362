//! The plane of the data as a network sees it: what is painted on it, what a press on it is about, and the tools that
//! draw on it. Both Train and Explain show it.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod aim;
mod draw;
mod paint;

use std::sync::Arc;

use leptos::{
    ev, html,
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

pub(super) use self::{
    draw::{Draw, DrawBar, PointFields, Said, Tool},
    paint::{in_words, lines_scene, paint_field, scatter_of},
};

use self::{
    aim::{REACH, hinge_at, key, select_nearest, touched},
    paint::paint_points,
};
use crate::{
    Named,
    browser::size,
    nn::{ParameterId, Parameters},
    plot::projection::{Bounds, Projection},
    state::Store,
    ui::{
        part::Part,
        shared::{Marks, bounds_of, palette},
        text,
    },
};

/// A point is pointed at up to this many CSS pixels away.
const NEAR: f64 = 10.0;

/// Two canvases: field and lines, which follow every picture, and the points, which follow the figures. Where there are tools, they act on it.
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
    let (field, points) = (NodeRef::new(), NodeRef::new());
    let theme = Memo::new(move |_| palette.with(|palette| palette.theme));
    let scatter = Memo::new(move |_| scatter_of(store, &figures.get(), theme.get(), &projection.get()));
    // Where a parameter is taken apart, points show what they contribute to its gradient.
    let Marks(marks) = expect_context();
    let apart = Memo::new(move |_| marks.with(Option::is_some));
    let lit_unit = move || store.shown_parameter.get().unit();
    let lines = Memo::new(move |_| {
        let projection = projection.get();
        let mut scene = lines_scene(store, &parameters.get(), lit_unit(), theme.get(), &projection);
        scene.shapes.extend(draw.into_iter().flat_map(|draw| draw.shapes(&projection, theme.get())));
        scene
    });
    paint_field(parameters, field, bounds, size, lines, apart);
    paint_points(store, points, size, scatter);
    let held = move || draw.and_then(|draw| Some((draw, draw.hands()?)));
    let at = |event: &ev::PointerEvent| [f64::from(event.offset_x()), f64::from(event.offset_y())];
    let axis = move |axis: usize, symbol: &str| {
        let end = bounds.get().max()[axis];
        store.names.with(|names| text::axis_end(symbol, names.as_ref().map_or("", |names| &names.axes[axis]), end))
    };
    view! {
        <div
            class="plane"
            class:shadowed=move || draw.is_some_and(|draw| draw.begins.get())
            data-tool=move || draw.map(|draw| draw.tool.get().name())
            node_ref=plane
            tabindex="0"
            role="application"
            aria-label=text::BOUNDARY
            aria-describedby="boundary-help boundary-words"
            on:pointerdown=move |event| {
                let (scatter, projection) = (scatter.get_untracked(), projection.get_untracked());
                held().inspect(|(draw, hands)| (hands.press)(*draw, &event, at(&event), &scatter, &projection));
            }
            on:pointermove=move |event| {
                let (at, projection) = (at(&event), projection.get_untracked());
                let near = scatter.with_untracked(|scatter| scatter.nearest(at, NEAR));
                let looks = draw.is_none_or(|draw| draw.tool.get_untracked() == Tool::Look);
                let touched = looks.then(|| scatter.with_untracked(|scatter| touched(store, scatter, near, at))).flatten();
                store.view.probe.set(Some(touched.unwrap_or_else(|| projection.view().clamp(projection.to_data(at)))));
                held().inspect(|(draw, hands)| (hands.drag)(*draw, &event, at, &projection));
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
                if let Some((draw, hands)) = held().filter(|(draw, _)| draw.tool.get_untracked() != Tool::Look) {
                    return (hands.release)(draw, &event, &projection.get_untracked());
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
                if !held().is_some_and(|(draw, hands)| (hands.key)(draw, &event, &scatter, &projection)) {
                    let before = store.view.probe.get_untracked();
                    key(store, &scatter, &projection, &event);
                    let moved = store.view.probe.get_untracked().filter(|probe| before != Some(*probe));
                    held().zip(moved).inspect(|((draw, hands), probe)| (hands.carry)(*draw, *probe, &projection));
                }
            }
        >
            <canvas node_ref=field aria-hidden="true"></canvas>
            <canvas node_ref=points aria-hidden="true"></canvas>
            <span class="axis x2" aria-hidden="true">{move || axis(1, "x₂")}</span>
            <span class="axis low" aria-hidden="true">{move || text::point(bounds.get().min())}</span>
            <span class="axis x1" aria-hidden="true">{move || axis(0, "x₁")}</span>
        </div>
        <p class="heard" id="boundary-help">{if draw.is_some() { text::draw::PLANE_HELP } else { text::PROBE_HELP }}</p>
        <div class="heard" id="boundary-words">
            <Part fetch=fetch_words view=move || words(figures, bounds) place="silent" idle=true/>
        </div>
    }
    .into_any()
}

/// What the plane's description says of the figures. No picture waits for it, on this page or beside it.
#[wasm_split(words, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_words), fallible)]
fn words(figures: Memo<Arc<Parameters>>, bounds: Memo<Bounds>) -> Result<AnyView, SplitLoaderError> {
    let store: Store = expect_context();
    let words = Memo::new(move |_| in_words(&figures.get(), store.metrics.get(), bounds.get()));
    Ok(view! { <p>{words}</p> }.into_any())
}
