//! The API at its limits: what overflows, what is no parameter, what takes long, and arrays of every shape.

use backprop_playground::{
    api::{Job, NoPage, call, dispatch, methods},
    state::Playground,
};
use serde_json::{Value, json};

fn ok(playground: &mut Playground, method: &str, params: Value) -> Value {
    call(method, &params, playground, &NoPage).unwrap_or_else(|error| panic!("{method} {params}: {}", error.message()))
}

/// Where null stands in a value.
fn nulls(value: &Value, path: &str) -> Vec<String> {
    match value {
        Value::Null => vec![path.to_owned()],
        Value::Array(entries) => {
            entries.iter().enumerate().flat_map(|(index, entry)| nulls(entry, &format!("{path}[{index}]"))).collect()
        }
        Value::Object(object) => {
            object.iter().flat_map(|(key, entry)| nulls(entry, &format!("{path}.{key}"))).collect()
        }
        _ => Vec::new(),
    }
}

/// States with absurd settings: huge parameters, a rate that diverges, δ of 1.
fn absurd() -> Vec<Value> {
    let parameters =
        |size: f64| json!({"Wi": [[size, -size], [size, size]], "bi": [0, size], "Wo": [size, size], "bo": 0});
    let mut states = Vec::new();
    for precision in ["f64", "f32"] {
        for check in [json!({"precision": precision}), json!({"precision": precision, "delta": 1, "scheme": "forward"})]
        {
            states.push(json!({"check": check, "training": {"learningRate": 30, "l2": 1}}));
            states.push(json!({"check": check, "training": {"learningRate": 1e6, "l2": 1, "bug": "never-cleared"}}));
            for size in [1e20, 1e75, 1e150] {
                let data = json!({"kind": "custom", "points": [[0.5, -0.5, 1], [-0.25, 0.75, -1], [1e-3, 0, 1]]});
                states.push(json!({"check": check, "data": data, "network": {"parameters": parameters(size)}}));
            }
        }
    }
    states
}

#[test]
fn no_answer_has_a_null_in_it() {
    let far = json!({"points": [[1e6, 1e6], [-1e6, 1e6], [0, 0]]});
    for state in absurd() {
        let mut playground = Playground::default();
        ok(&mut playground, "state.set", state.clone());
        for steps in [0, 1, 300] {
            if steps > 0 {
                ok(&mut playground, "training.step", json!({"steps": steps}));
            }
            for (method, params) in [
                ("state.get", json!({})),
                ("gradients", json!({"scope": "train"})),
                ("gradients", json!({"scope": "example", "example": 1})),
                ("explain", json!({"parameter": "Wi[0][0]", "scope": "train"})),
                ("predict", far.clone()),
                ("training.pause", json!({})),
            ] {
                let answer = ok(&mut playground, method, params);
                assert_eq!(nulls(&answer, method), Vec::<String>::new(), "after {steps} steps of {state}");
                let list = answer["overflows"].as_array();
                let said = answer.to_string().contains("\"overflow\"");
                assert_eq!(list.is_some_and(|list| !list.is_empty()), said, "{method} says where: {answer}");
            }
        }
    }
}

#[test]
fn what_overflows_is_said_with_what_holds() {
    let mut playground = Playground::default();
    let parameters = json!({"Wi": [[1e30], [0]], "bi": [0], "Wo": [1e30], "bo": 0});
    let data = json!({"kind": "custom", "points": [[0.5, -0.5, -1]]});
    let check = json!({"precision": "f32"});
    ok(&mut playground, "state.set", json!({"check": check, "data": data, "network": {"parameters": parameters}}));
    let answer = ok(&mut playground, "gradients", json!({"scope": "train"}));
    assert_eq!(answer["finiteDifference"]["Wo"][0], "overflow", "1e30 · 1e30 is beyond float32: {answer}");
    assert!(answer["backprop"]["Wo"][0].is_number(), "and within float64: {answer}");
    let said = answer["overflows"].as_array().expect("a list");
    let about = said.iter().find(|one| one["path"] == "finiteDifference.Wo[0]").expect("this number");
    assert!(about["problem"].as_str().is_some_and(|text| text.contains("float32") && text.contains("hold")), "{about}");
}

#[test]
fn what_is_no_state_is_refused_and_changes_nothing() {
    let mut playground = Playground::default();
    ok(&mut playground, "training.step", json!({"steps": 40}));
    for params in [json!(null), json!([]), json!([{}])] {
        let error = call("state.set", &params, &mut playground, &NoPage).expect_err("no state");
        assert_eq!(error.code(), -32602, "{params}: {}", error.message());
    }
    for params in [json!(5), json!("{}"), json!(true)] {
        for method in methods() {
            let request = json!({"jsonrpc": "2.0", "id": 4, "method": method, "params": params});
            let answer = dispatch(&request, &mut playground, &NoPage).expect("an answer");
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(4), &json!(-32602)), "{request}: {answer}");
        }
    }
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "state.set"});
    assert_eq!(dispatch(&request, &mut playground, &NoPage).expect("an answer")["error"]["code"], -32602, "nothing");
    assert_eq!(playground.session.step(), 40, "the run stands where it stood");
}

