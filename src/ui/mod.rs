//! One panel per file: from snapshot to picture or rows.

#![allow(unreachable_pub, reason = "the component macro makes its functions public within their private modules")]

mod address;
mod announce;
mod builder;
mod embed;
mod explain;
mod header;
mod later;
mod layers;
mod obey;
mod opened;
mod part;
mod plane;
mod practice;
mod practised;
mod requests;
mod shared;
mod shortcuts;
mod skip;
mod subject;
mod take_home;
mod text;
mod train;
mod transport;
mod widgets;

use leptos::prelude::*;

use self::part::{Part, Soon};

use crate::{
    browser::{self, clock, frame_loop, media, page, paper, rpc, sight, storage},
    document::Problem,
    notation::format,
    options::Options,
    plot::color::Theme,
    state::{Page, Playground, Store, ThemeChoice},
};

/// Mounts the page. Where the address or the device holds a state, or the address has options, what reads them is fetched
/// first, so that nobody sees another page before it.
pub fn start() {
    let query = browser::address::query();
    // A figure leaves what the device holds alone.
    let is_kept = || !page::begins_as_figure() && storage::read(opened::KEY).is_some();
    let has_state = !browser::address::read().is_empty() || is_kept();
    if query.is_empty() && !has_state {
        return mount(Options::default(), Vec::new());
    }
    wasm_bindgen_futures::spawn_local(async move {
        if has_state {
            // Both at once; what cannot be had says so in its place on the page.
            wasm_bindgen_futures::spawn_local(async { drop(later::fetch_notices().await) });
        }
        let read = if query.is_empty() { Ok(Default::default()) } else { embed::read(query).await };
        if has_state {
            drop(later::fetch_notices().await);
        }
        match read {
            Ok((options, problems)) => mount(options, problems),
            // A whole page in place of a figure would be another's than its author asked for.
            Err(_) => page::show_failure(text::FILE_MISSING),
        }
    });
}

fn mount(options: Options, problems: Vec<Problem>) {
    leptos::mount::mount_to_body(move || view! { <App options problems/> });
    page::end_loading();
}

/// The whole page, or in its place the panels that its author asks for.
#[component]
fn App(
    /// What its author asks for.
    options: Options,
    /// What is wrong with that.
    problems: Vec<Problem>,
) -> impl IntoView {
    let store = Store::new(Playground::default());
    store.view.options.set(options);
    provide_context(store);
    provide_theme(store);
    provide_context(shared::Marks(RwSignal::new(None)));
    provide_context(opened::Opened::default());
    provide_context(part::Late::default());
    sight::follow(store.view.awake);
    frame_loop::on_each_frame(store.needs_frames, move |delta| store.frame(delta, clock::now));
    rpc::offer(move |request| async move {
        match later::answer(store, request).await {
            Ok(answer) => Ok(answer.await),
            Err(_) => Err(text::FILE_MISSING),
        }
    });
    obey::obey(store);
    let figure = Memo::new(move |_| store.view.options.with(Options::is_figure));
    let shows_problems = store.view.options.with_untracked(|options| options.debug) && !problems.is_empty();
    let notes = move || {
        let problems = problems.clone();
        shows_problems.then(
            || view! { <Part fetch=embed::fetch_notes view=move || embed::notes(problems.clone()) place="silent"/> },
        )
    };
    view! {
        {notes}
        {move || {
            if figure.get() {
                view! { <Divergence/><Linked/><Part fetch=embed::fetch_figure view=embed::figure place="whole"/> }.into_any()
            } else {
                view! { <Whole/> }.into_any()
            }
        }}
    }
    .into_any()
}

/// Every view, under the title and the bar.
#[component]
fn Whole() -> impl IntoView {
    let store: Store = expect_context();
    part::fetch_when_idle(PARTS.iter());
    // A view is built anew only where it is another one: opening a link may name the one that is open.
    let page = Memo::new(move |_| store.view.page.get());
    view! {
        <skip::SkipLinks page/>
        <header::Header/>
        {move || matches!(page.get(), Page::Train | Page::Explain).then(|| view! { <transport::Transport/> })}
        <Divergence/>
        <Part fetch=later::fetch_notices view=later::notices place="silent"/>
        {move || match page.get() {
            Page::Train => view! { <train::Train/> }.into_any(),
            Page::Explain => view! { <Part fetch=explain::fetch view=explain::view place="whole"/> }.into_any(),
            Page::Layers => view! { <Part fetch=layers::fetch view=layers::view place="whole"/> }.into_any(),
            Page::Practice => view! { <Part fetch=practice::fetch view=practice::view place="whole"/> }.into_any(),
        }}
        <opened::PrintedFrom/>
    }
    .into_any()
}

/// What a figure says of the state in its address. Where there is none, what reads it is not fetched.
#[component]
fn Linked() -> impl IntoView {
    let linked = RwSignal::new(!browser::address::read().is_empty());
    browser::address::on_change(move |_| linked.set(true));
    let linked = Memo::new(move |_| linked.get());
    move || {
        linked
            .get()
            .then(|| view! { <Part fetch=later::fetch_figure_notices view=later::figure_notices place="silent"/> })
    }
}

/// The parts that are fetched before they are seen, the likeliest first.
const PARTS: [Soon; 4] = [
    || Box::pin(later::fetch_notices()),
    || Box::pin(explain::fetch()),
    || Box::pin(layers::fetch()),
    || Box::pin(practice::fetch()),
];

/// The theme that the page has, its colours for every picture, and the mark on the document that styles follow.
fn provide_theme(store: Store) {
    let (dark, forced) = (media::prefers_dark(), media::forces_colors());
    let on_paper = RwSignal::new(false);
    paper::follow(on_paper);
    let palette = Memo::new(move |_| {
        let theme = match store.view.theme.get() {
            // Paper is light.
            _ if on_paper.get() => Theme::Light,
            // The system's own colours are behind the pictures then, whatever was chosen here.
            ThemeChoice::Fixed(theme) if !forced.get() => theme,
            _ if dark.get() => Theme::Dark,
            _ => Theme::Light,
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
                    <button
                        type="button"
                        class="quiet"
                        data-control="rewind"
                        on:click=move |_| store.apply(crate::training::Action::Rewind)
                    >
                        {text::REWIND}
                    </button>
                </p>
            })}
        </div>
    }
    .into_any()
}
