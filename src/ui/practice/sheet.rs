//! An exercise: what is asked, what is given, the answer, and what came of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    author::Edit,
    editor::Editor,
    given::Given,
    hints::{Hints, NextHint},
    model::{Asked, Model},
    verdict::VerdictColumn,
};
use crate::{browser::page, state::AUTHOR, ui::text::practice as text};

/// The exercise, and beside it its verdict.
#[component]
pub(super) fn Sheet(asked: Arc<Asked>) -> impl IntoView {
    let model: Model = expect_context();
    let own = Arc::clone(&asked);
    let check = Callback::new(move |()| {
        model.check(&own);
        page::reveal("#verdict-title");
    });
    let attempts = Memo::new(move |_| model.sheet.with(|sheet| sheet.attempts));
    let is_an_authors = asked.key.starts_with(AUTHOR);
    view! {
        <section class="card exercise" id="practice-main" tabindex="-1" aria-labelledby="exercise-title">
            <h2 id="exercise-title">{asked.exercise.title.clone()}</h2>
            <p class="task">{asked.exercise.text.clone()}</p>
            {is_an_authors.then(|| view! { <Edit/> })}
            <Given asked=Arc::clone(&asked)/>
            <Editor asked=Arc::clone(&asked) check/>
            <div class="check-row">
                <button type="button" class="primary" on:click=move |_| check.run(())>{text::CHECK}</button>
                <span class="shortcut">{text::CHECK_KEYS}</span>
                <span class="attempts">{move || Some(attempts.get()).filter(|&count| count > 0).map(text::attempts)}</span>
                <NextHint asked=Arc::clone(&asked)/>
            </div>
            <Hints asked=Arc::clone(&asked)/>
        </section>
        <VerdictColumn asked/>
    }
    .into_any()
}
