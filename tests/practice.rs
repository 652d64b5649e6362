//! Practice as an embedding page meets it: exercises, answers, pasted arrays.

use backprop_playground::{
    api::{NoPage, call},
    state::Playground,
};
use serde_json::{Value, json};

fn ok(method: &str, params: Value) -> Value {
    let mut playground = Playground::default();
    call(method, &params, &mut playground, &NoPage)
        .unwrap_or_else(|error| panic!("{method} {params}: {}", error.message()))
}

/// The paths at which a call is refused.
fn refused(method: &str, params: Value) -> Vec<String> {
    let mut playground = Playground::default();
    let error = call(method, &params, &mut playground, &NoPage).expect_err("it is refused").write();
    assert_eq!(error["code"], -32602, "{method} {params}: {error}");
    let data = error["data"].as_array().expect("problems");
    assert!(error.to_string().len() < 4000, "messages are short");
    data.iter().map(|problem| problem["path"].as_str().expect("a path").to_owned()).collect()
}

fn check(exercise: &str, answer: &str) -> Value {
    ok("practice.check", json!({"exercise": exercise, "answer": answer}))
}

#[test]
fn every_exercise_has_its_id_and_title() {
    let answer = ok("practice.exercises", json!({}));
    let all = answer["exercises"].as_array().expect("a list");
    let ids: Vec<&str> = all.iter().map(|own| own["id"].as_str().expect("an id")).collect();
    for id in [
        "grad_s_Yo",
        "grad_s_Wo",
        "grad_s_bo",
        "grad_s_H",
        "grad_s_Z",
        "grad_s_Wi",
        "grad_s_bi",
        "gradient_nn",
        "dense_grad_input",
        "dense_grad_W",
        "dense_grad_b",
        "sigmoid_dout",
        "backward_pass",
    ] {
        assert!(ids.contains(&id), "{id} is among {ids:?}");
    }
    assert!(all.iter().all(|own| own["title"].as_str().is_some_and(|title| !title.is_empty())), "titles");
    assert_eq!(all[0]["given"][2], json!({"name": "Wi", "shape": "[d, h]"}), "what is given, with its shape");
    assert_eq!(refused("practice.exercises", json!({"all": true})), ["all"], "nothing is asked");
}

#[test]
fn answers_get_verdicts() {
    let right = check("grad_s_Z", "grad_s_H * (Z > 0)");
    assert_eq!((&right["verdict"], &right["diagnoses"]), (&json!("right"), &json!([])), "{right}");
    assert!(right["tried"]["states"].as_u64() > Some(40) && right["tried"]["sizes"]["h"] == json!([1, 7]), "{right}");
    let wrong = check("grad_s_Z", "grad_s_H");
    assert_eq!(wrong["verdict"], "wrong", "{wrong}");
    assert_eq!(wrong["counterexample"]["results"]["grad_s_Z"]["right"], json!([0.0]), "the unit rests: {wrong}");
    let unreadable = check("grad_s_Z", "np.where(Z > 0, grad_s_H,");
    assert_eq!(unreadable["verdict"], "unreadable", "{unreadable}");
    assert_eq!(unreadable["diagnoses"][0]["where"]["line"], 1, "{unreadable}");
    let broken = check("grad_s_Z", "grad_s_H / 0.0");
    assert!(!broken.to_string().contains("null"), "no answer holds a null: {broken}");
}

#[test]
fn an_authors_exercise_is_asked_by_its_document() {
    let document = json!({
        "id": "g", "title": "One", "text": "Write it.", "sizes": ["n"], "given": [{"name": "x", "shape": ["n"]}],
        "answer": "2 * x",
    });
    let answer = ok("practice.check", json!({"exercise": document, "answer": "x + x"}));
    assert_eq!(answer["verdict"], "right", "{answer}");
    let mut broken = document;
    broken["given"][0]["shape"] = json!(["k"]);
    broken["answer"] = json!("2 *");
    let paths = refused("practice.check", json!({"exercise": broken, "answer": "x"}));
    assert_eq!(paths, ["exercise.given[0].shape[0]", "exercise.answer"], "every problem");
}

