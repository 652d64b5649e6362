//! The kink certificate of the selected parameter in words.

use leptos::prelude::*;

use super::model::{self, Model};
use crate::{
    check::Verdict,
    state::Store,
    ui::{text, text::explain},
};

/// What the check finds for the parameter, and how it is taken.
pub(super) fn subject() -> String {
    let store: Store = expect_context();
    let id = expect_context::<Model>().parameter.get();
    format!("{id}, {}", text::check::subject(&store.check.get()))
}

/// Whether the loss is smooth where the check looks.
#[component]
pub(super) fn Certificate() -> impl IntoView {
    let store: Store = expect_context();
    let Model { parameter, crossing, .. } = expect_context();
    let words = Memo::new(move |_| {
        let check = store.check.get();
        let kinks = model::kinks_of(store, parameter.get())?;
        Some(explain::certificate(&kinks, &crossing.get(), check.delta, check.scheme))
    });
    let verdict = Memo::new(move |_| model::row_of(store, parameter.get()).map(|judged| judged.verdict));
    let sign = move || match verdict.get() {
        Some(Verdict::Match) => "✓ ",
        Some(Verdict::Wrong) => "✗ ",
        _ => "∧ ",
    };
    let meaning = move || verdict.get().and_then(|verdict| text::check::verdict(verdict).title);
    view! {
        <p
            class="certificate"
            class:good=move || verdict.get() == Some(Verdict::Match)
            class:bad=move || verdict.get() == Some(Verdict::Wrong)
        >
            <span aria-hidden="true">{sign}</span>
            {words}
            <strong>{move || meaning().map(|meaning| format!(" {meaning}."))}</strong>
        </p>
    }
    .into_any()
}
