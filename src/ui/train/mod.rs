//! The Train view: the network with every gradient twice, the check under it, the boundary and the loss beside it.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod boundary;
mod check;
mod controls;
mod curves;
mod guide;
mod import;
mod in_words;
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

pub(super) use import::ImportDialog;

use super::{
    explain,
    part::Part,
    plane::{Draw, DrawBar, Said},
};
use crate::state::Store;

/// All panels of the view.
#[component]
pub(super) fn Train() -> impl IntoView {
    let store: Store = expect_context();
    let apart = store.view.explain.apart;
    let (draw, table) = (Draw::new(store), RwSignal::new(false));
    // A class and no :has(): that would be asked again for every number that changes.
    let comparing = Memo::new(move |_| store.second_run.with(Option::is_some));
    view! {
        <main class="train" class:comparing=comparing>
            <guide::Guide/>
            <Part fetch=fetch_controls view=controls place="rail"/>
            <div class="column">
                <Part fetch=fetch_network view=network place="card network"/>
                {move || apart.get().then(|| view! { <Part fetch=explain::fetch_apart view=explain::apart place="card"/> })}
                <Part fetch=fetch_check view=check place="card check"/>
            </div>
            <div class="column">
                <boundary::BoundaryPanel draw table/>
                <Part fetch=fetch_losses view=losses place="card losses"/>
                <Part fetch=fetch_readout view=move || readout(draw, table) place="card example"/>
            </div>
        </main>
    }
    .into_any()
}

/// The boundary by itself, for figures.
pub(super) fn boundary() -> AnyView {
    let (draw, table) = (Draw::new(expect_context()), RwSignal::new(false));
    view! { <boundary::BoundaryPanel draw table/> }.into_any()
}

// The part that is fetched while the first picture, which is the boundary, is drawn.

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_network), fallible)]
pub(super) fn network() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <network::NetworkPanel/> }.into_any())
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

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_said), fallible)]
fn said(draw: Draw) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Said draw/> }.into_any())
}

#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_readout), fallible)]
fn readout(draw: Draw, table: RwSignal<bool>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <readout::ExamplePanel draw table/> }.into_any())
}

/// The boundary in words.
#[wasm_split(figures, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_in_words), fallible)]
fn in_words() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <in_words::InWords/> }.into_any())
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
