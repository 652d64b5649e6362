//! What this room says to people.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::{Expected, Fault, Instead};
use crate::{
    Named,
    data::{DataSpec, Source},
    nn::Parameters,
    notation::format::integer,
};

/// A fault in words.
pub(super) fn problem(fault: &Fault) -> String {
    match fault {
        Fault::Unknown { known } if known.is_empty() => "unknown key, expected none".to_owned(),
        Fault::Unknown { known } => format!("unknown key, expected {}", one_of(known, |key| (*key).to_owned())),
        Fault::Missing { expected } => format!("missing, expected {}", describe(expected)),
        Fault::Found { found, expected } => format!("found {}, expected {}", show(found), describe(expected)),
        Fault::StepWithoutParameters { step } => {
            format!("found {step}, expected 0 where network.parameters is missing: a start that is drawn is at step 0")
        }
        Fault::ChangeAfterTheEnd { end } => {
            format!(
                "found a change where the run is over, expected none after training.step, which is {}",
                integer(*end)
            )
        }
        Fault::OtherSettings => {
            "found other settings than those of training, expected the same: the last change brings them into force"
                .to_owned()
        }
        Fault::TooLong { bytes, most } => {
            format!("found {} bytes, expected {} at most", integer(*bytes as u64), integer(*most as u64))
        }
        Fault::TooManyKeys { most } => format!("found more than {most} keys, expected fewer: the rest is not read"),
        Fault::NotText => "found bytes that are no text, expected UTF-8".to_owned(),
        Fault::NoSuchKey => "unknown key, expected one that this page writes".to_owned(),
        Fault::Twice => "found a second time, expected once: the first counts".to_owned(),
        Fault::Newer { version, known } => {
            format!("found version {version}, expected {known} at most: the link comes from a newer page")
        }
        Fault::Changed => {
            "does not fit the rest, expected a link as it was made: something in it was changed or lost, so \
                           this may be another state than the one that was sent"
                .to_owned()
        }
        Fault::NoSum => {
            "missing, expected a checksum at the end: something of the link was lost, so this may be another \
                         state than the one that was sent"
                .to_owned()
        }
        Fault::OtherParameters { step } => {
            format!(
                "found other parameters than those that the run comes to at step {}, expected the same: those that were \
                 found count, and the run begins with them",
                integer(*step)
            )
        }
        Fault::LongRun => {
            "found a run that takes too long to make again, expected one that takes about a second at most".to_owned()
        }
        Fault::InfiniteLoss => {
            "the loss of the training points is not finite, expected parameters small enough not to overflow".to_owned()
        }
        Fault::Said(words) => words.clone(),
    }
}

/// What counts where something could not be read.
pub(super) fn instead(instead: &Instead) -> String {
    match instead {
        Instead::Value(value) if value.is_empty() => "None counts in its place.".to_owned(),
        Instead::Value(value) => format!("{value} counts in its place."),
        Instead::Data(data) => format!("{} count in its place, under everything else.", points(data)),
        Instead::Start { step: 0 } => {
            "The run stands at step 0, with the parameters that initialization and seed draw.".to_owned()
        }
        Instead::Start { step } => {
            format!("The run stands at its start, step {}, with the parameters that it had there.", integer(*step))
        }
        Instead::NoPast { step } => {
            format!("The run begins where it stands, at step {}: one cannot go back before it.", integer(*step))
        }
        Instead::Usual => "What is there when the page opens counts in its place.".to_owned(),
    }
}

fn points(data: &DataSpec) -> String {
    match &data.source {
        Source::Generated { kind, points, .. } => format!("{} points of {:?}", integer(*points as u64), kind.name()),
        Source::Custom(points) => format!("{} points of the link's own", integer(points.len() as u64)),
    }
}

