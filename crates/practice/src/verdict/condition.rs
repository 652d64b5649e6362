//! Answers that are right except under a condition.

use super::{
    diagnosis::{Diagnosis, Kind, Pair},
    words,
};
use crate::pass::{CONDITIONS, Condition, Entry};

/// The condition that best says where theirs is wrong: every wrong entry meets it, and most that meet it are wrong.
pub(super) fn condition(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let entries: Vec<(&Pair<'_>, usize, bool)> = pairs
        .iter()
        .flat_map(|pair| {
            let scale = pair.right.largest().max(1e-3) * tolerance;
            let wrong = move |place: usize| (pair.right.values[place] - pair.theirs.values[place]).abs() > scale;
            (0..pair.right.values.len()).map(move |place| (pair, place, wrong(place)))
        })
        .collect();
    let holds = |condition: &Condition, pair: &Pair<'_>, place: usize| {
        (condition.holds)(pair.scene, Entry { right: pair.right, place, name: pair.name })
    };
    // How many of its entries are wrong, of how many; `None` where it does not cover all that is wrong, or where all else
    // is 0 anyway.
    let covers = |condition: &Condition| -> Option<(usize, usize)> {
        let (mut wrong, mut all, mut right_elsewhere) = (0, 0, false);
        for &(pair, place, is_wrong) in &entries {
            let holds = holds(condition, pair, place);
            if is_wrong && !holds {
                return None;
            }
            // A 0 that is right anyway says neither one nor the other.
            let says = is_wrong || pair.right.values[place] != 0.0;
            all += usize::from(holds && says);
            right_elsewhere |= !holds && says;
            wrong += usize::from(is_wrong);
        }
        (right_elsewhere && 2 * wrong > all).then_some((wrong, all))
    };
    let best = CONDITIONS
        .iter()
        .filter_map(|condition| Some((condition, covers(condition)?)))
        .min_by_key(|(_, (_, all))| *all);
    let (condition, _) = best?;
    let mut diagnosis = Diagnosis::new(Kind::Condition, words::condition(condition.name));
    let shown = entries.iter().find(|(_, _, wrong)| *wrong)?;
    diagnosis.evidence = words::evidence_at(shown.0, shown.1);
    Some(diagnosis)
}
