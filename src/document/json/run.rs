//! The past of a run: its start, and what came into force along it.

use std::{ops::RangeInclusive, sync::Arc};

use serde_json::{Map, Value, json};

use super::{Reading, Writing, arrays};
use crate::{
    data::SEED,
    document::{
        Expected, Fault, Object, Reader,
        fields::{self, Field, Visitor},
    },
    nn::ParameterId,
    training::{Config, Mark, Past, SgdSpec},
};

/// How many changes a run may have had: its start's settings are one.
pub const MOST_CHANGES: usize = 10_000;
const CHANGES: RangeInclusive<usize> = 1..=MOST_CHANGES;

/// Of a change, what stands beside the settings of SGD.
const BESIDE_SETTINGS: [&str; 3] = ["step", "examplesSeen", "parameters"];

/// `{step, examplesSeen, parameters?, changes: [{step, examplesSeen, …settings, parameters?}]}`.
pub(super) fn write(past: &Past) -> Value {
    let mut value = json!({
        "step": past.step,
        "examplesSeen": past.position,
        "changes": past.marks.iter().map(change).collect::<Value>(),
    });
    if let Some(start) = &past.start {
        value["parameters"] = arrays::parameters(start);
    }
    value
}

fn change(mark: &Mark) -> Value {
    let mut writing = Writing::default();
    fields::sgd(&mut writing, &mut mark.sgd.clone());
    let mut value = writing.value;
    value["step"] = mark.step.into();
    value["examplesSeen"] = mark.position.into();
    if !mark.edits.is_empty() {
        let edits = mark.edits.iter().map(|(id, value)| (id.to_string(), (*value).into()));
        value["parameters"] = edits.collect::<Map<_, _>>().into();
    }
    value
}

/// The past that led to the start of `now`.
pub(super) fn read(reader: &mut Reader, object: &Object<'_>, now: &Config) -> Past {
    reader.keys(object, &["step", "examplesSeen", "parameters", "changes"]);
    let hidden = now.network.start.as_ref().map_or(now.network.hidden, |start| start.hidden());
    let step = reader.whole(object, "step", 0..=now.start_step, 0);
    let position = reader.whole(object, "examplesSeen", SEED, 0);
    let groups = reader.object(object, "parameters");
    let has_start = object.has("parameters");
    let start = has_start.then(|| Arc::new(arrays::read_parameters(reader, &groups, Some(hidden), hidden)));
    // The first is the start's; the others follow, each at a later step.
    let mut place = (step..=step, position..=position);
    let expected = || Expected::Changes(CHANGES);
    let marks: Vec<Mark> = reader.list(object, "changes", &CHANGES, expected, |reader, path, value| {
        let entry = reader.object_at(path.to_owned(), Some(value));
        let mark = read_change(reader, &entry, place.clone(), hidden);
        place = (mark.step + 1..=*Config::STEP.end(), mark.position..=*SEED.end());
        mark
    });
    if let Some(late) = marks.iter().position(|mark| mark.step > now.start_step) {
        let path = object.path_of(&format!("changes[{late}].step"));
        reader.note(path, Fault::ChangeAfterTheEnd { end: now.start_step });
    } else if marks.last().is_some_and(|last| last.sgd != now.sgd) {
        reader.note(object.path_of(&format!("changes[{}]", marks.len() - 1)), Fault::OtherSettings);
    }
    let past = Past { step, position, start, marks: Arc::new(marks) };
    if reader.is_clean() && !past.is_short(now) {
        reader.note(object.path_of("step"), Fault::LongRun);
    }
    past
}

fn read_change(
    reader: &mut Reader,
    object: &Object<'_>,
    (steps, positions): (RangeInclusive<u64>, RangeInclusive<u64>),
    hidden: usize,
) -> Mark {
    let mut sgd = SgdSpec::default();
    let mut reading = Reading::new(reader, object.clone());
    fields::sgd(&mut reading, &mut sgd);
    for key in BESIDE_SETTINGS {
        reading.array(Field { key, link: "" });
    }
    reading.leave();
    reader.require(object, "step", Expected::Whole(steps.clone()));
    reader.require(object, "examplesSeen", Expected::Whole(positions.clone()));
    let step = reader.whole(object, "step", steps.clone(), *steps.start());
    let position = reader.whole(object, "examplesSeen", positions.clone(), *positions.start());
    let groups = reader.object(object, "parameters");
    let mut mark = Mark::start(step, position, sgd);
    for (name, value) in groups.pairs() {
        let number = reader.entry(groups.path_of(name), value, |_| true, || Expected::Finite);
        match name.parse().ok().filter(|id: &ParameterId| id.exists(hidden)) {
            Some(id) => mark.set(id, number, hidden),
            None => reader.refuse(groups.path_of(name), &name.as_str().into(), Expected::Parameter(hidden)),
        }
    }
    mark
}
