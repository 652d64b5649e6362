//! One sentence for whoever comes for the first time, and five prompts that each end in an insight.

use leptos::prelude::*;

use crate::{
    Named,
    browser::{page, storage},
    document::Prompt,
    state::Store,
    training::Action,
    ui::{explain, text::guide as text},
};

/// Under this key the device remembers that somebody has put the line away.
const GONE_KEY: &str = "backprop-playground.guide";
const GONE: &str = "gone";

/// The line over the panels.
#[component]
pub(super) fn Guide() -> impl IntoView {
    let store: Store = expect_context();
    let prompt = store.view.prompt;
    let gone = RwSignal::new(storage::read(GONE_KEY).as_deref() == Some(GONE));
    // A link to a prompt is an answer to whoever sent it: it shows the line once more.
    let shown = Memo::new(move |_| !gone.get() || prompt.with(Option::is_some));
    let dismiss = move |_| {
        storage::write(GONE_KEY, GONE);
        prompt.set(None);
        gone.set(true);
        page::focus(".play");
    };
    move || {
        shown.get().then(|| {
            view! {
                <section class="guide" aria-label=text::GUIDE>
                    <p class="saying" role="status">
                        {move || {
                            let begin = (text::PRESS_PLAY, text::THEN);
                            let of_prompt = |prompt| (text::name(prompt), text::sentence(prompt));
                            let (name, sentence) = prompt.get().map_or(begin, of_prompt);
                            view! { <strong>{name}</strong> " " {sentence} }
                        }}
                    </p>
                    {move || prompt.get().map(|prompt| view! { <Press prompt/> })}
                    <ol class="prompts">{Prompt::ALL.iter().map(|&prompt| view! { <li><Opener prompt/></li> }).collect::<Vec<_>>()}</ol>
                    <button type="button" class="quiet dismiss" title=text::DISMISS_TITLE aria-label=text::DISMISS_TITLE on:click=dismiss>
                        <span aria-hidden="true">"×"</span>
                    </button>
                </section>
            }
        })
    }
}

/// Opens a prompt's state.
#[component]
fn Opener(prompt: Prompt) -> impl IntoView {
    let store: Store = expect_context();
    let is_open = move || (store.view.prompt.get() == Some(prompt)).then_some("step");
    view! {
        <button type="button" class="prompt" aria-current=is_open on:click=move |_| drop(store.open(prompt.link()))>
            {text::name(prompt)}
        </button>
    }
    .into_any()
}

/// The one thing to press.
#[component]
fn Press(prompt: Prompt) -> impl IntoView {
    let store: Store = expect_context();
    let press = move |_| match prompt {
        Prompt::Zeros | Prompt::Dead => store.apply(Action::Epoch),
        Prompt::Overshoot => store.apply(Action::Play),
        Prompt::Kink => {
            let mut check = store.check.get_untracked();
            check.delta = crate::check::CheckSpec::default().delta;
            store.set_check(check);
        }
        Prompt::Bug => explain::begin_guessing(store),
    };
    view! { <button type="button" class="quiet press" on:click=press>{text::press(prompt)}</button> }.into_any()
}
