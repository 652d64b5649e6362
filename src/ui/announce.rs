//! What a screen reader hears without asking: where training stands, at most every few seconds.

use leptos::prelude::*;

use super::text;
use crate::{
    browser::{clock, timer},
    data::Example,
    nn::{sigmoid, two_layer},
    state::Store,
};

/// Between two announcements, in milliseconds.
const EVERY: f64 = 5000.0;

/// A probe that has not moved for so long rests, in milliseconds.
const RESTS: u64 = 600;

/// x, P, and the example that is nearest.
fn probe_words(store: Store, x: [f64; 2]) -> String {
    let output = store.figures.with_untracked(|snapshot| two_layer::output(&snapshot.params, x));
    let nearest = store.dataset.with_untracked(|data| {
        let away = |example: &Example| (example.x[0] - x[0]).hypot(example.x[1] - x[1]);
        let places = data.examples.iter().enumerate();
        places.min_by(|a, b| away(a.1).total_cmp(&away(b.1))).map(|(place, example)| (data.number(place), example.y))
    });
    text::probe_words(x, sigmoid(output), nearest)
}

/// The page's one live region for training.
#[component]
pub(super) fn Announcer() -> impl IntoView {
    let store: Store = expect_context();
    let said = RwSignal::new(String::new());
    let quiet = store.view.quiet;
    let say = move || {
        if quiet.get_untracked() {
            return;
        }
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
    // What is under the probe is said once it rests there.
    let mut say_probe = timer::when_quiet(RESTS, move || {
        let Some(x) = store.view.probe.try_get_untracked().flatten().filter(|_| !quiet.get_untracked()) else { return };
        said.set(probe_words(store, x));
    });
    Effect::new(move |before: Option<()>| {
        store.view.probe.track();
        if before.is_some() {
            say_probe();
        }
    });
    view! { <p class="heard" role="status" aria-live="polite">{said}</p> }.into_any()
}
