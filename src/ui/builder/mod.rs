//! "Put it in your page": builds a figure of the present state, shows it as it will be, and gives what one pastes.

#![allow(unsafe_code, reason = "wasm_split declares the part's functions as imports of the main module")]
#![allow(clippy::unnecessary_wraps, reason = "a part that cannot be fetched is an error in its functions' type")]

mod choices;
mod pasted;

use std::collections::BTreeSet;

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use self::{choices::Choices, pasted::Pasted};
use crate::{
    browser::address,
    document::link,
    options::{self, Control, Frame, Options, Panel},
    plot::color::Theme,
    state::{Store, ThemeChoice},
    ui::{part::Part, text::builder as text, widgets::MenuDialog},
};

/// The button and its dialog.
#[component]
pub(super) fn PutInPage() -> impl IntoView {
    let store: Store = expect_context();
    view! {
        <MenuDialog
            class="builder"
            name=text::OPEN
            open=store.view.builder
            content=|_| view! { <Part fetch view/> }.into_any()
        />
    }
    .into_any()
}

/// What is in the dialog.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] fetch), fallible)]
fn view() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <Builder/> }.into_any())
}

/// What is done with the controls that an author does not leave to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    Hide,
    Lock,
}

/// The figure as it is built.
#[derive(Clone, Copy)]
struct Built {
    panels: RwSignal<Vec<Panel>>,
    /// Controls that readers do not have.
    without: RwSignal<Vec<Control>>,
    others: RwSignal<Others>,
    theme: RwSignal<ThemeChoice>,
    title: RwSignal<String>,
    compact: RwSignal<bool>,
    autoplay: RwSignal<bool>,
    width: RwSignal<f64>,
    height: RwSignal<f64>,
}

impl Built {
    fn new() -> Self {
        Self {
            panels: RwSignal::new(vec![Panel::Boundary, Panel::Transport]),
            without: RwSignal::new(Vec::new()),
            others: RwSignal::new(Others::Hide),
            theme: RwSignal::new(ThemeChoice::System),
            title: RwSignal::new(String::new()),
            compact: RwSignal::new(false),
            autoplay: RwSignal::new(false),
            width: RwSignal::new(640.0),
            height: RwSignal::new(360.0),
        }
    }

    fn options(self) -> Options {
        let without = self.without.get().into_iter().collect();
        let (hide, lock) = match self.others.get() {
            Others::Hide => (without, BTreeSet::default()),
            Others::Lock => (BTreeSet::default(), without),
        };
        let title = self.title.get().trim().to_owned();
        Options {
            panels: self.panels.get(),
            hide,
            lock,
            theme: Some(self.theme.get()).filter(|theme| *theme != ThemeChoice::System),
            autoplay: self.autoplay.get(),
            title: Some(title).filter(|title| !title.is_empty()),
            compact: self.compact.get(),
            ..Options::default()
        }
    }

    /// The frame of a state, given as what stands after `#`.
    fn frame(self, hash: &str) -> Frame {
        let options = self.options();
        let query = options::write(&options);
        let query = if query.is_empty() { query } else { format!("?{query}") };
        let hash = if hash.is_empty() { String::new() } else { format!("#{hash}") };
        Frame {
            address: format!("{}{query}{hash}", address::page()),
            title: options.title.unwrap_or_else(|| text::figure_of(&options.panels)),
            width: self.width.get() as u32,
            height: self.height.get() as u32,
        }
    }
}

/// The themes that a figure may have.
const THEMES: [(ThemeChoice, &str); 3] = [
    (ThemeChoice::System, text::THEME_AUTO),
    (ThemeChoice::Fixed(Theme::Light), text::THEME_LIGHT),
    (ThemeChoice::Fixed(Theme::Dark), text::THEME_DARK),
];

/// Choices on the left; preview and what one pastes on the right.
#[component]
fn Builder() -> impl IntoView {
    let store: Store = expect_context();
    let built = Built::new();
    // The dialog is modal: the state stays while it is open.
    let hash = link::write(&store.link());
    let frame = Memo::new(move |_| built.frame(&hash));
    view! {
        <div class="body">
            <Choices built/>
            <div class="result">
                <Preview frame/>
                <Pasted frame/>
            </div>
        </div>
    }
    .into_any()
}

/// The figure at its size, live.
#[component]
fn Preview(frame: Memo<Frame>) -> impl IntoView {
    let src = Memo::new(move |_| frame.with(|frame| frame.address.clone()));
    view! {
        <div class="stage-of-preview" tabindex="0" role="region" aria-label=text::PREVIEW>
            // Another address is another frame: it begins anew, and the history of the page stays as it is.
            {move || view! {
                <iframe
                    src=src.get()
                    title=text::PREVIEW
                    width=move || frame.with(|frame| frame.width)
                    height=move || frame.with(|frame| frame.height)
                ></iframe>
            }}
        </div>
    }
    .into_any()
}
