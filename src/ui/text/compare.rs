//! What the page says where two runs are compared.

use super::{
    super::format::{integer, loss, plain},
    TEST_SET, TRAIN_SET, initialization,
};
use crate::{
    nn::Bug,
    training::{Aspect, Config},
};

pub(in crate::ui) const COMPARE: &str = "Compare";
pub(in crate::ui) const DIFFERS: &str = "What differs";
pub(in crate::ui) const OPEN: &str = "Compare with a second run";
pub(in crate::ui) const END: &str = "End comparison";
pub(in crate::ui) const KEEP: &str = "Keep B";
pub(in crate::ui) const KEEP_TITLE: &str = "Goes on with run B alone";
pub(in crate::ui) const NOTE: &str = "Run B: the same start and the same examples, with one thing changed.";
pub(in crate::ui) const ALIKE: &str = "A and B are alike now.";

pub(in crate::ui) const LEARNING_RATE: &str = "η of B";
pub(in crate::ui) const INITIALIZATION: &str = "Initialization of B";
pub(in crate::ui) const BATCH_SIZE: &str = "Batch size of B";
pub(in crate::ui) const HIDDEN: &str = "h of B";
pub(in crate::ui) const BUG: &str = "Backward pass of B";

pub(in crate::ui) const FIGURES: &str = "Runs A and B";
pub(in crate::ui) const FIRST: &str = "A";
pub(in crate::ui) const SECOND: &str = "B";
pub(in crate::ui) const FIGURE: &str = "Figure";
pub(in crate::ui) const REST_SHOWS_FIRST: &str = "Everything else on the page shows run A.";
pub(in crate::ui) const CATCHING_UP: &str = "B is catching up";
pub(in crate::ui) const CURVES: [&str; 4] = ["A train", "A test", "B train", "B test"];

/// An aspect's name.
pub(in crate::ui) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::LearningRate => "Learning rate η",
        Aspect::Initialization => "Initialization",
        Aspect::BatchSize => "Batch size",
        Aspect::Hidden => "Hidden units h",
        Aspect::Bug => "Backward pass",
    }
}

/// What a run has where the two differ.
pub(in crate::ui) fn setting(aspect: Aspect, config: &Config, bug: impl FnOnce(Bug) -> &'static str) -> String {
    match aspect {
        Aspect::LearningRate => format!("η = {}", plain(config.sgd.learning_rate)),
        Aspect::Initialization if config.network.start.is_some() => "a start of its own".to_owned(),
        Aspect::Initialization => format!("initialization {}", initialization(config.network.initialization)),
        Aspect::BatchSize => format!("batch size {}", integer(config.sgd.batch_size as u64)),
        Aspect::Hidden => format!("h = {}", config.network.hidden),
        Aspect::Bug => config.sgd.bug.map_or("right backward pass", bug).to_owned(),
    }
}

/// A bug whose name must not be told.
pub(in crate::ui) fn nameless(_: Bug) -> &'static str {
    "a bug"
}

/// The second plane's name.
pub(in crate::ui) fn second_plane(setting: &str) -> String {
    format!("Decision boundary of B, {setting}")
}

/// How far the second run has come.
pub(in crate::ui) fn progress(step: u64, goal: u64) -> String {
    format!(": step {} of {}. A waits.", integer(step), integer(goal))
}

/// The second run can make no further step.
pub(in crate::ui) fn diverged(step: u64) -> String {
    format!("B left the finite numbers at step {}. A goes on.", integer(step))
}

/// The losses of both runs at one step, train and test each.
pub(in crate::ui) fn reading(step: u64, runs: [[Option<f64>; 2]; 2]) -> String {
    let of_run = |name: &str, [train, test]: [Option<f64>; 2]| {
        let parts = [(TRAIN_SET, train), (TEST_SET, test)];
        let parts = parts.into_iter().filter_map(|(set, value)| Some(format!("{set} {}", loss(value?))));
        let parts: Vec<String> = parts.collect();
        format!("{name}: {}", if parts.is_empty() { super::NOTHING.to_owned() } else { parts.join(", ") })
    };
    let [first, second] = runs;
    format!("step {}, {}; {}", integer(step), of_run(FIRST, first), of_run(SECOND, second))
}
