//! `NumPy` is the reference: thousands of random expressions run in both.
//!
//! `PLAYGROUND_PYTHON` names a Python with `NumPy`; `cargo xtask test` sets it. Without it nothing is run.

#[path = "numpy/random.rs"]
mod random;

use std::{env, fmt::Write as _, fs, path::Path, process::Command};

use practice::{
    numpy::{Array, Scalar},
    python::{Sort, parse},
    run::{Machine, STEPS_OF_A_RUN, Value},
};
use random::{Random, SETUP};

/// How many random texts run in both: a third have results, the others must be refused by both.
const TEXTS: usize = 16_000;

/// How many have results at least.
const RESULTS: usize = 5000;

/// Runs each text after the setup, and prints what its last line gives: kind, shape and numbers.
const REFERENCE: &str = r#"
import sys, warnings
import numpy as np
warnings.simplefilter("ignore")
setup = compile(open("setup.py").read(), "setup", "exec")
def written(value):
    own = "python" if isinstance(value, (bool, int, float)) and not isinstance(value, np.generic) else "numpy"
    if isinstance(value, int) and not -2**63 <= value < 2**63:
        return "error: too large for 64 bits"
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + "{" + "|".join(written(item) for item in value) + "}"
    array = np.asarray(value)
    if array.dtype.kind not in "bif":
        return "error: " + str(array.dtype)
    shape = ",".join(map(str, array.shape))
    numbers = " ".join(repr(float(v)) if array.dtype.kind == "f" else str(int(v)) for v in array.ravel())
    return f"{own};{array.dtype.kind};{shape};{numbers}"
names = {}
for text in open("texts.txt").read().split("\n---\n"):
    *lines, last = text.split("\n")
    if lines or not names:
        names = {}
        exec(setup, names)
    try:
        exec("\n".join(lines), names)
        print(written(eval(last, names)))
    except Exception as error:
        print("error:", type(error).__name__, str(error).replace("\n", " "))
    if lines:
        names = {}
"#;

