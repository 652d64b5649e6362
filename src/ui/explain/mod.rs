//! The Explain view: where each gradient comes from, and whether to believe it.

mod apart;
mod bar;
mod bugs;
mod certificate;
mod code;
mod curve;
mod graph;
mod health;
mod model;
mod numbers;
mod quantities;
mod step;
mod sweep;
mod update;

use std::sync::Arc;

use leptos::prelude::*;

pub(super) use apart::Apart;
pub(super) use bugs::BugBanner;
pub(super) use model::{Model, provide};

use super::{
    format::CellFormat,
    text::explain as text,
    train::Plane,
    transport::{NotYet, gradients_unknown},
    widgets::{Overflow, SignLegend},
};
use crate::{explain::Explanation, plot::scale::SymmetricScale};

/// All panels of the view.
#[component]
pub(super) fn Explain() -> impl IntoView {
    view! {
        <bar::StepBar/>
        <main class="explain">
            <div class="column">
                <quantities::Quantities/>
                <Contributions/>
                <bugs::BreakIt/>
            </div>
            <div class="column">
                <step::StepCard/>
                <graph::GraphCard/>
                <Apart/>
                <Opened/>
                <code::CodeCard/>
                <health::HealthCard/>
            </div>
        </main>
    }
    .into_any()
}

/// The plane with its points coloured by what each adds to the selected parameter's gradient.
#[component]
fn Contributions() -> impl IntoView {
    let explanation = expect_context::<Model>().explanation;
    let limit = Signal::derive(move || {
        let scale = |explanation: &Arc<Explanation>| {
            SymmetricScale::of(explanation.contributions().map(|(_, contribution)| contribution)).limit()
        };
        (None, explanation.with(scale))
    });
    view! {
        <section class="card boundary" aria-labelledby="contributions-title">
            <div class="head">
                <h2 id="contributions-title">{text::APART_POINTS}" "<small>{text::APART_POINTS_NOTE}</small></h2>
            </div>
            <Plane/>
            <SignLegend limit format=CellFormat::Significant/>
            <p class="hint">{text::POINTS_KEY}</p>
        </section>
    }
    .into_any()
}

/// The check, opened up for the selected parameter.
#[component]
fn Opened() -> impl IntoView {
    view! {
        <section class="card certified" class:unknown=gradients_unknown(expect_context()) aria-labelledby="check-title">
            <div class="head">
                <h2 id="check-title">{text::OPENED}" "<small>{certificate::subject}</small></h2>
            </div>
            <certificate::Certificate/>
            <Overflow/>
            <div class="pair">
                <curve::CurveChart/>
                <sweep::SweepChart/>
            </div>
            <NotYet/>
        </section>
    }
    .into_any()
}
