//! One panel per file: from snapshot to picture or rows.

#![allow(unreachable_pub, reason = "the component macro makes its functions public within their private modules")]

mod address;
mod announce;
mod explain;
mod header;
mod later;
mod layers;
mod opened;
mod part;
mod requests;
mod shared;
mod shortcuts;
mod take_home;
mod text;
mod train;
mod transport;
mod widgets;

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use self::part::{Part, Soon};

use crate::{
    browser::{self, clock, frame_loop, media, page, rpc, storage},
    notation::format,
    plot::color::Theme,
    state::{Page, Playground, Store, ThemeChoice},
};

/// Mounts the page. Where the address or the device holds a state, what reads it is fetched first, so that nobody sees
/// another one before it.
pub fn start() {
    let mount = || {
        leptos::mount::mount_to_body(App);
        page::end_loading();
    };
    if browser::address::read().is_empty() && storage::read(opened::KEY).is_none() {
        return mount();
    }
    wasm_bindgen_futures::spawn_local(async move {
        // Where it cannot be had, its place on the page says so.
        drop(later::fetch_notices().await);
        mount();
    });
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let store = Store::new(Playground::default());
    provide_context(store);
    provide_theme(store);
    provide_context(shared::Marks(RwSignal::new(None)));
    provide_context(opened::Opened::default());
    frame_loop::on_each_frame(move |delta| store.frame(delta, clock::now));
    rpc::offer(move |request| async move { Ok::<_, SplitLoaderError>(later::answer(store, request).await?.await) });
    part::fetch_when_idle(PARTS.iter());
    // A view is built anew only where it is another one: opening a link may name the one that is open.
    let page = Memo::new(move |_| store.view.page.get());
    view! {
        <a class="skip" href="#check-title">{text::SKIP}</a>
        <header::Header/>
        {move || (page.get() != Page::Layers).then(|| view! { <transport::Transport/> })}
        <Divergence/>
        <Part fetch=later::fetch_notices view=later::notices place="silent"/>
        {move || match page.get() {
            Page::Train => view! { <train::Train/> }.into_any(),
            Page::Explain => view! { <Part fetch=explain::fetch view=explain::view place="whole"/> }.into_any(),
            Page::Layers => view! { <Part fetch=layers::fetch view=layers::view place="whole"/> }.into_any(),
        }}
    }
    .into_any()
}

/// The parts that are fetched before they are seen, the likeliest first.
const PARTS: [Soon; 3] =
    [|| Box::pin(later::fetch_notices()), || Box::pin(explain::fetch()), || Box::pin(layers::fetch())];

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