#[derive(Debug, PartialEq)]
enum Outcome {
    Error(String),
    Row(&'static str, Vec<Outcome>),
    Numbers { python: bool, kind: char, shape: Vec<usize>, values: Vec<f64> },
}

fn ours(text: &str, setup: &str) -> Outcome {
    let run = || {
        let mut machine = Machine::new([].into(), STEPS_OF_A_RUN);
        machine.execute(&parse(setup)?)?;
        machine.execute(&parse(text)?)
    };
    match run() {
        Err(refusal) if refusal.fault.sort == Sort::Unread => {
            panic!("{text} cannot be read: {:?}", refusal.place(text))
        }
        Err(refusal) => Outcome::Error(refusal.place(text).to_string()),
        Ok(value) => outcome(&value.expect("the last line is an expression")),
    }
}

fn outcome(value: &Value) -> Outcome {
    let numbers = |python: bool, array: &Array| Outcome::Numbers {
        python,
        kind: array.kind().name().chars().next().expect("a name"),
        shape: array.shape().to_vec(),
        values: array.scalars().into_iter().map(Scalar::float).collect(),
    };
    match value {
        Value::Array(array) => numbers(false, array),
        Value::Scalar(scalar) => numbers(true, &Array::scalar(*scalar)),
        Value::List(list) => Outcome::Row("list", list.items.borrow().iter().map(outcome).collect()),
        Value::Tuple(list) => Outcome::Row("tuple", list.items.borrow().iter().map(outcome).collect()),
        other => Outcome::Error(format!("{} is no result", other.describe())),
    }
}

/// Whether the reference's line says the same: kinds, shapes, numbers up to rounding.
fn agrees(ours: &Outcome, theirs: &str) -> bool {
    match ours {
        Outcome::Error(_) => theirs.starts_with("error"),
        Outcome::Row(name, items) => {
            let Some(inner) = theirs.strip_prefix(name).and_then(|rest| rest.strip_prefix('{')?.strip_suffix('}'))
            else {
                return false;
            };
            let parts = items_of(inner);
            parts.len() == items.len() && items.iter().zip(parts).all(|(ours, theirs)| agrees(ours, theirs))
        }
        Outcome::Numbers { python, kind, shape, values } => {
            let parts: Vec<&str> = theirs.split(';').collect();
            let [own, their_kind, their_shape, numbers] = parts.as_slice() else { return false };
            let their_shape: Vec<usize> = their_shape.split(',').filter_map(|size| size.parse().ok()).collect();
            // Python writes a float with the digits that read back as the same one.
            let numbers: Vec<f64> =
                numbers.split_whitespace().map(|number| number.parse().unwrap_or(f64::NAN)).collect();
            let largest = numbers.iter().filter(|value| value.is_finite()).fold(0.0_f64, |a, b| a.max(b.abs()));
            let close = |a: f64, b: f64| {
                a.to_bits() == b.to_bits() || a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-12 * largest
            };
            (*own == "python") == *python
                && their_kind.starts_with(*kind)
                && their_shape == *shape
                && numbers.len() == values.len()
                && values.iter().zip(numbers).all(|(&a, b)| close(a, b))
        }
    }
}

/// What stands between bars that are in no inner braces.
fn items_of(text: &str) -> Vec<&str> {
    let (mut items, mut start, mut depth) = (vec![], 0, 0_usize);
    for (place, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                items.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    items.extend((!text.is_empty()).then(|| &text[start..]));
    items
}

fn reference(texts: &[String]) -> Option<Vec<String>> {
    let Some(python) = env::var_os("PLAYGROUND_PYTHON").filter(|value| !value.is_empty()) else {
        println!("skipped: PLAYGROUND_PYTHON names no Python, so nothing was compared with NumPy");
        return None;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("numpy");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("setup.py"), SETUP).expect("the setup");
    fs::write(folder.join("texts.txt"), texts.join("\n---\n")).expect("the texts");
    fs::write(folder.join("reference.py"), REFERENCE).expect("the reference");
    let output = Command::new(python).arg("reference.py").current_dir(&folder).output().expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect())
}

#[test]
fn random_expressions_agree() {
    let mut random = Random::new(13);
    let texts: Vec<String> = (0..TEXTS).map(|_| random.text()).collect();
    let Some(theirs) = reference(&texts) else { return };
    assert_eq!(theirs.len(), texts.len(), "an answer for each text");
    let (mut failures, mut wrong, mut results, mut refused) = (String::new(), 0, 0, 0);
    for (text, theirs) in texts.iter().zip(&theirs) {
        let ours = ours(text, SETUP);
        // Half precision and bytes, which NumPy makes of truth values, are refused on purpose.
        if matches!(&ours, Outcome::Error(message) if message.contains(" mask")) {
            refused += 1;
            continue;
        }
        results += usize::from(!theirs.starts_with("error"));
        if !agrees(&ours, theirs) {
            wrong += 1;
            if wrong <= 40 {
                let _ = writeln!(failures, "{text}\n  ours   {ours:?}\n  NumPy  {theirs}");
            }
        }
    }
    println!("{TEXTS} texts, {results} with results, {refused} refused for their precision");
    assert!(wrong == 0, "{wrong} of {TEXTS} differ:\n{failures}");
    assert!(results >= RESULTS && refused < TEXTS / 10, "{results} with results, {refused} refused");
}

/// A comparison that compared nothing would find everything equal.
#[test]
fn a_difference_is_noticed() {
    let value = || ours("x + 1", SETUP);
    let Outcome::Numbers { values, .. } = value() else { panic!("x + 1 is an array") };
    let written = |values: &[f64], kind: &str, shape: &str| {
        let numbers: Vec<String> = values.iter().map(f64::to_string).collect();
        format!("numpy;{kind};{shape};{}", numbers.join(" "))
    };
    assert!(agrees(&value(), &written(&values, "f", "3,")), "the same");
    assert!(!agrees(&value(), &written(&[1.0, 2.0, 3.0], "f", "3,")), "other numbers");
    assert!(!agrees(&value(), &written(&values, "i", "3,")), "another kind");
    assert!(!agrees(&value(), &written(&values, "f", "1,3")), "another shape");
    assert!(!agrees(&value(), "error: ValueError"), "an error");
}
