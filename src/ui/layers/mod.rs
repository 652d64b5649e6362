//! The Layers view: the seeds' other systems, on numbers that people paste.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod accumulate;
mod check;
mod copy;
mod deep;
mod dense;
mod equation;
mod field;
mod kept;
mod matrix;
mod network;
mod norms;
mod overview;
mod pieces;
mod sigmoid;
mod steps;

pub(in crate::ui) use matrix::{Matrix, Pointing};

use std::sync::Arc;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use serde_json::{Map, Value};

use crate::{
    browser::page,
    lab::{Convention, System},
    state::{Lab, LabTab, Store, lab::Standing},
    ui::{
        text::layers as text,
        widgets::{Choice, Legend},
    },
};

const TABS: [(LabTab, &str, &str); 3] = [
    (LabTab::Dense, text::DENSE, "tab-dense"),
    (LabTab::Deep, text::DEEP, "tab-deep"),
    (LabTab::Sigmoid, text::SIGMOID, "tab-sigmoid"),
];

/// The lab of this visit.
fn lab() -> Lab {
    expect_context()
}

/// The lab of this visit, with what the last one left. What is done there is left for the next.
fn visit(left: RwSignal<Map<String, Value>>) -> Lab {
    let lab = Lab::default();
    lab.read(&left.get_untracked());
    Effect::new(move |_| {
        let now = lab.write();
        if left.with_untracked(|left| *left != now) {
            left.set(now);
        }
    });
    // A link may be opened in the meantime.
    Effect::new(move |_| {
        left.with(|left| {
            if untrack(|| lab.write()) != *left {
                lab.read(left);
            }
        });
    });
    lab
}

/// The view, in a part of its own.
#[wasm_split(layers, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
pub(super) fn view() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Layers/> }.into_any())
}

/// One of the systems by itself, for figures.
#[wasm_split(layers, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch_panel), fallible)]
pub(super) fn panel(tab: LabTab) -> Result<AnyView, SplitLoaderError> {
    let lab = visit(expect_context::<Store>().view.layers);
    provide_context(lab);
    Ok(view! { <div class="lab">{system_view(&lab, tab)}</div> }.into_any())
}

/// The three systems, one at a time.
#[component]
fn Layers() -> impl IntoView {
    let left = expect_context::<Store>().view.layers;
    let lab = visit(left);
    provide_context(lab);
    let id = move || TABS.into_iter().find(|(tab, ..)| *tab == lab.tab.get()).map(|(_, _, id)| id);
    view! {
        <main class="lab">
            <kept::Kept left/>
            <div class="lab-bar">
                <Tabs/>
                <Choice
                    label=text::CONVENTION
                    options=vec![(Convention::Rows, text::ROWS), (Convention::Columns, text::COLUMNS)]
                    value=lab.convention
                    set=move |convention| lab.turn(convention)
                    legend=Legend::Seen
                />
            </div>
            <div id="lab-panel" role="tabpanel" aria-labelledby=id>
                {move || system_view(&lab, lab.tab.get())}
            </div>
        </main>
    }
    .into_any()
}

fn system_view(lab: &Lab, tab: LabTab) -> AnyView {
    match tab {
        LabTab::Dense => view! { <dense::Dense/> }.into_any(),
        LabTab::Deep => view! { <deep::Deep deep=lab.deep system=tab/> }.into_any(),
        LabTab::Sigmoid => view! { <deep::Deep deep=lab.sigmoid system=tab/> }.into_any(),
    }
}

/// The tabs: one stop for the keyboard, arrow keys between them.
#[component]
fn Tabs() -> impl IntoView {
    let open = lab().tab;
    let buttons = TABS
        .into_iter()
        .enumerate()
        .map(|(place, (tab, name, id))| {
            let selected = move || open.get() == tab;
            let turn = move |key: &str| {
                let next = match key {
                    "ArrowRight" => (place + 1) % TABS.len(),
                    "ArrowLeft" => (place + TABS.len() - 1) % TABS.len(),
                    "Home" => 0,
                    "End" => TABS.len() - 1,
                    _ => return false,
                };
                open.set(TABS[next].0);
                page::focus(&format!("#{}", TABS[next].2));
                true
            };
            view! {
                <button
                    type="button"
                    role="tab"
                    id=id
                    aria-controls="lab-panel"
                    aria-selected=move || selected().to_string()
                    tabindex=move || if selected() { "0" } else { "-1" }
                    on:click=move |_| open.set(tab)
                    on:keydown=move |event| {
                        if turn(&event.key()) {
                            event.prevent_default();
                        }
                    }
                >
                    {name}
                </button>
            }
        })
        .collect::<Vec<_>>();
    view! { <div class="tabs" role="tablist" aria-label=text::SYSTEMS>{buttons}</div> }.into_any()
}

/// A system: what is given, its check and its arrays to take away, beside the results.
fn frame<P: System>(
    standing: Memo<Arc<Standing<P>>>,
    given: AnyView,
    checked: &'static str,
    results: impl FnOnce(Memo<Option<Arc<P>>>) -> AnyView,
) -> AnyView {
    let problem = Memo::new(move |_| standing.with(|standing| standing.last.clone()));
    let old = Signal::derive(move || standing.with(|standing| standing.old));
    let said = Signal::derive(move || standing.with(|standing| note(standing)));
    let arrays = Signal::derive(move || {
        let arrays = |problem: Arc<P>| -> Vec<_> {
            let named = |name: P::Name| Some((name.to_string(), problem.array(name)?));
            problem.arrays().into_iter().filter_map(named).collect()
        };
        problem.get().map(arrays).unwrap_or_default()
    });
    view! {
        <div class="lab-grid" class:old=move || old.get()>
            <div class="lab-column">
                {given}
                {check::check(problem, checked)}
                <copy::Copy arrays/>
            </div>
            <div class="lab-column" id="lab-results">
                <div role="status">{move || said.get().map(|said| view! { <p class="old-note">{said}</p> })}</div>
                {results(problem)}
            </div>
        </div>
    }
    .into_any()
}

/// What is to be said of the results as a whole: that they are old, or why there are none.
fn note<P: System>(standing: &Standing<P>) -> Option<&'static str> {
    match (standing.overflows, standing.old, standing.last.is_some()) {
        (true, true, _) => Some(text::OVERFLOWS_OLD),
        (true, false, _) => Some(text::OVERFLOWS),
        (false, true, _) => Some(text::OLD),
        (false, false, false) => Some(text::NOTHING),
        (false, false, true) => None,
    }
}
