//! The loss as the selected parameter moves: the curve, backprop's tangent, and the secant of a δ that one drags.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{self, Model};
use crate::{
    check::Scheme,
    explain::{CurveCorner, CurveSpec, LossCurve, Slopes, curve},
    plot::{
        frame::{Frame, ends_of},
        ticks::AxisKind,
    },
    state::{Store, Window},
    ui::{
        format,
        text::explain as text,
        widgets::{Choice, DragPlot, Handle, Push},
    },
};

/// Even steps of the curve.
const STEPS: usize = 160;
/// A key moves the handle by this share of the window.
const NUDGE: f64 = 0.02;
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
    let ends = move || {
        drawn.with(|drawn| {
            let losses = drawn.curve.points.iter().map(|point| point.loss);
            [[-drawn.window, drawn.window], ends_of(losses, 0.12)]
        })
    };
    let push = move |push| {
        let moved = match push {
            Push::By(steps) => share.get_untracked() + NUDGE * steps,
            Push::First => SMALLEST,
            Push::Last => 1.0,
        };
        share.set(moved.clamp(SMALLEST, 1.0));
    };
    let at = move |frame: Frame| {
        let end = drawn.with(|drawn| drawn.curve.ends[1]);
        frame.place(end.delta, end.loss)
    };
    let shapes = move |frame: Frame| drawn.with(|drawn| shapes(drawn, &frame, store.check.get().scheme));
    let handle = Handle {
        class: "handle",
        label: text::HANDLE,
        ends: [SMALLEST, 1.0],
        now: share.into(),
        words: Signal::derive(move || drawn.with(|drawn| text::delta(drawn.delta))),
        at: Callback::new(at),
        push: Callback::new(push),
    };
    view! {
        <DragPlot
            kind=AxisKind::Linear
            ends=Signal::derive(ends)
            about=[4, 5]
            label=Signal::derive(move || drawn.with(|drawn| text::slopes(drawn.backprop, drawn.difference)))
            drag=Callback::new(move |delta: f64| {
                share.set((delta.abs() / drawn.with_untracked(|drawn| drawn.window)).clamp(SMALLEST, 1.0));
            })
            handle
            shapes=Callback::new(shapes)
        />
    }
    .into_any()
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
    // A forward difference begins where one is, which has its own mark.
    let ends = drawn.curve.ends.iter().skip(usize::from(scheme == Scheme::Forward)).map(|end| {
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
