//! The boundary in words, on the page: said when it is asked for, so that nobody is talked to while it trains.

use leptos::prelude::*;

use crate::{
    state::Store,
    ui::{plane::in_words, shared::bounds_of, text},
};

/// The words of the step at which they were asked for, and a button to ask again.
#[component]
pub(super) fn InWords() -> impl IntoView {
    let store: Store = expect_context();
    let now = move || {
        let metrics = store.metrics.get_untracked();
        let (step, words) = store
            .figures
            .with_untracked(|snapshot| (snapshot.step, in_words(&snapshot.params, metrics, bounds_of(snapshot))));
        text::boundary_words_at(step, &words)
    };
    let said = RwSignal::new(String::new());
    // A live region is heard when it changes, not when it comes: the words come into one that is there.
    Effect::new(move |_| said.set(now()));
    view! {
        <div class="said">
            <p role="status" aria-label=text::IN_WORDS_TITLE>{said}</p>
            <button type="button" class="quiet" on:click=move |_| said.set(now())>{text::IN_WORDS_AGAIN}</button>
        </div>
    }
    .into_any()
}
