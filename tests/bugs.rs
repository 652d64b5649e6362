//! Wrong backward passes in a run: training follows them, the check judges them, and every step is reached again.

use backprop_playground::{
    Named,
    api::{NoPage, call},
    nn::{Bug, Group},
    state::Playground,
    training::{Action, Config, Scope, Session, SgdSpec},
};
use serde_json::{Value, json};

fn ok(playground: &mut Playground, method: &str, params: Value) -> Value {
    call(method, &params, playground, &NoPage).unwrap_or_else(|error| panic!("{method} {params}: {}", error.message()))
}

fn session() -> Session {
    let sgd = SgdSpec { batch_size: 5, ..SgdSpec::default() };
    Session::new(Config { sgd, ..Config::default() })
}

fn bits(session: &Session) -> Vec<u64> {
    session.snapshot().params.as_slice().iter().map(|value| value.to_bits()).collect()
}

#[test]
fn training_follows_the_wrong_gradient() {
    for &bug in Bug::ALL {
        let (mut right, mut wrong) = (session(), session());
        wrong.apply(Action::SetBug(Some(bug)));
        assert_eq!(wrong.snapshot().config.sgd.bug, Some(bug), "{} is on", bug.title());
        for _ in 0..3 {
            let snapshot = wrong.snapshot();
            let gradient = snapshot.gradient(&snapshot.examples(Scope::Batch));
            right.apply(Action::Step(1));
            wrong.apply(Action::Step(1));
            let after = wrong.snapshot();
            for id in after.params.ids() {
                let moved = snapshot.params.get(id) - after.params.get(id);
                let expected = snapshot.config.sgd.learning_rate * gradient.get(id);
                assert!((moved - expected).abs() < 1e-12, "{id} with {}: moved {moved}", bug.title());
            }
        }
        assert_ne!(bits(&right), bits(&wrong), "{} changes the run", bug.title());
    }
}

#[test]
fn every_step_of_a_run_with_bugs_is_reached_again() {
    for &bug in Bug::ALL {
        let mut session = session();
        session.apply(Action::Step(40));
        session.apply(Action::SetBug(Some(Bug::NeverCleared)));
        session.apply(Action::SetBug(Some(bug)));
        let mut seen = vec![bits(&session)];
        for _ in 0..60 {
            session.apply(Action::Step(1));
            seen.push(bits(&session));
        }
        session.apply(Action::Back(70));
        assert_eq!(session.snapshot().config.sgd.bug, None, "no bug before it was turned on");
        for (place, expected) in seen.iter().enumerate() {
            session.apply(Action::Seek(40 + place as u64));
            assert_eq!(&bits(&session), expected, "step {} with {}", 40 + place, bug.title());
            assert_eq!(session.snapshot().config.sgd.bug, Some(bug), "{} is on again", bug.title());
        }
        session.apply(Action::Rewind);
        assert_eq!(session.snapshot().config.sgd.bug, Some(bug), "a rewind keeps {}", bug.title());
    }
}

#[test]
fn the_api_names_bugs_and_the_check_finds_them() {
    let mut playground = Playground::default();
    let described = ok(&mut playground, "describe", json!(null));
    let bugs = described["bugs"].as_array().expect("a list of bugs");
    assert_eq!(bugs.len(), Bug::ALL.len(), "every bug");
    for bug in bugs {
        ok(&mut playground, "state.set", json!({"training": {"batchSize": 5}}));
        ok(&mut playground, "training.step", json!({"steps": 20}));
        assert_eq!(ok(&mut playground, "bug.set", json!({"name": bug["name"]}))["name"], bug["name"], "it is on");
        ok(&mut playground, "training.step", json!({"steps": 3}));
        let found = ok(&mut playground, "gradients", json!({"scope": "train"}));
        assert_eq!(found["verdict"]["matches"], false, "{bug} is found");
        for group in Group::ALL {
            let name = group.name();
            let is_off = far(&found["backprop"][name], &found["forwardMode"][name]);
            let breaks = bug["breaks"].as_array().expect("groups").contains(&json!(name));
            assert_eq!(is_off, breaks, "{name} with {bug}");
        }
    }
    assert_eq!(ok(&mut playground, "bug.set", json!({"name": null}))["name"], Value::Null, "off again");
    assert_eq!(ok(&mut playground, "gradients", json!({"scope": "train"}))["verdict"]["matches"], true, "right again");
}

/// Whether any two numbers in the same place differ by more than rounding.
fn far(a: &Value, b: &Value) -> bool {
    if let (Some(a), Some(b)) = (a.as_array(), b.as_array()) {
        return a.iter().zip(b).any(|(a, b)| far(a, b));
    }
    let [a, b] = [a, b].map(|value| value.as_f64().expect("a number"));
    (a - b).abs() > 1e-9 + 1e-6 * b.abs()
}

#[test]
fn a_document_carries_the_bug() {
    let mut playground = Playground::default();
    ok(&mut playground, "bug.set", json!({"name": "mask-forgotten"}));
    let state = ok(&mut playground, "state.get", json!(null));
    assert_eq!(state["training"]["bug"], "mask-forgotten", "in the document");
    let mut other = Playground::default();
    assert_eq!(ok(&mut other, "state.set", state.clone()), state, "and out of it");
    ok(&mut other, "state.set", json!({}));
    assert_eq!(other.session.config().sgd.bug, None, "the default has none");
}

#[test]
fn unknown_bugs_are_refused_by_name() {
    let mut playground = Playground::default();
    for params in [json!({"name": "off-by-one"}), json!({"name": 3}), json!({}), json!({"bug": null})] {
        let error = call("bug.set", &params, &mut playground, &NoPage).expect_err("no bug").write();
        assert_eq!(error["code"], -32602, "{params}: {error}");
        assert!(
            error["data"].to_string().contains("mask-forgotten") || error["data"].to_string().contains("name"),
            "{error}"
        );
    }
    assert_eq!(playground.session.config().sgd.bug, None, "nothing changed");
}

#[test]
fn kinks_say_which_examples_cross() {
    let mut playground = Playground::default();
    ok(&mut playground, "state.set", json!({"check": {"delta": 0.1}}));
    let found = ok(&mut playground, "gradients", json!({"scope": "train"}));
    let kinks = found["kinks"].as_array().expect("one for each parameter");
    assert_eq!(kinks.len(), 33, "4h + 1");
    let kinked: Vec<&Value> = kinks
        .iter()
        .filter(|kink| !kink["crossing"].as_array().expect("a list").is_empty())
        .map(|k| &k["parameter"])
        .collect();
    assert_eq!(json!(kinked), found["verdict"]["kinked"], "the verdict names the same");
    let smooth = kinks.iter().find(|kink| kink["parameter"] == "Wo[0]").expect("Wo[0]");
    assert_eq!(smooth["nearest"], json!({}), "Wo moves no hinge, and what is not there is no null");
}