#[test]
fn what_is_no_call_is_refused_with_every_path() {
    assert_eq!(refused("practice.check", json!({})), ["exercise", "answer"], "nothing");
    assert_eq!(refused("practice.check", json!({"exercise": "x".repeat(10_000), "answer": 5})), ["exercise", "answer"]);
    assert_eq!(refused("practice.check", json!({"exercise": "grad_s_Z", "answer": "1", "x": 1})), ["x"], "a key");
    assert_eq!(refused("practice.compare", json!({})), ["arrays"], "no arrays");
    assert_eq!(refused("practice.compare", json!({"arrays": {"wi": [1], "bo": "x"}})), ["arrays.wi", "arrays.bo"]);
    assert_eq!(
        refused("practice.compare", json!({"problem": {"scope": "all"}, "arrays": {"bo": 1}})),
        ["problem.scope"]
    );
    assert_eq!(refused("practice.compare", json!({"problem": 3, "arrays": {"bo": 1}})), ["problem"]);
}

#[test]
fn the_pages_gradients_are_right_and_changed_ones_are_diagnosed() {
    for scope in [json!({"scope": "train"}), json!({"scope": "batch"}), json!({"scope": "example", "example": 3})] {
        let gradients = ok("gradients", scope.clone())["backprop"].clone();
        let answer = ok("practice.compare", json!({"problem": scope, "arrays": gradients}));
        for group in ["Wi", "bi", "Wo", "bo"] {
            assert_eq!(answer["arrays"][group]["verdict"], "right", "{group}: {answer}");
        }
        assert_eq!(answer["problem"]["scope"], scope["scope"], "of which examples");
        let negated: Vec<f64> =
            gradients["bi"].as_array().expect("bi").iter().map(|one| -one.as_f64().expect("a number")).collect();
        let answer = ok("practice.compare", json!({"problem": scope, "arrays": {"bi": negated}}));
        assert_eq!(answer["arrays"]["bi"]["diagnoses"][0]["kind"], "sign", "{answer}");
    }
}

#[test]
fn without_a_problem_the_arrays_tell_which_examples() {
    for scope in ["train", "batch"] {
        let gradients = ok("gradients", json!({"scope": scope}))["backprop"].clone();
        let answer = ok("practice.compare", json!({"arrays": gradients}));
        assert_eq!(answer["problem"]["scope"], scope, "{answer}");
        assert_eq!(answer["arrays"]["Wi"]["verdict"], "right", "{answer}");
    }
}

#[test]
fn gradients_of_layers_are_compared_too() {
    let dense =
        json!({"xInput": [[1.0, 2.0], [3.0, 4.0]], "W": [[1.0], [2.0]], "b": [0.5], "gradOutput": [[1.0], [-2.0]]});
    let answer = ok("lab.dense", dense.clone());
    let arrays = json!({"gradW": answer["gradW"], "gradB": answer["gradB"], "gradInput": [[0.0, 0.0], [0.0, 0.0]]});
    let compared = ok("practice.compare", json!({"problem": {"dense": dense}, "arrays": arrays}))["arrays"].clone();
    assert_eq!((&compared["gradW"]["verdict"], &compared["gradB"]["verdict"]), (&json!("right"), &json!("right")));
    assert_eq!(compared["gradInput"]["verdict"], "wrong", "{compared}");

    let network = json!({
        "weights": [[[1.0, -1.0], [0.5, 2.0]], [[1.0], [1.5]]], "biases": [[0.1, 0.2], [0.3]],
        "activations": ["relu", "identity"], "loss": "least_squares", "x": [[1.0, 2.0]], "y": [[1.0]],
    });
    let answer = ok("lab.network", network.clone());
    let arrays = json!({"dlDweights": answer["dlDweights"], "dlDbiases": [answer["dlDbiases"][0]]});
    let compared = ok("practice.compare", json!({"problem": {"network": network}, "arrays": arrays}))["arrays"].clone();
    for place in 0..2 {
        assert_eq!(compared["dlDweights"][place]["verdict"], "right", "{compared}");
    }
    assert_eq!(compared["dlDbiases"][0]["verdict"], "right", "{compared}");
}
