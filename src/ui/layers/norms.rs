//! How large gradients are over depth: what vanishes or explodes, and what changes it.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::network::{DEPTHS, SCALES, redraw};
use crate::{
    Named,
    browser::size,
    lab::deep::{DeepProblem, Norms as LayerNorms},
    nn::Activation,
    plot::{
        chart::{ChartSpec, Margin},
        ticks::AxisKind,
    },
    state::{LabTab, lab::DeepLab},
    ui::{
        format,
        text::layers as text,
        widgets::{Choice, Number, Twin, TwinButton, axes},
    },
};

/// Room for the numbers at the axes, in CSS pixels.
const MARGIN: Margin = Margin { left: 56.0, right: 14.0, top: 8.0, bottom: 20.0 };

/// The curves, their table, and the controls that bend them.
#[component]
pub(super) fn Norms(deep: DeepLab, problem: Memo<Option<Arc<DeepProblem>>>, system: LabTab) -> impl IntoView {
    let norms =
        Memo::new(move |_| problem.with(|problem| problem.as_ref().map_or_else(Vec::new, |problem| problem.norms())));
    let open = RwSignal::new(false);
    let sketch = deep.sketch;
    let activations =
        Activation::ALL.iter().copied().map(|option| (option, text::activation(option))).collect::<Vec<_>>();
    let activation = (system == LabTab::Deep).then(|| {
        view! {
            <Choice
                label=text::HIDDEN_ACTIVATION
                options=activations
                value=Signal::derive(move || sketch.get().activation)
                set=move |activation| deep.activate(activation)
            />
        }
    });
    let rows = move || {
        let row = |(k, norms): (usize, LayerNorms)| {
            let number = |value: f64| view! { <td>{format::scientific(value, 3)}</td> };
            view! {
                <tr>
                    <th scope="row">{k}</th>
                    {number(norms.dl_df)}{number(norms.dl_dh)}{number(norms.dl_dweights)}{number(norms.dl_dbiases)}
                </tr>
            }
        };
        norms.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    view! {
        <section class="card norms result" aria-labelledby="norms-title">
            <div class="head">
                <h2 id="norms-title">{text::NORMS}" "<small>{text::NORMS_NOTE}</small></h2>
                <div class="tools"><TwinButton open title=text::NORMS_TABLE/></div>
            </div>
            <div class="lab-numbers">
                {activation}
                <Number label=text::SCALE range=SCALES value=Signal::derive(move || sketch.get().scale) set=move |value| redraw(deep, |sketch| sketch.scale = value)/>
                <Number label=text::HIDDEN_LAYERS range=DEPTHS value=Signal::derive(move || sketch.get().hidden as f64) set=move |value| redraw(deep, |sketch| sketch.hidden = value as usize)/>
            </div>
            <Chart norms/>
            <p class="why" role="status">{move || norms.with(|norms| text::depth(norms.first().map(|norms| norms.dl_df), norms.last().map(|norms| norms.dl_df), norms.len()))}</p>
            <Twin open title=text::NORMS_TABLE columns=text::NORM_COLUMNS>{rows()}</Twin>
        </section>
    }
    .into_any()
}

#[component]
fn Chart(norms: Memo<Vec<LayerNorms>>) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let chart = Memo::new(move |_| {
        let (width, height) = (size.get().width, size.get().height);
        let spec = ChartSpec { width, height, margin: MARGIN, x: AxisKind::Linear, y: AxisKind::Log };
        norms.with(|norms| {
            // A logarithm has no place for 0: where a gradient is 0 the curve has a gap.
            let curve = |norm: fn(&LayerNorms) -> f64| {
                let points = norms.iter().enumerate();
                points.map(|(k, norms)| (k as f64, Some(norm(norms)).filter(|norm| *norm > 0.0))).collect::<Vec<_>>()
            };
            axes::fitted(&spec, &[curve(|norms| norms.dl_dweights), curve(|norms| norms.dl_df)])
        })
    });
    let path = move |curve: usize| move || chart.with(|chart| chart.curves[curve].path());
    let read = move || norms.with(|norms| text::norms_words(norms.iter().map(|norms| norms.dl_df)));
    view! {
        <div class="chart" node_ref=area>
            <svg role="img" aria-label=read>
                {move || chart.with(axes::chart_axes)}
                <path class="test-line" d=path(1)/>
                <path class="train-line" d=path(0)/>
            </svg>
        </div>
        <p class="chart-key">
            <span class="train-key">{text::NORM_W}</span>
            <span class="test-key">{text::NORM_F}</span>
            <span class="read">{text::LAYER_AXIS}</span>
        </p>
    }
    .into_any()
}
