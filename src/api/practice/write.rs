//! Verdicts as JSON.

use practice::{
    compare::Compared,
    exercise::Exercise,
    pass::{Given, Tensor},
    verdict::{Checked, Diagnosis, Verdict, Worked},
};
use serde_json::{Map, Value, json};

use crate::Named;

/// What is said of an answer.
pub(super) fn checked(checked: &Checked, exercise: &Exercise) -> Value {
    let Checked { verdict, diagnoses, counterexample, tried, note } = checked;
    let sizes: Map<String, Value> = exercise
        .subject
        .size_names()
        .into_iter()
        .zip(&tried.sizes)
        .map(|(name, (low, high))| (name, json!([low, high])))
        .collect();
    let mut answer = json!({
        "verdict": verdict.name(),
        "diagnoses": diagnoses.iter().map(diagnosis).collect::<Value>(),
        "tried": {"states": tried.states, "sizes": sizes, "largestError": tried.largest_error},
    });
    if let Some(worked) = counterexample {
        answer["counterexample"] = example(worked);
    }
    if let Some(note) = note {
        answer["note"] = (*note).into();
    }
    answer
}

/// What is said of one pasted array.
pub(super) fn compared(compared: &Compared) -> Value {
    let verdict = if compared.diagnosis.is_none() { Verdict::Right } else { Verdict::Wrong };
    let mut answer = json!({
        "verdict": verdict.name(),
        "diagnoses": compared.diagnosis.iter().map(diagnosis).collect::<Value>(),
        "right": tensor(&compared.right),
        "tried": {"states": 1},
    });
    if let Some(difference) = &compared.difference {
        answer["difference"] = tensor(difference);
        let largest = difference.largest();
        // A difference without a number is none that could be the largest.
        if largest.is_finite() && difference.values.iter().all(|value| value.is_finite()) {
            answer["tried"]["largestError"] = (largest / compared.right.largest().max(1e-3)).into();
        }
    }
    answer
}

fn diagnosis(diagnosis: &Diagnosis) -> Value {
    let Diagnosis { kind, message, evidence, result, place, mistake } = diagnosis;
    let mut written = json!({"kind": kind.name(), "message": message});
    for (key, text) in [("evidence", evidence), ("result", result)] {
        if !text.is_empty() {
            written[key] = text.as_str().into();
        }
    }
    if let Some(place) = place {
        written["where"] = json!({"line": place.line, "column": place.column});
    }
    if let Some(mistake) = mistake {
        written["bug"] = mistake.title().into();
    }
    written
}

fn example(worked: &Worked) -> Value {
    let given: Map<String, Value> =
        worked.given.iter().map(|(name, given)| (name.clone(), self::given(given))).collect();
    let results: Map<String, Value> = worked
        .results
        .iter()
        .map(|(name, right, yours)| {
            let mut both = json!({"right": tensor(right)});
            if let Some(yours) = yours {
                both["yours"] = tensor(yours);
            }
            (name.clone(), both)
        })
        .collect();
    json!({"sizes": worked.sizes, "given": given, "results": results})
}

fn given(given: &Given) -> Value {
    match given {
        Given::One(one) => tensor(one),
        Given::Several(several) => several.iter().map(tensor).collect(),
        Given::Whole(whole) => (*whole).into(),
    }
}

/// Nested lists as deep as there are axes.
fn tensor(tensor: &Tensor) -> Value {
    fn level(shape: &[usize], values: &[f64]) -> Value {
        match shape.split_first() {
            None => values.first().copied().map_or(Value::Array(vec![]), number),
            Some((_, rest)) => {
                let each = rest.iter().product::<usize>().max(1);
                values.chunks(each).map(|own| level(rest, own)).collect()
            }
        }
    }
    level(&tensor.shape, &tensor.values)
}

/// A number; what JSON has no number for, in Python's word.
fn number(value: f64) -> Value {
    match value {
        value if value.is_finite() => value.into(),
        value if value.is_nan() => "nan".into(),
        value if value > 0.0 => "inf".into(),
        _ => "-inf".into(),
    }
}
