//! What the page and the API both act on.

use std::ops::RangeInclusive;

use super::Document;
use crate::{
    check::CheckSpec,
    training::{Action, Config, NetworkSpec, Session},
};

/// Steps a second, where a speed is set.
pub const SPEED: RangeInclusive<f64> = 0.1..=1e6;

/// A session with what is set beside it.
#[derive(Clone, Debug, Default)]
pub struct Playground {
    /// The run.
    pub session: Session,
    /// How gradients are checked.
    pub check: CheckSpec,
    /// How fast playing is.
    pub speed: Speed,
}

/// How fast playing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Steps a second, see [`SPEED`].
    PerSecond(f64),
    /// As many as fit into a frame.
    Max,
}

impl Default for Speed {
    /// One sees XOR separate within some seconds.
    fn default() -> Self {
        Self::PerSecond(1000.0)
    }
}

impl Playground {
    /// The present state: its parameters and step are the start of the run that the document describes.
    ///
    /// That run goes on as this one does, to the bit.
    pub fn document(&self) -> Document {
        let now = self.session.snapshot();
        let config = Config {
            network: NetworkSpec { start: Some(now.params.clone()), ..now.config.network.clone() },
            start_step: now.step,
            start_position: None,
            ..Config::clone(&now.config)
        };
        let usual = config.position_of_start(now.dataset.train);
        let start_position = (now.position != usual).then_some(now.position);
        Document { config: Config { start_position, ..config }, check: self.check }
    }

    /// Replaces run and check by what `document` describes, and pauses.
    pub fn load(&mut self, document: Document) {
        self.session.apply(Action::Load(document.config));
        self.check = document.check;
    }
}
