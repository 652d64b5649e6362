//! One panel per file: from snapshot to picture or rows.

#![allow(unreachable_pub, reason = "the component macro makes its functions public within their private modules")]

mod address;
mod announce;
mod explain;
mod header;
mod layers;
mod opened;
mod requests;
mod shared;
mod take_home;
mod text;
mod train;
mod transport;
mod widgets;

use std::convert::Infallible;

use leptos::prelude::*;

use crate::{
    browser::{clock, frame_loop, media, page, rpc},
    notation::format,
    plot::color::Theme,
    state::{Page, Playground, Store, ThemeChoice},
};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::new(Playground::default());
    provide_context(store);
    provide_theme(store);
    opened::provide(store);
    explain::provide(store);
    frame_loop::on_each_frame(move |delta| store.frame(delta, clock::now));
    rpc::offer(move |request| async move { Ok::<_, Infallible>(requests::answer(store, request).await) });
    // A view is built anew only where it is another one: opening a link may name the one that is open.
    let page = Memo::new(move |_| store.view.page.get());
    view! {
        <a class="skip" href="#check-title">{text::SKIP}</a>
        <header::Header/>
        {move || (page.get() != Page::Layers).then(|| view! { <transport::Transport/> })}
        <Divergence/>
        <explain::BugBanner/>
        <opened::Unread/>
        <opened::Kept/>
        <opened::Aside/>
        {move || match page.get() {
            Page::Train => view! { <train::Train/> }.into_any(),
            Page::Explain => view! { <explain::Explain/> }.into_any(),
            Page::Layers => view! { <layers::Layers/> }.into_any(),
        }}
        <announce::Announcer/>
    }
    .into_any()
}

/// The theme that the page has, its colours for every picture, and the mark on the document that styles follow.
fn provide_theme(store: Store) {
    let dark = media::prefers_dark();
    let palette = Memo::new(move |_| {
        let theme = match store.view.theme.get() {
            ThemeChoice::Fixed(theme) => theme,
            ThemeChoice::System if dark.get() => Theme::Dark,
            ThemeChoice::System => Theme::Light,
        };
        shared::Palette::new(theme)
    });
    provide_context(palette);
    Effect::new(move |_| {
        page::set_theme(match palette.with(|palette| palette.theme) {
            Theme::Light => "light",
            Theme::Dark => "dark",
        });
    });
}

/// Says when training stopped because numbers were no longer finite, and what to try.
#[component]
fn Divergence() -> impl IntoView {
    let store: Store = expect_context();
    let diverged = Memo::new(move |_| store.figures.with(|snapshot| snapshot.diverged));
    view! {
        <div role="alert">
            {move || diverged.get().map(|step| view! {
                <p class="alert">
                    <span>{text::diverged(step)}</span>
                    <button type="button" class="quiet" on:click=move |_| store.apply(crate::training::Action::Rewind)>
                        {text::REWIND}
                    </button>
                </p>
            })}
        </div>
    }
    .into_any()
}