fn describe(expected: &Expected) -> String {
    match expected {
        Expected::Object => "an object".to_owned(),
        Expected::Whole(range) if range.start() == range.end() => range.start().to_string(),
        Expected::Whole(range) => format!("a whole number {}", span(range, |&end| integer(end))),
        Expected::Number(range) => format!("a number {}", span(range, |&end| number(end))),
        Expected::Finite => "a finite number".to_owned(),
        Expected::Flag => "true or false".to_owned(),
        Expected::OneOf(names) => one_of(names, |name| format!("{name:?}")),
        Expected::Text(most) => format!("a text of at most {most} characters"),
        Expected::List(most) => format!("an array of at most {most} names"),
        Expected::Names(most) => format!("four names of at most {most} characters: of x1, x2, −1 and +1"),
        Expected::Label => "the label −1 or 1".to_owned(),
        Expected::Numbers(lengths) => format!("an array of {} numbers", length(lengths)),
        Expected::TwoRows(length) => format!("an array of 2 arrays of {length} numbers each"),
        Expected::Points(lengths) => format!("an array of {} points [x1, x2, label]", length(lengths)),
        Expected::Places(most) => format!("an array of at most {} points [x1, x2]", integer(*most as u64)),
        Expected::Changes(lengths) => format!("an array of {} changes along the run", length(lengths)),
        Expected::NumberBlock(hidden) => match (Parameters::count(*hidden.start()), Parameters::count(*hidden.end())) {
            (least, most) if least == most => format!("an undamaged block of {least} finite numbers"),
            (least, most) => format!("an undamaged block of {least} to {most} finite numbers, 4h + 1"),
        },
        Expected::PointBlock(lengths) => format!("an undamaged block of {} points", length(lengths)),
        Expected::ChangeBlock => "an undamaged block of the changes along the run".to_owned(),
        Expected::Point => "a point [x1, x2, label]".to_owned(),
        Expected::Place => "a point [x1, x2]".to_owned(),
        Expected::Parameter(hidden) => parameter(*hidden),
        Expected::Said(words) => (*words).to_owned(),
        Expected::Speed(range) => format!("steps a second {}, or \"max\"", span(range, |&end| number(end))),
    }
}

/// The names of the parameters of `hidden` units.
fn parameter(hidden: usize) -> String {
    let last = hidden.saturating_sub(1);
    format!("Wi[0][0] to Wi[1][{last}], bi[0] to bi[{last}], Wo[0] to Wo[{last}] or bo")
}

fn span<T>(range: &RangeInclusive<T>, show: impl Fn(&T) -> String) -> String {
    format!("from {} to {}", show(range.start()), show(range.end()))
}

fn length(lengths: &RangeInclusive<usize>) -> String {
    let (least, most) = (*lengths.start() as u64, *lengths.end() as u64);
    if least == most { integer(least) } else { format!("{} to {}", integer(least), integer(most)) }
}

fn one_of<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    match items {
        [] => "nothing".to_owned(),
        [only] => show(only),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(&show).collect();
            format!("{} or {}", rest.join(", "), show(last))
        }
    }
}

/// A bound of a range: plain between 0.0001 and a billion, else in scientific form. With a Unicode minus.
fn number(value: f64) -> String {
    let plain = value == 0.0 || (1e-4..1e9).contains(&value.abs());
    let text = match (plain, value.fract() == 0.0) {
        (true, true) => integer(value.abs() as u64),
        (true, false) => value.abs().to_string(),
        (false, _) => format!("{:e}", value.abs()),
    };
    if value < 0.0 { format!("−{text}") } else { text }
}

/// A value that was found, short enough for a message.
fn show(value: &Value) -> String {
    const LONGEST: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string().replace('-', "−"),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("{:?}…", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("{text:?}"),
        Value::Array(entries) => format!("an array of {}", integer(entries.len() as u64)),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sentences_say_what_was_found_and_what_was_expected() {
        let found = |found: Value, expected| problem(&Fault::Found { found, expected });
        for (sentence, expected) in [
            (found(json!(65), Expected::Whole(1..=64)), "found 65, expected a whole number from 1 to 64"),
            (found(json!(-1.5), Expected::Number(0.0..=1e6)), "found −1.5, expected a number from 0 to 1,000,000"),
            (found(json!(0), Expected::Number(1e-15..=1.0)), "found 0, expected a number from 1e-15 to 1"),
            (found(json!(2), Expected::Whole(1..=1)), "found 2, expected 1"),
            (found(json!(null), Expected::Flag), "found null, expected true or false"),
            (found(json!("xo"), Expected::OneOf(vec!["xor", "moons"])), "found \"xo\", expected \"xor\" or \"moons\""),
            (found(json!([1, 2]), Expected::Numbers(3..=3)), "found an array of 2, expected an array of 3 numbers"),
            (
                found(json!([]), Expected::Points(1..=5000)),
                "found an array of 0, expected an array of 1 to 5,000 points [x1, x2, label]",
            ),
            (
                found(json!("wi[0]"), Expected::Parameter(8)),
                "found \"wi[0]\", expected Wi[0][0] to Wi[1][7], bi[0] to bi[7], Wo[0] to Wo[7] or bo",
            ),
            (problem(&Fault::Unknown { known: vec!["a", "b", "c"] }), "unknown key, expected a, b or c"),
            (problem(&Fault::Missing { expected: Expected::Object }), "missing, expected an object"),
        ] {
            assert_eq!(sentence, expected, "the sentence");
        }
        let long = found(json!("x".repeat(1000)), Expected::Flag);
        assert!(long.len() < 100, "long texts are cut: {long}");
    }
}
