//! A state file comes back.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::item::LAYERS;
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
            Ok((document, layers)) => {
                let contradiction = store.change(|playground| playground.load(document));
                opened.problems.set(contradiction.into_iter().collect());
                if let Some(layers) = layers {
                    store.view.layers.set(layers);
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

/// What was pasted into Layers, as a document.
type Layers = Map<String, Value>;

/// The state in a file and what was pasted into Layers where there is any, or all that is wrong with it.
fn document(file: &TextFile) -> Result<(Document, Option<Layers>), Vec<String>> {
    let mut value: Value = serde_json::from_str(&file.text)
        .map_err(|error| vec![text::not_json(&file.name, error.line(), error.column())])?;
    let layers = value.as_object_mut().and_then(|document| document.remove(LAYERS));
    let layers = layers.and_then(|layers| layers.as_object().cloned());
    let document = Document::parse(&value).map_err(|problems| {
        let first = text::problems(&file.name, problems.len());
        std::iter::once(first)
            .chain(problems.iter().take(MOST).map(|problem| text::problem(&problem.path, &problem.problem())))
            .collect::<Vec<_>>()
    })?;
    Ok((document, layers))
}

/// Problems that are listed: nobody reads more.
const MOST: usize = 12;
