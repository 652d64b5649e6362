use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    data::{DataSpec, Example, Source},
    document::any::any_document,
    nn::{Bug, ParameterId, Parameters},
    state::Playground,
    training::{Action, Mark, SgdSpec, StopRule},
};

/// The paths of a document's problems, with their sentences.
fn problems(value: &Value) -> Vec<(String, String)> {
    let problems = Document::parse(value).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.path.clone(), problem.problem())).collect()
}

/// The document is refused for exactly these reasons.
fn check(value: &Value, expected: &[(&str, &str)]) {
    let found = problems(value);
    let found: Vec<_> = found.iter().map(|(path, problem)| (path.as_str(), problem.as_str())).collect();
    assert_eq!(found, expected, "problems of {value}");
}

fn with_parameters(parameters: &Value) -> Value {
    json!({"network": {"hidden": 2, "parameters": parameters}})
}

#[test]
fn nothing_is_the_default() {
    assert_eq!(Document::parse(&json!({})), Ok(Document::default()), "every key has a default");
    assert_eq!(Document::parse(&Document::default().write()), Ok(Document::default()), "and is written");
}

#[test]
fn the_default_is_that_of_the_design() {
    let design = json!({
        "version": 1,
        "data": {"kind": "xor", "points": 200, "noise": 0.1, "seed": 1, "trainFraction": 0.8},
        "network": {"hidden": 8, "initialization": "he", "seed": 1},
        "training": {
            "learningRate": 0.03, "batchSize": 1, "shuffle": true, "reduction": "mean", "l2": 0.0, "step": 0
        },
        "check": {"delta": 1e-6, "scheme": "central", "rtol": 1e-5, "atol": 1e-8, "precision": "f64"}
    });
    assert_eq!(Document::parse(&design), Ok(Document::default()), "design.md, section 6");
}

#[test]
fn every_problem_is_found_with_its_path() {
    check(
        &json!({
            "version": 2, "extra": 1,
            "data": {"kind": "xor", "points": 1, "noise": -0.1, "seed": 9_007_199_254_740_992_u64, "trainFraction": "x"},
            "network": {"hidden": 65, "initialization": "HE", "seed": 1.5},
            "training": {"learningRate": null, "batchSize": 0, "shuffle": 1, "reduction": "max", "l2": [], "step": -1},
            "check": {"delta": 0, "scheme": "backward", "rtol": 2, "atol": -1, "precision": "f16", "sigma": 1}
        }),
        &[
            ("extra", "unknown key, expected version, data, network, training, check or run"),
            ("version", "found 2, expected 1"),
            ("data.points", "found 1, expected a whole number from 2 to 1,000"),
            ("data.noise", "found −0.1, expected a number from 0 to 0.5"),
            ("data.seed", "found 9007199254740992, expected a whole number from 0 to 9,007,199,254,740,991"),
            ("data.trainFraction", "found \"x\", expected a number from 0.1 to 1"),
            ("network.hidden", "found 65, expected a whole number from 1 to 64"),
            ("network.initialization", "found \"HE\", expected \"he\", \"xavier\", \"uniform\" or \"zeros\""),
            ("network.seed", "found 1.5, expected a whole number from 0 to 9,007,199,254,740,991"),
            ("training.learningRate", "found null, expected a number from 0 to 1,000,000"),
            ("training.batchSize", "found 0, expected a whole number from 1 to 5,000"),
            ("training.shuffle", "found 1, expected true or false"),
            ("training.reduction", "found \"max\", expected \"mean\" or \"sum\""),
            ("training.l2", "found an array of 0, expected a number from 0 to 1,000,000"),
            ("training.step", "found −1, expected a whole number from 0 to 1,000,000,000,000,000"),
            ("check.sigma", "unknown key, expected delta, scheme, rtol, atol or precision"),
            ("check.delta", "found 0, expected a number from 1e-15 to 1"),
            ("check.scheme", "found \"backward\", expected \"forward\" or \"central\""),
            ("check.rtol", "found 2, expected a number from 0 to 1"),
            ("check.atol", "found −1, expected a number from 0 to 1"),
            ("check.precision", "found \"f16\", expected \"f64\" or \"f32\""),
        ],
    );
}

#[test]
fn what_is_no_object_is_said_once() {
    for value in [json!(null), json!([]), json!("{}"), json!(1)] {
        assert_eq!(problems(&value)[0].0, "", "{value} is no document");
        assert_eq!(problems(&value).len(), 1, "{value} has one problem");
    }
    check(
        &json!({"data": [], "network": {"parameters": 3}}),
        &[("data", "found an array of 0, expected an object"), ("network.parameters", "found 3, expected an object")],
    );
}

