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
mod rival;
mod timeline;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

pub(super) use boundary::Plane;
pub(super) use import::ImportDialog;

use super::{explain, part::Part};
use crate::state::Store;

/// All panels of the view.
#[component]
pub(super) fn Train() -> impl IntoView {
    let store: Store = expect_context();
    let apart = store.view.explain.apart;
    // A class and no :has(): that would be asked again for every number that changes.
    let comparing = Memo::new(move |_| store.rival.with(Option::is_some));
    view! {
        <main class="train" class:comparing=comparing>
            <div class="column">
                <boundary::BoundaryPanel/>
                <loss::LossPanel/>
            </div>
            <div class="column">
                <network::NetworkPanel/>
                <Part fetch=fetch_heatmaps view=heatmaps place="card heatmaps"/>
                {move || apart.get().then(|| view! { <Part fetch=explain::fetch_apart view=explain::apart place="card"/> })}
                <Part fetch=fetch_check view=check place="card check"/>
            </div>
            <Part fetch=fetch_controls view=controls place="rail"/>
        </main>
    }
    .into_any()
}

/// The gradients by layer. With the check and the settings they are the part that is fetched while the first picture is
/// drawn.
#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_heatmaps), fallible)]
fn heatmaps() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <heatmaps::Heatmaps/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_check), fallible)]
fn check() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <check::CheckPanel/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_controls), fallible)]
fn controls() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <controls::Controls/> }.into_any())
}
