//! `practice.exercises`, `practice.check` and `practice.compare`: is an answer right, and if not, why.
//!
//! What they need is a part of the page that is fetched when it is first needed, so that everything goes through [`call`].

mod compare;
mod write;

use practice::{
    document,
    exercise::{Exercise, exercise, exercises},
    verdict,
};
use serde_json::{Map, Value, json};

use super::RpcError;
use crate::training::Snapshot;

/// A method of Practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeCall {
    /// `practice.exercises`.
    Exercises,
    /// `practice.check`.
    Check,
    /// `practice.compare`.
    Compare,
}

/// A problem of a call: the parameter's path and what is wrong.
type CallProblem = (String, String);

/// Answers a call; `now` is the page's state. Bounded: no text and no arrays keep it for more than some hundredths of a
/// second.
pub fn call(call: PracticeCall, params: &Value, now: &Snapshot) -> Result<Value, RpcError> {
    let answer = match call {
        PracticeCall::Exercises => object(params, &[]).map(|_| list()),
        PracticeCall::Check => check(params),
        PracticeCall::Compare => return compare::compare(params, now),
    };
    answer.map_err(RpcError::in_lab)
}

/// Every exercise, in the order in which the page offers them.
fn list() -> Value {
    let all = exercises().into_iter().map(|exercise| {
        let given = exercise.shapes().into_iter().map(|(name, shape)| json!({"name": name, "shape": shape}));
        json!({
            "id": exercise.id, "title": exercise.title, "text": exercise.text, "given": given.collect::<Value>(),
            "function": exercise.is_function,
        })
    });
    json!({"exercises": all.collect::<Value>()})
}

/// Checks an answer to one of ours, by its id, or to an author's, by its document.
fn check(params: &Value) -> Result<Value, Vec<CallProblem>> {
    let (params, mut problems) = keys(params, &["exercise", "answer"])?;
    let asked = match params.get("exercise") {
        None => Err(vec![missing("exercise", "an exercise's id or document")]),
        Some(Value::String(id)) => exercise(id).ok_or_else(|| vec![unknown(id)]),
        Some(own @ Value::Object(_)) => document::parse(&own.to_string()).map_err(|problems| {
            problems.into_iter().map(|own| (below("exercise", &own.path), own.problem)).collect::<Vec<_>>()
        }),
        Some(_) => Err(vec![expected("exercise", "an exercise's id or document")]),
    };
    let asked: Option<Exercise> = asked.map_err(|found| problems.extend(found)).ok();
    let answer = match params.get("answer") {
        Some(Value::String(answer)) => Some(answer),
        Some(_) => {
            problems.push(expected("answer", "a text"));
            None
        }
        None => {
            problems.push(missing("answer", "a text"));
            None
        }
    };
    match (asked, answer) {
        (Some(asked), Some(answer)) if problems.is_empty() => {
            Ok(write::checked(&verdict::check(&asked, answer), &asked))
        }
        _ => Err(problems),
    }
}

/// The parameters as an object with no other keys than these.
fn object<'v>(params: &'v Value, known: &[&str]) -> Result<&'v Map<String, Value>, Vec<CallProblem>> {
    let (object, problems) = keys(params, known)?;
    if problems.is_empty() { Ok(object) } else { Err(problems) }
}

/// An object, and what is wrong with it.
type WithProblems<'v> = (&'v Map<String, Value>, Vec<CallProblem>);

/// The parameters as an object, and the keys in it that nothing reads.
fn keys<'v>(params: &'v Value, known: &[&str]) -> Result<WithProblems<'v>, Vec<CallProblem>> {
    let Some(object) = params.as_object() else { return Err(vec![expected("", "an object")]) };
    let other = object.keys().filter(|key| !known.contains(&key.as_str()));
    let names = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Ok((object, other.map(|key| (key.clone(), format!("unknown key, expected {names}"))).collect()))
}

fn expected(path: &str, what: &str) -> CallProblem {
    (path.to_owned(), format!("found something else, expected {what}"))
}

fn missing(path: &str, what: &str) -> CallProblem {
    (path.to_owned(), format!("missing, expected {what}"))
}

fn unknown(id: &str) -> CallProblem {
    let ids: Vec<String> = exercises().into_iter().map(|exercise| exercise.id).collect();
    let found: String = id.chars().take(40).collect();
    ("exercise".to_owned(), format!("found {found:?}, expected one of {}", ids.join(", ")))
}

/// A path below another.
fn below(path: &str, rest: &str) -> String {
    match rest {
        "" => path.to_owned(),
        rest if rest.starts_with('[') => format!("{path}{rest}"),
        rest => format!("{path}.{rest}"),
    }
}
