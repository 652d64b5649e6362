//! Diagnoses of one result over many states, each found by computing.

use super::{
    condition::condition,
    diagnosis::{Diagnosis, Kind, Pair, same},
    words,
};
use crate::pass::{Mistake, Tensor, of_name};

/// What is wrong with a result over all states; `None` where it is right on each.
pub fn diagnose(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let worst = pairs.iter().find(|pair| !same(pair.right, pair.theirs, tolerance))?;
    if let Some(pair) = pairs.iter().find(|pair| pair.right.shape != pair.theirs.shape) {
        return Some(Diagnosis::new(Kind::Shape, words::shape(pair, tolerance)));
    }
    let mut found = not_finite(pairs)
        .or_else(|| sign(pairs, tolerance))
        .or_else(|| factor(pairs, tolerance))
        .or_else(|| transposed(pairs, tolerance))
        .or_else(|| other_quantity(pairs, tolerance))
        .or_else(|| bug(pairs, tolerance))
        .or_else(|| condition(pairs, tolerance))
        .unwrap_or_else(|| different(pairs));
    if found.evidence.is_empty() {
        found.evidence = words::evidence(worst);
    }
    Some(found)
}

fn not_finite(pairs: &[Pair<'_>]) -> Option<Diagnosis> {
    let pair = pairs.iter().find(|pair| pair.theirs.values.iter().any(|value| !value.is_finite()))?;
    let mut diagnosis = Diagnosis::new(Kind::NotFinite, words::not_finite(pair));
    diagnosis.evidence = words::evidence(pair);
    Some(diagnosis)
}

/// Whether `change` of what is right gives theirs on every state, and is not the same as what is right on all.
fn explains(pairs: &[Pair<'_>], tolerance: f64, change: impl Fn(&Pair<'_>) -> Option<Tensor>) -> bool {
    pairs.iter().all(|pair| change(pair).is_some_and(|wrong| same(&wrong, pair.theirs, tolerance)))
}

fn sign(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let negated = explains(pairs, tolerance, |pair| Some(pair.right.map(|value| -value)));
    negated.then(|| Diagnosis::new(Kind::Sign, words::SIGN))
}

/// theirs = c·right on each state: the same c on all, or one of the state's own numbers.
fn factor(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let scaled = |pair: &Pair<'_>| -> Option<f64> {
        let (right, theirs) = (&pair.right.values, &pair.theirs.values);
        let squares: f64 = right.iter().map(|value| value * value).sum();
        let products: f64 = right.iter().zip(theirs).map(|(right, theirs)| right * theirs).sum();
        let c = products / squares;
        same(&pair.right.map(|value| c * value), pair.theirs, tolerance).then_some(c)
    };
    let nothing = |pair: &&Pair<'_>| pair.right.largest() == 0.0;
    if pairs.iter().filter(nothing).any(|pair| pair.theirs.largest() > tolerance) {
        return None;
    }
    let some: Vec<&Pair<'_>> = pairs.iter().filter(|pair| !nothing(pair)).collect();
    let cs = some.iter().map(|pair| scaled(pair)).collect::<Option<Vec<f64>>>()?;
    let first = *cs.first()?;
    if first == 0.0 {
        return None;
    }
    let near = |a: f64, b: f64| (a - b).abs() <= tolerance.max(1e-8) * 10.0 * b.abs();
    let named = || {
        let count = some[0].scene.factors.len();
        (0..count).find_map(|index| {
            let of = |pair: &Pair<'_>| pair.scene.factors.get(index).map(|factor| factor.value);
            let all = |change: fn(f64) -> f64| {
                some.iter().zip(&cs).all(|(pair, &c)| of(pair).is_some_and(|factor| near(c, change(factor))))
            };
            let name = &some[0].scene.factors[index].name;
            match () {
                () if all(|factor| factor) => Some(words::factor(name)),
                () if all(|factor| 1.0 / factor) => Some(words::divided(name)),
                () if all(|factor| -factor) => Some(words::factor(&format!("−{name}"))),
                () if all(|factor| -1.0 / factor) => Some(words::divided(&format!("−{name}"))),
                () => None,
            }
        })
    };
    let constant = cs.iter().all(|&c| near(c, first));
    // On one state every number is constant: its own names come first.
    let message = if constant && some.len() > 1 { Some(words::constant(first)) } else { named() };
    // One number alone is some multiple of any other.
    let says = some.iter().map(|pair| pair.right.values.len()).sum::<usize>() > 1;
    let message = message.or_else(|| (constant && says).then(|| words::constant(first)))?;
    Some(Diagnosis::new(Kind::Factor, message))
}

fn transposed(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let turned = |pair: &Pair<'_>| {
        let [_, _] = *pair.right.shape else { return None };
        Some(Tensor::new(&pair.right.shape, pair.right.transposed().values))
    };
    explains(pairs, tolerance, turned).then(|| Diagnosis::new(Kind::Transposed, words::TRANSPOSED))
}

fn other_quantity(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let quantities = &pairs.first()?.scene.quantities;
    let is_it = |name: &str| explains(pairs, tolerance, |pair| of_name(&pair.scene.quantities, name).cloned());
    let (name, _) = quantities.iter().find(|(name, _)| is_it(name))?;
    Some(Diagnosis::new(Kind::OtherQuantity, words::other_quantity(name, pairs[0].name)))
}

/// Whether the mistake of this place in every state's list gives theirs.
pub(super) fn is_mistake(pairs: &[Pair<'_>], index: usize, tolerance: f64) -> bool {
    explains(pairs, tolerance, |pair| {
        let (_, wrong) = pair.scene.mistakes.get(index)?;
        of_name(wrong, pair.name).cloned()
    })
}

fn bug(pairs: &[Pair<'_>], tolerance: f64) -> Option<Diagnosis> {
    let mistakes = &pairs.first()?.scene.mistakes;
    let found = (0..mistakes.len()).find(|&index| is_mistake(pairs, index, tolerance)).map(|index| mistakes[index].0);
    let mistake = match found {
        Some(mistake) => mistake,
        None => updated_too_early(pairs, tolerance)?,
    };
    let mut diagnosis = Diagnosis::new(Kind::Bug, words::bug(mistake));
    diagnosis.mistake = Some(mistake);
    Some(diagnosis)
}

/// right − η·early with one η for all states: Wo was updated, at this rate, before it was used.
fn updated_too_early(pairs: &[Pair<'_>], tolerance: f64) -> Option<Mistake> {
    let early = |pair: &Pair<'_>| of_name(&pair.scene.early, pair.name).cloned();
    let rate = pairs.iter().find_map(|pair| {
        let early = early(pair)?;
        let squares: f64 = early.values.iter().map(|value| value * value).sum();
        let off = pair.right.zip(pair.theirs, |right, theirs| right - theirs).zip(&early, |off, early| off * early);
        (squares > 1e-12).then(|| off.values.iter().sum::<f64>() / squares)
    })?;
    let wrong = |pair: &Pair<'_>| Some(pair.right.zip(&early(pair)?, |right, early| right - rate * early));
    explains(pairs, tolerance, wrong).then_some(Mistake::Lab(backprop::nn::Bug::UpdatedTooEarly))
}

fn different(pairs: &[Pair<'_>]) -> Diagnosis {
    let zero = pairs.iter().all(|pair| pair.theirs.largest() == 0.0);
    Diagnosis::new(Kind::Different, if zero { words::ALWAYS_ZERO } else { words::DIFFERENT })
}
