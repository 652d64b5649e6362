//! The loss as the selected parameter moves: the curve, backprop's tangent, and the secant of a δ that one drags.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::model::{self, Model};
use crate::{
    browser::size,
    check::Scheme,
    explain::{CurveCorner, CurveSpec, LossCurve, Slopes, curve},
    plot::{
        frame::{Frame, Span, ends_of},
        ticks::AxisKind,
    },
    state::{Store, Window},
    ui::{format, text::explain as text, widgets::Choice},
};

const LEFT: f64 = 52.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 20.0;
/// Even steps of the curve.
const STEPS: usize = 160;
/// The handle moves by this share of the window, or by the larger one with Shift.
const NUDGE: f64 = 0.02;
const LARGE_NUDGE: f64 = 0.1;
/// Below this share of the window the two ends of the secant are one point on the screen.
const SMALLEST: f64 = 0.02;

/// A corner that bends less than this share of the sharpest one is not marked.
const SEEN: f64 = 0.15;

const WINDOWS: [Window; 4] = [Window::One, Window::Tenth, Window::Hundredth, Window::Check];

/// What is drawn.
#[derive(Clone, PartialEq)]
struct Drawn {
    curve: LossCurve,
    window: f64,
    delta: f64,
    /// The slope between the two ends.
    difference: f64,
    backprop: f64,
}

/// Chart, handle and the slopes in figures.
#[component]
pub(super) fn CurveChart() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view.explain;
    let drawn = drawn(store);
    let words = move || drawn.with(|drawn| text::slopes(drawn.backprop, drawn.difference));
    let options = WINDOWS.into_iter().zip(text::WINDOWS).collect::<Vec<_>>();
    let adopt = move |_| {
        let delta = drawn.with_untracked(|drawn| drawn.delta);
        store.set_check(crate::check::CheckSpec { delta, ..store.check.get_untracked() });
    };
    view! {
        <figure class="curve">
            <div class="head">
                <h3>{text::CURVE}</h3>
                <div class="tools">
                    <Choice label=text::WINDOW options value=view.window set=move |window| view.window.set(window)/>
                </div>
            </div>
            <Plot drawn/>
            <p class="chart-key">
                <span class="tangent-key">{text::TANGENT}</span>
                <span class="secant-key">{text::SECANT}</span>
            </p>
            <p class="read">{words}</p>
            <p class="read">
                {move || drawn.with(|drawn| text::delta(drawn.delta))} " "
                <button type="button" class="quiet" on:click=adopt>{text::USE_DELTA}</button>
            </p>
        </figure>
    }
    .into_any()
}

fn drawn(store: Store) -> Memo<Arc<Drawn>> {
    let parameter = expect_context::<Model>().parameter;
    let view = store.view.explain;
    Memo::new(move |_| {
        let check = store.check.get();
        let window = view.window.get().reach(check.delta);
        // What one drags to is a number that one would write, so the check is asked for the δ that is said.
        let delta = format::round(window * view.share.get(), 2);
        let id = parameter.get();
        let backprop = model::row_of(store, id).map_or(0.0, |judged| judged.row.backprop);
        let scope = store.scope.get();
        store.figures.with(|snapshot| {
            let spec = CurveSpec {
                parameter: id,
                reduction: snapshot.config.sgd.reduction,
                window,
                steps: STEPS,
                scheme: check.scheme,
                delta,
                slopes: Slopes { backprop, finite_difference: 0.0 },
            };
            let curve = curve(&spec, &snapshot.params, &snapshot.examples(scope));
            let [low, high] = curve.ends;
            let difference = (high.loss - low.loss) / (high.delta - low.delta);
            Arc::new(Drawn { curve, window, delta, difference, backprop })
        })
    })
}

