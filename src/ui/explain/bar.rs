//! The steps of the walk: forward, backward, update.

use leptos::{ev, prelude::*};

use crate::{
    Named,
    browser::page,
    explain::{Pass, StepId},
    state::Store,
    ui::{
        text::explain as text,
        widgets::{Icon, icons},
    },
};

/// Back, on, and one button a step.
#[component]
pub(super) fn StepBar() -> impl IntoView {
    let current = expect_context::<Store>().view.explain.step;
    let go = move |to: fn(StepId) -> Option<StepId>| {
        move |_: ev::MouseEvent| {
            if let Some(step) = to(current.get_untracked()) {
                current.set(step);
            }
        }
    };
    let passes =
        [(Pass::Forward, text::FORWARD_PASS), (Pass::Backward, text::BACKWARD_PASS), (Pass::Update, text::UPDATE)];
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
                <button
                    type="button"
                    aria-label=text::PREVIOUS_STEP
                    title=text::PREVIOUS_STEP
                    aria-disabled=move || current.get().previous().is_none().to_string()
                    on:click=go(StepId::previous)
                >
                    <Icon path=icons::PREVIOUS/>
                </button>
                <button
                    type="button"
                    aria-label=text::NEXT_STEP
                    title=text::NEXT_STEP
                    aria-disabled=move || current.get().next().is_none().to_string()
                    on:click=go(StepId::next)
                >
                    <Icon path=icons::NEXT/>
                </button>
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
