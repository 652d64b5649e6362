//! The share link: what stands after the page's `#`, from which another browser has the very same state.
//!
//! Settings are readable keys, arrays compact blocks, and only what is not as at the start is written: the link of the
//! default state is empty. Reading uses all that can be read, lists all that could not, and says what stands there
//! instead. A checksum tells a link that was changed on its way.

mod block;
mod comparison;
mod entry;
mod old;
mod pairs;
mod read;
mod write;

use serde_json::{Map, Value};

pub use entry::is_new_entry;
pub use read::read;
pub use write::write;

use super::{Document, Looking};
use crate::training::Difference;

/// The version of links that are written, their key `v`. Version 0 named a view, and nothing else; version 1 had no
/// checksum, coded the changes along a run by their place in a list, and numbered examples with those that are trained on
/// first; up to version 2 a link without them was about one example, and at Explain's tenth step.
pub const VERSION: u64 = 3;

/// A page's state, as a link holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The view that is open.
    pub view: LinkView,
    /// What is selected there.
    pub looking: Looking,
    /// In what a second run beside the first differs, if there is one.
    pub comparison: Option<Difference>,
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
    /// Layers, with what was pasted there: the document of [`crate::state::Lab::write`].
    Layers(Map<String, Value>),
    /// Practice, with what is asked there.
    Practice(Asked),
}

/// What a link asks in Practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The exercise's id, or the name of another place of that view; empty for the first exercise.
    pub exercise: String,
    /// An author's exercise as the text of its document; empty where there is none.
    pub author: String,
    /// Ids of exercises that are done: only where somebody asked for that.
    pub done: Vec<String>,
}

/// Whether a text after `#` is a link, and not a place on the page or somebody else's.
pub fn is_link(text: &str) -> bool {
    text.is_empty() || text.contains('=') || [EXPLAIN, LAYERS, PRACTICE].contains(&text)
}

/// The names of views in links.
const TRAIN: &str = "train";
const EXPLAIN: &str = "explain";
const LAYERS: &str = "layers";
const PRACTICE: &str = "practice";

#[cfg(test)]
mod tests;
