//! Verdicts: an answer is run on many states and compared; a wrong one is diagnosed by computing, never by its text.

mod answer;
mod condition;
mod counterexample;
mod diagnose;
mod diagnosis;
mod words;

#[cfg(test)]
mod tests;

pub use counterexample::{Worked, work};
pub use diagnose::diagnose;
pub use diagnosis::{Diagnosis, Kind, Pair, same};

use answer::{Answer, Part, Shortfall, parts};

use strum::{IntoStaticStr, VariantArray};

use crate::{
    exercise::Exercise,
    pass::{Mistake, Scene, of_name},
    python::{Place, Problem, Sort},
};

/// How many random states an answer is tried on, beside those at the edges.
pub const STATES: usize = 40;

/// How far numbers that were printed and pasted may be off, relative to the largest right one.
pub const TOLERANCE_OF_NUMBERS: f64 = 1e-5;

/// Steps that one check may take in all.
const STEPS: u64 = 600_000;

/// What is said of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Right, wrong, or not readable.
    pub verdict: Verdict,
    /// What is wrong, the most telling first; none where it is right.
    pub diagnoses: Vec<Diagnosis>,
    /// The smallest state in which the answer is seen to be wrong.
    pub counterexample: Option<Worked>,
    /// What was tried.
    pub tried: Tried,
    /// What there is to say of a right answer: other ways to write it are the exercise's.
    pub note: Option<&'static str>,
}

/// Whether an answer is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// On every state.
    Right,
    /// On some state it is not.
    Wrong,
    /// It is not Python of ours, or stops on every state.
    Unreadable,
}

/// What an answer was tried on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    /// How many states.
    pub states: usize,
    /// The smallest and the largest of each size, in the order of the exercise's sizes.
    pub sizes: Vec<(usize, usize)>,
    /// The largest error relative to the largest right number of its array, over what was right.
    pub largest_error: f64,
}

/// One state, and what the answer gave there.
struct Trial {
    scene: Scene,
    result: Result<Vec<(String, Part)>, Shortfall>,
    not_finite: Option<usize>,
}

impl Trial {
    fn part(&self, name: &str) -> Option<&Part> {
        of_name(self.result.as_ref().ok()?, name)
    }

    fn pair<'t>(&'t self, name: &'t str) -> Option<Pair<'t>> {
        let theirs = self.part(name)?.as_ref().ok()?;
        Some(Pair { scene: &self.scene, name, right: self.scene.right(name)?, theirs })
    }
}

/// Checks an answer to an exercise.
pub fn check(exercise: &Exercise, text: &str) -> Checked {
    let answer = match Answer::read(exercise, text) {
        Ok(answer) => answer,
        Err(problem) => return unreadable(&problem),
    };
    let mut steps = STEPS;
    let mut trials = Vec::new();
    for scene in exercise.subject.states(STATES) {
        let ran = answer.run(&scene, &mut steps);
        let result = ran.value.map_err(Shortfall::Stopped).and_then(|value| parts(&exercise.wanted, &value, &scene));
        if let Err(Shortfall::Stopped(problem)) = &result
            && matches!(problem.fault.sort, Sort::Limit | Sort::Unread)
        {
            return unreadable(problem);
        }
        trials.push(Trial { scene, result, not_finite: ran.not_finite });
    }
    if let Some(problem) = stops_mostly(&trials).filter(|problem| problem.fault.sort != Sort::Shapes) {
        return unreadable(problem);
    }
    let diagnoses = diagnoses(exercise, &trials, text);
    let tried = tried(exercise, &trials);
    if diagnoses.is_empty() {
        let note = answer.note(&trials.iter().map(|trial| &trial.scene).collect::<Vec<_>>(), &mut steps);
        return Checked { verdict: Verdict::Right, diagnoses, counterexample: None, tried, note };
    }
    let counterexample = counterexample::smallest(&answer, &mut steps);
    Checked { verdict: Verdict::Wrong, diagnoses, counterexample, tried, note: None }
}

/// Where an answer stops on most states; on the few others its shapes fit by luck.
fn stops_mostly(trials: &[Trial]) -> Option<&Problem> {
    let stop = |trial: &'_ Trial| matches!(trial.result, Err(Shortfall::Stopped(_)));
    let stopped = trials.iter().filter(|trial| stop(trial)).count();
    trials.iter().filter(|_| 2 * stopped > trials.len()).find_map(|trial| match &trial.result {
        Err(Shortfall::Stopped(problem)) => Some(problem),
        _ => None,
    })
}

