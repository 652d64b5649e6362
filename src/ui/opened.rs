//! What was there when the page opened: a link, of which something may not be readable, or the last run on this device.

use leptos::prelude::*;

use super::{address, text::opened as text};
use crate::{
    browser::{leaving, storage, timer},
    state::{Document, Link, Problem, Store},
};

/// Where this device keeps the last state.
pub(super) const KEY: &str = "backprop-playground-state";
/// The state is kept when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 400;
/// More problems of a link than these are only counted.
const MOST: usize = 8;

/// What the banners show.
#[derive(Clone, Copy)]
struct Opened {
    /// What of the address could not be read.
    problems: RwSignal<Vec<Problem>>,
    /// The state that this device has kept, until somebody decides about it.
    kept: RwSignal<Option<Document>>,
}

/// Opens the address's state, offers the kept one where the address has none, and keeps both up to date.
pub(super) fn provide(store: Store) {
    let opened = Opened { problems: RwSignal::new(Vec::new()), kept: RwSignal::new(None) };
    provide_context(opened);
    // Changes with every change of the run while it pauses, and when it starts to play.
    let paused = Memo::new(move |_| store.snapshot.with(|now| (!now.playing).then_some(now.revision)));
    address::follow(store, paused, opened.problems);
    if store.link() == Link::default() && opened.problems.with_untracked(Vec::is_empty) {
        opened.kept.set(read());
    }
    keep(store, paused);
}

/// What this device has kept, if it is anything but the start. What cannot be read is of no use to anybody.
fn read() -> Option<Document> {
    let text = storage::read(KEY)?;
    let document = serde_json::from_str(&text).ok().and_then(|value| Document::parse(&value).ok());
    if document.is_none() {
        storage::remove(KEY);
    }
    document.filter(|document| *document != Document::default())
}

/// From the first change on this device keeps the state, whenever the run pauses and when the page goes away.
fn keep(store: Store, paused: Memo<Option<u64>>) {
    let last = StoredValue::new(store.record());
    let save = move || {
        let now = store.record();
        if last.with_value(|last| *last == now) {
            return;
        }
        if now == Document::default() {
            storage::remove(KEY);
        } else {
            storage::write(KEY, &now.write().to_string());
        }
        last.set_value(now);
    };
    leaving::on_leave(save);
    let mut save_soon = timer::when_quiet(QUIET, move || {
        if paused.get_untracked().is_some() {
            save();
        }
    });
    Effect::new(move |before: Option<()>| {
        paused.track();
        store.check.track();
        if before.is_some() {
            save_soon();
        }
    });
}

/// Says what of a link could not be read, until it is dismissed.
#[component]
pub(super) fn Unread() -> impl IntoView {
    let problems = expect_context::<Opened>().problems;
    let list = move || {
        let shown = problems.with(|problems| {
            let line =
                |problem: &Problem| view! { <li><code>{problem.path.clone()}</code> " " {problem.problem()}</li> };
            problems.iter().take(MOST).map(line).collect::<Vec<_>>()
        });
        let more = problems.with(Vec::len).saturating_sub(MOST);
        view! { <ul>{shown}</ul> {(more > 0).then(|| view! { <p>{text::more(more)}</p> })} }
    };
    let any = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
    view! {
        <div role="alert">
            {move || any.get().then(|| view! {
                <div class="alert opened unread">
                    <div><p>{text::UNREAD}</p> {list}</div>
                    <button type="button" class="quiet" on:click=move |_| problems.set(Vec::new())>
                        {text::DISMISS}
                    </button>
                </div>
            })}
        </div>
    }
    .into_any()
}

/// Offers the state that this device has kept, until somebody decides.
#[component]
pub(super) fn Kept() -> impl IntoView {
    let store: Store = expect_context();
    let kept = expect_context::<Opened>().kept;
    let go_on = move |_| {
        if let Some(document) = kept.try_update(Option::take).flatten() {
            store.open(Link { document, ..store.link() });
        }
    };
    let dismiss = move |_| {
        storage::remove(KEY);
        kept.set(None);
    };
    view! {
        <div role="status">
            {move || kept.with(|kept| kept.as_ref().map(text::kept)).map(|kept| view! {
                <div class="opened kept">
                    <p>{kept}</p>
                    <div class="tools">
                        <button type="button" class="quiet" on:click=go_on>{text::GO_ON}</button>
                        <button type="button" class="quiet" on:click=dismiss>{text::DISMISS}</button>
                    </div>
                </div>
            })}
        </div>
    }
    .into_any()
}
