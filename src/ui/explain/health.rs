//! Gradient health: norms, update-to-weight ratios and dead units, now and along the run.

use std::sync::Arc;

use leptos::{html, prelude::*};

use super::{model::Model, update::ratio};
use crate::{
    browser::size,
    nn::{Group, RATIO_GUIDE},
    plot::{
        chart::{ChartSpec, Margin, Series},
        frame::Axis,
        ticks::AxisKind,
    },
    state::Store,
    training::{HealthHistory, HealthPoint},
    ui::{format, text::explain as text, widgets::axes},
};

const MARGIN: Margin = Margin { left: 40.0, right: 10.0, top: 8.0, bottom: 18.0 };
/// The ratios that the gauge reaches to.
const GAUGE: [f64; 2] = [1e-6, 1.0];

/// The curves' classes in the style sheet: one a layer, and the guide.
const CLASSES: [&str; 5] = ["Wi-line", "bi-line", "Wo-line", "bo-line", "guide-line"];

/// The card.
#[component]
pub(super) fn HealthCard() -> impl IntoView {
    let health = expect_context::<Model>().health;
    let dead = move || health.with(|now| text::dead(&now.dead().collect::<Vec<_>>(), now.active_on.len()));
    let heads = text::HEALTH_COLUMNS.map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <section class="card health" aria-labelledby="health-title">
            <div class="head">
                <h2 id="health-title">{text::HEALTH}" "<small>{text::HEALTH_NOTE}</small></h2>
            </div>
            <table class="plain">
                <thead><tr>{heads.into_iter().collect::<Vec<_>>()}</tr></thead>
                <tbody>{Group::ALL.map(|group| view! { <GroupRow group/> }).into_iter().collect::<Vec<_>>()}</tbody>
            </table>
            <p class="hint">{text::RATIO_GUIDE}</p>
            <p class="words">{dead}</p>
            <div class="trio">
                <History title=text::GRADIENT_NORM y=AxisKind::Log series=|history| each(history, |point, group| Some(point.gradient[group]))/>
                <History title=text::RATIO y=AxisKind::Log guide=RATIO_GUIDE series=|history| each(history, |point, group| point.ratio[group])/>
                <History title=text::DEAD_UNITS y=AxisKind::Linear series=dead_units/>
            </div>
            <p class="chart-key">{Group::ALL.map(|group| view! { <span class=format!("{}-key", group.name())>{group.name()}</span> }).into_iter().collect::<Vec<_>>()}</p>
        </section>
    }
    .into_any()
}

#[component]
fn GroupRow(group: Group) -> impl IntoView {
    let health = expect_context::<Model>().health;
    let now = move || health.with(|now| now.groups[group as usize]);
    let gauge = Axis { kind: AxisKind::Log, low: GAUGE[0], high: GAUGE[1], from: 0.0, to: 100.0 };
    let at = move || now().ratio().map_or(0.0, |ratio| gauge.place(ratio).clamp(0.0, 100.0));
    view! {
        <tr>
            <th scope="row">{group.name()}</th>
            <td>{move || format::scientific(now().gradient, 2)}</td>
            <td>{move || ratio(now().ratio())}</td>
            <td class="gauge">
                <span aria-hidden="true">
                    <i class="usual" style:left=format!("{:.1}%", gauge.place(RATIO_GUIDE))></i>
                    <i class="now" style:left=move || format!("{:.1}%", at())></i>
                </span>
                <em>{move || text::ratio_words(now().ratio())}</em>
            </td>
        </tr>
    }
    .into_any()
}

/// One curve a layer.
fn each(history: &HealthHistory, number: fn(&HealthPoint, usize) -> Option<f64>) -> Vec<Series> {
    let points = history.points();
    (0..4).map(|group| points.iter().map(|point| (point.step as f64, number(point, group))).collect()).collect()
}

fn dead_units(history: &HealthHistory) -> Vec<Series> {
    vec![history.points().iter().map(|point| (point.step as f64, Some(point.dead as f64))).collect()]
}

#[component]
fn History(
    /// What is drawn.
    title: &'static str,
    /// The vertical axis.
    y: AxisKind,
    /// Where a guide stands, if there is one.
    #[prop(optional)]
    guide: f64,
    /// The curves.
    series: fn(&HealthHistory) -> Vec<Series>,
) -> impl IntoView {
    let store: Store = expect_context();
    let history = Memo::new(move |_| store.figures.with(|snapshot| Arc::clone(&snapshot.health)));
    let area = NodeRef::<html::Div>::new();
    let size = size::watch(area);
    let chart = Memo::new(move |_| {
        let spec =
            ChartSpec { width: size.get().width, height: size.get().height, margin: MARGIN, x: AxisKind::Linear, y };
        history.with(|history| {
            let mut series = series(history);
            if guide > 0.0 {
                // The axis reaches to the guide as well.
                let ends = series.first().into_iter().flat_map(|points| [points.first(), points.last()]).flatten();
                let line = ends.map(|&(x, _)| (x, Some(guide))).collect();
                series.push(line);
            }
            axes::fitted(&spec, &series)
        })
    });
    let paths = move || {
        chart.with(|chart| {
            let curves = chart.curves.iter().zip(CLASSES);
            curves.map(|(curve, class)| view! { <path class=class d=curve.path()/> }).collect::<Vec<_>>()
        })
    };
    let axes = move || chart.with(axes::chart_axes);
    view! {
        <figure>
            <h3>{title}</h3>
            <div class="chart small" node_ref=area><svg role="img" aria-label=title>{axes}{paths}</svg></div>
        </figure>
    }
    .into_any()
}
