//! The state document and the share link: a run's settings, parameters, check and past, as JSON and as text for an address.
//!
//! `fields` goes over every field once, for both. Reading collects every problem with its path; a document with a problem
//! is refused, a link opens with what could be read.

mod fields;
mod json;
pub mod link;
mod looking;
mod problem;
mod prompt;
mod reader;
mod words;

use crate::{
    check::CheckSpec,
    training::{Config, Past, StopRule},
};
pub use json::{MOST_CHANGES, parameters};
pub use link::{Asked, Link, LinkView};
pub use looking::{Looking, SPEED, ScopeChoice, Speed};
pub use problem::{Expected, Fault, Instead, Problem};
pub use prompt::Prompt;
pub use reader::{Object, Reader, shortened};

/// The document's version, its key `version`.
pub const VERSION: u64 = 1;

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Data, network and training. `network.start` holds the document's parameters, if it has any.
    pub config: Config,
    /// The check.
    pub check: CheckSpec,
    /// How the run came to the start of `config`, its present; `None` where the run begins there.
    pub past: Option<Past>,
    /// When playing stops by itself.
    pub stop: StopRule,
}

impl Document {
    /// Where the document has parameters, their size counts.
    fn adopt_width(&mut self) {
        let network = &mut self.config.network;
        network.hidden = network.start.as_ref().map_or(network.hidden, |start| start.hidden());
    }
}

#[cfg(test)]
pub(crate) mod any;
#[cfg(test)]
mod tests;
