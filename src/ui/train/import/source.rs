//! Where a table comes from: typed, pasted, opened or dropped.

use leptos::{ev, prelude::*};

use super::Reading;
use crate::{
    browser::{
        file::{self, FileProblem, TextFile},
        paste,
    },
    data::table::MOST_BYTES,
    ui::{
        text::data as text,
        widgets::{OnlyTheBeginning, beginning, is_long},
    },
};

/// The field for the table, and the button for files.
#[component]
pub(super) fn Given(import: Reading, file_problem: RwSignal<Option<String>>) -> impl IntoView {
    let typed = move |value: String| {
        file_problem.set(None);
        import.given.update(|given| given.set_text(value));
    };
    let long = Memo::new(move |_| import.given.with(|given| is_long(given.text()).then(|| given.text().len())));
    view! {
        <section class="import-source">
            <p class="hint">{text::INTRODUCTION}</p>
            <textarea
                rows="11"
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                autofocus
                aria-label=text::TABLE
                placeholder=text::PLACEHOLDER
                prop:value=move || import.given.with(|given| beginning(given.text()).to_owned())
                readonly=move || long.get().is_some()
                on:input:target=move |event| typed(event.target().value())
                on:paste:target=move |event| {
                    if let Some(value) = paste::long(&event, &event.target(), is_long) {
                        typed(value);
                    }
                }
                on:drop=move |event| {
                    if let Some(value) = paste::long_dropped(&event, is_long) {
                        typed(value);
                    }
                }
            ></textarea>
            <OnlyTheBeginning bytes=long clear=move || typed(String::new())/>
            <p class="import-file">
                <label class="quiet">
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                        on:change:target=move |event| {
                            file::read_chosen(&event.target(), MOST_BYTES, move |read| take(import, file_problem, read));
                        }
                    />
                    <span>{text::OPEN_FILE}</span>
                </label>
                <span class="hint">{move || import.given.with(|given| given.file().unwrap_or(text::DROP).to_owned())}</span>
            </p>
            <p class="import-problem" role="alert">{move || file_problem.get()}</p>
        </section>
    }
    .into_any()
}

/// Reads a file that was dropped.
pub(super) fn open_dropped(import: Reading, file_problem: RwSignal<Option<String>>, event: &ev::DragEvent) {
    file::read_dropped(event, MOST_BYTES, move |read| take(import, file_problem, read));
}

/// Takes a file's text, or says why there is none and leaves what was typed. The dialog may be closed by then.
fn take(import: Reading, file_problem: RwSignal<Option<String>>, read: Result<TextFile, FileProblem>) {
    let problem = match read {
        Ok(TextFile { name, text }) => {
            import.given.update(|given| given.open(name, text));
            None
        }
        Err(problem) => Some(text::file_problem(&problem, MOST_BYTES)),
    };
    let _ = file_problem.try_set(problem);
}
