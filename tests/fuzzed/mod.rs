//! What must hold of any text that comes from outside. `fuzz/` looks for texts of which it does not, and
//! `tests/corpus.rs` replays what was found, and what people may send.
//!
//! Each function takes a text, panics where a promise is broken, and has no other effect.

use backprop::data::table::{Choice, Delimiter, Header, Incomplete, Scaling, Table};
use backprop_playground::{
    api::{Job, NoPage},
    document::{Document, Problem, link},
    lab::{self, Format},
    options,
    state::Playground,
};
use serde_json::Value;

/// What a reader does with a text.
pub(crate) type Target = (&'static str, fn(&str));

/// Every target by its name: of the file in `fuzz/fuzz_targets/` and of the folder in `fuzz/corpus/`.
#[allow(dead_code, reason = "a fuzz target takes one of them")]
pub(crate) const TARGETS: [Target; 7] = [
    ("link", link),
    ("document", document),
    ("arrays", arrays),
    ("table", table),
    ("api", api),
    ("options", options),
    ("practice", practice),
];

/// Longer messages than this are no sentences: what they echo is cut at 200 characters.
const LONGEST_MESSAGE: usize = 2_000;

/// So many slices of an API call are run: each must be short, the whole may take long.
#[allow(dead_code, reason = "a fuzz target does not ask how long it takes")]
pub(crate) const SLICES: u32 = 3;

/// A link is read whole or in part, and what was read is written as a link that reads as the same.
pub(crate) fn link(text: &str) {
    let (link, problems) = link::read(text);
    sentences(&problems);
    let written = link::write(&link);
    let (again, problems) = link::read(&written);
    assert!(problems.is_empty(), "what is written has no problems: {problems:?}");
    assert_eq!(link::write(&again), written, "a link that was read is written as the same");
}

/// A state document is refused with its problems, or taken and written as the same.
pub(crate) fn document(text: &str) {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    match Document::parse(&value) {
        Err(problems) => {
            assert!(!problems.is_empty(), "what is refused has a reason");
            sentences(&problems);
        }
        Ok(document) => {
            let written = document.write();
            let again = Document::parse(&written).expect("what is written can be read");
            assert_eq!(again.write(), written, "a document that was read is written as the same");
        }
    }
}

/// Arrays that were read are printed so that they read as the same.
pub(crate) fn arrays(text: &str) {
    match lab::parse_all(text) {
        Err(problem) => assert!(problem.to_string().len() < LONGEST_MESSAGE, "{problem}"),
        Ok(named) => {
            for array in named.into_iter().map(|named| named.array) {
                for format in [Format::NumPy, Format::Python] {
                    let printed = lab::print(&array, format);
                    let again =
                        lab::parse(&printed).unwrap_or_else(|problem| panic!("{printed} reads back: {problem}"));
                    assert_eq!(lab::print(&again, format), printed, "the same numbers");
                }
            }
        }
    }
}

/// A table becomes points that can be trained on, or a list of what is in the way.
pub(crate) fn table(text: &str) {
    let by_hand = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab].map(|one| Table::read_as(text, one));
    for table in by_hand.into_iter().chain([Table::read(text)]).flatten() {
        for header in [Header::Present, Header::Absent] {
            let columns = table.guess(header);
            let labels = table.labels(columns.label, header);
            let classes = match &labels[..] {
                [first, .., last] => Some([first.written.clone(), last.written.clone()]),
                _ => None,
            };
            for (scaling, incomplete, classes) in
                [(Scaling::AsGiven, Incomplete::Refused, None), (Scaling::Standardised, Incomplete::LeftOut, classes)]
            {
                let choice = Choice { header, columns, scaling, incomplete, classes };
                if let Ok(imported) = table.points(&choice) {
                    let of = |sign: f64| imported.examples.iter().filter(|example| example.y == sign).count();
                    assert!(of(1.0) > 0 && of(-1.0) > 0, "both classes");
                    assert_eq!(of(1.0) + of(-1.0), imported.examples.len(), "labels are −1 and +1");
                    let finite = |x: &f64| x.is_finite();
                    assert!(
                        imported.examples.iter().all(|example| example.x.iter().all(finite)),
                        "coordinates are numbers"
                    );
                }
            }
        }
    }
}

/// A message to the API gets an answer of JSON-RPC, and leaves a state that can be written and read.
pub(crate) fn api(text: &str) {
    let mut playground = Playground::default();
    let mut job = Job::of_text(text);
    for _ in 0..SLICES {
        if !job.query(&playground, &NoPage, &mut || false) {
            break;
        }
        job.command(&mut playground, &mut || false);
    }
    if job.is_over()
        && let Some(answer) = job.answer()
    {
        match &answer {
            Value::Array(answers) => answers.iter().for_each(response),
            answer => response(answer),
        }
    }
    let written = playground.document().write();
    let again = Document::parse(&written).expect("the state that is left can be read");
    assert_eq!(again.write(), written, "and is the same");
}

/// A response has what was asked, or an error with its number and a sentence.
fn response(answer: &Value) {
    assert_eq!(answer["jsonrpc"], "2.0", "{answer}");
    assert!(answer.get("id").is_some(), "{answer}");
    assert_ne!(answer.get("result").is_some(), answer.get("error").is_some(), "{answer}");
    if let Some(error) = answer.get("error") {
        assert!(error["code"].as_i64().is_some_and(|code| code < 0), "{answer}");
        assert!(error["message"].as_str().is_some_and(|message| message.len() < LONGEST_MESSAGE), "{answer}");
    }
}

/// Options that were read are written so that they read as the same.
pub(crate) fn options(text: &str) {
    let (read, problems) = options::read(text);
    sentences(&problems);
    let written = options::write(&read);
    let (again, problems) = options::read(&written);
    assert!(problems.is_empty(), "what is written has no problems: {problems:?} in {written}");
    assert_eq!(again, read, "options that were read are written as the same: {written}");
}

/// An answer in Practice gets a verdict with a reason. On a line of its own before it stands the name of the exercise, or an
/// author's exercise as a document; without an answer, the whole text is such a document.
pub(crate) fn practice(text: &str) {
    let (first, answer) = text.split_once('\n').unwrap_or((text, ""));
    let exercise = practice::exercise::exercise(first).map_or_else(|| practice::document::parse(first), Ok);
    match exercise {
        Ok(exercise) => {
            let checked = practice::verdict::check(&exercise, answer);
            let is_right = checked.verdict == practice::verdict::Verdict::Right;
            assert_eq!(is_right, checked.diagnoses.is_empty(), "a reason where it is not right: {checked:?}");
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "what is refused has a reason");
            drop(practice::document::parse(text));
        }
    }
}

fn sentences(problems: &[Problem]) {
    for problem in problems {
        let said = problem.problem();
        assert!(!said.is_empty() && said.len() < LONGEST_MESSAGE, "{said}");
    }
}