#[component]
fn Plot(drawn: Memo<Arc<Drawn>>) -> impl IntoView {
    let store: Store = expect_context();
    let share = store.view.explain.share;
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let dragging = RwSignal::new(false);
    let frame = Memo::new(move |_| {
        let (width, height) = (size.get().width.max(LEFT + RIGHT + 1.0), size.get().height.max(TOP + BOTTOM + 1.0));
        drawn.with(|drawn| {
            let [low, high] = ends_of(drawn.curve.points.iter().map(|point| point.loss), 0.12);
            Frame {
                x: Span {
                    kind: AxisKind::Linear,
                    low: -drawn.window,
                    high: drawn.window,
                    from: LEFT,
                    to: width - RIGHT,
                },
                y: Span { kind: AxisKind::Linear, low, high, from: height - BOTTOM, to: TOP },
            }
        })
    });
    let drag = move |event: &ev::PointerEvent| {
        let frame = frame.get_untracked();
        let delta = frame.x.value(f64::from(event.offset_x())).abs();
        share.set((delta / frame.x.high).clamp(SMALLEST, 1.0));
    };
    let nudge = move |event: ev::KeyboardEvent| {
        let step = if event.shift_key() { LARGE_NUDGE } else { NUDGE };
        let moved = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => share.get_untracked() + step,
            "ArrowLeft" | "ArrowDown" => share.get_untracked() - step,
            "Home" => SMALLEST,
            "End" => 1.0,
            _ => return,
        };
        event.prevent_default();
        share.set(moved.clamp(SMALLEST, 1.0));
    };
    let handle = move || {
        let end = drawn.with(|drawn| drawn.curve.ends[1]);
        frame.get().place(end.delta, end.loss).map(|length| format!("{length:.1}px"))
    };
    let label = move || drawn.with(|drawn| text::slopes(drawn.backprop, drawn.difference));
    view! {
        <div
            class="chart drag"
            node_ref=area
            on:pointerdown=move |event| {
                dragging.set(true);
                drag(&event);
            }
            on:pointermove=move |event| {
                if dragging.get_untracked() {
                    drag(&event);
                }
            }
            on:pointerup=move |_| dragging.set(false)
            on:pointerleave=move |_| dragging.set(false)
        >
            <svg role="img" aria-label=label>
                {move || axes(&frame.get())}
                <svg class="inner" x="0" y=TOP width="100%" height=move || (frame.get().y.from - TOP).max(0.0) overflow="hidden">
                    <g transform=format!("translate(0 {})", -TOP)>
                        {move || drawn.with(|drawn| shapes(drawn, &frame.get(), store.check.get().scheme))}
                    </g>
                </svg>
            </svg>
            <div
                class="handle"
                role="slider"
                tabindex="0"
                aria-label=text::HANDLE
                aria-valuemin="0.02"
                aria-valuemax="1"
                aria-valuenow=move || format!("{:.2}", share.get())
                aria-valuetext=move || drawn.with(|drawn| text::delta(drawn.delta))
                style:left=move || handle()[0].clone()
                style:top=move || handle()[1].clone()
                on:keydown=nudge
            ></div>
        </div>
    }
    .into_any()
}

fn axes(frame: &Frame) -> AnyView {
    let (left, right) = (frame.x.from, frame.x.to);
    let (bottom, top) = (frame.y.from, frame.y.to);
    let across = |(value, at): (f64, f64)| {
        view! {
            <line class="grid" x1=left x2=right y1=at y2=at/>
            <text x=left - 6.0 y=at + 3.5 text-anchor="end">{tick(value, frame.y.high - frame.y.low)}</text>
        }
    };
    let along = |(value, at): (f64, f64)| {
        view! { <text x=at y=bottom + 15.0 text-anchor="middle">{format::plain(value)}</text> }
    };
    let zero = frame.x.place(0.0);
    view! {
        {frame.y.ticks(4).into_iter().map(across).collect::<Vec<_>>()}
        {frame.x.ticks(4).into_iter().map(along).collect::<Vec<_>>()}
        <line class="cursor" x1=zero x2=zero y1=top y2=bottom/>
        <line class="base" x1=left x2=right y1=bottom y2=bottom/>
    }
    .into_any()
}

/// A loss with as many digits as tell ticks apart, within reason.
fn tick(value: f64, span: f64) -> String {
    let digits = (1.0 - span.log10().floor()).clamp(1.0, 5.0);
    format::fixed(value, digits as usize)
}

fn shapes(drawn: &Drawn, frame: &Frame, scheme: Scheme) -> AnyView {
    let window = drawn.window;
    let curve = frame.path(drawn.curve.points.iter().map(|point| (point.delta, point.loss)));
    let line = |line: crate::explain::Line| frame.path([-window, window].map(|delta| (delta, line.at(delta))));
    let secant = crate::explain::Line { through: drawn.curve.ends[0], slope: drawn.difference };
    let most = drawn.curve.corners.iter().map(|corner| corner.bend.abs()).fold(0.0, f64::max);
    let is_seen = |corner: &&CurveCorner| corner.bend != 0.0 && corner.bend.abs() >= SEEN * most;
    let corners = drawn.curve.corners.iter().filter(is_seen).map(|corner| {
        let [x, y] = frame.place(corner.point.delta, corner.point.loss);
        view! { <circle class="corner" cx=x cy=y r="2"/> }
    });
    let ends = match scheme {
        Scheme::Central => drawn.curve.ends.to_vec(),
        Scheme::Forward => vec![drawn.curve.ends[1]],
    };
    let ends = ends.into_iter().map(|end| {
        let [x, y] = frame.place(end.delta, end.loss);
        view! { <circle class="end" cx=x cy=y r="4"/> }
    });
    view! {
        <path class="loss-curve" d=curve/>
        {corners.collect::<Vec<_>>()}
        <path class="tangent" d=line(drawn.curve.tangent)/>
        <path class="secant" d=line(secant)/>
        {ends.collect::<Vec<_>>()}
    }
    .into_any()
}
