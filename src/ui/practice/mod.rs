//! The Practice view: is my gradient right, and if not, why?

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use crate::ui::text::practice as text;

/// The view, in a part of its own.
#[wasm_split(practice, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
pub(super) fn view() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <main class="practice"><h2>{text::NAME}</h2></main> }.into_any())
}
