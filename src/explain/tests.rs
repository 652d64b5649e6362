//! Random networks and examples for this room's tests.

use proptest::prelude::*;

use crate::{data::Example, nn::Parameters};

prop_compose! {
    /// Of 1 to `most` hidden units.
    pub(super) fn network(most: usize)(hidden in 1..=most)(
        values in prop::collection::vec(-2.0..2.0_f64, Parameters::count(hidden)), hidden in Just(hidden)
    ) -> Parameters {
        Parameters::from_flat(hidden, values).expect("4h + 1 numbers")
    }
}

prop_compose! {
    pub(super) fn example()(x in [-1.5..1.5_f64, -1.5..1.5_f64], y in prop_oneof![Just(-1.0), Just(1.0)]) -> Example {
        Example { x, y }
    }
}

/// At least one, fewer than `below`.
pub(super) fn examples(below: usize) -> impl Strategy<Value = Vec<Example>> {
    prop::collection::vec(example(), 1..below)
}
