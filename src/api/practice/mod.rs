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
use serde_json::{Value, json};

use super::{
    RpcError,
    params::{nothing, object},
    text,
};
use crate::{
    document::{Expected, Fault, Object, Problem, Reader},
    training::Snapshot,
};

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

/// Answers a call; `now` is the page's state. Bounded: no text and no arrays keep it for more than some hundredths of a
/// second.
pub fn call(call: PracticeCall, params: &Value, now: &Snapshot) -> Result<Value, RpcError> {
    Ok(match call {
        PracticeCall::Exercises => nothing(params).map(|()| list())?,
        PracticeCall::Check => check(params)?,
        PracticeCall::Compare => compare::compare(params, now)?,
    })
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
fn check(params: &Value) -> Result<Value, Vec<Problem>> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["exercise", "answer"]);
    let asked = asked(&mut reader, &object);
    let a_text = || Expected::Said(text::A_TEXT);
    reader.require(&object, "answer", a_text());
    let answer = reader.read(&object, "answer", |answer| answer.as_str().map(str::to_owned), a_text);
    let (asked, answer) = reader.finish_some(asked.zip(answer))?;
    Ok(write::checked(&verdict::check(&asked, &answer), &asked))
}

/// The exercise in question; `None` where there is none such, which is noted.
fn asked(reader: &mut Reader, object: &Object<'_>) -> Option<Exercise> {
    let expected = || Expected::Said(text::AN_EXERCISE);
    reader.require(object, "exercise", expected());
    match object.get("exercise")? {
        Value::String(id) => {
            let ours = exercise(id);
            if ours.is_none() {
                reader.note("exercise", Fault::Said(text::no_exercise(id)));
            }
            ours
        }
        own @ Value::Object(_) => {
            let inside = reader.object(object, "exercise");
            let note =
                |own: document::DocumentProblem| reader.note(inside.path_of(&own.path), Fault::Said(own.problem));
            document::parse(&own.to_string()).map_err(|problems| problems.into_iter().for_each(note)).ok()
        }
        other => {
            reader.refuse("exercise", other, expected());
            None
        }
    }
}
