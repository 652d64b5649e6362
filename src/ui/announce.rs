//! What a screen reader hears without asking: where training stands, at most every few seconds.

use leptos::prelude::*;

use super::text;
use crate::{browser::timer, state::Store};

/// Between two announcements, in milliseconds.
const EVERY: i32 = 5000;

/// The page's one live region for training.
#[component]
pub(super) fn Announcer() -> impl IntoView {
    let store: Store = expect_context();
    let said = RwSignal::new(String::new());
    let say = move || {
        let step = store.figures.with_untracked(|snapshot| snapshot.step);
        let metrics = store.metrics.get_untracked();
        said.set(text::standing(step, metrics.train_loss, metrics.test_accuracy));
    };
    let playing = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.playing));
    let paused_at = Memo::new(move |_| store.snapshot.with(|snapshot| (!snapshot.playing).then_some(snapshot.step)));
    // A pause and each single step are said at once; the first state goes without saying.
    Effect::new(move |before: Option<Option<u64>>| {
        let now = paused_at.get();
        if before.is_some_and(|before| before != now) && now.is_some() {
            say();
        }
        now
    });
    timer::every(EVERY, move || {
        if playing.get_untracked() {
            say();
        }
    });
    view! { <p class="heard" role="status" aria-live="polite">{said}</p> }.into_any()
}
