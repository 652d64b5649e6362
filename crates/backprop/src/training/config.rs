//! What a run is made of: data, a network to start from, and the settings of SGD.

use std::{ops::RangeInclusive, sync::Arc};

use crate::{
    data::{DataSpec, Portable, Purpose},
    nn::{Bug, Initialization, Parameters, Rates, Reduction, initialize},
};

/// All that determines a run, to the bit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The points.
    pub data: DataSpec,
    /// The network and where its training starts.
    pub network: NetworkSpec,
    /// The settings of SGD.
    pub sgd: SgdSpec,
    /// The number of the first state, which has made this many steps already. See [`Self::STEP`].
    pub start_step: u64,
    /// How many examples the first state has seen; `None` for `start_step` batches of the present size.
    ///
    /// They differ where the batch size was changed in the middle of a run.
    pub start_position: Option<u64>,
}

impl Config {
    /// Number of a step. Its position in the stream of examples stays within u64 at the largest batch.
    pub const STEP: RangeInclusive<u64> = 0..=1_000_000_000_000_000;

    /// How many examples the first state has seen, where `points` are trained on.
    pub fn position_of_start(&self, points: usize) -> u64 {
        self.start_position.unwrap_or(self.start_step.min(*Self::STEP.end()) * self.sgd.batch_of(points) as u64)
    }
}

/// A network and where its training starts.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSpec {
    /// h, see [`Self::HIDDEN`]. Where `start` is given, its size counts.
    pub hidden: usize,
    /// How the start is drawn.
    pub initialization: Initialization,
    /// Seed of the start and of the order of the examples, see [`crate::data::SEED`].
    pub seed: u64,
    /// The start itself, in place of a drawn one.
    pub start: Option<Arc<Parameters>>,
}

impl Default for NetworkSpec {
    fn default() -> Self {
        Self { hidden: 8, initialization: Initialization::He, seed: 1, start: None }
    }
}

impl NetworkSpec {
    /// How many hidden units a network may have.
    pub const HIDDEN: RangeInclusive<usize> = 1..=64;

    /// The parameters that training starts from.
    pub fn start(&self) -> Arc<Parameters> {
        self.start.clone().unwrap_or_else(|| Arc::new(self.drawn()))
    }

    /// The parameters that initialization and seed give, whatever `start` says. A size out of [`Self::HIDDEN`] is brought in.
    pub fn drawn(&self) -> Parameters {
        let mut normal = Portable::new(self.seed, Purpose::Parameters);
        let mut uniform = normal.clone();
        let hidden = self.hidden.clamp(*Self::HIDDEN.start(), *Self::HIDDEN.end());
        initialize(self.initialization, hidden, || normal.normal(), || uniform.uniform())
    }
}

/// The settings of SGD. They may change in the middle of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SgdSpec {
    /// η, see [`Self::LEARNING_RATE`].
    pub learning_rate: f64,
    /// Examples in a batch, see [`Self::BATCH_SIZE`].
    pub batch_size: usize,
    /// Whether each epoch has an order of its own, drawn from the network's seed and the epoch's number.
    pub shuffle: bool,
    /// Whether a batch's gradient is the mean or the sum over its examples.
    pub reduction: Reduction,
    /// λ: the weights' update adds λ·W to their gradient. See [`Self::L2`].
    pub l2: f64,
    /// What is wrong with the backward pass, on purpose; `None` for a right one.
    pub bug: Option<Bug>,
}

impl Default for SgdSpec {
    fn default() -> Self {
        Self { learning_rate: 0.03, batch_size: 1, shuffle: true, reduction: Reduction::Mean, l2: 0.0, bug: None }
    }
}

impl SgdSpec {
    /// η. Absurd rates are allowed: training stops at the last finite state.
    pub const LEARNING_RATE: RangeInclusive<f64> = 0.0..=1e6;
    /// Examples in a batch. A batch never has more than there are training points.
    pub const BATCH_SIZE: RangeInclusive<usize> = 1..=5000;
    /// λ of L2.
    pub const L2: RangeInclusive<f64> = 0.0..=1e6;

    /// What the fused step is told.
    pub fn rates(&self) -> Rates {
        Rates { learning_rate: self.learning_rate, l2: self.l2, reduction: self.reduction }
    }

    /// How many examples a batch has where `points` are trained on: at least one, unless there are none.
    pub fn batch_of(&self, points: usize) -> usize {
        self.batch_size.max(1).min(points)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Named;

    /// Every setting of SGD, sane and absurd.
    pub(in crate::training) fn any_sgd() -> impl Strategy<Value = SgdSpec> {
        let rate = prop_oneof![3 => 0.001..2.0_f64, 1 => prop::sample::select(vec![0.0, 1e6])];
        let bug = prop::option::of(prop::sample::select(Bug::ALL));
        let reduction = prop::sample::select(Reduction::ALL);
        (rate, 1..30_usize, any::<bool>(), prop::sample::select(vec![0.0, 0.01, 3.0]), bug, reduction).prop_map(
            |(learning_rate, batch_size, shuffle, l2, bug, reduction)| SgdSpec {
                learning_rate,
                batch_size,
                shuffle,
                reduction,
                l2,
                bug,
            },
        )
    }

    #[test]
    fn starts_are_pinned() {
        let found = Initialization::ALL.iter().map(|&initialization| {
            let start = NetworkSpec { initialization, ..NetworkSpec::default() }.drawn();
            let fold = |hash: u64, value: &f64| (hash ^ value.to_bits()).wrapping_mul(0x0100_0000_01b3);
            (initialization, start.as_slice().iter().fold(0xcbf2_9ce4_8422_2325, fold))
        });
        let found: Vec<_> = found.collect();
        let expected = [
            (Initialization::He, 0x9498_dd6e_ae5f_f562),
            (Initialization::Xavier, 0x861c_9f5e_eaf3_5f1f),
            (Initialization::Uniform, 0x3c5c_2750_4be4_a8ff),
            (Initialization::Zeros, 0xcbf7_a16b_c31f_675f),
        ];
        assert_eq!(found, expected, "every bit of every start, for links that hold a seed");
    }
}
