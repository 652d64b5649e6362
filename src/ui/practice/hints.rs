//! Hints one by one, and the solution on request.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{Asked, Model};
use crate::ui::text::practice as text;

/// The button that opens the next hint; after the last, the one that shows the solution.
#[component]
pub(super) fn NextHint(asked: Arc<Asked>) -> impl IntoView {
    let model: Model = expect_context();
    let all = asked.exercise.hints.len();
    let open = Memo::new(move |_| model.sheet.with(|sheet| sheet.hints));
    // A right answer shows other ways to write it anyway.
    let hides = Memo::new(move |_| model.sheet.with(|sheet| !sheet.seen && !sheet.done));
    let next = Arc::clone(&asked);
    let more = move |_| model.change(&next, |sheet| sheet.hints = (sheet.hints + 1).min(all));
    let show = move |_| model.change(&asked, |sheet| sheet.seen = true);
    view! {
        {move || (open.get() < all).then(|| view! {
            <button type="button" class="quiet hint-button" on:click=more.clone()>{text::next_hint(open.get(), all)}</button>
        })}
        {move || (open.get() >= all && hides.get()).then(|| view! {
            <button type="button" class="quiet hint-button" title=text::SOLUTION_COUNTS on:click=show.clone()>
                {text::SHOW_SOLUTION}
            </button>
        })}
    }
    .into_any()
}

/// The hints that are open, and the solution where it was asked for.
#[component]
pub(super) fn Hints(asked: Arc<Asked>) -> impl IntoView {
    let model: Model = expect_context();
    let open = Memo::new(move |_| model.sheet.with(|sheet| sheet.hints));
    let seen = Memo::new(move |_| model.sheet.with(|sheet| sheet.seen));
    let hints = asked.exercise.hints.clone();
    let list = move || {
        let shown = hints.iter().take(open.get()).map(|hint| view! { <li>{hint.clone()}</li> }).collect::<Vec<_>>();
        (!shown.is_empty()).then(|| {
            view! {
                <p class="label">{text::HINTS}</p>
                <ol>{shown}</ol>
            }
        })
    };
    let solution = asked.exercise.solution.trim_end().to_owned();
    let solved = move || {
        seen.get().then(|| {
            view! {
                <p class="label">{text::SOLUTION}</p>
                <pre class="code" tabindex="0">{solution.clone()}</pre>
            }
        })
    };
    view! {
        <div class="hints" aria-live="polite">
            {list}
            {solved}
        </div>
    }
    .into_any()
}
