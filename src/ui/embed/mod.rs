//! The page inside other pages: figures of some panels, the embedding page's requests and what it is told. All of it comes
//! in a part of its own, which is fetched where the address has options or the page stands in a frame.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod bridge;
mod figure;
mod height;
mod notes;
mod splice;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use crate::{
    browser::controls,
    document::Problem,
    options::{self, Options},
    state::Store,
};

/// Options from the query of an address, and what of it is none. What is wrong stands in the console.
#[wasm_split(embed, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
pub(super) fn read(query: String) -> Result<(Options, Vec<Problem>), SplitLoaderError> {
    let (options, problems) = options::read(&query);
    notes::warn(&problems);
    Ok((options, problems))
}

/// The panels of a figure, in place of the page.
#[wasm_split(embed, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_figure), fallible)]
pub(super) fn figure() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <figure::Figure/> }.into_any())
}

/// What is wrong with the options, for who writes them.
#[wasm_split(embed, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_notes), fallible)]
pub(super) fn notes(problems: Vec<Problem>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <notes::Notes problems/> }.into_any())
}

/// Begins to answer the embedding page and to tell it what happens.
#[wasm_split(embed, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_bridge), fallible)]
pub(super) fn follow(store: Store) -> Result<(), SplitLoaderError> {
    bridge::follow(store);
    height::follow();
    splice::follow(store);
    Ok(())
}

/// Keeps controls hidden and locked as the options say.
#[wasm_split(embed, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_restrict), fallible)]
pub(super) fn restrict(hide: Vec<&'static str>, lock: Vec<&'static str>) -> Result<(), SplitLoaderError> {
    controls::restrict(hide, lock);
    Ok(())
}
