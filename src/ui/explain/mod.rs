//! The Explain view: where each gradient comes from, and whether to believe it.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod apart;
mod bar;
mod bugs;
mod cells;
mod certificate;
mod code;
mod curve;
mod graph;
mod health;
mod model;
mod numbers;
mod product;
mod quantities;
mod source;
mod step;
mod sweep;
mod update;

use std::sync::Arc;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

pub(super) use bugs::{BugBanner, begin_guessing};

use self::model::Model;
use super::{
    format::CellFormat,
    plane::Plane,
    text::explain as text,
    transport::{NotYet, gradients_unknown},
    widgets::{Overflow, SignLegend},
};
use crate::{explain::Explanation, options::Panel, plot::scale::SymmetricScale};

/// The view, in a part of its own.
#[wasm_split(explain, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
pub(super) fn view() -> Result<AnyView, SplitLoaderError> {
    model::provide(expect_context());
    Ok(view! { <Explain/> }.into_any())
}

/// The card that takes a parameter's gradient apart, for other views.
#[wasm_split(explain, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_apart), fallible)]
pub(super) fn apart() -> Result<AnyView, SplitLoaderError> {
    model::provide(expect_context());
    Ok(view! { <apart::Apart/> }.into_any())
}

/// A panel of the view by itself, for figures.
#[wasm_split(explain, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_panel), fallible)]
pub(super) fn panel(panel: Panel) -> Result<AnyView, SplitLoaderError> {
    model::provide(expect_context());
    Ok(match panel {
        Panel::Computation => view! { <quantities::Quantities/><graph::GraphCard/> }.into_any(),
        Panel::Apart => view! { <apart::Apart/> }.into_any(),
        Panel::Curve => opened(),
        Panel::Tangent => check_card(certificate::subject.into_any(), view! { <curve::CurveChart/> }.into_any()),
        Panel::Errors => check_card(certificate::subject.into_any(), view! { <sweep::SweepChart/> }.into_any()),
        Panel::Bugs => view! { <bugs::BreakIt/> }.into_any(),
        Panel::Health => view! { <health::HealthCard/> }.into_any(),
        _ => view! { <bar::StepBar/><step::StepCard/> }.into_any(),
    })
}

/// The wrong backward passes to choose from, for other views.
#[wasm_split(explain, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_break_it), fallible)]
pub(super) fn break_it() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <bugs::BreakIt/> }.into_any())
}

/// All panels of the view.
#[component]
fn Explain() -> impl IntoView {
    view! {
        <bar::StepBar/>
        <main class="explain">
            <div class="column">
                <quantities::Quantities/>
                <Contributions/>
                <bugs::BreakIt/>
            </div>
            <div class="column">
                <graph::GraphCard/>
                <step::StepCard/>
                <apart::Apart/>
                {opened()}
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

/// Pictures of the check, under what they are about.
fn check_card(title: AnyView, pictures: AnyView) -> AnyView {
    view! {
        <section class="card certified" class:unknown=gradients_unknown(expect_context()) aria-labelledby="check-title">
            <div class="head"><h2 id="check-title">{title}</h2></div>
            {pictures}
            <NotYet/>
        </section>
    }
    .into_any()
}

/// The check, opened up for the selected parameter.
fn opened() -> AnyView {
    let title = view! { {text::OPENED}" "<small>{certificate::subject}</small> };
    let pictures = view! {
        <certificate::Certificate/>
        <Overflow/>
        <div class="pair">
            <curve::CurveChart/>
            <sweep::SweepChart/>
        </div>
    };
    check_card(title.into_any(), pictures.into_any())
}