#[test]
fn custom_points_are_read_with_their_paths() {
    let custom = |points: Value| json!({"data": {"kind": "custom", "points": points}});
    let good = Document::parse(&custom(json!([[0.5, -1, 1], [2.0, 3.5, -1.0]]))).expect("two points");
    let expected = [Example { x: [0.5, -1.0], y: 1.0 }, Example { x: [2.0, 3.5], y: -1.0 }];
    assert_eq!(good.config.data, DataSpec::own(expected), "the points");
    for one_class in [json!([[0, 0, 1]]), json!([[0, 0, -1], [1, 1, -1]])] {
        assert!(Document::parse(&custom(one_class)).is_ok(), "one point or one class is enough for a gradient");
    }

    check(
        &custom(json!([[0, 0, 1], [1, 2], [null, 1e7, 0], "x", [0, 0, 1, 1], [0, "a", true]])),
        &[
            ("data.points[1]", "found an array of 2, expected a point [x1, x2, label]"),
            ("data.points[2][0]", "found null, expected a number from −1,000,000 to 1,000,000"),
            ("data.points[2][1]", "found 10000000.0, expected a number from −1,000,000 to 1,000,000"),
            ("data.points[2][2]", "found 0, expected the label −1 or 1"),
            ("data.points[3]", "found \"x\", expected a point [x1, x2, label]"),
            ("data.points[4]", "found an array of 4, expected a point [x1, x2, label]"),
            ("data.points[5][1]", "found \"a\", expected a number from −1,000,000 to 1,000,000"),
            ("data.points[5][2]", "found true, expected the label −1 or 1"),
        ],
    );
    let length = "expected an array of 1 to 5,000 points [x1, x2, label]";
    let named = json!({"data": {"kind": "custom", "points": [[0, 0, 1]], "names": ["long", "wide", "rose", ""]}});
    let Source::Custom(points) = Document::parse(&named).expect("four names").config.data.source else {
        panic!("own points")
    };
    let names = points.names().expect("they have names");
    assert_eq!((&*names.axes[1], &*names.classes[0]), ("wide", "rose"), "of x2 and −1");
    let names = "expected four names of at most 31 characters: of x1, x2, −1 and +1";
    check(
        &json!({"data": {"kind": "custom", "points": [[0, 0, 1]], "names": ["long"]}}),
        &[("data.names", &format!("found an array of 1, {names}"))],
    );
    check(&custom(json!([])), &[("data.points", &format!("found an array of 0, {length}"))]);
    check(
        &custom(json!(vec![json!([0, 0, 1]); 5001])),
        &[("data.points", &format!("found an array of 5,001, {length}"))],
    );
    check(&custom(json!(200)), &[("data.points", &format!("found 200, {length}"))]);
    check(
        &json!({"data": {"kind": "custom", "seed": 1}}),
        &[
            ("data.points", &format!("missing, {length}")),
            ("data.seed", "unknown key, expected kind, points, names or trainFraction"),
        ],
    );
    check(
        &json!({"data": {"points": [[0, 0, 1]]}}),
        &[("data.points", "found an array of 1, expected a whole number from 2 to 1,000")],
    );
}

#[test]
fn parameters_are_read_with_their_paths() {
    let good = json!({"Wi": [[1, 2], [3, 4]], "bi": [5, 6], "Wo": [7, 8], "bo": 9});
    let flat = (1..10).map(f64::from).collect();
    let expected = Parameters::from_flat(2, flat).expect("nine numbers");
    let start = |value: &Value| Document::parse(value).expect("good parameters").config.network.start;
    assert_eq!(start(&with_parameters(&good)).as_deref(), Some(&expected), "in the flat order");
    let inferred = Document::parse(&json!({"network": {"parameters": good}})).expect("good parameters");
    assert_eq!(inferred.config.network.hidden, 2, "the size is that of the parameters");

    check(
        &with_parameters(&json!({"Wi": [[1, 2], [3, null]], "bi": [5, 6, 7], "Wo": 7, "bo": [9], "wo": 1})),
        &[
            ("network.parameters.wo", "unknown key, expected Wi, bi, Wo or bo"),
            ("network.parameters.Wi[1][1]", "found null, expected a finite number"),
            ("network.parameters.bi", "found an array of 3, expected an array of 2 numbers"),
            ("network.parameters.Wo", "found 7, expected an array of 2 numbers"),
            ("network.parameters.bo", "found an array of 1, expected a finite number"),
        ],
    );
    check(
        &with_parameters(&json!({"Wi": [[1, 2]], "bi": []})),
        &[
            ("network.parameters.Wi", "found an array of 1, expected an array of 2 arrays of 2 numbers each"),
            ("network.parameters.bi", "found an array of 0, expected an array of 2 numbers"),
            ("network.parameters.Wo", "missing, expected an array of 2 numbers"),
            ("network.parameters.bo", "missing, expected a finite number"),
        ],
    );
    let wide = json!({"network": {"parameters": {"Wi": [vec![0; 65], vec![0; 65]], "bi": vec![0; 65], "Wo": vec![0; 65], "bo": 0}}});
    assert_eq!(problems(&wide)[0].0, "network.parameters.Wi[0]", "65 units are too many");
    let huge = json!({"Wi": [[1e300, 0], [0, 0]], "bi": [0, 0], "Wo": [1e300, 0], "bo": 0});
    check(
        &with_parameters(&huge),
        &[(
            "network.parameters",
            "the loss of the training points is not finite, expected parameters small enough not to overflow",
        )],
    );
}

