//! What the page and the API both act on.

use std::{ops::RangeInclusive, sync::Arc};

use super::Document;
use crate::{
    check::CheckSpec,
    training::{Action, Config, Mark, NetworkSpec, Session},
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
        Document { config: Config { start_position, ..config }, check: self.check, past: None, stop: now.stop }
    }

    /// The present state and how the run came to it: what files, links and this device keep.
    ///
    /// At the start of a run there is no past, and a start that seed and initialization draw needs no parameters. Nor has
    /// a run one that would take long to make again.
    pub fn record(&self) -> Document {
        let (now, mut document) = (self.session.snapshot(), self.document());
        let mut past = now.past();
        if past.marks.iter().any(|mark| mark.step > now.step) {
            Arc::make_mut(&mut past.marks).retain(|mark| mark.step <= now.step);
        }
        let hidden = now.params.hidden();
        let in_order = |mark: &Mark| mark.edits.is_sorted_by_key(|(id, _)| id.index(hidden));
        if !past.marks.iter().all(in_order) {
            // The order of edits at one step means nothing: one state has one record.
            let by_place = |mark: &mut Mark| mark.edits.sort_by_key(|(id, _)| id.index(hidden));
            Arc::make_mut(&mut past.marks).iter_mut().for_each(by_place);
        }
        let changed = past.marks.len() > 1 || past.marks.iter().any(|mark| !mark.edits.is_empty());
        if now.step == past.step && !changed {
            document.config.network.start = past.start;
        } else if past.is_short(&document.config) {
            document.past = Some(past);
        }
        document
    }

    /// Replaces run and check by what `document` describes, and pauses.
    pub fn load(&mut self, document: Document) {
        let Document { config, check, past, stop } = document;
        self.session.apply(match past {
            Some(past) => Action::Resume(config, past),
            None => Action::Load(config),
        });
        self.session.apply(Action::SetStop(stop));
        self.check = check;
    }
}
