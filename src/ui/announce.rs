//! What a screen reader hears without asking: where training stands, at most every few seconds.

use leptos::prelude::*;

use super::text;
use crate::{browser::clock, state::Store};

/// Between two announcements, in milliseconds.
const EVERY: f64 = 5000.0;

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
    // Asked for with the figures and not by a timer: where nothing is drawn, nothing runs.
    let last = StoredValue::new(clock::now());
    Effect::new(move |_| {
        store.figures.track();
        if playing.get_untracked() && clock::now() - last.get_value() >= EVERY {
            last.set_value(clock::now());
            say();
        }
    });
    view! { <p class="heard" role="status" aria-live="polite">{said}</p> }.into_any()
}
