//! What can be taken home.

use base64::{Engine, prelude::BASE64_STANDARD};
use leptos::prelude::*;

use crate::{
    browser::{address, canvas},
    document::link,
    export::{self, Content, Kind},
    lab::files,
    state::{Lab, Page, Store},
    ui::text::take_home,
};

/// The key of what was pasted into Layers, in a state file beside the run's own.
pub(super) const LAYERS: &str = "layers";
/// The key of what was written and done in Practice, likewise.
pub(super) const PRACTICE: &str = "practice";

/// One line of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The page's address with the state in it.
    Link,
    /// The state as a document.
    State,
    /// A file made of the run's present state.
    File(Kind),
    /// A file made of the layers that are shown.
    Layers(files::Kind),
}

/// A file, ready to be shown and saved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ready {
    /// Its name.
    pub(super) name: String,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// What is in it.
    pub(super) content: Bytes,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bytes {
    /// Text, which can be copied too.
    Text(String),
    /// A picture as base64.
    Picture(String),
    /// It could not be made: why.
    None(&'static str),
}

impl Item {
    /// The menu in the Layers view: what one looks at, and nothing of the run but its state.
    const OF_LAYERS: [(&str, &[Self]); 3] = [
        (take_home::OF_STATE, &[Self::Link, Self::State]),
        (take_home::OF_LAYERS, &[Self::Layers(files::Kind::Script)]),
        (
            take_home::OF_NUMBERS,
            &[Self::Layers(files::Kind::Literals), Self::Layers(files::Kind::Latex), Self::Layers(files::Kind::Csv)],
        ),
    ];

    /// The menu of a view.
    pub(super) const fn groups(page: Page) -> &'static [(&'static str, &'static [Self])] {
        match page {
            Page::Train | Page::Explain | Page::Practice => &Self::OF_A_RUN,
            Page::Layers => &Self::OF_LAYERS,
        }
    }

    /// The menu where one looks at a run.
    const OF_A_RUN: [(&str, &[Self]); 4] = [
        (take_home::OF_STATE, &[Self::Link, Self::State]),
        (take_home::OF_STEP, &[Self::File(Kind::Numpy), Self::File(Kind::Pytorch)]),
        (take_home::OF_NUMBERS, &[Self::File(Kind::Vectors), Self::File(Kind::Literals), Self::File(Kind::History)]),
        (
            take_home::OF_PICTURES,
            &[
                Self::File(Kind::BoundarySvg),
                Self::File(Kind::BoundaryPng),
                Self::File(Kind::HeatmapsSvg),
                Self::File(Kind::HeatmapsPng),
            ],
        ),
    ];

    /// Its name and what it is for.
    pub(super) fn words(self) -> [&'static str; 2] {
        match self {
            Self::Link => take_home::LINK,
            Self::State => take_home::STATE_FILE,
            Self::File(kind) => take_home::kind(kind),
            Self::Layers(kind) => take_home::of_layers(kind),
        }
    }

    /// Whether it makes a difference which examples gradients are of.
    pub(super) fn is_about_gradients(self) -> bool {
        let is_without = |kind| matches!(kind, Kind::BoundarySvg | Kind::BoundaryPng | Kind::History);
        matches!(self, Self::File(kind) if !is_without(kind))
    }

    /// The file as of the figures.
    pub(super) fn make(self, store: Store) -> Ready {
        let (name, media_type, content) = match self {
            Self::Link => (String::new(), "text/plain", Bytes::Text(address(store))),
            Self::State => {
                let step = store.figures.with(|now| now.step);
                let mut document = store.record().write();
                let layers = store.view.layers.get();
                if !layers.is_empty() {
                    document[LAYERS] = layers.into();
                }
                let practice = store.view.practice.write();
                if !practice.is_empty() {
                    document[PRACTICE] = practice.into();
                }
                let text = Bytes::Text(format!("{document:#}\n"));
                (format!("backprop-step-{step}.json"), "application/json", text)
            }
            Self::Layers(kind) => {
                let lab = Lab::default();
                lab.read(&store.view.layers.get());
                let (name, media_type) = match kind {
                    files::Kind::Script => ("layers.py", "text/x-python"),
                    files::Kind::Literals => ("layers-arrays.py", "text/x-python"),
                    files::Kind::Latex => ("layers.tex", "text/x-tex"),
                    files::Kind::Csv => ("layers.csv", "text/csv"),
                };
                let content = lab.file(kind).map_or(Bytes::None(take_home::NO_LAYERS), Bytes::Text);
                (name.to_owned(), media_type, content)
            }
            Self::File(kind) => {
                let now = store.figures.get();
                let now = store.read(|playground| playground.to_take_home(now));
                let made = export::make(kind, &now, store.scope.get(), &store.check.get());
                let content = match made.content {
                    Content::Text(text) => Bytes::Text(text),
                    Content::Picture(scene) => {
                        canvas::png(&scene, export::DOTS).map_or(Bytes::None(take_home::NO_PICTURE), Bytes::Picture)
                    }
                };
                (made.file_name, made.media_type, content)
            }
        };
        Ready { name, media_type, content }
    }
}

/// The page's address with the state in it.
fn address(store: Store) -> String {
    let text = link::write(&store.link());
    let base = address::base();
    if text.is_empty() { base } else { format!("{base}#{text}") }
}

impl Ready {
    /// The bytes of the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match &self.content {
            Bytes::Text(text) => text.as_bytes().to_vec(),
            Bytes::Picture(base64) => BASE64_STANDARD.decode(base64).unwrap_or_default(),
            Bytes::None(_) => Vec::new(),
        }
    }

    /// The picture as an address of its own, where it is one.
    pub(super) fn picture(&self) -> Option<String> {
        let url = |base64: &str| format!("data:{};base64,{base64}", self.media_type);
        match &self.content {
            Bytes::Picture(base64) => Some(url(base64)),
            Bytes::Text(text) if self.media_type == "image/svg+xml" => Some(url(&BASE64_STANDARD.encode(text))),
            Bytes::Text(_) | Bytes::None(_) => None,
        }
    }

    /// The text, where it is one that people read.
    pub(super) fn text(&self) -> Option<&str> {
        if let Bytes::Text(text) = &self.content { Some(text) } else { None }
    }
}
