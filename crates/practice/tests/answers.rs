//! Answers as people write them, with the verdict and the first diagnosis that each must get.
//!
//! `answers/<exercise>.txt` holds them one after the other, each below a line `### verdict kind words`, where `kind` and
//! words of the message are left out for right ones.

use std::{fs, path::Path};

use backprop::Named;
use practice::{
    exercise::{exercise, exercises},
    verdict::{Kind, Verdict, check},
};

struct Kept {
    exercise: String,
    verdict: String,
    kind: String,
    words: String,
    text: String,
}

fn kept() -> Vec<Kept> {
    let mut all = Vec::new();
    for exercise in exercises() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/answers/{}.txt", exercise.id));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        // Comments of an assignment may begin with the same marks.
        let heads = ["### right", "### wrong ", "### unreadable "];
        for line in text.split_inclusive('\n') {
            if heads.iter().any(|head| line.starts_with(head)) {
                let mut words = line.trim_start_matches("### ").trim_end().splitn(3, ' ').map(str::to_owned);
                let mut word = || words.next().unwrap_or_default();
                let (verdict, kind, words) = (word(), word(), word());
                all.push(Kept { exercise: exercise.id.clone(), verdict, kind, words, text: String::new() });
            } else if let Some(last) = all.last_mut() {
                last.text.push_str(line);
            }
        }
    }
    all
}

#[test]
fn each_answer_gets_its_verdict_and_diagnosis() {
    let all = kept();
    assert!(all.len() >= 120, "{} answers are kept", all.len());
    let mut failures = Vec::new();
    for Kept { exercise: id, verdict, kind, words, text } in &all {
        let checked = check(&exercise(id).expect("an exercise of ours"), text);
        let found = checked.diagnoses.first();
        let is_right = checked.verdict.name() == verdict
            && found.map_or("", |found| found.kind.name()) == kind
            && found.is_none_or(|found| found.message.to_lowercase().contains(&words.to_lowercase()));
        if !is_right {
            failures.push(format!(
                "{id}\n{text}  wanted {verdict} {kind} {words}\n  found {} {found:?}",
                checked.verdict.name()
            ));
        }
        if checked.verdict == Verdict::Wrong && checked.counterexample.is_none() {
            failures.push(format!("{id}\n{text}  has no counterexample"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), all.len(), failures.join("\n"));
}

#[test]
fn each_kind_is_met() {
    let all = kept();
    for kind in Kind::ALL {
        assert!(all.iter().any(|kept| kept.kind == kind.name()), "no answer is kept for {}", kind.name());
    }
}

#[test]
fn solutions_and_other_ways_are_right() {
    for exercise in exercises() {
        assert_eq!((exercise.hints.len(), exercise.others.len()), (3, 2), "{}", exercise.id);
        for text in [&exercise.solution].into_iter().chain(&exercise.others) {
            let checked = check(&exercise, text);
            assert_eq!(checked.verdict, Verdict::Right, "{}: {text}: {:?}", exercise.id, checked.diagnoses);
            assert!(
                checked.tried.states >= 40 && checked.tried.largest_error < 1e-12,
                "{}: {:?}",
                exercise.id,
                checked.tried
            );
        }
    }
}
