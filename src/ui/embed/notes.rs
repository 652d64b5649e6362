//! What is wrong with the options: in the console for whoever looks there, and on the page with `debug=1`.

use leptos::prelude::*;

use crate::{browser::console, document::Problem, ui::text::embed as text};

/// More problems than these are only counted.
const MOST: usize = 8;

/// A line a problem in the console.
pub(super) fn warn(problems: &[Problem]) {
    for problem in problems.iter().take(MOST) {
        console::warn(&text::problem(problem));
    }
    if problems.len() > MOST {
        console::warn(&text::more(problems.len() - MOST));
    }
}

/// The same lines on the page.
#[component]
pub(super) fn Notes(problems: Vec<Problem>) -> impl IntoView {
    let more = problems.len().saturating_sub(MOST);
    let lines =
        problems.iter().take(MOST).map(|problem| view! { <li>{text::problem(problem)}</li> }).collect::<Vec<_>>();
    view! {
        <div class="alert opened unread" role="alert">
            <div>
                <p>{text::WRONG_OPTIONS}</p>
                <ul>{lines}</ul>
                {(more > 0).then(|| view! { <p>{text::more(more)}</p> })}
            </div>
        </div>
    }
    .into_any()
}