#[test]
fn a_later_step_needs_its_parameters() {
    check(
        &json!({"training": {"step": 340}}),
        &[(
            "training.step",
            "found 340, expected 0 where network.parameters is missing: a start that is drawn is at step 0",
        )],
    );
    let mut value = with_parameters(&json!({"Wi": [[1, 2], [3, 4]], "bi": [5, 6], "Wo": [7, 8], "bo": 9}));
    value["training"] = json!({"step": 340.0, "examplesSeen": 1000});
    let config = Document::parse(&value).expect("parameters are given").config;
    assert_eq!((config.start_step, config.start_position), (340, Some(1000)), "whole numbers may have a point");
}

#[test]
fn a_state_goes_on_as_the_run_did() {
    let mut playground = Playground::default();
    playground.session.advance(100);
    assert_eq!(playground.document().config.start_position, None, "100 batches of one are 100 examples");
    playground.session.apply(Action::SetSgd(SgdSpec { batch_size: 3, ..SgdSpec::default() }));
    playground.session.advance(50);
    let document = playground.document();
    assert_eq!((document.config.start_step, document.config.start_position), (150, Some(250)), "100 + 50 · 3");
    let mut other = Playground::default();
    other.load(Document::parse(&document.write()).expect("what is written can be read"));
    assert_eq!(other.document(), document, "the same state");
    playground.session.advance(1000);
    other.session.advance(1000);
    assert_eq!(other.document(), playground.document(), "the same future, to the bit");
}

/// A run of 340 steps with two changes, one of them an edited parameter.
fn changed_run() -> Playground {
    let mut playground = Playground::default();
    playground.session.advance(120);
    playground.session.apply(Action::SetSgd(SgdSpec {
        batch_size: 7,
        bug: Some(Bug::MaskForgotten),
        ..SgdSpec::default()
    }));
    playground.session.advance(80);
    playground.session.apply(Action::SetSgd(SgdSpec { learning_rate: 0.1, ..SgdSpec::default() }));
    playground.session.apply(Action::SetParameter(ParameterId::Wi { input: 1, unit: 3 }, -2.0));
    playground.session.apply(Action::SetParameter(ParameterId::Wi { input: 0, unit: 5 }, 0.5));
    playground.session.advance(140);
    playground
}

#[test]
fn a_record_goes_back_as_far_as_the_run_does() {
    let mut here = changed_run();
    here.session.apply(Action::SetStop(StopRule { epoch: Some(9), ..StopRule::default() }));
    let record = here.record();
    let written = record.write();
    assert_eq!(written["run"]["changes"][2]["parameters"], json!({"Wi[1][3]": -2.0, "Wi[0][5]": 0.5}), "{written}");
    let mut there = Playground::default();
    there.load(Document::parse(&written).expect("what is written can be read"));
    assert_eq!(there.record(), record, "the same state, past and rule");
    for action in [Action::Back(20), Action::Step(20), Action::Seek(60), Action::Rewind] {
        here.session.apply(action.clone());
        there.session.apply(action.clone());
        assert_eq!(there.record(), here.record(), "the same, to the bit, after {action:?}");
    }
    assert_eq!(there.document().past, None, "the API's document has no past");
}

