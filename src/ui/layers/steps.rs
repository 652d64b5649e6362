//! Both passes, one quantity at a time, each with its equation in matrices.

use std::sync::Arc;

use leptos::prelude::*;

use super::{equation::Equation, lab};
use crate::{
    lab::{
        code,
        deep::{DeepProblem, Pass, Step},
    },
    state::lab::DeepLab,
    ui::{
        practised::Practise,
        text::layers as text,
        widgets::{
            Icon, icons,
            math::{self, Symbol},
        },
    },
};

/// Which step is shown: the last that is done.
pub(super) fn current(done: usize, steps: usize) -> usize {
    done.clamp(1, steps.max(1)) - 1
}

/// The track of steps and the equation of the one that is shown.
#[component]
pub(super) fn Steps(
    deep: DeepLab,
    problem: Memo<Option<Arc<DeepProblem>>>,
    /// The exercise about these steps.
    exercise: &'static str,
) -> impl IntoView {
    let convention = lab().convention;
    let steps =
        Memo::new(move |_| problem.with(|problem| problem.as_ref().map_or_else(Vec::new, |problem| problem.steps())));
    let place = Memo::new(move |_| current(deep.done.get(), steps.with(Vec::len)));
    let step = Memo::new(move |_| steps.with(|steps| steps.get(place.get()).cloned()));
    let drawn = move || {
        let (problem, step) = (problem.get()?, step.get()?);
        let convention = convention.get();
        let code = code::of_step(&step, convention);
        Some(view! { <Equation problem formula=step.equation convention code/> })
    };
    let said = move || step.get().map(|step| text::step(place.get(), steps.with(Vec::len), step.pass, step.layer));
    let why = move || step.get().map(|step| text::step_why(&step));
    view! {
        <section class="card lab-steps result" aria-labelledby="steps-title">
            <div class="head">
                <h2 id="steps-title">{text::STEPS}" "<small role="status">{said}</small></h2>
                <div class="tools">
                    <Walk deep place steps/>
                    <Practise exercise=Signal::stored(Some(exercise))/>
                </div>
            </div>
            <Track deep place steps/>
            {drawn}
            <p class="why">{why}</p>
        </section>
    }
    .into_any()
}

/// First, back, on, last.
#[component]
fn Walk(deep: DeepLab, place: Memo<usize>, steps: Memo<Vec<Step>>) -> impl IntoView {
    let go = move |to: usize| deep.done.set(to + 1);
    let last = move || steps.with(Vec::len).saturating_sub(1);
    view! {
        <span class="walk">
            <button type="button" class="quiet" disabled=move || place.get() == 0 on:click=move |_| go(0)>{text::FIRST_STEP}</button>
            <button type="button" class="quiet" aria-label=text::STEP_BACK title=text::STEP_BACK disabled=move || place.get() == 0 on:click=move |_| go(place.get_untracked().saturating_sub(1))>
                <Icon path=icons::PREVIOUS/>
            </button>
            <button type="button" class="quiet" aria-label=text::STEP_ON title=text::STEP_ON disabled=move || place.get() == last() on:click=move |_| go(place.get_untracked() + 1)>
                <Icon path=icons::NEXT/>
            </button>
            <button type="button" class="quiet" disabled=move || place.get() == last() on:click=move |_| go(last())>{text::LAST_STEP}</button>
        </span>
    }
    .into_any()
}

/// Every step as a button, forward above backward: done ones are filled.
#[component]
fn Track(deep: DeepLab, place: Memo<usize>, steps: Memo<Vec<Step>>) -> impl IntoView {
    let line = move |pass: Pass, name: &'static str| {
        let buttons = move || {
            let chosen = steps.get().into_iter().enumerate().filter(move |(_, step)| step.pass == pass);
            chosen
                .map(|(index, step)| {
                    view! {
                        <li>
                            <button
                                type="button"
                                class:done=move || index <= place.get()
                                aria-current=move || (index == place.get()).then_some("step")
                                on:click=move |_| deep.done.set(index + 1)
                            >
                                <span aria-hidden="true">{math::math(step.makes.math())}</span>
                                <span class="heard">{step.makes.to_string()}</span>
                            </button>
                        </li>
                    }
                })
                .collect::<Vec<_>>()
        };
        view! { <div class="track"><span>{name}</span><ol aria-label=name>{buttons}</ol></div> }
    };
    view! { {line(Pass::Forward, text::FORWARD)} {line(Pass::Backward, text::BACKWARD)} }.into_any()
}
