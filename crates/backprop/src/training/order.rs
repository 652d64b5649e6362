//! The order in which training sees its examples: one endless stream.

use std::sync::Arc;

use crate::data::{Dataset, Example, Portable, Purpose};

/// The endless stream of training examples.
///
/// Position p belongs to epoch p / n and has place p % n in that epoch's order: the order given, or with shuffling a
/// permutation drawn from the seed and the epoch's number. So any position is reached without what came before.
#[derive(Clone, Debug)]
pub(super) struct Order {
    dataset: Arc<Dataset>,
    shuffling: Shuffling,
    /// Position at which the epoch that is laid out begins.
    begin: u64,
    /// Indices of the examples in the order of that epoch.
    permutation: Vec<u32>,
    /// The examples in that order, so that a batch is a slice.
    arranged: Vec<Example>,
    /// A batch that reaches into the next epoch.
    across: Vec<Example>,
}

/// How an epoch is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shuffling {
    /// As given, every time.
    None,
    /// By a permutation of its own, drawn from this seed.
    Seeded(u64),
}

impl Order {
    pub(super) fn new(dataset: Arc<Dataset>, shuffling: Shuffling) -> Self {
        let mut order = Self {
            permutation: (0..dataset.train as u32).collect(),
            arranged: dataset.train().to_vec(),
            across: Vec::new(),
            begin: 0,
            dataset,
            shuffling,
        };
        order.arrange(0);
        order
    }

    /// How many training points there are.
    pub(super) fn len(&self) -> usize {
        self.arranged.len()
    }

    /// The examples at `position` and after, `count` of them: at least one and at most [`Self::len`].
    #[inline]
    pub(super) fn batch(&mut self, position: u64, count: usize) -> &[Example] {
        // A position before `begin` wraps round to a huge place.
        let mut place = position.wrapping_sub(self.begin);
        if place >= self.arranged.len() as u64 {
            self.arrange(position / self.arranged.len() as u64);
            place = position - self.begin;
        }
        let place = place as usize;
        if place + count <= self.arranged.len() {
            &self.arranged[place..place + count]
        } else {
            self.batch_across(place, count)
        }
    }

    #[cold]
    fn batch_across(&mut self, place: usize, count: usize) -> &[Example] {
        self.across.clear();
        self.across.extend_from_slice(&self.arranged[place..]);
        let n = self.len();
        self.arrange(self.begin / n as u64 + 1);
        let rest = count - self.across.len();
        self.across.extend_from_slice(&self.arranged[..rest]);
        &self.across
    }

    /// Lays out an epoch.
    fn arrange(&mut self, epoch: u64) {
        self.begin = epoch * self.len() as u64;
        if let Shuffling::Seeded(seed) = self.shuffling {
            permute(&mut self.permutation, seed, epoch);
            for (slot, &index) in self.arranged.iter_mut().zip(&self.permutation) {
                *slot = self.dataset.examples[index as usize];
            }
        }
    }

    /// Indices into the dataset of the examples that [`Self::batch`] gives.
    pub(super) fn indices(&self, position: u64, count: usize) -> Vec<usize> {
        let n = self.len() as u64;
        let mut permutation = self.permutation.clone();
        let mut laid_out = self.begin;
        let mut indices = Vec::with_capacity(count);
        for position in position..position + count as u64 {
            let begin = position / n * n;
            if let Shuffling::Seeded(seed) = self.shuffling
                && begin != laid_out
            {
                permute(&mut permutation, seed, begin / n);
                laid_out = begin;
            }
            indices.push(permutation[(position - begin) as usize] as usize);
        }
        indices
    }
}

/// The permutation of `epoch`, whatever `permutation` held.
fn permute(permutation: &mut [u32], seed: u64, epoch: u64) {
    permutation.iter_mut().enumerate().for_each(|(index, slot)| *slot = index as u32);
    Portable::new(seed, Purpose::Order(epoch)).shuffle(permutation);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{DataSpec, generate};

    fn order(shuffling: Shuffling) -> Order {
        Order::new(Arc::new(generate(&DataSpec::default())), shuffling)
    }

    #[test]
    fn every_epoch_is_a_permutation_of_its_own() {
        let order = order(Shuffling::Seeded(1));
        let epochs: Vec<Vec<usize>> = (0..20).map(|epoch| order.indices(epoch * 160, 160)).collect();
        for (number, epoch) in epochs.iter().enumerate() {
            let mut sorted = epoch.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..160), "epoch {number} has every example once");
            assert!(!epochs[..number].contains(epoch), "epoch {number} repeats another");
        }
    }

    #[test]
    fn without_shuffling_the_order_given_wraps_round() {
        let order = order(Shuffling::None);
        assert_eq!(order.indices(158, 5), [158, 159, 0, 1, 2], "in order");
    }

    #[test]
    fn any_position_is_reached_without_what_came_before() {
        for shuffling in [Shuffling::None, Shuffling::Seeded(7)] {
            let mut order = order(shuffling);
            let dataset = order.dataset.clone();
            for position in [0, 159, 3, 161, 1_000_003, 155, 1 << 52, 320, 0] {
                for count in [1, 7, 160] {
                    let indices = order.indices(position, count);
                    let expected: Vec<Example> = indices.iter().map(|&index| dataset.examples[index]).collect();
                    assert_eq!(order.batch(position, count), expected, "{count} at {position}, {shuffling:?}");
                    assert_eq!(order.indices(position, count), indices, "{count} at {position} again, {shuffling:?}");
                }
            }
        }
    }
}