#[test]
fn the_start_of_a_run_has_no_past() {
    let mut playground = Playground::default();
    assert_eq!(playground.record(), Document::default(), "the default is the default");
    playground.session.advance(9);
    playground.session.apply(Action::Rewind);
    assert_eq!(playground.record(), Document::default(), "so is what was rewound");
    playground.session.apply(Action::SetParameter(ParameterId::Bo, 1.0));
    assert_eq!(playground.record().past.map(|past| past.marks.len()), Some(1), "an edit at the start is a past");
    let mut gone_back = changed_run();
    gone_back.session.apply(Action::Seek(150));
    let marks = gone_back.record().past.expect("150 steps").marks;
    assert_eq!(marks.iter().map(|mark| mark.step).collect::<Vec<_>>(), [0, 120], "what comes later is no past");
}

#[test]
fn a_run_too_long_to_make_again_has_no_past() {
    let mut long = changed_run().record();
    long.config.start_step = 1_000_000_000;
    let found = problems(&long.write());
    let expected = "found a run that takes too long to make again, expected one that takes about a second at most";
    assert_eq!(found, [("run.step".to_owned(), expected.to_owned())], "nobody waits for it");
}

#[test]
fn a_past_is_read_with_its_paths() {
    let mut value = changed_run().record().write();
    value["run"]["step"] = json!(341);
    value["run"]["changes"][0]["bug"] = json!("typo");
    value["run"]["changes"][1]["step"] = json!(0);
    value["run"]["changes"][1]["examplesSeen"] = json!(-1);
    value["run"]["changes"][2]["parameters"] = json!({"Wi[0][8]": 1, "bo": null});
    value["run"]["extra"] = json!(1);
    let found = problems(&value);
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "run.extra",
            "run.step",
            "run.changes[0].bug",
            "run.changes[1].step",
            "run.changes[1].examplesSeen",
            "run.changes[2].parameters.Wi[0][8]",
            "run.changes[2].parameters.bo",
        ],
        "{found:?}"
    );
    assert_eq!(
        found[3].1, "found 0, expected a whole number from 1 to 1,000,000,000,000,000",
        "later than the one before"
    );

    let mut value = changed_run().record().write();
    value["training"]["learningRate"] = json!(0.2);
    check(
        &value,
        &[(
            "run.changes[2]",
            "found other settings than those of training, expected the same: the last change brings them into force",
        )],
    );
    let mut value = changed_run().record();
    let mut marks = value.past.as_ref().expect("a past").marks.to_vec();
    marks.push(Mark::start(341, 100_000, value.config.sgd));
    value.past.as_mut().expect("a past").marks = marks.into();
    check(
        &value.write(),
        &[(
            "run.changes[3].step",
            "found a change where the run is over, expected none after training.step, which is 340",
        )],
    );
    check(&json!({"run": {}}), &[("run.changes", "missing, expected an array of 1 to 10,000 changes along the run")]);
    check(
        &json!({"training": {"stopAt": {"epoch": -1, "loss": "low", "plateau": 0, "steps": 1}}}),
        &[
            ("training.stopAt.steps", "unknown key, expected step, epoch, loss or plateau"),
            ("training.stopAt.epoch", "found −1, expected a whole number from 0 to 1,000,000,000,000,000"),
            ("training.stopAt.loss", "found \"low\", expected a number from 0 to 1,000,000"),
            ("training.stopAt.plateau", "found 0, expected a whole number from 1 to 10,000"),
        ],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn writing_and_reading_is_the_identity(document in any_document()) {
        let text = document.write().to_string();
        let value: Value = serde_json::from_str(&text).expect("what is written is JSON");
        let read = Document::parse(&value);
        prop_assert_eq!(&read, &Ok(document));
        // Zero has a sign that equality does not see.
        prop_assert_eq!(read.map(|read| read.write().to_string()), Ok(text));
    }

    #[test]
    fn no_text_breaks_the_reader(value in any_json()) {
        // Whatever comes, it is a document or a list of problems.
        prop_assert!(Document::parse(&value).err().is_none_or(|problems| !problems.is_empty()));
    }
}

/// JSON that has the document's keys, but anything under them.
fn any_json() -> impl Strategy<Value = Value> {
    const KEYS: &[&str] = &[
        "version",
        "data",
        "network",
        "training",
        "check",
        "run",
        "changes",
        "stopAt",
        "kind",
        "points",
        "parameters",
        "Wi",
        "bi",
        "hidden",
        "step",
    ];
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..3).prop_map(Value::from),
        Just(json!("custom")),
        Just(json!("xor")),
    ];
    leaf.prop_recursive(4, 60, 6, |inner| {
        let object = prop::collection::vec((prop::sample::select(KEYS), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            object.prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}