fn unreadable(problem: &Problem) -> Checked {
    let diagnosis = Diagnosis::new(Kind::Unreadable, problem.to_string()).at(problem.place);
    Checked {
        verdict: Verdict::Unreadable,
        diagnoses: vec![diagnosis],
        counterexample: None,
        tried: Tried::default(),
        note: None,
    }
}

fn tried(exercise: &Exercise, trials: &[Trial]) -> Tried {
    let mut sizes: Vec<(usize, usize)> = Vec::new();
    let mut largest_error = 0.0_f64;
    for Trial { scene, result, .. } in trials {
        for (axis, &size) in scene.counts.iter().enumerate() {
            match sizes.get_mut(axis) {
                Some((low, high)) => (*low, *high) = ((*low).min(size), (*high).max(size)),
                None => sizes.push((size, size)),
            }
        }
        for (name, part) in result.iter().flatten() {
            if let (Ok(theirs), Some(right)) = (part, scene.right(name))
                && theirs.shape == right.shape
            {
                let error = diagnosis::error(right, theirs);
                largest_error = largest_error.max(if error <= exercise.tolerance { error } else { 0.0 });
            }
        }
    }
    Tried { states: trials.len(), sizes, largest_error }
}

/// What is wrong over all states, one diagnosis for results that share it.
fn diagnoses(exercise: &Exercise, trials: &[Trial], text: &str) -> Vec<Diagnosis> {
    let mut found: Vec<Diagnosis> = Vec::new();
    for Trial { scene, result, .. } in trials {
        match result {
            // A state on which the answer stops while it gives something on others.
            Err(Shortfall::Stopped(problem)) => {
                let mostly = stops_mostly(trials).is_some();
                let kind = if mostly { Kind::Shape } else { Kind::Condition };
                let message = if mostly { problem.to_string() } else { words::stops(&scene.sizes, problem) };
                return vec![Diagnosis::new(kind, message).at(problem.place)];
            }
            Err(Shortfall::Structure(message)) => return vec![Diagnosis::new(Kind::Shape, message.clone())],
            Ok(_) => {}
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in trials.iter().flat_map(|trial| trial.result.iter().flatten()) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut wrong = Vec::new();
    for name in names {
        if let Some(unset) = trials.iter().find_map(|trial| trial.part(name)?.as_ref().err()) {
            found.push(Diagnosis::new(Kind::Shape, words::no_array(name, unset)).of(name));
            continue;
        }
        let pairs: Vec<Pair<'_>> = trials.iter().filter_map(|trial| trial.pair(name)).collect();
        if let Some(mut diagnosis) = diagnose(&pairs, exercise.tolerance) {
            if diagnosis.kind == Kind::NotFinite {
                let place = trials.iter().find_map(|trial| trial.not_finite);
                diagnosis.place = place.map(|at| Place::of(text, at));
            }
            wrong.push((name, pairs));
            found.push(diagnosis.of(name));
        }
    }
    if let Some(shared) = shared_mistake(&wrong, &found, exercise.tolerance) {
        return vec![shared];
    }
    merged(found)
}

/// One mistake that explains every wrong result at once.
fn shared_mistake(wrong: &[(&str, Vec<Pair<'_>>)], found: &[Diagnosis], tolerance: f64) -> Option<Diagnosis> {
    let first = found.first()?;
    if wrong.len() < 2 || found.iter().all(|own| own.kind == first.kind && own.message == first.message) {
        return None;
    }
    let mistakes: Vec<Mistake> = wrong[0].1.first()?.scene.mistakes.iter().map(|(mistake, _)| *mistake).collect();
    let explains = |index: usize| wrong.iter().all(|(_, pairs)| diagnose::is_mistake(pairs, index, tolerance));
    let index = (0..mistakes.len()).find(|&index| explains(index))?;
    let names: Vec<&str> = wrong.iter().map(|(name, _)| *name).collect();
    let mut diagnosis = Diagnosis::new(Kind::Bug, words::bug(mistakes[index]));
    diagnosis.mistake = Some(mistakes[index]);
    diagnosis.evidence.clone_from(&first.evidence);
    Some(diagnosis.of(&names.join(", ")))
}

/// Results that share a diagnosis share its sentence.
fn merged(found: Vec<Diagnosis>) -> Vec<Diagnosis> {
    let mut merged: Vec<Diagnosis> = Vec::new();
    for own in found {
        match merged.iter_mut().find(|other| other.kind == own.kind && other.message == own.message) {
            Some(other) => other.result = format!("{}, {}", other.result, own.result),
            None => merged.push(own),
        }
    }
    merged
}
