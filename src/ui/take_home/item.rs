//! What can be taken home.

use base64::{Engine, prelude::BASE64_STANDARD};
use leptos::prelude::*;

use crate::{
    browser::{address, canvas},
    document::link,
    export::{self, Content, Kind},
    state::Store,
    ui::text::take_home::{self, Group},
};

/// One line of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The page's address with the state in it.
    Link,
    /// The state as a document.
    State,
    /// A file made of the state.
    File(Kind),
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
    /// The browser could not make it.
    None,
}

impl Item {
    /// The menu.
    pub(super) const GROUPS: [(Group, &[Self]); 4] = [
        (Group::State, &[Self::Link, Self::State]),
        (Group::Step, &[Self::File(Kind::Numpy), Self::File(Kind::Pytorch)]),
        (Group::Numbers, &[Self::File(Kind::Vectors), Self::File(Kind::Literals), Self::File(Kind::History)]),
        (
            Group::Pictures,
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
        }
    }

    /// Whether it makes a difference which examples gradients are of.
    pub(super) fn is_about_gradients(self) -> bool {
        match self {
            Self::Link | Self::State => false,
            Self::File(kind) => !matches!(kind, Kind::BoundarySvg | Kind::BoundaryPng | Kind::History),
        }
    }

    /// The file as of the figures.
    pub(super) fn make(self, store: Store) -> Ready {
        match self {
            Self::Link => Ready { name: String::new(), media_type: "text/plain", content: Bytes::Text(address(store)) },
            Self::State => {
                let step = store.figures.with(|now| now.step);
                let text = format!("{:#}\n", store.record().write());
                Ready {
                    name: format!("backprop-step-{step}.json"),
                    media_type: "application/json",
                    content: Bytes::Text(text),
                }
            }
            Self::File(kind) => {
                let made = store.figures.with(|now| export::make(kind, now, store.scope.get(), &store.check.get()));
                let content = match made.content {
                    Content::Text(text) => Bytes::Text(text),
                    Content::Picture(scene) => canvas::png(&scene, export::DOTS).map_or(Bytes::None, Bytes::Picture),
                };
                Ready { name: made.file_name, media_type: made.media_type, content }
            }
        }
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
            Bytes::None => Vec::new(),
        }
    }

    /// The picture as an address of its own, where it is one.
    pub(super) fn picture(&self) -> Option<String> {
        let url = |base64: &str| format!("data:{};base64,{base64}", self.media_type);
        match &self.content {
            Bytes::Picture(base64) => Some(url(base64)),
            Bytes::Text(text) if self.media_type == "image/svg+xml" => Some(url(&BASE64_STANDARD.encode(text))),
            Bytes::Text(_) | Bytes::None => None,
        }
    }

    /// The text, where it is one that people read.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Bytes::Text(text) => Some(text),
            Bytes::Picture(_) | Bytes::None => None,
        }
    }
}
