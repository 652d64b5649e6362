//! Error against δ on log axes, measured and predicted: why 1e-6.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::model::Model;
use crate::{
    browser::size,
    check::{CheckSpec, Curve, Precision, Scheme, Sweep, sweep},
    plot::{
        frame::{Frame, Span},
        ticks::AxisKind,
    },
    state::Store,
    ui::{
        format, text,
        text::explain,
        widgets::{Twin, TwinButton},
    },
};

const LEFT: f64 = 42.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 20.0;
/// The step sizes and the errors that are drawn.
const DELTAS: [f64; 2] = [1e-15, 1e-1];
const ERRORS: [f64; 2] = [1e-16, 1e2];
/// A key moves δ by this factor.
const NUDGE: f64 = 1.778_279_410_038_922_8;

/// Chart, key, and the best step sizes.
#[component]
pub(super) fn SweepChart() -> impl IntoView {
    let store: Store = expect_context();
    let parameter = expect_context::<Model>().parameter;
    let open = RwSignal::new(false);
    let swept = Memo::new(move |_| {
        let scope = store.scope.get();
        store.figures.with(|snapshot| {
            let reduction = snapshot.config.sgd.reduction;
            Arc::new(sweep(&snapshot.params, parameter.get(), &snapshot.examples(scope), reduction))
        })
    });
    let words = move || {
        let check = store.check.get();
        swept.with(|swept| {
            let curve = of(swept, &check)?;
            let best = curve.best()?;
            let error = nearest(curve, check.delta)?;
            if curve.measured.iter().all(|at| at.error == 0.0 || at.delta > check.delta) {
                return Some(explain::EXACT.to_owned());
            }
            Some(explain::why(curve.predicted_best(), best, check.delta, error))
        })
    };
    view! {
        <figure class="sweep">
            <div class="head">
                <h3>{explain::SWEEP}</h3>
                <div class="tools"><TwinButton open title=explain::SWEEP_TABLE/></div>
            </div>
            <Plot swept/>
            <p class="chart-key">
                {curves().map(|(scheme, precision, class)| view! { <span class=format!("{class}-key")>{explain::scheme(scheme, precision)}</span> }).into_iter().collect::<Vec<_>>()}
                <span class="predicted-key">{explain::PREDICTED}</span>
            </p>
            <p class="read">{words}</p>
            <Twin open title=explain::SWEEP_TABLE columns=explain::SWEEP_COLUMNS>{move || rows(swept)}</Twin>
        </figure>
    }
    .into_any()
}

/// Every curve with its class in the style sheet.
fn curves() -> [(Scheme, Precision, &'static str); 4] {
    [
        (Scheme::Central, Precision::F64, "central64"),
        (Scheme::Forward, Precision::F64, "forward64"),
        (Scheme::Central, Precision::F32, "central32"),
        (Scheme::Forward, Precision::F32, "forward32"),
    ]
}

/// The curve of the check's own scheme and precision.
fn of<'a>(swept: &'a Sweep, check: &CheckSpec) -> Option<&'a Curve> {
    swept.curves.iter().find(|curve| curve.scheme == check.scheme && curve.precision == check.precision)
}

/// The measured error at the step size nearest to `delta`.
fn nearest(curve: &Curve, delta: f64) -> Option<f64> {
    let away = |at: f64| (at.ln() - delta.ln()).abs();
    let at = curve.measured.iter().min_by(|a, b| away(a.delta).total_cmp(&away(b.delta)))?;
    Some(at.error)
}

fn rows(swept: Memo<Arc<Sweep>>) -> Vec<AnyView> {
    let row = |curve: &Curve| {
        let best = curve.best();
        let number =
            |value: Option<f64>| value.map_or_else(|| text::NOTHING.to_owned(), |value| format::scientific(value, 1));
        view! {
            <tr>
                <th scope="row">{explain::scheme(curve.scheme, curve.precision)}</th>
                <td>{number(best.map(|best| best.delta))}</td>
                <td>{number(best.map(|best| best.error))}</td>
                <td>{number(curve.predicted_best())}</td>
            </tr>
        }
        .into_any()
    };
    swept.with(|swept| swept.curves.iter().map(row).collect())
}

