//! The strings of gradient descent's settings: their names, what their fold says while it is closed, and how they changed along
//! a run.

use super::super::format::{integer, plain};
use crate::{
    nn::{Bug, Reduction},
    training::{Mark, SgdSpec},
};

pub(in crate::ui) const TITLE: &str = "Gradient descent";
pub(in crate::ui) const LEARNING_RATE: &str = "Learning rate η";
pub(in crate::ui) const BATCH_SIZE: &str = "Batch size";
pub(in crate::ui) const MORE: &str = "Loss, order, penalty";
pub(in crate::ui) const L2: &str = "L2 penalty λ";
pub(in crate::ui) const REDUCTION: &str = "Loss of a batch";
pub(in crate::ui) const MEAN: &str = "mean";
pub(in crate::ui) const SUM: &str = "sum";
pub(in crate::ui) const SHUFFLE: &str = "Shuffle every epoch";

fn loss(reduction: Reduction) -> &'static str {
    match reduction {
        Reduction::Mean => MEAN,
        Reduction::Sum => SUM,
    }
}

/// What is set under [`MORE`].
pub(in crate::ui) fn more(sgd: &SgdSpec) -> String {
    let loss = loss(sgd.reduction);
    let order = if sgd.shuffle { "shuffled" } else { "in order" };
    if sgd.l2 == 0.0 { format!("{loss}, {order}") } else { format!("{loss}, {order}, λ = {}", plain(sgd.l2)) }
}

/// What changed at a mark: from the settings before it.
pub(in crate::ui) fn change(mark: &Mark, before: &SgdSpec) -> String {
    // Each by its name, so that a setting without words does not compile.
    let SgdSpec { learning_rate, batch_size, shuffle, reduction, l2, bug } = mark.sgd;
    let switch = |on: bool| if on { "on" } else { "off" };
    let pass = |bug: Option<Bug>| if bug.is_some() { "broken" } else { "right" };
    let settings = [
        ("η", plain(before.learning_rate), plain(learning_rate), learning_rate != before.learning_rate),
        ("batch", integer(before.batch_size as u64), integer(batch_size as u64), batch_size != before.batch_size),
        ("λ", plain(before.l2), plain(l2), l2 != before.l2),
        ("loss", loss(before.reduction).into(), loss(reduction).into(), reduction != before.reduction),
        ("shuffle", switch(before.shuffle).into(), switch(shuffle).into(), shuffle != before.shuffle),
        ("backward pass", pass(before.bug).into(), pass(bug).into(), bug != before.bug),
    ];
    let changed = settings.into_iter().filter(|&(.., changed)| changed);
    let mut parts: Vec<String> = changed.map(|(name, from, to, _)| format!("{name} {from} → {to}")).collect();
    parts.extend(mark.edits.iter().map(|(id, value)| format!("{id} = {}", plain(*value))));
    parts.join(", ")
}
