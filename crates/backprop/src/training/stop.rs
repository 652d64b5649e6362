//! When playing stops by itself.

use std::ops::RangeInclusive;

/// When playing stops by itself: at the first of these that comes. Steps that are asked for one by one do not stop.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StopRule {
    /// At this step.
    pub step: Option<u64>,
    /// At the end of this many epochs.
    pub epoch: Option<u64>,
    /// At the end of an epoch after which the mean training loss is at most this, where it was above when play was
    /// pressed. See [`Self::LOSS`].
    pub loss: Option<f64>,
    /// After this many epochs in a row without [`Self::PROGRESS`]. See [`Self::PLATEAU`].
    pub plateau: Option<u64>,
}

/// Why playing stopped by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stopped {
    /// The step was reached.
    Step(u64),
    /// The number of epochs was reached.
    Epoch(u64),
    /// The mean training loss came down to the rule's.
    Loss(f64),
    /// The loss made no progress for this many epochs.
    Plateau(u64),
}

/// What is remembered from epoch to epoch to follow a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Watch {
    /// The loss that counts as the best, and the epochs since.
    best: f64,
    epochs_since: u64,
    /// The loss when play was pressed.
    first: f64,
}

impl StopRule {
    /// A mean loss to stop at.
    pub const LOSS: RangeInclusive<f64> = 0.0..=1e6;
    /// Epochs without progress that make a plateau.
    pub const PLATEAU: RangeInclusive<u64> = 1..=10_000;
    /// Progress is a training loss below the best one by at least this share of it.
    pub const PROGRESS: f64 = 1e-3;

    /// Whether losses matter at the end of every epoch.
    pub(super) fn looks_at_loss(&self) -> bool {
        self.loss.is_some() || self.plateau.is_some()
    }
}

impl Watch {
    /// Watches from a training loss on.
    pub(super) fn new(loss: f64) -> Self {
        Self { best: loss, epochs_since: 0, first: loss }
    }

    /// Takes the training loss at the end of an epoch and says whether `rule` stops there.
    pub(super) fn look(&mut self, rule: &StopRule, loss: f64) -> Option<Stopped> {
        if loss < self.best * (1.0 - StopRule::PROGRESS) {
            (self.best, self.epochs_since) = (loss, 0);
        } else {
            self.epochs_since += 1;
        }
        let reached = rule.loss.filter(|&goal| loss <= goal && self.first > goal).map(Stopped::Loss);
        reached.or_else(|| rule.plateau.filter(|&epochs| self.epochs_since >= epochs).map(Stopped::Plateau))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plateau_is_epochs_in_a_row_without_progress() {
        let rule = StopRule { plateau: Some(3), ..StopRule::default() };
        let mut watch = Watch::new(1.0);
        let losses = [0.9, 0.8999, 0.8998, 0.8, 0.7999, 0.81, 0.79999];
        let found: Vec<_> = losses.into_iter().map(|loss| watch.look(&rule, loss).is_some()).collect();
        assert_eq!(
            found,
            [false, false, false, false, false, false, true],
            "three in a row, after the progress to 0.8"
        );
    }

    #[test]
    fn a_loss_stops_only_where_it_was_above() {
        let rule = StopRule { loss: Some(0.5), ..StopRule::default() };
        let mut watch = Watch::new(0.6);
        assert_eq!(watch.look(&rule, 0.51), None, "not yet");
        assert_eq!(watch.look(&rule, 0.5), Some(Stopped::Loss(0.5)), "reached");
        assert_eq!(Watch::new(0.5).look(&rule, 0.4), None, "playing on from there goes on");
    }
}