#[component]
fn Plot(swept: Memo<Arc<Sweep>>) -> impl IntoView {
    let store: Store = expect_context();
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let dragging = RwSignal::new(false);
    let frame = Memo::new(move |_| {
        let (width, height) = (size.get().width.max(LEFT + RIGHT + 1.0), size.get().height.max(TOP + BOTTOM + 1.0));
        let [low, high] = DELTAS;
        let x = Span { kind: AxisKind::Log, low, high, from: LEFT, to: width - RIGHT };
        let [low, high] = ERRORS;
        Frame { x, y: Span { kind: AxisKind::Log, low, high, from: height - BOTTOM, to: TOP } }
    });
    let set = move |delta: f64| {
        // Two digits are as much as anyone drags to.
        let delta = format::round(delta, 2);
        let (low, high) = (*CheckSpec::DELTA.start(), *CheckSpec::DELTA.end());
        store.set_check(CheckSpec { delta: delta.clamp(low, high), ..store.check.get_untracked() });
    };
    let drag = move |event: &ev::PointerEvent| set(frame.get_untracked().x.value(f64::from(event.offset_x())));
    let nudge = move |event: ev::KeyboardEvent| {
        let now = store.check.get_untracked().delta;
        let moved = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => now * NUDGE,
            "ArrowLeft" | "ArrowDown" => now / NUDGE,
            "Home" => DELTAS[0],
            "End" => DELTAS[1],
            _ => return,
        };
        event.prevent_default();
        set(moved);
    };
    let at = move || frame.get().x.place(store.check.get().delta).clamp(LEFT, frame.get().x.to);
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
            <svg role="img" aria-label=explain::SWEEP>
                {move || axes(&frame.get())}
                <svg class="inner" x="0" y=TOP width="100%" height=move || (frame.get().y.from - TOP).max(0.0) overflow="hidden">
                    <g transform=format!("translate(0 {})", -TOP)>
                        {move || swept.with(|swept| lines(swept, &frame.get(), &store.check.get()))}
                    </g>
                </svg>
                <line class="delta-line" x1=at x2=at y1=TOP y2=move || frame.get().y.from/>
            </svg>
            <div
                class="handle bottom"
                role="slider"
                tabindex="0"
                aria-label=explain::SWEEP_HANDLE
                aria-valuemin="-15"
                aria-valuemax="0"
                aria-valuenow=move || format!("{:.2}", store.check.get().delta.log10())
                aria-valuetext=move || explain::delta(store.check.get().delta)
                style:left=move || format!("{:.1}px", at())
                style:top=move || format!("{:.1}px", frame.get().y.from)
                on:keydown=nudge
            ></div>
        </div>
    }
    .into_any()
}

fn axes(frame: &Frame) -> AnyView {
    let (left, right, bottom) = (frame.x.from, frame.x.to, frame.y.from);
    let across = |(value, at): (f64, f64)| {
        view! {
            <line class="grid" x1=left x2=right y1=at y2=at/>
            <text x=left - 6.0 y=at + 3.5 text-anchor="end">{format::scientific(value, 0)}</text>
        }
    };
    let along = |(value, at): (f64, f64)| {
        view! { <text x=at y=bottom + 15.0 text-anchor="middle">{format::scientific(value, 0)}</text> }
    };
    view! {
        {frame.y.ticks(6).into_iter().map(across).collect::<Vec<_>>()}
        {frame.x.ticks(5).into_iter().map(along).collect::<Vec<_>>()}
        <line class="base" x1=left x2=right y1=bottom y2=bottom/>
    }
    .into_any()
}

fn lines(swept: &Sweep, frame: &Frame, check: &CheckSpec) -> AnyView {
    let measured = curves().into_iter().filter_map(|(scheme, precision, class)| {
        let curve = swept.curves.iter().find(|curve| curve.scheme == scheme && curve.precision == precision)?;
        // An error of exactly 0 stands at the foot of the chart.
        let path = frame.path(curve.measured.iter().map(|at| (at.delta, at.error.max(ERRORS[0]))));
        Some(view! { <path class=class d=path/> })
    });
    let measured = measured.collect::<Vec<_>>();
    let predicted = of(swept, check).map(|curve| {
        let deltas = || (0..=28).map(|step| 10f64.powf(-15.0 + f64::from(step) / 2.0));
        let round_off = frame.path(deltas().map(|delta| (delta, curve.round_off(delta))));
        let truncation = frame.path(deltas().map(|delta| (delta, curve.truncation(delta))));
        let best = curve.best().map(|best| {
            let [x, y] = frame.place(best.delta, best.error.max(ERRORS[0]));
            view! { <circle class="best" cx=x cy=y r="5"/> }
        });
        view! { <path class="predicted" d=round_off/><path class="predicted" d=truncation/>{best} }
    });
    view! { {predicted}{measured} }.into_any()
}
