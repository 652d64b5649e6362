//! Paper: that the page is about to be printed, in time to be drawn for it.

use std::cell::Cell;

use leptos::prelude::{Effect, Get, GetUntracked, RwSignal, Set};

use super::{event, media, page};

thread_local! {
    /// What is drawn deep inside has no owner whose signals it could ask.
    static ON_PAPER: Cell<bool> = const { Cell::new(false) };
}

/// Keeps `paper` true from just before the page is printed until it has been, with a mark on the document's root for
/// styles, until the current owner is cleaned up. Effects run before the browser lays the page out for paper.
pub fn follow(paper: RwSignal<bool>) {
    let turn = move |on: bool| {
        ON_PAPER.set(on);
        page::set_paper(on);
        if paper.get_untracked() != on {
            paper.set(on);
        }
    };
    if let Some(window) = web_sys::window() {
        event::listen(window.clone().into(), "beforeprint", move |_| turn(true));
        event::listen(window.into(), "afterprint", move |_| turn(false));
    }
    // Developers' tools show the page as on paper without printing it.
    let prints = media::prints();
    Effect::new(move |before: Option<()>| {
        if prints.get() || before.is_some() {
            turn(prints.get_untracked());
        }
    });
}

/// Whether what is drawn now is for paper.
pub(super) fn is_drawn_on() -> bool {
    ON_PAPER.get()
}
