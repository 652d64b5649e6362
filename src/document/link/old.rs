//! What links of version 1 wrote otherwise. They stay readable; nothing writes this any more.

use super::block::Bytes;
use crate::{
    nn::{Bug, Reduction},
    training::SgdSpec,
};

/// The bugs by the numbers that they had, from 1; 0 stood for none.
const BUGS: [Bug; 9] = [
    Bug::MaskForgotten,
    Bug::MaskInverted,
    Bug::MinusForgotten,
    Bug::MeanForgotten,
    Bug::UpdatedTooEarly,
    Bug::OuterTransposed,
    Bug::BiasRepeated,
    Bug::OneStepOld,
    Bug::NeverCleared,
];

/// The settings of the block `changes`, which is as today's `marks` otherwise: a bit for each that differs from those `before`,
/// then the values of those that are no switch.
pub(super) fn settings(bytes: &mut Bytes<'_>, before: &SgdSpec) -> Option<SgdSpec> {
    let differs = bytes.byte().filter(|bits| bits >> 6 == 0)?;
    let is = |place: u8| differs >> place & 1 == 1;
    let mut now = *before;
    if is(0) {
        now.learning_rate = bytes.number().filter(|rate| SgdSpec::LEARNING_RATE.contains(rate))?;
    }
    if is(1) {
        now.batch_size = usize::try_from(bytes.whole()?).ok().filter(|size| SgdSpec::BATCH_SIZE.contains(size))?;
    }
    now.shuffle ^= is(2);
    if is(3) {
        now.reduction = if now.reduction == Reduction::Mean { Reduction::Sum } else { Reduction::Mean };
    }
    if is(4) {
        now.l2 = bytes.number().filter(|l2| SgdSpec::L2.contains(l2))?;
    }
    if is(5) {
        now.bug = match usize::from(bytes.byte()?) {
            0 => None,
            number => Some(*BUGS.get(number - 1)?),
        };
    }
    Some(now)
}
