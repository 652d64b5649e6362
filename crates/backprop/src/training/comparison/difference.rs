//! The one thing in which two runs differ.

use strum::{IntoStaticStr, VariantArray};

use crate::{
    nn::{Bug, Initialization},
    training::{Config, NetworkSpec, SgdSpec},
};

/// The one thing in which the second run differs, and what it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Difference {
    /// η.
    LearningRate(f64),
    /// How the start is drawn, from the same seed.
    Initialization(Initialization),
    /// Examples in a batch.
    BatchSize(usize),
    /// h. The start is drawn, from the same seed.
    Hidden(usize),
    /// What is wrong with the backward pass.
    Bug(Bug),
}

/// In what two runs may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Aspect {
    /// η.
    LearningRate,
    /// How the start is drawn.
    Initialization,
    /// Examples in a batch.
    BatchSize,
    /// h.
    Hidden,
    /// The backward pass.
    Bug,
}

impl Difference {
    /// A difference from `config` in one aspect that is worth seeing.
    pub fn proposed(aspect: Aspect, config: &Config) -> Self {
        let (network, sgd) = (&config.network, &config.sgd);
        match aspect {
            Aspect::LearningRate => Self::LearningRate(match sgd.learning_rate {
                0.0 => SgdSpec::default().learning_rate,
                // Ten times as much diverges from here on as good as always.
                large if large > 0.5 => rounded(large / 10.0),
                small => rounded(small * 10.0),
            }),
            Aspect::Initialization => {
                let pair = [Initialization::Zeros, Initialization::He];
                Self::Initialization(other_than(network.initialization, pair))
            }
            Aspect::BatchSize => Self::BatchSize(other_than(sgd.batch_size, [32, 1])),
            Aspect::Hidden => Self::Hidden(other_than(network.hidden, [2, 8])),
            Aspect::Bug => Self::Bug(match sgd.bug {
                Some(bug) => other_than(bug, [Bug::MaskForgotten, Bug::MinusForgotten]),
                None => Bug::MaskForgotten,
            }),
        }
    }

    /// In what the runs differ.
    pub const fn aspect(self) -> Aspect {
        match self {
            Self::LearningRate(_) => Aspect::LearningRate,
            Self::Initialization(_) => Aspect::Initialization,
            Self::BatchSize(_) => Aspect::BatchSize,
            Self::Hidden(_) => Aspect::Hidden,
            Self::Bug(_) => Aspect::Bug,
        }
    }

    /// The second run's configuration where the first has `config`: everything the same, seeds too, but for the one
    /// thing. A start of one's own stays where only SGD differs.
    pub fn of(self, config: &Config) -> Config {
        let network = match self {
            Self::Initialization(initialization) => {
                NetworkSpec { initialization, start: None, ..config.network.clone() }
            }
            Self::Hidden(hidden) => NetworkSpec { hidden, start: None, ..config.network.clone() },
            Self::LearningRate(_) | Self::BatchSize(_) | Self::Bug(_) => config.network.clone(),
        };
        Config { network, sgd: self.of_sgd(config.sgd), ..config.clone() }
    }

    /// The second run's settings of SGD where the first has `sgd`.
    pub(super) fn of_sgd(self, sgd: SgdSpec) -> SgdSpec {
        match self {
            Self::LearningRate(learning_rate) => SgdSpec { learning_rate, ..sgd },
            Self::BatchSize(batch_size) => SgdSpec { batch_size, ..sgd },
            Self::Bug(bug) => SgdSpec { bug: Some(bug), ..sgd },
            Self::Initialization(_) | Self::Hidden(_) => sgd,
        }
    }
}

/// The first of two that is not `present`.
fn other_than<T: PartialEq>(present: T, [usual, otherwise]: [T; 2]) -> T {
    if usual == present { otherwise } else { usual }
}

/// Without the digits that a product in binary leaves behind: 0.3, not 0.30000000000000004.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Named;

    #[test]
    fn proposals_differ_in_their_aspect_alone() {
        let mut config = Config::default();
        for _ in 0..2 {
            for &aspect in Aspect::ALL {
                let proposed = Difference::proposed(aspect, &config);
                assert_eq!(proposed.aspect(), aspect, "its aspect");
                assert_ne!(proposed.of(&config), config, "{proposed:?} changes something");
            }
            // What was proposed is there already: something else is proposed.
            for &aspect in Aspect::ALL {
                config = Difference::proposed(aspect, &config).of(&config);
            }
        }
        assert_eq!(
            Difference::proposed(Aspect::LearningRate, &Config::default()),
            Difference::LearningRate(0.3),
            "ten times 0.03, as one would type it"
        );
    }
}
