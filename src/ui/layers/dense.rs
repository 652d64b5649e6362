//! One dense layer: its arrays, its four products, and the answers to the seeds' questions.

use std::sync::Arc;

use leptos::prelude::*;

use super::{accumulate::Accumulate, equation::Equation, field::ArrayField, frame, lab};
use crate::{
    lab::{
        code,
        dense::{DenseArray, DenseProblem},
        examples,
    },
    ui::{practised::Practise, text::layers as text},
};

/// The whole tab.
#[component]
pub(super) fn Dense() -> impl IntoView {
    let results = |problem: Memo<Option<Arc<DenseProblem>>>| {
        view! {
            {move || problem.get().map(products)}
            {move || problem.get().map(|problem| view! { <Accumulate problem/> })}
        }
        .into_any()
    };
    frame(lab().dense.standing, view! { <Given/> }.into_any(), text::CHECK_DENSE, results)
}

#[component]
fn Given() -> impl IntoView {
    let lab = lab();
    let fields = DenseArray::GIVEN
        .into_iter()
        .map(|array| {
            let mismatch = Signal::derive(move || lab.dense.standing.with(|standing| standing.mismatch(Some(array))));
            let paste = move |text: String| lab.dense.paste(array, &text);
            let lines = if array == DenseArray::B { 2 } else { 4 };
            let (text, role) = (lab.dense.text(array), text::role(array));
            view! { <ArrayField array role text paste mismatch lines/> }
        })
        .collect::<Vec<_>>();
    let seed_000 = move |_| lab.dense.load(&examples::seed_000(), lab.convention.get_untracked());
    let seed_002 = move |_| lab.dense.load(&examples::seed_002_layer(), lab.convention.get_untracked());
    view! {
        <section class="card" aria-labelledby="given-title">
            <div class="head"><h2 id="given-title">{text::GIVEN}" "<small>{move || text::layout(lab.convention.get())}</small></h2></div>
            <p class="examples">
                <button type="button" class="quiet" on:click=seed_000>{text::SEED_000}</button>
                <button type="button" class="quiet" on:click=seed_002>{text::SEED_002}</button>
            </p>
            {fields}
            <p class="hint">{text::PASTE_HINT}</p>
        </section>
    }
    .into_any()
}

/// One card a result, in the order in which they are asked for.
fn products(problem: Arc<DenseProblem>) -> AnyView {
    let cards = DenseArray::RESULTS.into_iter().map(|result| {
        let problem = Arc::clone(&problem);
        view! { <Product problem result/> }
    });
    cards.collect::<Vec<_>>().into_any()
}

/// The exercise about a result.
fn exercise_of(result: DenseArray) -> Option<&'static str> {
    match result {
        DenseArray::GradInput => Some("dense_grad_input"),
        DenseArray::GradW => Some("dense_grad_W"),
        DenseArray::GradB => Some("dense_grad_b"),
        _ => None,
    }
}

#[component]
fn Product(problem: Arc<DenseProblem>, result: DenseArray) -> impl IntoView {
    let convention = lab().convention;
    let title = format!("product-{}", result.name());
    let drawn = move || {
        let problem = Arc::clone(&problem);
        let convention = convention.get();
        let code = code::of_result(result, convention);
        result.equation().map(|formula| view! { <Equation problem formula convention code/> })
    };
    let (question, answer) = text::why(result);
    view! {
        <section class="card lab-product result" aria-labelledby=title.clone()>
            <div class="head">
                <h2 id=title.clone()>{result.name()}" "<small>{text::role(result)}</small></h2>
                <div class="tools"><Practise exercise=Signal::stored(exercise_of(result))/></div>
            </div>
            {drawn}
            <p class="why"><b>{question}</b>" "{move || answer(convention.get())}</p>
        </section>
    }
    .into_any()
}
