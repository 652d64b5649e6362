//! The address holds the state: a link opens it, and going back and forward in the browser goes back and forward in it.

use leptos::prelude::*;

use crate::{
    browser::{
        address::{self, Origin},
        timer,
    },
    document::{Link, Problem, link},
    state::{Page, Store},
};

/// The address follows when nothing has changed for so long, in milliseconds. Browsers take about 200 changes in half a
/// minute.
const QUIET: u64 = 400;

/// Opens what the address holds and says what could not be read of it. From then on the address follows the state.
pub(super) fn follow(store: Store, paused: Memo<Option<u64>>, problems: RwSignal<Vec<Problem>>) {
    let comparison =
        Memo::new(move |_| store.second_run.with(|second| second.as_ref().map(|second| second.difference)));
    let text = address::read();
    // Where nothing stands all stays as it is: the options may have opened another view meanwhile.
    if !text.is_empty() {
        read(store, problems, Store::open);
    }
    // The first entry is ours from now on, as those that follow it.
    if link::is_link(&text) {
        address::replace(&text);
    }
    // What the address stands for. Somebody else's words in it are theirs until something changes.
    let shown = StoredValue::new(store.link());
    address::on_change(move |origin| {
        if link::is_link(&address::read()) {
            read(store, problems, if origin == Origin::History { Store::revisit } else { Store::open });
            let now = store.link();
            // The run is where it was when one went back, and not where the entry left it.
            if origin == Origin::History && problems.with_untracked(Vec::is_empty) {
                address::replace(&link::write(&now));
            }
            shown.set_value(now);
        }
    });
    let write = move || {
        let now = store.link();
        let before = shown.get_value();
        // While it trains, only another view is worth an address: the state changes every frame.
        let moves = store.snapshot.with_untracked(|snapshot| snapshot.playing) && now.view == before.view;
        if now == before || moves {
            return;
        }
        let text = link::write(&now);
        if link::is_new_entry(&before, &now) {
            address::push(&text);
        } else {
            address::replace(&text);
        }
        shown.set_value(now);
    };
    let mut write_soon = timer::when_quiet(QUIET, write);
    Effect::new(move |before: Option<Page>| {
        // Read, and not only tracked: a memo that nobody has read follows nothing yet.
        let _ = (paused.get(), comparison.get());
        track(store);
        let page = store.view.page.get();
        match before {
            None => {}
            // At once: whoever goes back right after should not leave the page.
            Some(before) if before != page => write(),
            Some(_) => write_soon(),
        }
        page
    });
}

/// Opens what the address holds, now and whenever it holds something else, and says what could not be read of it. The
/// address stays as it is.
pub(super) fn show(store: Store, problems: RwSignal<Vec<Problem>>) {
    read(store, problems, Store::open);
    address::on_change(move |_| read(store, problems, Store::open));
}

/// Everything in the address's text. One that is no link leaves all as it is.
fn read(store: Store, problems: RwSignal<Vec<Problem>>, open: fn(Store, Link) -> Option<Problem>) {
    let text = address::read();
    let (link, mut found) = if link::is_link(&text) { link::read(&text) } else { (Link::default(), Vec::new()) };
    found.extend(open(store, link));
    problems.set(found);
}

/// Reads all that a link is made of beside the run.
fn track(store: Store) {
    let view = store.view;
    store.check.track();
    store.example.get();
    view.parameter.track();
    view.scope.track();
    view.prompt.track();
    view.explain.step.track();
    view.explain.form.track();
    store.speed.track();
    if view.page.get() == Page::Layers {
        view.layers.track();
    }
    if view.page.get() == Page::Practice {
        view.practice.open.track();
        view.practice.author.track();
    }
}
