//! The smallest state in which an answer is seen to be wrong, in small whole numbers.

use backprop::data::{Portable, Purpose};

use super::{
    answer::{Answer, Part, Shortfall, parts},
    diagnosis::same,
};
use crate::{
    exercise::Exercise,
    pass::{Given, Scene, Tensor, of_name},
    run::STEPS_OF_A_RUN,
};

/// How many states of each choice of sizes are tried.
const DRAWS: usize = 60;

/// A state with what is right there and what an answer gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Worked {
    /// The sizes, as sentences write them.
    pub sizes: String,
    /// The sizes.
    pub counts: Vec<usize>,
    /// What an answer is given.
    pub given: Vec<(String, Given)>,
    /// Each result: its name, what is right, and theirs, `None` where there is none.
    pub results: Vec<(String, Tensor, Option<Tensor>)>,
}

impl Worked {
    /// What an answer is given under a name.
    pub fn given(&self, name: &str) -> Option<&Given> {
        of_name(&self.given, name)
    }
}

/// The first wrong state, sizes with the fewest numbers first, its numbers made as simple as they can be.
pub(super) fn smallest(answer: &Answer<'_>, steps: &mut u64) -> Option<Worked> {
    let subject = &answer.exercise.subject;
    let mut random = Portable::new(7, Purpose::Points);
    for sizes in subject.small_sizes() {
        for _ in 0..DRAWS {
            let values = subject.small_values(&sizes, &mut random);
            let scene = subject.scene(&sizes, &values);
            // On a kink the right answer is a matter of convention.
            if scene.on_a_kink || !is_wrong(answer, &scene, steps) {
                continue;
            }
            let values = simplified(answer, &sizes, values, steps);
            return Some(shown(answer, subject.scene(&sizes, &values), steps));
        }
    }
    None
}

/// Whether the answer is seen to be wrong on a state.
pub(super) fn is_wrong(answer: &Answer<'_>, scene: &Scene, steps: &mut u64) -> bool {
    if *steps == 0 {
        return false;
    }
    let tolerance = answer.exercise.tolerance;
    let result = answer.run(scene, steps).value.map_err(Shortfall::Stopped);
    let result = result.and_then(|value| parts(&answer.exercise.wanted, &value, scene));
    let right = |(name, part): &(String, Part)| match (scene.right(name), part) {
        (Some(right), Ok(theirs)) => same(right, theirs, tolerance),
        _ => false,
    };
    match result {
        Ok(parts) => !parts.iter().all(right),
        // Out of steps says nothing of the answer.
        Err(_) => *steps > 0,
    }
}

/// Each number as simple as it can be while the answer stays wrong.
fn simplified(answer: &Answer<'_>, sizes: &[usize], mut values: Vec<f64>, steps: &mut u64) -> Vec<f64> {
    let subject = &answer.exercise.subject;
    let mut place = 0;
    for slot in subject.slots(sizes) {
        for _ in 0..slot.count() {
            let now = values[place];
            for &simpler in slot.draw.small().iter().take_while(|&&simpler| simpler != now) {
                values[place] = simpler;
                let scene = subject.scene(sizes, &values);
                if !scene.on_a_kink && is_wrong(answer, &scene, steps) {
                    break;
                }
                values[place] = now;
            }
            place += 1;
        }
    }
    values
}

/// What an answer gives on one state, beside what is right; `None` where the answer cannot be read.
pub fn work(exercise: &Exercise, text: &str, scene: Scene) -> Option<Worked> {
    let answer = Answer::read(exercise, text).ok()?;
    Some(shown(&answer, scene, &mut 0))
}

fn shown(answer: &Answer<'_>, scene: Scene, steps: &mut u64) -> Worked {
    // What was spent on the search is given back for the one run that is shown.
    *steps = (*steps).max(STEPS_OF_A_RUN);
    let value = answer.run(&scene, steps).value.ok();
    let found = value.and_then(|value| parts(&answer.exercise.wanted, &value, &scene).ok()).unwrap_or_default();
    let theirs = |name: &str| of_name(&found, name)?.clone().ok();
    let names = super::answer::results(&answer.exercise.wanted, &scene);
    let results = names.into_iter().filter_map(|name| Some((name.clone(), scene.right(&name)?.clone(), theirs(&name))));
    let used = |name: &String| answer.exercise.given.contains(name) || answer.exercise.arguments.contains(name);
    Worked {
        results: results.collect(),
        sizes: scene.sizes.clone(),
        counts: scene.counts.clone(),
        given: scene.given.iter().filter(|(name, _)| used(name)).cloned().collect(),
    }
}
