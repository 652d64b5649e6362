//! Break it: the classic bugs of a backward pass, and the game of finding one by its symptoms.

use leptos::prelude::*;

use super::model;
use crate::{
    Named,
    browser::clock,
    nn::Bug,
    state::{Guess, Store},
    training::Action,
    ui::text::explain::{self as text, bugs},
};

/// Says plainly, in every view, that a bug is on.
#[component]
pub(in crate::ui) fn BugBanner() -> impl IntoView {
    let store: Store = expect_context();
    let bug = Memo::new(move |_| store.figures.with(|snapshot| snapshot.config.sgd.bug));
    let guess = store.view.explain.guess;
    let failing = Memo::new(move |_| bug.get().map(|_| model::failing(store)));
    let name = move || match bug.get() {
        Some(bug) if !guess.get().hides_name() => text::bug_named(bug),
        _ => text::BUG_IS_ON.to_owned(),
    };
    let hides = move || {
        let shows = failing.with(|failing| failing.as_ref().is_some_and(|failing| !failing.is_empty()));
        bug.get().filter(|_| !shows && !guess.get().hides_name()).and_then(text::hides)
    };
    let off = move |_| {
        guess.set(Guess::Off);
        store.apply(Action::SetBug(None));
    };
    view! {
        <div role="status" aria-live="polite">
            {move || bug.get().map(|_| view! {
                <p class="alert bug-banner">
                    <span>
                        <strong>{name}</strong> " "
                        {move || failing.with(|failing| failing.as_deref().map(text::symptoms))} " " {hides}
                    </span>
                    <button type="button" class="quiet" on:click=off>{text::TURN_OFF}</button>
                </p>
            })}
        </div>
    }
    .into_any()
}

/// The menu, or the game.
#[component]
pub(super) fn BreakIt() -> impl IntoView {
    let store: Store = expect_context();
    let guess = store.view.explain.guess;
    let asks = Memo::new(move |_| guess.get().hides_name());
    view! {
        <section class="card break-it" aria-labelledby="break-title">
            <div class="head">
                <h2 id="break-title">{text::BREAK_IT}" "<small>{text::BREAK_NOTE}</small></h2>
                <div class="tools">
                    <button type="button" class="quiet" on:click=move |_| begin_guessing(store)>{text::GUESS}</button>
                </div>
            </div>
            {move || if asks.get() { view! { <Game/> }.into_any() } else { view! { <Menu/> }.into_any() }}
        </section>
    }
    .into_any()
}

/// Turns a bug on that nobody has chosen. The clock's digits are as random as a game needs.
pub(in crate::ui) fn begin_guessing(store: Store) {
    let pick = (clock::now() * 1000.0) as usize % Bug::ALL.len();
    store.hide_bug(Bug::ALL[pick]);
}

#[component]
fn Menu() -> impl IntoView {
    let store: Store = expect_context();
    let bug = Memo::new(move |_| store.figures.with(|snapshot| snapshot.config.sgd.bug));
    let guess = store.view.explain.guess;
    let found = move || {
        let (bug, answer) = match guess.get() {
            Guess::Found { tries, bug } => (bug, text::found(bug, tries)),
            Guess::Told { bug } => (bug, text::told(bug)),
            _ => return None,
        };
        Some(view! {
            {answer} " " {bugs::symptom(bug)}
            <span>{bugs::IS_WRONG} " " <code>{bugs::wrong_line(bug)}</code></span>
            <span>{bugs::SHOULD_BE} " " <code>{bugs::right_line(bug)}</code></span>
        })
    };
    let option = |choice: Option<Bug>| {
        let title = choice.map_or(text::NO_BUG, Bug::title);
        view! {
            <label>
                <input
                    type="radio"
                    name="bug"
                    prop:checked=move || bug.get() == choice
                    on:change=move |_| {
                        guess.set(Guess::Off);
                        store.apply(Action::SetBug(choice));
                    }
                />
                <span>{title}" "<small>{choice.map(text::breaks)}</small></span>
            </label>
        }
        .into_any()
    };
    let options = std::iter::once(None).chain(Bug::ALL.iter().copied().map(Some)).map(option).collect::<Vec<_>>();
    view! {
        <p class="found" role="status">{found}</p>
        <fieldset class="bugs"><legend class="heard">{text::BACKWARD_PASS_IS}</legend>{options}</fieldset>
    }
    .into_any()
}

#[component]
fn Game() -> impl IntoView {
    let store: Store = expect_context();
    let guess = store.view.explain.guess;
    let wrong = move || match guess.get() {
        Guess::Asked { wrong: Some(bug), .. } => Some(text::not_that(bug)),
        _ => None,
    };
    let answer = |choice: Bug| {
        view! {
            <button
                type="button"
                class="quiet"
                on:click=move |_| store.guess(choice)
            >
                {choice.title()}
            </button>
        }
    };
    view! {
        <p class="words"><strong>{text::WHICH}</strong> " " {text::GUESS_HELP}</p>
        <div class="answers">{Bug::ALL.iter().copied().map(answer).collect::<Vec<_>>()}</div>
        <p class="wrong" role="status">{wrong}</p>
        <button type="button" class="quiet" on:click=move |_| store.give_up()>{text::GIVE_UP}</button>
    }
    .into_any()
}
