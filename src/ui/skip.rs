//! Links at the page's beginning that pass over everything before a region of the view.

use leptos::prelude::*;

use super::text;
use crate::{browser::page, state::Page};

/// One link a region of the view that is open. Seen while one of them has the focus.
#[component]
pub(super) fn SkipLinks(page: Memo<Page>) -> impl IntoView {
    let links = move || {
        let link = |&(target, name): &(&'static str, &'static str)| {
            let land = move |event: leptos::ev::MouseEvent| {
                // The address holds the state, and keeps it.
                event.prevent_default();
                page::land(target);
            };
            view! { <li><a href=target on:click=land>{name}</a></li> }
        };
        regions(page.get()).iter().map(link).collect::<Vec<_>>()
    };
    view! { <nav class="skip" aria-label=text::skip::NAME><ul>{links}</ul></nav> }.into_any()
}

/// The regions of a view that begin with a heading, in the order of the eye.
fn regions(page: Page) -> &'static [(&'static str, &'static str)] {
    match page {
        Page::Train => &[
            ("#settings", text::SETTINGS),
            ("#network-title", text::NETWORK),
            ("#check-title", text::skip::CHECK),
            ("#boundary-title", text::BOUNDARY),
            ("#loss-title", text::LOSS),
        ],
        Page::Explain => &[
            ("#quantities-title", text::skip::QUANTITIES),
            ("#graph-title", text::explain::GRAPH),
            ("#step-title", text::skip::STEP),
            ("#apart-title", text::skip::APART),
            ("#check-title", text::explain::OPENED),
            ("#code-title", text::explain::CODE),
        ],
        Page::Layers => &[
            ("#given-title", text::skip::GIVEN),
            ("#lab-results", text::skip::RESULTS),
            ("#check-title", text::skip::CHECK),
        ],
        Page::Practice => &[("#practice-main", text::skip::EXERCISE), ("#given-title", text::skip::GIVEN)],
    }
}
