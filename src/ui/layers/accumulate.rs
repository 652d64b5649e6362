//! Why gradients of parameters are added up: the same calls with `=` and with `+=`.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    lab,
    matrix::{Matrix, Pointing},
};
use crate::{
    lab::{
        System,
        dense::{Accumulated, Accumulation, Call, DenseArray, DenseProblem, accumulate, batches},
    },
    state::lab::{DenseLab, MOST_CALLS},
    ui::{
        practised::Practise,
        text::layers as text,
        widgets::{Number, Range, Stops, math},
    },
};

/// The calls, and what both ways make of them.
#[component]
pub(super) fn Accumulate(problem: Arc<DenseProblem>) -> impl IntoView {
    let examples = problem.examples();
    let DenseLab { calls, batch, .. } = lab().dense;
    let call = move |new: Vec<Call>| {
        calls.update(|calls| {
            calls.extend(new);
            let surplus = calls.len().saturating_sub(MOST_CALLS);
            calls.drain(..surplus);
        });
    };
    let run = {
        let problem = Arc::clone(&problem);
        Memo::new(move |_| {
            let calls = calls.get();
            let way = |accumulation| Arc::new(accumulate(&problem, accumulation, &calls));
            (way(Accumulation::Assign), way(Accumulation::Add))
        })
    };
    let in_batches = {
        let problem = Arc::clone(&problem);
        move |_| call(batches(&problem, batch.get_untracked()))
    };
    let range = Range { low: 1.0, high: examples.max(2) as f64, stops: Stops::Even(1.0) };
    let rows = move || {
        run.with(|(assign, add)| {
            let rows = assign.iter().zip(add.iter()).map(|(assign, add)| {
                let said = |state: &Accumulated| text::times_all(state.times_all);
                let fits = |state: &Accumulated| state.times_all == Some(1);
                view! {
                    <tr>
                        <th scope="row" class="mono">{text::call(&assign.call, examples)}</th>
                        <td class:ok=fits(assign)>{said(assign)}</td>
                        <td class:ok=fits(add)>{said(add)}</td>
                    </tr>
                }
            });
            rows.collect::<Vec<_>>()
        })
    };
    let heard = move || {
        run.with(|(assign, add)| {
            let times = |states: &[Accumulated]| states.last().and_then(|state| state.times_all);
            text::accumulated(times(assign), times(add))
        })
    };
    view! {
        <section class="card accumulate result" aria-labelledby="accumulate-title">
            <div class="head">
                <h2 id="accumulate-title">{text::ACCUMULATE}" "<small>{text::ACCUMULATE_NOTE}</small></h2>
                <div class="tools"><Practise exercise=Signal::stored(Some("dense_accumulate"))/></div>
            </div>
            <p class="why"><b>{text::WHY_ACCUMULATE}</b>" "{text::BECAUSE_ACCUMULATE}</p>
            <div class="calls">
                <button type="button" class="quiet mono" on:click=move |_| call(vec![Call::ZeroGrad])>"zero_grad()"</button>
                <button type="button" class="quiet mono" on:click=move |_| call(vec![Call::All])>"backward()"</button>
                <button type="button" class="quiet" on:click=in_batches>{text::IN_BATCHES}</button>
                <Number label=text::BATCH range value=Signal::derive(move || batch.get() as f64) set=move |value| batch.set(value as usize)/>
                <button type="button" class="quiet" on:click=move |_| calls.set(Vec::new())>{text::START_OVER}</button>
            </div>
            <div class="scroll table-box" tabindex="0" role="region" aria-label=text::ACCUMULATE>
                <table class="plain">
                    <caption class="heard">{text::ACCUMULATE}</caption>
                    <thead><tr><th scope="col">{text::CALL}</th><th scope="col" class="mono">"dW = …"</th><th scope="col" class="mono">"dW += …"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="lab-read" role="status">{heard}</p>
            <div class="scroll equation" tabindex="0" role="region" aria-label=text::ACCUMULATE_MATRICES>
                {move || run.with(|(assign, add)| pictures(&problem, assign.last(), add.last()))}
            </div>
        </section>
    }
    .into_any()
}

/// dW as it stands after the last call, both ways, beside the gradient of all examples.
fn pictures(problem: &DenseProblem, assign: Option<&Accumulated>, add: Option<&Accumulated>) -> AnyView {
    let convention = lab().convention.get();
    let one = |name: &'static str, array: &crate::lab::Array| {
        let head = math::math(math::name(name));
        let pointing = Pointing::reading(Callback::new(|_| {}));
        view! { <Matrix name=name.to_owned() head array=convention.show(array) pointing/> }.into_any()
    };
    let pictures = [
        assign.map(|state| one(text::WITH_ASSIGN, &state.grad_w)),
        add.map(|state| one(text::WITH_ADD, &state.grad_w)),
        problem.array(DenseArray::GradW).map(|all| one(text::OF_ALL, &all)),
    ];
    pictures.into_iter().flatten().collect::<Vec<_>>().into_any()
}
