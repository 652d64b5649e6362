//! What the first picture can do without, in one part: notices, the address, dialogs, the API. It is fetched right after
//! the first picture, or before it where the address or the device holds a state.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

use std::pin::Pin;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use super::{announce, explain, opened, practised, requests, shortcuts, take_home, train};
use crate::{document::link, state::Store};

/// What the page says of itself: a bug that is on, a link that could not be read, a run that was kept, and to those who
/// listen where training stands. From here on the address follows the state, and the device keeps it and what is practised.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_notices), fallible)]
pub(super) fn notices() -> Result<AnyView, SplitLoaderError> {
    opened::follow(expect_context());
    practised::follow(expect_context());
    Ok(view! {
        <explain::BugBanner/>
        <opened::Unread/>
        <opened::Kept/>
        <opened::Aside/>
        <announce::Announcer/>
        <shortcuts::Shortcuts/>
    }
    .into_any())
}

/// The same as the notices for a figure, which shows what its address holds, and leaves the address and the device alone.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_figure_notices), fallible)]
pub(super) fn figure_notices() -> Result<AnyView, SplitLoaderError> {
    opened::show(expect_context());
    Ok(view! { <explain::BugBanner/><opened::Unread/> }.into_any())
}

/// The present state as what stands after `#`.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_state), fallible)]
pub(super) fn state_hash(store: Store) -> Result<String, SplitLoaderError> {
    Ok(link::write(&store.link()))
}

/// The menu "Take it home".
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_take_home), fallible)]
pub(super) fn take_home(close: Callback<()>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <take_home::Menu close/> }.into_any())
}

/// The dialog that takes points of one's own.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_import), fallible)]
pub(super) fn import(closed: Callback<()>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <train::ImportDialog closed/> }.into_any())
}

/// Answers a request of the API, given as text.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_api), fallible)]
pub(super) fn answer(store: Store, request: String) -> Result<Answer, SplitLoaderError> {
    Ok(Box::pin(requests::answer(store, request)))
}

/// The answer to a request, which may take its time.
type Answer = Pin<Box<dyn Future<Output = Option<String>>>>;
