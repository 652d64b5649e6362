//! The share link: what stands after the page's `#`, from which another browser has the very same state.
//!
//! Settings are readable keys, arrays compact blocks, and only what is not as at the start is written: the link of the
//! default state is empty. Reading uses all that can be read, and lists all that could not.

mod block;
mod entry;
mod read;
mod write;

use serde_json::{Map, Value};

pub use entry::is_new_entry;

use super::{Document, Problem, ScopeChoice};
use crate::nn::ParameterId;

/// The version of links that are written, their key `v`. Version 0 named a view, and nothing else.
pub const VERSION: u64 = 1;

/// A page's state, as a link holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The view that is open.
    pub view: LinkView,
    /// What is selected there.
    pub looking: Looking,
    /// The run with its past, and the check.
    pub document: Document,
}

/// The view that a link opens.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LinkView {
    /// Train.
    #[default]
    Train,
    /// Explain.
    Explain,
    /// Layers, with what was pasted there: the document of [`super::Lab::write`].
    Layers(Map<String, Value>),
}

/// What a person has selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looking {
    /// The example's place in the dataset.
    pub example: usize,
    /// The parameter.
    pub parameter: ParameterId,
    /// Which examples the gradients are about.
    pub scope: ScopeChoice,
}

impl Default for Looking {
    fn default() -> Self {
        Self { example: 0, parameter: ParameterId::Bo, scope: ScopeChoice::Example }
    }
}

/// The link's text, which stands after `#`; empty for the default state.
pub fn write(link: &Link) -> String {
    write::link(link)
}

/// What a text that stands after `#` opens, and its problems with their keys. What has a problem is as at the start.
pub fn read(text: &str) -> (Link, Vec<Problem>) {
    read::link(text)
}

/// Whether a text after `#` is a link, and not a place on the page or somebody else's.
pub fn is_link(text: &str) -> bool {
    text.is_empty() || text.contains('=') || [EXPLAIN, LAYERS].contains(&text)
}

/// The names of views in links.
const EXPLAIN: &str = "explain";
const LAYERS: &str = "layers";

/// The names of scopes in links.
const SCOPES: [(&str, ScopeChoice); 3] =
    [("example", ScopeChoice::Example), ("batch", ScopeChoice::Batch), ("train", ScopeChoice::Train)];

#[cfg(test)]
mod tests;
