//! The Practice view: is my gradient right, and if not, why?

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

use std::pin::pin;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use serde_json::Value;

use crate::{
    api::{PracticeCall, RpcError, practice},
    training::Snapshot,
    ui::{part, text::practice as text},
};

/// Answers a method of the API.
#[wasm_split(practice, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_answer), fallible)]
pub(super) fn answer(call: PracticeCall, params: Value, now: Snapshot) -> Result<Answer, SplitLoaderError> {
    Ok(practice::call(call, &params, &now))
}

type Answer = Result<Value, RpcError>;

/// Answers a method of the API with the code that is here.
pub(super) fn answer_now(call: PracticeCall, params: Value, now: Snapshot) -> Answer {
    part::now(pin!(answer(call, params, now))).and_then(Result::ok).unwrap_or(Err(RpcError::NoPart))
}

/// The view, in a part of its own.
#[wasm_split(practice, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
pub(super) fn view() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <main class="practice"><h2>{text::NAME}</h2></main> }.into_any())
}
