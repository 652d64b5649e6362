//! The Train view: the boundary, the network, every gradient twice, and the check.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod boundary;
mod check;
mod controls;
mod curves;
mod draw;
mod heatmaps;
mod import;
mod loss;
mod network;
mod parameter;
mod pointed;
mod readout;
mod second_run;
mod timeline;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

pub(super) use boundary::{BoundaryPanel, Plane};
pub(super) use import::ImportDialog;
pub(super) use network::NetworkPanel;

use self::draw::{Draw, DrawBar};
use super::{explain, part::Part};
use crate::state::Store;

/// All panels of the view.
#[component]
pub(super) fn Train() -> impl IntoView {
    let store: Store = expect_context();
    let apart = store.view.explain.apart;
    // A class and no :has(): that would be asked again for every number that changes.
    let comparing = Memo::new(move |_| store.second_run.with(Option::is_some));
    view! {
        <main class="train" class:comparing=comparing>
            <div class="column">
                <BoundaryPanel/>
                <Part fetch=fetch_losses view=losses place="card losses"/>
            </div>
            <div class="column">
                <NetworkPanel/>
                <Part fetch=fetch_heatmaps view=heatmaps place="card heatmaps"/>
                {move || apart.get().then(|| view! { <Part fetch=explain::fetch_apart view=explain::apart place="card"/> })}
                <Part fetch=fetch_check view=check place="card check"/>
            </div>
            <Part fetch=fetch_controls view=controls place="rail"/>
        </main>
    }
    .into_any()
}

// The part that is fetched while the first picture, which is the boundary and the network, is drawn.

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_heatmaps), fallible)]
pub(super) fn heatmaps() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <heatmaps::Heatmaps/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_check), fallible)]
pub(super) fn check() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <check::CheckPanel/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_controls), fallible)]
pub(super) fn controls() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <controls::Controls/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_losses), fallible)]
pub(super) fn losses() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <loss::LossPanel/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_tools), fallible)]
fn tools(draw: Draw) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <DrawBar draw/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_readout), fallible)]
fn readout(draw: Draw, table: RwSignal<bool>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <readout::Readout draw/> <readout::PointsTable open=table/> }.into_any())
}

/// The second run's plane.
#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_second), fallible)]
fn second() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <second_run::SecondPlane/> }.into_any())
}

/// The figures of both runs.
#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_compared), fallible)]
fn compared() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <second_run::ComparedFigures/> }.into_any())
}
