//! Goes to where a number comes from.

use leptos::prelude::*;

use super::model::Model;
use crate::{
    browser::page,
    explain::{Equation, Source, Symbol},
    state::{Page, Store},
    ui::text::explain as text,
};

/// Shows what made a number, where something did, and moves the focus there.
pub(super) fn go(store: Store, source: Option<Source>) {
    match source {
        None => {}
        Some(Source::Step(step)) => {
            store.view.explain.step.set(step);
            page::land("#step-title");
        }
        Some(Source::Parameter(id)) => {
            store.take_apart(id);
            page::focus(".apart select");
        }
        Some(Source::Example) => page::land("#quantities-title"),
        Some(Source::Setting(symbol)) => {
            let control = match symbol {
                Symbol::LearningRate => "learning-rate",
                Symbol::L2 => "l2",
                // None of these is set by anybody. Each by its name, so that a setting that leads nowhere does not compile.
                Symbol::Quantity(_) | Symbol::Theta | Symbol::Gradient | Symbol::Weights | Symbol::Identity => return,
            };
            store.view.page.set(Page::Train);
            page::focus_when_made(format!("[data-control='{control}'] input"));
        }
    }
}

/// What is written of an operand, as a button that leads to where its numbers come from; as it is where they come from
/// nowhere.
pub(super) fn leading(name: &Equation, written: AnyView) -> AnyView {
    let store: Store = expect_context();
    let walk = expect_context::<Model>().walk;
    let source = walk.with_untracked(|walk| walk.source(name, 0));
    // What a step makes leads to the step itself: nowhere.
    let here = Source::Step(store.view.explain.step.get_untracked());
    let Some(source) = source.filter(|source| *source != here) else { return written };
    view! {
        <button
            type="button"
            class="origin"
            title=text::from(source)
            on:click=move |_| go(store, Some(source))
        >
            {written}
        </button>
    }
    .into_any()
}
