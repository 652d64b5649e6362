//! The strings of stepping, stopping and the timeline.

use super::super::format::{integer, plain};
use crate::{
    state::Unit,
    training::{StopRule, Stopped},
};

pub(in crate::ui) const BY: &str = "by";
pub(in crate::ui) const STEP_BY: &str = "Step by";
pub(in crate::ui) const PHASES: &str = "Phases of the step";
pub(in crate::ui) const FORWARD: &str = "Forward";
pub(in crate::ui) const BACKWARD: &str = "Backward";
pub(in crate::ui) const UPDATE: &str = "Update";
pub(in crate::ui) const NOT_YET: &str = "not yet";
pub(in crate::ui) const AFTER_BACKWARD: &str = "Not known yet: the backward pass comes next.";
pub(in crate::ui) const AFTER_UPDATE: &str = "Not known yet: the update comes next.";
pub(in crate::ui) const LEAVE: &str = "Whole steps";

pub(in crate::ui) const STOP: &str = "Stop by itself";
pub(in crate::ui) const STOP_STEP: &str = "At step";
pub(in crate::ui) const STOP_EPOCH: &str = "After epochs";
pub(in crate::ui) const STOP_LOSS: &str = "At mean train loss";
pub(in crate::ui) const STOP_PLATEAU: &str = "On a plateau of epochs";
pub(in crate::ui) const STOP_HINT: &str = "Empty: never. Losses are looked at when an epoch ends. A plateau is epochs \
                                            in a row that lower the best loss by less than 0.1 %.";
pub(in crate::ui) const OFF: &str = "off";

/// Whether playing stops by itself.
pub(in crate::ui) fn stop_rule(rule: &StopRule) -> String {
    let on = [rule.step.is_some(), rule.epoch.is_some(), rule.loss.is_some(), rule.plateau.is_some()];
    let names = [STOP_STEP, STOP_EPOCH, STOP_LOSS, STOP_PLATEAU];
    let chosen: Vec<&str> = names.into_iter().zip(on).filter_map(|(name, on)| on.then_some(name)).collect();
    if chosen.is_empty() { OFF.to_owned() } else { chosen.join(", ").to_lowercase() }
}

pub(in crate::ui) const CHANGES: &str = "Changes along the run";

/// A unit of going on or back: its name, and what the buttons before and after play do by it.
pub(in crate::ui) fn unit(unit: Unit) -> [&'static str; 3] {
    match unit {
        Unit::Phase => ["phase", "Back by one phase", "On by one phase"],
        Unit::Example => ["example", "Back by one example", "On by one example"],
        Unit::Batch => ["batch", "Back by one batch", "On by one batch"],
        Unit::Epoch => ["epoch", "Back to the beginning of the epoch", "On to the end of the epoch"],
    }
}

/// The step that is being made, and of which examples.
pub(in crate::ui) fn step_of(step: u64, examples: &[usize]) -> String {
    let step = integer(step + 1);
    match examples {
        [example] => format!("Step {step}: example {example}"),
        [first, second] => format!("Step {step}: examples {first} and {second}"),
        [first, second, ..] => format!("Step {step}: {} examples, {first}, {second} …", examples.len()),
        [] => format!("Step {step}"),
    }
}

/// How much of a batch has been gone through.
pub(in crate::ui) fn examples_done(step: u64, done: usize, of: usize) -> String {
    format!("Step {}: {done} of {of} examples of the batch", integer(step + 1))
}

/// The loss of the step's examples.
pub(in crate::ui) fn loss(loss: f64) -> String {
    format!("L = {}", super::super::format::loss(loss))
}

/// Why playing stopped by itself.
pub(in crate::ui) fn stopped(why: Stopped) -> String {
    match why {
        Stopped::Step(step) => format!("Stopped at step {}, as set.", integer(step)),
        Stopped::Epoch(epoch) => format!("Stopped after epoch {}, as set.", integer(epoch)),
        Stopped::Loss(goal) => format!("Stopped: the mean training loss has come down to {}.", plain(goal)),
        Stopped::Plateau(1) => "Stopped: the last epoch made no progress.".to_owned(),
        Stopped::Plateau(epochs) => format!("Stopped: the last {} epochs made no progress.", integer(epochs)),
    }
}

/// Where the past of a run is of other data.
pub(in crate::ui) fn other_data_before(step: u64) -> String {
    format!(
        "The past up to step {} is of the old data: so long a run is not made again with new ones. Undo brings it back.",
        integer(step)
    )
}

/// A mark of the timeline, as a button that goes there.
pub(in crate::ui) fn mark(step: u64, change: &str) -> String {
    format!("step {}: {change}", integer(step))
}
