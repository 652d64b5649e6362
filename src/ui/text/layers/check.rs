//! What is said of the witnesses.

use crate::{
    lab::{Outcome, Verdict, Witness},
    ui::format::{integer, plain, scientific},
};

/// A witness's name.
pub(in crate::ui) fn witness(witness: Witness) -> &'static str {
    match witness {
        Witness::Forward => "forward",
        Witness::Central => "central",
        Witness::Dual => "dual",
    }
}

/// What one witness says of one array.
pub(in crate::ui) fn verdict(verdict: &Verdict) -> String {
    let error = scientific(verdict.max_absolute, 1);
    if verdict.matches() {
        format!("✓ {error}")
    } else {
        format!("✗ {} of {}, {error}", verdict.differing, verdict.compared)
    }
}

/// The check's summary, in the notebook's words where they are to be believed.
pub(in crate::ui) fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome { compared: 0, .. } => "Nothing to compare yet.".to_owned(),
        Outcome { compared, differing: 0, wrong: 0, .. } => {
            format!("Success! Derivatives match. All {}.", integer(*compared as u64))
        }
        outcome if outcome.fails() => failure(outcome),
        _ => "Your backward pass is right.".to_owned(),
    }
}

/// In the notebook's words.
fn failure(outcome: &Outcome) -> String {
    let differing = outcome.differing.max(outcome.wrong);
    let [differing, compared] = [differing, outcome.compared].map(|count| integer(count as u64));
    format!("Failure! Derivatives different: {differing} of {compared}.")
}

/// How far off the worst entry is.
pub(in crate::ui) fn largest_error(outcome: &Outcome) -> String {
    format!("largest error {}", scientific(outcome.max_absolute, 1))
}

/// Why the notebook's check fails where the backward pass is right.
pub(in crate::ui) fn outcome_why(outcome: &Outcome) -> Option<String> {
    if outcome.fails() || outcome.differing == 0 {
        return None;
    }
    let delta = plain(Witness::Forward.spec().delta);
    let parts = [
        (outcome.coarse, format!("δ = {delta} is too coarse for a forward difference of")),
        (outcome.kinks, "a ReLU switches within δ, where no difference is right, for".to_owned()),
        (outcome.rounding, format!("the loss is so large that its digits are lost with δ = {delta} for")),
    ];
    let entries = |count: usize| if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, why)| format!("{why} {}", entries(count))).collect();
    Some(format!(
        "Forward mode, exact up to rounding, agrees with all {}. The notebook’s own check says “{}” because {}.",
        integer(outcome.compared as u64),
        failure(outcome),
        parts.join("; ")
    ))
}

/// How the witnesses measure, and what counts as a match.
pub(in crate::ui) fn witness_note(witnesses: &[Witness]) -> String {
    let spec = Witness::Forward.spec();
    let how = |witness: &Witness| match witness {
        Witness::Forward => "forward, as the notebook: (L(θ + δ) − L(θ)) / δ",
        Witness::Central => "central: (L(θ + δ) − L(θ − δ)) / 2δ",
        Witness::Dual => "dual: forward mode with dual numbers, exact up to rounding",
    };
    let how: Vec<&str> = witnesses.iter().map(how).collect();
    let [delta, rtol, atol] = [spec.delta, spec.rtol, spec.atol].map(plain);
    format!("{}; δ = {delta}. np.allclose with rtol = {rtol}, atol = {atol}.", how.join("; "))
}
