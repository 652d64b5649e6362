//! The step in code: the assignment's function, or `PyTorch`.

use leptos::prelude::*;

use crate::{
    explain::{Language, Origin, listing},
    state::Store,
    ui::{text::explain as text, widgets::Choice},
};

/// The listing with the step's lines lit.
#[component]
pub(super) fn CodeCard() -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view.explain;
    let lines = move || {
        listing(view.language.get())
            .iter()
            .map(|line| {
                let lit = move || line.steps.contains(&view.step.get());
                let comment = if line.comment.is_empty() { String::new() } else { format!("  # {}", line.comment) };
                let code = format!("{:<58}", line.code);
                view! {
                    <li class:lit=lit class:original=line.origin == Origin::Seed>
                        <code>{code}<span>{comment}</span></code>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <section class="card code-card" aria-labelledby="code-title">
            <div class="head">
                <h2 id="code-title">{text::CODE}" "<small>{text::CODE_NOTE}</small></h2>
                <div class="tools">
                    <Choice
                        label=text::LANGUAGE
                        options=vec![(Language::NumPy, text::NUMPY), (Language::PyTorch, text::PYTORCH)]
                        value=view.language
                        set=move |language| view.language.set(language)
                    />
                </div>
            </div>
            <ol class="scroll listing" tabindex="0" aria-labelledby="code-title">{lines}</ol>
        </section>
    }
    .into_any()
}
