//! In what a second run differs: its aspect under one key, and what it has there under another.

use super::pairs::Pairs;
use crate::{
    Named,
    document::{Expected, Reader},
    nn::{Bug, Initialization},
    training::{Aspect, Difference, NetworkSpec, SgdSpec},
};

const ASPECT: &str = "beside";
const VALUE: &str = "besideValue";

pub(super) fn write(pairs: &mut Pairs, difference: Difference) {
    pairs.put(ASPECT, difference.aspect().name());
    pairs.put(
        VALUE,
        match difference {
            Difference::LearningRate(rate) => format!("{rate:?}"),
            Difference::Initialization(initialization) => initialization.name().to_owned(),
            Difference::BatchSize(count) | Difference::Hidden(count) => count.to_string(),
            Difference::Bug(bug) => bug.name().to_owned(),
        },
    );
}

pub(super) fn read(reader: &mut Reader, pairs: &mut Pairs) -> Option<Difference> {
    let (aspect, value) = (pairs.take(ASPECT)?, pairs.take(VALUE).unwrap_or_default());
    let Some(aspect) = Aspect::from_name(&aspect) else {
        reader.refuse(ASPECT, &aspect.into(), Expected::one_of::<Aspect>());
        return None;
    };
    let count = || value.parse::<usize>().ok();
    let (difference, expected) = match aspect {
        Aspect::LearningRate => {
            let rate = value.parse().ok().filter(|rate| SgdSpec::LEARNING_RATE.contains(rate));
            (rate.map(Difference::LearningRate), Expected::Number(SgdSpec::LEARNING_RATE))
        }
        Aspect::Initialization => {
            let initialization = Initialization::from_name(&value);
            (initialization.map(Difference::Initialization), Expected::one_of::<Initialization>())
        }
        Aspect::BatchSize => {
            let size = count().filter(|size| SgdSpec::BATCH_SIZE.contains(size));
            (size.map(Difference::BatchSize), Expected::count(SgdSpec::BATCH_SIZE))
        }
        Aspect::Hidden => {
            let hidden = count().filter(|hidden| NetworkSpec::HIDDEN.contains(hidden));
            (hidden.map(Difference::Hidden), Expected::count(NetworkSpec::HIDDEN))
        }
        Aspect::Bug => (Bug::from_name(&value).map(Difference::Bug), Expected::one_of::<Bug>()),
    };
    if difference.is_none() {
        reader.refuse(VALUE, &value.into(), expected);
    }
    difference
}