#[test]
fn no_message_repeats_more_than_a_little_of_what_was_asked() {
    let mut playground = Playground::default();
    let long = "x".repeat(100_000);
    for (method, params) in [
        (long.as_str(), json!({})),
        ("state.set", json!({ long.clone(): 1 })),
        ("state.set", json!({"training": {"reduction": long}})),
        ("state.set", json!({"data": { long.clone(): 1 }})),
        ("explain", json!({"parameter": long, "scope": "train"})),
        ("lab.dense", json!({ long.clone(): 1 })),
        ("lab.network", json!({"loss": long, "activations": [long]})),
        ("export", json!({"kind": long})),
    ] {
        let error = call(method, &params, &mut playground, &NoPage).expect_err("nonsense");
        let repeated = error.write().to_string().matches('x').count();
        assert!(repeated <= 400, "{repeated} of {} characters: {}", long.len(), error.message());
        assert!(error.message().matches('x').count() <= 200, "{}", error.message());
    }
}

#[test]
fn long_work_is_done_in_slices_and_comes_to_the_same() {
    let request =
        |id: u64, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    let requests = json!([
        request(1, "training.step", json!({"steps": 50_000})),
        request(2, "gradients", json!({"scope": "train"})),
        request(3, "training.back", json!({"steps": 20_000})),
        request(4, "training.seek", json!({"step": 45_000})),
        request(5, "state.get", json!({})),
    ]);
    let start = || {
        let mut playground = Playground::default();
        ok(
            &mut playground,
            "state.set",
            json!({"data": {"points": 1000}, "network": {"hidden": 64}, "training": {"batchSize": 20}}),
        );
        playground
    };
    let expected = dispatch(&requests, &mut start(), &NoPage).expect("answers");
    let (mut playground, mut job, mut slices) = (start(), Job::new(&requests), 0);
    while job.query(&playground, &NoPage, &mut || false) {
        job.command(&mut playground, &mut || false);
        slices += 1;
    }
    assert!(slices > 50, "{slices} slices");
    assert_eq!(job.answer().expect("answers"), expected, "to the bit");
}

#[test]
fn queries_are_told_from_commands() {
    for (method, is_command) in [
        ("describe", false),
        ("state.get", false),
        ("state.set", true),
        ("state.link", false),
        ("training.step", true),
        ("gradients", false),
        ("predict", false),
        ("boundary", false),
        ("bug.set", true),
    ] {
        let job = Job::new(&json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": {}}));
        assert_eq!(job.is_command(), is_command, "{method}");
    }
}

/// An array of the shape; a vector where there are no rows.
fn array(rows: usize, columns: usize) -> Value {
    let row = |at: usize| (0..columns).map(|column| json!((at * 7 + column * 3) as f64 / 5.0 - 1.0)).collect::<Value>();
    if rows == 0 { row(0) } else { (0..rows).map(row).collect() }
}

/// The shapes up to 4 by 4, vectors among them.
fn shapes() -> Vec<Value> {
    (0..=4).flat_map(|rows| (1..=4).map(move |columns| array(rows, columns))).collect()
}

/// An answer or a refusal with its paths; never a panic.
fn answers(method: &str, params: &Value) -> bool {
    match call(method, params, &mut Playground::default(), &NoPage) {
        Ok(answer) => {
            assert_eq!(nulls(&answer, method), Vec::<String>::new(), "{params}");
            true
        }
        Err(error) => {
            assert_eq!(error.code(), -32602, "{params}: {}", error.message());
            false
        }
    }
}

#[test]
fn a_dense_layer_takes_or_refuses_every_shape() {
    let mut fitting = 0;
    for (x_input, w) in [(array(3, 2), array(2, 4)), (array(0, 2), array(2, 2)), (array(1, 1), array(1, 1))] {
        for b in shapes() {
            for grad_output in shapes() {
                let params = json!({"xInput": x_input, "W": w, "b": b, "gradOutput": grad_output});
                fitting += usize::from(answers("lab.dense", &params));
            }
        }
    }
    for x_input in shapes() {
        for w in shapes() {
            for (b, grad_output) in [(array(2, 2), array(2, 2)), (array(0, 3), array(4, 3)), (array(1, 2), array(3, 2))]
            {
                let params = json!({"xInput": x_input, "W": w, "b": b, "gradOutput": grad_output});
                fitting += usize::from(answers("lab.dense", &params));
            }
        }
    }
    assert!(fitting > 3, "{fitting} fit together");
}

#[test]
fn a_network_takes_or_refuses_every_shape() {
    let mut fitting = 0;
    for w in shapes() {
        for b in shapes() {
            for (x, y) in [(array(3, 2), array(3, 4)), (array(2, 2), array(2, 2)), (array(0, 2), array(0, 1))] {
                let params = json!({
                    "weights": [w], "biases": [b], "activations": ["relu"], "loss": "least_squares", "x": x, "y": y,
                });
                fitting += usize::from(answers("lab.network", &params));
            }
        }
    }
    for x in shapes() {
        for y in shapes() {
            let params = json!({
                "weights": [array(2, 3), array(3, 2)], "biases": [array(0, 3), array(0, 2)],
                "activations": ["tanh", "identity"], "loss": "half_squared_error", "x": x, "y": y,
            });
            fitting += usize::from(answers("lab.network", &params));
        }
    }
    assert!(fitting > 3, "{fitting} fit together");
}
