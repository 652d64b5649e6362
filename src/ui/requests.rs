//! Requests of the API on this page: one after the other, in slices between which the page stays alive.

use std::cell::Cell;

use leptos::prelude::{GetUntracked, Set};
use serde_json::Value;

use super::practice;
use crate::{
    api::{Host, Job, PracticeCall, RpcError},
    browser::{address, canvas, clock, page, timer},
    options::Options,
    plot::scene::Scene,
    state::{Page, Store},
    training::Snapshot,
};

/// Milliseconds that a request may take at a time.
const SLICE: f64 = 40.0;
/// The same while nobody sees the page, where the browser calls back about once a second.
const HIDDEN_SLICE: f64 = 500.0;

thread_local! {
    /// How many requests have come, and how many are answered.
    static TURNS: Cell<(u64, u64)> = const { Cell::new((0, 0)) };
}

/// The page as methods see it.
struct ThePage(Store);

impl Host for ThePage {
    fn address(&self) -> String {
        address::base()
    }

    fn png(&self, scene: &Scene, pixels_per_unit: f64) -> Option<String> {
        canvas::png(scene, pixels_per_unit)
    }

    fn options(&self) -> Options {
        self.0.view.options.get_untracked()
    }

    fn set_options(&self, options: Options) {
        self.0.view.options.set(options);
    }

    fn view(&self) -> Page {
        self.0.view.page.get_untracked()
    }

    fn set_view(&self, view: Page) {
        self.0.view.page.set(view);
    }

    /// Practice answers from its own part, which must have been fetched.
    fn practice(&self, call: PracticeCall, params: Value, now: Snapshot) -> Result<Value, RpcError> {
        practice::answer_now(call, params, now)
    }
}

/// A request's turn, which ends with it.
struct Turn;

impl Turn {
    /// Waits until every request that came before is answered.
    async fn come() -> Self {
        let mine = TURNS.with(|turns| {
            let (come, answered) = turns.get();
            turns.set((come + 1, answered));
            come
        });
        while TURNS.with(|turns| turns.get().1 < mine) {
            timer::pause().await;
        }
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        TURNS.with(|turns| {
            let (come, answered) = turns.get();
            turns.set((come, answered + 1));
        });
    }
}

/// Answers a request, given as text. `None` where nothing in it asks for an answer.
pub(super) async fn answer(store: Store, request: String) -> Option<String> {
    let _turn = Turn::come().await;
    let mut job = Job::of_text(&request);
    if job.asks_for_practice() {
        // Where it cannot be had, the answer says so.
        drop(practice::fetch_answer().await);
    }
    loop {
        let end = clock::now() + if page::is_hidden() { HIDDEN_SLICE } else { SLICE };
        let time_is_left = &mut || clock::now() < end;
        while store.read(|playground| job.query(playground, &ThePage(store), time_is_left)) {
            if job.is_command() {
                store.change(|playground| job.command(playground, time_is_left));
            }
            if !time_is_left() {
                break;
            }
        }
        if job.is_over() {
            return job.answer().map(|answer| answer.to_string());
        }
        timer::pause().await;
    }
}
