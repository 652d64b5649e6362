//! A state file comes back.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::item::{LAYERS, PRACTICE};
use crate::{
    browser::file::{self, TextFile},
    document::Document,
    state::Store,
    ui::{opened::Opened, text::take_home as text},
};

/// Chooses a file. What is wrong with it is listed, and then nothing is changed.
#[component]
pub(super) fn OpenFile(
    /// What happens once a state was opened.
    done: Callback<()>,
) -> impl IntoView {
    let store: Store = expect_context();
    let opened: Opened = expect_context();
    let problems = RwSignal::new(Vec::<String>::new());
    let take = move |read: Result<TextFile, file::FileProblem>| {
        let found = read.map_err(|problem| vec![text::not_read(&problem)]).and_then(|file| document(&file));
        match found {
            Ok(State { document, layers, practice }) => {
                let contradiction = store.change(|playground| playground.load(document));
                opened.problems.set(contradiction.into_iter().collect());
                if let Some(layers) = layers {
                    store.view.layers.set(layers);
                }
                if let Some(practice) = practice {
                    store.view.practice.read(&practice);
                }
                problems.set(Vec::new());
                done.run(());
            }
            Err(list) => problems.set(list),
        }
    };
    let list = move || {
        let list = problems.get();
        (!list.is_empty()).then(|| {
            let items = list.into_iter().map(|problem| view! { <li>{problem}</li> }).collect::<Vec<_>>();
            view! { <ul class="problems">{items}</ul> }
        })
    };
    view! {
        <div class="open">
            <label class="quiet">
                <input
                    type="file"
                    accept=".json,application/json"
                    on:change:target=move |event| file::read_chosen(&event.target(), text::LARGEST, take)
                />
                <span>{text::OPEN}</span>
            </label>
            <div role="alert">{list}</div>
        </div>
    }
    .into_any()
}

/// What a state file holds.
struct State {
    document: Document,
    /// What was pasted into Layers.
    layers: Option<Map<String, Value>>,
    /// What was written and done in Practice.
    practice: Option<Map<String, Value>>,
}

/// The state in a file, or all that is wrong with it.
fn document(file: &TextFile) -> Result<State, Vec<String>> {
    let mut value: Value = serde_json::from_str(&file.text)
        .map_err(|error| vec![text::not_json(&file.name, error.line(), error.column())])?;
    let mut beside = |key: &str| {
        let found = value.as_object_mut().and_then(|document| document.remove(key));
        found.and_then(|found| found.as_object().cloned())
    };
    let (layers, practice) = (beside(LAYERS), beside(PRACTICE));
    let document = Document::parse(&value).map_err(|problems| {
        let first = text::problems(&file.name, problems.len());
        std::iter::once(first)
            .chain(problems.iter().take(MOST).map(|problem| text::problem(&problem.path, &problem.problem())))
            .collect::<Vec<_>>()
    })?;
    Ok(State { document, layers, practice })
}

/// Problems that are listed: nobody reads more.
const MOST: usize = 12;
