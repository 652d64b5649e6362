//! A step that is made phase by phase: what is known of it, and what comes next. And why playing stopped by itself.

use leptos::prelude::*;

use crate::{
    state::{Progress, Stage, Store},
    training::Action,
    ui::{format, text::time},
};

/// Forward, backward, update: with a number each once it is known.
#[component]
pub(in crate::ui) fn StageStrip() -> impl IntoView {
    let progress = expect_context::<Store>().progress;
    let shown = Memo::new(move |_| progress.with(Option::is_some));
    move || shown.get().then(|| view! { <Strip/> })
}

#[component]
fn Strip() -> impl IntoView {
    let store: Store = expect_context();
    let of = move |write: fn(&Progress) -> String| {
        move || store.progress.with(|progress| progress.as_deref().map(write).unwrap_or_default())
    };
    let known = move |is: fn(&Progress) -> bool| {
        Memo::new(move |_| store.progress.with(|progress| progress.as_deref().is_some_and(is)))
    };
    let phase = move |name: &'static str, known: Memo<bool>, number: fn(&Progress) -> String| {
        view! {
            <li class:done=known>
                <strong>{name}</strong>
                <span>{move || if known.get() { of(number)() } else { time::NOT_YET.to_owned() }}</span>
            </li>
        }
    };
    // Going to where the run stands already shows its step whole.
    let leave = move |_| store.apply(Action::Seek(store.snapshot.with_untracked(|snapshot| snapshot.step)));
    view! {
        <section class="stage" aria-label=time::PHASES>
            <p role="status" aria-live="polite">{of(subject)}</p>
            <ol>
                {phase(time::FORWARD, known(|_| true), |progress| time::loss(progress.loss))}
                {phase(time::BACKWARD, known(|progress| progress.stage.knows_gradients()), |progress| norm("∂L/∂θ", progress.gradient_norm))}
                {phase(time::UPDATE, known(|progress| progress.stage.knows_update()), |progress| norm("Δθ", progress.change_norm))}
            </ol>
            <button type="button" class="quiet" on:click=leave>{time::LEAVE}</button>
        </section>
    }
    .into_any()
}

fn subject(progress: &Progress) -> String {
    match progress.stage {
        Stage::Examples => time::examples_done(progress.step, progress.examples.len(), progress.of),
        _ => time::step_of(progress.step, &progress.examples),
    }
}

fn norm(of: &str, norm: Option<f64>) -> String {
    norm.map_or_else(String::new, |norm| format!("‖{of}‖ = {}", format::scientific(norm, 2)))
}

/// Why playing stopped by itself.
#[component]
pub(in crate::ui) fn Stopped() -> impl IntoView {
    let store: Store = expect_context();
    let stopped = Memo::new(move |_| store.figures.with(|snapshot| snapshot.stopped));
    view! {
        <p class="stopped" role="status">{move || stopped.get().map(time::stopped)}</p>
    }
    .into_any()
}

/// Stands in a panel, in place of gradients that are not known yet. The panel around it has the class `unknown` then.
#[component]
pub(in crate::ui) fn NotYet() -> impl IntoView {
    let unknown = gradients_unknown(expect_context());
    move || unknown.get().then(|| view! { <p class="not-yet">{time::AFTER_BACKWARD}</p> })
}

/// Whether the gradients of the step are still to come.
pub(in crate::ui) fn gradients_unknown(store: Store) -> Memo<bool> {
    Memo::new(move |_| !store.stage.get().knows_gradients())
}
