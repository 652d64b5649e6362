//! An exercise of one's own: its document, what is wrong with it, and the link that opens it.

use std::sync::Arc;

use leptos::prelude::*;
use practice::{
    document::{DocumentProblem, parse},
    exercise::Exercise,
};

use super::{
    list::{CopyLink, address_of},
    model::Model,
};
use crate::{
    browser::paste,
    document::Asked,
    state::{AUTHOR, EDITOR},
    ui::{
        text::practice as text,
        widgets::{OnlyTheBeginning, beginning, is_long},
    },
};

/// The document, and beside it what becomes of it.
#[component]
pub(super) fn Editor() -> impl IntoView {
    let model: Model = expect_context();
    let author = model.store.view.practice.author;
    let long = Memo::new(move |_| author.with(|text| is_long(text).then_some(text.len())));
    let is_empty = Memo::new(move |_| author.with(|text| text.trim().is_empty()));
    let read = move || author.with(|text| (!text.trim().is_empty()).then(|| parse(text)));
    view! {
        <section class="card exercise" id="practice-main" tabindex="-1" aria-labelledby="author-title">
            <h2 id="author-title">{text::AUTHOR_TITLE}</h2>
            <p class="task">{text::AUTHOR_TEXT}</p>
            <p class="label">
                <label for="document">{text::AUTHOR_FIELD}</label>
                {move || is_empty.get().then(|| view! {
                    <button type="button" class="quiet" on:click=move |_| author.set(text::AUTHOR_TEMPLATE.to_owned())>
                        {text::AUTHOR_EXAMPLE}
                    </button>
                })}
            </p>
            <textarea
                id="document"
                class="pasted"
                rows="18"
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                aria-describedby="document-keys"
                aria-invalid=move || matches!(read(), Some(Err(_))).then_some("true")
                prop:value=move || author.with(|text| beginning(text).to_owned())
                readonly=move || long.get().is_some()
                on:input:target=move |event| author.set(event.target().value())
                on:paste:target=move |event| {
                    if let Some(text) = paste::long(&event, &event.target(), is_long) {
                        author.set(text);
                    }
                }
            ></textarea>
            <OnlyTheBeginning bytes=long clear=move || author.set(String::new())/>
            <p class="hint" id="document-keys">{text::AUTHOR_KEYS}</p>
        </section>
        <div class="outcomes" role="status">
            {move || match read() {
                None => view! {
                    <section class="card waiting"><p>{text::AUTHOR_NOTHING}</p></section>
                }
                .into_any(),
                Some(Ok(exercise)) => good(model, &exercise),
                Some(Err(problems)) => refused(text::AUTHOR_BROKEN, &problems),
            }}
        </div>
    }
    .into_any()
}

fn good(model: Model, exercise: &Exercise) -> AnyView {
    let practice = model.store.view.practice;
    let link = move || {
        let author = practice.author.get_untracked();
        // Without the spaces that people read it by.
        let short = serde_json::from_str::<serde_json::Value>(&author).map_or(author, |document| document.to_string());
        address_of(Asked { exercise: AUTHOR.to_owned(), author: short, done: Vec::new() })
    };
    let given =
        exercise.shapes().into_iter().map(|(name, shape)| format!("{name} {shape}")).collect::<Vec<_>>().join(", ");
    view! {
        <section class="card said good">
            <h2>{text::AUTHOR_GOOD}</h2>
            <p><b>{exercise.title.clone()}</b></p>
            <p>{exercise.text.clone()}</p>
            <p class="evidence">{text::GIVEN}": "{given}</p>
            <p>
                <button type="button" class="primary" on:click=move |_| practice.open.set(AUTHOR.to_owned())>
                    {text::AUTHOR_OPEN}
                </button>
            </p>
            <CopyLink label=text::AUTHOR_LINK link/>
        </section>
    }
    .into_any()
}

fn refused(heading: &'static str, problems: &[DocumentProblem]) -> AnyView {
    let items = problems.iter().take(MOST).map(|problem| {
        let [path, problem] = text::document_problem(&problem.path, &problem.problem);
        view! { <li><code>{path}</code>": "{problem}</li> }
    });
    let items = items.collect::<Vec<_>>();
    view! {
        <section class="card said bad">
            <h2>{heading}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

/// Problems that are listed: nobody reads more.
const MOST: usize = 12;

/// An author's exercise that came by a link and is none.
#[component]
pub(super) fn Refused(problems: Arc<Vec<DocumentProblem>>) -> impl IntoView {
    view! {
        <div class="exercise" role="status">
            {refused(text::AUTHOR_OF_LINK, &problems)}
            <Edit/>
        </div>
    }
    .into_any()
}

/// Opens the document. A figure shows no document.
#[component]
pub(super) fn Edit() -> impl IntoView {
    let practice = expect_context::<Model>().store.view.practice;
    move || {
        (!practice.alone.get()).then(|| {
            view! {
                <button type="button" class="quiet" on:click=move |_| practice.open.set(EDITOR.to_owned())>
                    {text::AUTHOR_EDIT}
                </button>
            }
        })
    }
}
