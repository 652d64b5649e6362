//! Error against δ on log axes, measured and predicted: why 1e-6.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::Model;
use crate::{
    check::{CheckSpec, Curve, Precision, Scheme, Sweep, sweep},
    plot::{frame::Frame, ticks::AxisKind},
    state::Store,
    ui::{
        format, text,
        text::explain,
        widgets::{DragPlot, Handle, Push, Twin, TwinButton},
    },
};

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
            let curve = of(swept, check.scheme, check.precision)?;
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
                {CURVES.map(|(scheme, precision, class)| view! { <span class=format!("{class}-key")>{explain::scheme(scheme, precision)}</span> }).into_iter().collect::<Vec<_>>()}
                <span class="predicted-key">{explain::PREDICTED}</span>
            </p>
            <p class="read">{words}</p>
            <Twin open title=explain::SWEEP_TABLE columns=explain::SWEEP_COLUMNS>{move || rows(swept)}</Twin>
        </figure>
    }
    .into_any()
}

/// Every curve with its class in the style sheet.
const CURVES: [(Scheme, Precision, &str); 4] = [
    (Scheme::Central, Precision::F64, "central64"),
    (Scheme::Forward, Precision::F64, "forward64"),
    (Scheme::Central, Precision::F32, "central32"),
    (Scheme::Forward, Precision::F32, "forward32"),
];

/// The curve of a scheme and a precision.
fn of(swept: &Sweep, scheme: Scheme, precision: Precision) -> Option<&Curve> {
    swept.curves.iter().find(|curve| curve.scheme == scheme && curve.precision == precision)
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
    let set = move |delta: f64| {
        // Two digits are as much as anyone drags to.
        let delta = format::round(delta, 2);
        let (low, high) = (*CheckSpec::DELTA.start(), *CheckSpec::DELTA.end());
        store.set_check(CheckSpec { delta: delta.clamp(low, high), ..store.check.get_untracked() });
    };
    let push = move |push| {
        set(match push {
            Push::By(steps) => store.check.get_untracked().delta * NUDGE.powf(steps),
            Push::First => DELTAS[0],
            Push::Last => DELTAS[1],
        });
    };
    let delta = move || store.check.get().delta;
    let handle = Handle {
        class: "handle bottom",
        label: explain::SWEEP_HANDLE,
        ends: [-15.0, 0.0],
        now: Signal::derive(move || delta().log10()),
        words: Signal::derive(move || explain::delta(delta())),
        at: Callback::new(move |frame: Frame| [delta_at(&frame, delta()), frame.y.from]),
        push: Callback::new(push),
    };
    let shapes = move |frame: Frame| swept.with(|swept| lines(swept, &frame, &store.check.get()));
    view! {
        <DragPlot
            kind=AxisKind::Log
            ends=Signal::from([DELTAS, ERRORS])
            about=[5, 6]
            label=explain::SWEEP
            drag=Callback::new(set)
            handle
            shapes=Callback::new(shapes)
        />
    }
    .into_any()
}

/// Where a δ stands, also one beyond the axis.
fn delta_at(frame: &Frame, delta: f64) -> f64 {
    frame.x.place(delta).clamp(frame.x.from, frame.x.to)
}

fn lines(swept: &Sweep, frame: &Frame, check: &CheckSpec) -> AnyView {
    let measured = CURVES.into_iter().filter_map(|(scheme, precision, class)| {
        let curve = of(swept, scheme, precision)?;
        // An error of exactly 0 stands at the foot of the chart.
        let path = frame.path(curve.measured.iter().map(|at| (at.delta, at.error.max(ERRORS[0]))));
        Some(view! { <path class=class d=path/> })
    });
    let measured = measured.collect::<Vec<_>>();
    let predicted = of(swept, check.scheme, check.precision).map(|curve| {
        let deltas = || (0..=28).map(|step| 10f64.powf(-15.0 + f64::from(step) / 2.0));
        let round_off = frame.path(deltas().map(|delta| (delta, curve.round_off(delta))));
        let truncation = frame.path(deltas().map(|delta| (delta, curve.truncation(delta))));
        let best = curve.best().map(|best| {
            let [x, y] = frame.place(best.delta, best.error.max(ERRORS[0]));
            view! { <circle class="best" cx=x cy=y r="5"/> }
        });
        view! { <path class="predicted" d=round_off/><path class="predicted" d=truncation/>{best} }
    });
    let at = delta_at(frame, check.delta);
    view! {
        {predicted}
        {measured}
        <line class="delta-line" x1=at x2=at y1=frame.y.to y2=frame.y.from/>
    }
    .into_any()
}
