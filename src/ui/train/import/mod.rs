//! Points of one's own: a dialog that takes a table, says what it was understood as, and what is in the way.

mod choices;
mod classes;
mod preview;
mod reading;
mod source;

use leptos::{html, prelude::*};

use crate::{
    browser::{dialog, file, page},
    data::{DataSpec, Source, table::Imported},
    state::{Store, Stroke},
    ui::{later, part::Part, text as words, text::data as text},
};
use reading::Reading;

/// The button that opens the dialog.
#[component]
pub(super) fn Import() -> impl IntoView {
    let open = RwSignal::new(false);
    let closed = move || {
        open.set(false);
        // Browsers give the focus back where it was, which is nowhere after a click in some.
        page::focus("#import-open");
    };
    view! {
        <button type="button" id="import-open" data-control="data" class="quiet import-open" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            {text::OPEN}
        </button>
        {move || open.get().then(|| view! {
            <Part fetch=later::fetch_import view=move || later::import(Callback::new(move |()| closed()))/>
        })}
    }
    .into_any()
}

/// The dialog, open from the start. What is typed here lives in the store.
#[component]
pub(in crate::ui) fn ImportDialog(
    /// What happens after it was closed.
    closed: Callback<()>,
) -> impl IntoView {
    let store: Store = expect_context();
    let import = Reading::new(store.view.import);
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            dialog::open(&element);
        }
    });
    let close = move || {
        if let Some(element) = node.get_untracked() {
            dialog::close(&element);
        }
    };
    let ready = Memo::new(move |_| import.imported(counts));
    let state = move || {
        import.outcome.with(|outcome| match outcome {
            None => text::NOTHING_YET.to_owned(),
            Some(Ok(imported)) => text::points(counts(imported), imported.left_out),
            Some(Err(problems)) => text::blocked(problems.first.len() + problems.more),
        })
    };
    let take = move |_| {
        if let Some(points) = untrack(|| import.points()) {
            // The share held back stays as it is.
            let train_fraction = store.snapshot.with_untracked(|snapshot| snapshot.config.data.train_fraction);
            store.replace_data(DataSpec { source: Source::Custom(points), train_fraction }, Stroke::Single);
            close();
        }
    };
    let file_problem = RwSignal::new(None);
    view! {
        <dialog
            node_ref=node
            class="import"
            aria-labelledby="import-title"
            on:close=move |_| closed.run(())
            on:dragover=|event| file::welcome(&event)
            on:drop=move |event| source::open_dropped(import, file_problem, &event)
        >
            <header>
                <h2 id="import-title">{text::TITLE}</h2>
                <button type="button" class="quiet" aria-label=words::CLOSE on:click=move |_| close()>"×"</button>
            </header>
            <div class="import-body">
                <source::Given import file_problem/>
                <Problems import/>
                {move || import.table.with(Option::is_some).then(|| view! {
                    <choices::Choices import/>
                    <preview::Preview import/>
                })}
            </div>
            <footer>
                <p id="import-state">{state}</p>
                <button type="button" class="quiet" on:click=move |_| close()>{text::CANCEL}</button>
                <button
                    type="button"
                    class="quiet primary"
                    disabled=move || ready.with(Option::is_none)
                    aria-describedby="import-state"
                    on:click=take
                >
                    {move || text::take(ready.get().map(|[minus, plus]| minus + plus))}
                </button>
            </footer>
        </dialog>
    }
    .into_any()
}

/// Everything in the way, as one types.
#[component]
fn Problems(import: Reading) -> impl IntoView {
    let list = move || {
        import.outcome.with(|outcome| {
            let problems = outcome.as_ref()?.as_ref().err()?;
            let items =
                problems.first.iter().map(|problem| view! { <li>{text::problem(problem)}</li> }).collect::<Vec<_>>();
            let more = (problems.more > 0).then(|| view! { <li>{text::more(problems.more)}</li> });
            Some(view! {
                <ul>{items}{more}</ul>
                <p class="hint">{text::ROWS_COUNT}</p>
            })
        })
    };
    view! { <div class="import-problems" role="status">{list}</div> }.into_any()
}

/// How many points there are of −1 and of +1.
fn counts(imported: &Imported) -> [usize; 2] {
    [0, 1].map(|class| imported.classes[class].count)
}
