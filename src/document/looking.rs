//! What a person has selected, and how fast it trains: what a link holds beside the run.

use std::ops::RangeInclusive;

use serde_json::Value;
use strum::{IntoStaticStr, VariantArray};

use super::Prompt;
use crate::{
    explain::{Form, StepId},
    nn::ParameterId,
};

/// What a person has selected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looking {
    /// The example's place in the list of points as it was given.
    pub example: usize,
    /// The parameter.
    pub parameter: ParameterId,
    /// Which examples the gradients are about.
    pub scope: ScopeChoice,
    /// The step of Explain's walk.
    pub step: StepId,
    /// How it is written there.
    pub form: Form,
    /// How fast it trains.
    pub speed: Speed,
    /// The prompt of the guided line, where one goes along it.
    pub prompt: Option<Prompt>,
}

impl Default for Looking {
    fn default() -> Self {
        Self {
            example: 0,
            parameter: ParameterId::Bo,
            scope: ScopeChoice::Train,
            step: StepId::Z,
            form: Form::default(),
            speed: Speed::default(),
            prompt: None,
        }
    }
}

impl Looking {
    /// What links of the versions 1 and 2 left out.
    pub fn of_old_links() -> Self {
        Self { scope: ScopeChoice::Example, step: StepId::DsDwi, ..Self::default() }
    }
}

/// Which examples the gradients are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum ScopeChoice {
    /// The selected example.
    Example,
    /// The batch that the next step takes.
    Batch,
    /// Every training example.
    Train,
}

/// Steps a second, where a speed is set.
pub const SPEED: RangeInclusive<f64> = 0.1..=1e6;

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

impl Speed {
    /// The word for [`Self::Max`] in calls and links.
    const MAX: &str = "max";

    /// The inverse of [`Self::read`].
    pub fn write(self) -> Value {
        match self {
            Self::PerSecond(steps) => steps.into(),
            Self::Max => Self::MAX.into(),
        }
    }

    /// A number of steps a second, or "max".
    pub fn read(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some(Self::MAX) => Some(Self::Max),
            Some(_) => None,
            None => value.as_f64().filter(|steps| SPEED.contains(steps)).map(Self::PerSecond),
        }
    }
}
