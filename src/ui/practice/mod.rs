//! The Practice view: is my gradient right, and if not, why?

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod author;
mod cells;
mod editor;
mod given;
mod hints;
mod judged;
mod list;
mod model;
mod numbers;
mod outcome;
mod sheet;
mod verdict;
mod way_on;

use std::pin::pin;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use serde_json::Value;

use self::model::{Model, Place};
use crate::{
    api::{PracticeCall, RpcError, practice},
    browser::page,
    state::Store,
    training::Snapshot,
    ui::{
        part,
        text::{self as page_text, practice as text},
    },
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
    model::provide(expect_context());
    Ok(view! { <Practice/> }.into_any())
}

/// What is open by itself, for figures.
#[wasm_split(practice, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_panel), fallible)]
pub(super) fn panel() -> Result<AnyView, SplitLoaderError> {
    let store: Store = expect_context();
    store.view.practice.alone.set(true);
    on_cleanup(move || store.view.practice.alone.set(false));
    model::provide(store);
    Ok(view! { <div class="practice alone"><div class="practice-grid"><Open/></div></div> }.into_any())
}

/// The list of exercises, and beside it what is open.
#[component]
fn Practice() -> impl IntoView {
    let store: Store = expect_context();
    let model: Model = expect_context();
    let alone = store.view.practice.alone;
    Effect::new(move |_| page::set_title(&text::title(&model.name())));
    on_cleanup(|| page::set_title(page_text::TITLE));
    view! {
        <main class="practice" class:alone=move || alone.get()>
            <div class="practice-grid">
                {move || (!alone.get()).then(|| view! { <list::List/> })}
                <Open/>
            </div>
        </main>
    }
    .into_any()
}

/// What is open: an exercise, or another place.
#[component]
fn Open() -> impl IntoView {
    let model: Model = expect_context();
    move || match model.place.get() {
        Place::Exercise(asked) => view! { <sheet::Sheet asked/> }.into_any(),
        Place::Numbers => view! { <numbers::Numbers/> }.into_any(),
        Place::Editor => view! { <author::Editor/> }.into_any(),
        Place::Refused(problems) => view! { <author::Refused problems/> }.into_any(),
        Place::Missing(id) => {
            view! { <section class="card exercise"><p role="status">{text::no_exercise(&id)}</p></section> }.into_any()
        }
    }
}
