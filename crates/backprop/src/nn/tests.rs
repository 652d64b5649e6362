//! Networks and examples for this room's tests: the same numbers each time, none of them round.

use super::Parameters;
use crate::data::Example;

pub(super) fn network(hidden: usize, seed: usize) -> Parameters {
    let values = (0..Parameters::count(hidden)).map(|index| ((index + 31 * seed) as f64 * 1.7).sin()).collect();
    Parameters::from_flat(hidden, values).expect("4h + 1 numbers")
}

pub(super) fn examples(n: usize) -> Vec<Example> {
    let place = |k: usize| (k as f64 * 2.3).cos();
    (0..n).map(|k| Example { x: [place(k), place(k + 100)], y: if k % 3 == 0 { 1.0 } else { -1.0 } }).collect()
}
