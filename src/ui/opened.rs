//! What was there when the page opened: a link, of which something may not be readable, or the last run on this device.

use leptos::prelude::*;

use super::{
    address,
    text::{opened as text, take_home::NOT_SAVED},
};
use crate::{
    browser::{self, file, leaving, media, storage, timer},
    document::{Document, Link, Problem},
    state::Store,
};

/// Where this device keeps the last state.
pub(super) const KEY: &str = "backprop-playground-state";
/// Where it keeps one that cannot be read, until somebody decides about it.
const ASIDE: &str = "backprop-playground-state-unreadable";
/// The state is kept when nothing has changed for so long, in milliseconds.
const QUIET: u64 = 400;
/// More problems of a link than these are only counted.
const MOST: usize = 8;

/// What the banners show.
#[derive(Clone, Copy, Default)]
pub(super) struct Opened {
    /// What of the address, or of a file, is not as it should be.
    pub(super) problems: RwSignal<Vec<Problem>>,
    /// The state that this device has kept, until somebody decides about it.
    kept: RwSignal<Option<Document>>,
    /// The text of one that cannot be read, until somebody decides about it.
    aside: RwSignal<Option<String>>,
}

/// Opens the address's state, offers the kept one where the address has none, and keeps both up to date.
pub(super) fn follow(store: Store) {
    let opened: Opened = expect_context();
    opened.aside.set(put_aside());
    // Changes with every change of the run while it pauses, and when it starts to play.
    let paused = Memo::new(move |_| store.snapshot.with(|now| (!now.playing).then_some(now.revision)));
    address::follow(store, paused, opened.problems);
    // Whichever view is open: the options may ask for one.
    let standing = Link { view: Link::default().view, ..store.link() };
    if standing == Link::default() && opened.problems.with_untracked(Vec::is_empty) {
        opened.kept.set(read());
    }
    keep(store, paused);
}

/// Opens the address's state, now and whenever the page around a figure puts another one there.
pub(super) fn show(store: Store) {
    address::show(store, expect_context::<Opened>().problems);
}

/// What this device has kept, if it can be read and is anything but the start.
fn read() -> Option<Document> {
    let document = parsed(&storage::read(KEY)?).ok()?;
    (document != Document::default()).then_some(document)
}

/// What this device has kept and cannot be read, such as a state of a newer page: it is kept aside, so that the states
/// that follow leave it alone.
fn put_aside() -> Option<String> {
    if let Some(text) = storage::read(KEY).filter(|text| parsed(text).is_err()) {
        storage::write(ASIDE, &text);
        storage::remove(KEY);
    }
    storage::read(ASIDE)
}

/// A kept text as a document, or the first thing that is wrong with it; nothing where it is no JSON.
fn parsed(text: &str) -> Result<Document, Option<Box<Problem>>> {
    let value = serde_json::from_str(text).map_err(|_| None)?;
    Document::parse(&value).map_err(|problems| problems.into_iter().next().map(Box::new))
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
        // Read: a memo that is only tracked follows nothing before somebody reads it.
        paused.get();
        store.check.track();
        if before.is_some() {
            save_soon();
        }
    });
}

/// Where the printed page is from, on paper only. The address holds the state.
#[component]
pub(super) fn PrintedFrom() -> impl IntoView {
    let prints = media::prints();
    let from = move || {
        prints.track();
        match browser::address::read() {
            hash if hash.is_empty() => browser::address::base(),
            hash => format!("{}#{hash}", browser::address::base()),
        }
    };
    view! { <p class="print-link">{super::text::embed::PRINTED_FROM}" "{from}</p> }.into_any()
}

/// Says what of a link could not be read, until it is dismissed.
#[component]
pub(super) fn Unread() -> impl IntoView {
    let problems = expect_context::<Opened>().problems;
    let list = move || {
        let shown = problems.with(|problems| {
            let line =
                |problem: &Problem| view! { <li><code>{problem.path.clone()}</code> " " {text::unread(problem)}</li> };
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
    let opened: Opened = expect_context();
    let kept = opened.kept;
    let go_on = move |_| {
        if let Some(document) = kept.try_update(Option::take).flatten() {
            opened.problems.update(|problems| problems.extend(store.open(Link { document, ..store.link() })));
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

/// Offers a state that cannot be read as a file, until somebody decides.
#[component]
pub(super) fn Aside() -> impl IntoView {
    let aside = expect_context::<Opened>().aside;
    let refused = RwSignal::new(false);
    let save = move |_| {
        let bytes = aside.with_untracked(|text| text.as_ref().map(|text| text.as_bytes().to_vec()));
        refused.set(!bytes.is_some_and(|bytes| file::save(text::ASIDE_FILE, "application/json", &bytes)));
    };
    let forget = move |_| {
        storage::remove(ASIDE);
        aside.set(None);
    };
    let why = move || {
        aside.with(|kept| kept.as_ref().and_then(|kept| parsed(kept).err()).map(|why| text::aside(why.as_deref())))
    };
    view! {
        <div role="status">
            {move || why().map(|why| view! {
                <div class="opened kept">
                    <p>{why} {move || refused.get().then_some(NOT_SAVED)}</p>
                    <div class="tools">
                        <button type="button" class="quiet" on:click=save>{text::SAVE_ASIDE}</button>
                        <button type="button" class="quiet" on:click=forget>{text::FORGET}</button>
                    </div>
                </div>
            })}
        </div>
    }
    .into_any()
}
