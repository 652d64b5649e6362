//! The state document: a run's settings, parameters, check and past as JSON.
//!
//! Reading collects every problem with its path and takes nothing where there is one.

mod parse;
mod run;
mod write;

use serde_json::Value;

use super::Problem;
use crate::{
    check::CheckSpec,
    training::{Config, Past, StopRule},
};
pub use run::MOST_CHANGES;
pub use write::parameters;

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
    /// Reads a document. Missing keys take defaults; anything else that is not as it should be is a problem.
    pub fn parse(value: &Value) -> Result<Self, Vec<Problem>> {
        parse::document(value)
    }

    /// The inverse of [`Self::parse`]. Parameters are written where the configuration has a start of its own.
    pub fn write(&self) -> Value {
        write::document(self)
    }
}

#[cfg(test)]
mod tests;
