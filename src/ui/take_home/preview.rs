//! What is in the file, to look at, to copy and to save.

use std::sync::Arc;

use leptos::prelude::*;

use super::item::{Bytes, Item, Ready};
use crate::{
    browser::{clipboard, file},
    state::Store,
    ui::{text::take_home as text, widgets::beginning},
};

/// The chosen file.
#[component]
pub(super) fn Preview(chosen: RwSignal<Item>) -> impl IntoView {
    let store: Store = expect_context();
    let ready = Memo::new(move |_| Arc::new(chosen.get().make(store)));
    let said = RwSignal::new("");
    Effect::new(move |_| {
        ready.track();
        said.set("");
    });
    let copy = move |_| {
        if let Some(content) = ready.with_untracked(|ready| ready.text().map(str::to_owned)) {
            clipboard::write(&content, move |went_well| {
                said.set(if went_well { text::COPIED } else { text::NOT_COPIED });
            });
        }
    };
    let save = move |_| {
        let saved = ready.with_untracked(|ready| file::save(&ready.name, ready.media_type, &ready.bytes()));
        said.set(if saved { "" } else { text::NOT_SAVED });
    };
    let title = move || {
        ready.with(
            |ready| if ready.name.is_empty() { String::new() } else { text::file(&ready.name, ready.bytes().len()) },
        )
    };
    let is_text = Memo::new(move |_| ready.with(|ready| ready.text().is_some()));
    let is_file =
        Memo::new(move |_| ready.with(|ready| !ready.name.is_empty() && !matches!(ready.content, Bytes::None(_))));
    view! {
        {move || ready.with(|ready| shown(ready))}
        <div class="actions">
            {move || is_text.get().then(|| view! { <button type="button" class="quiet" on:click=copy>{text::COPY}</button> })}
            {move || is_file.get().then(|| view! { <button type="button" class="primary" on:click=save>{text::SAVE}</button> })}
            <span class="name">{title}</span>
            <p class="hint" role="status">{said}</p>
        </div>
    }
    .into_any()
}

fn shown(ready: &Ready) -> AnyView {
    if let Some(url) = ready.picture() {
        view! { <div class="picture"><img src=url alt=text::picture_of(&ready.name)/></div> }.into_any()
    } else if let Some(content) = ready.text() {
        let content = beginning(content).to_owned();
        view! { <textarea class="printed" readonly wrap="off" spellcheck="false" aria-label=text::PREVIEW prop:value=content></textarea> }
            .into_any()
    } else if let Bytes::None(why) = ready.content {
        view! { <p class="alert">{why}</p> }.into_any()
    } else {
        ().into_any()
    }
}
