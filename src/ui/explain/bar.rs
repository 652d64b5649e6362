//! The steps of the walk: forward, backward, update.

use leptos::prelude::*;

use crate::{
    Named,
    browser::page,
    explain::{Pass, StepId},
    state::Store,
    ui::{
        text::{explain as text, time},
        widgets::{Icon, icons},
    },
};

/// Back, on, and one button a step.
#[component]
pub(super) fn StepBar() -> impl IntoView {
    let current = expect_context::<Store>().view.explain.step;
    let button = |name: &'static str, path: &'static str, to: fn(StepId) -> Option<StepId>| {
        view! {
            <button
                type="button"
                aria-label=name
                title=name
                aria-disabled=move || to(current.get()).is_none().to_string()
                on:click=move |_| {
                    if let Some(step) = to(current.get_untracked()) {
                        current.set(step);
                    }
                }
            >
                <Icon path/>
            </button>
        }
    };
    let passes = [(Pass::Forward, time::FORWARD), (Pass::Backward, time::BACKWARD), (Pass::Update, time::UPDATE)];
    let groups = passes
        .map(|(pass, name)| {
            let steps = StepId::ALL.iter().copied().filter(|step| step.pass() == pass);
            let buttons = steps.map(|step| view! { <StepButton step/> }).collect::<Vec<_>>();
            view! { <div class="pass" role="group" aria-label=name><span aria-hidden="true">{name}</span>{buttons}</div> }
        })
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <nav class="steps" aria-label=text::STEPS>
            <div class="buttons">
                {button(text::PREVIOUS_STEP, icons::PREVIOUS, StepId::previous)}
                {button(text::NEXT_STEP, icons::NEXT, StepId::next)}
            </div>
            <div class="passes">{groups}</div>
        </nav>
    }
    .into_any()
}

#[component]
fn StepButton(step: StepId) -> impl IntoView {
    let current = expect_context::<Store>().view.explain.step;
    let is_current = move || current.get() == step;
    view! {
        <button
            type="button"
            class="step"
            class:ahead=move || current.get() < step
            aria-current=move || is_current().then_some("step")
            title=text::step_title(step)
            data-step=step.name()
            on:click=move |_| current.set(step)
            on:keydown=move |event| {
                if let Some(next) = turned(step, &event.key()) {
                    event.prevent_default();
                    current.set(next);
                    page::focus(&format!("[data-step='{}']", next.name()));
                }
            }
        >
            {text::step_name(step)}
        </button>
    }
    .into_any()
}

/// Where a key leads from a step.
pub(super) fn turned(step: StepId, key: &str) -> Option<StepId> {
    match key {
        "ArrowRight" | "PageDown" => step.next(),
        "ArrowLeft" | "PageUp" => step.previous(),
        "Home" => StepId::ALL.first().copied(),
        "End" => StepId::ALL.last().copied(),
        _ => None,
    }
}
