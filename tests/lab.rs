//! The lab against JAX (`crates/backprop/tests/references`), through the API and by pasting.

use backprop_playground::{
    Named,
    api::{self, NoPage, RpcError},
    lab::{
        self, Array, Convention, Format, System, Witness,
        deep::{DeepArray, DeepGiven, DeepProblem, Loss},
        dense::{DenseArray, DenseGiven, DenseProblem},
        examples,
    },
    nn,
    state::Playground,
};
use serde_json::{Value, json};

#[path = "lab/shapes.rs"]
mod shapes;

#[path = "lab/fuzz.rs"]
mod fuzz;

const TOLERANCE: f64 = 1e-10;

/// What a method answers, or each path at which it refuses, with the problem there.
fn call(method: &str, params: &Value) -> Result<Value, Vec<(String, String)>> {
    api::call(method, params, &mut Playground::default(), &NoPage).map_err(|error| match error {
        RpcError::InvalidParams { problems } => {
            problems.into_iter().map(|own| (own.path.clone(), own.problem())).collect()
        }
        other => panic!("{method} {params}: {}", other.message()),
    })
}

fn cases(text: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(text).expect("a JSON document");
    document["cases"].as_array().expect("cases").clone()
}

fn dense_cases() -> Vec<Value> {
    cases(include_str!("../crates/backprop/tests/references/dense.json"))
}

fn deep_cases() -> Vec<Value> {
    cases(include_str!("../crates/backprop/tests/references/deep.json"))
}

/// Both are nested alike and every number is as far off as `bound` allows beside what is expected, at most.
#[track_caller]
fn assert_within(bound: fn(f64) -> f64, actual: &Value, expected: &Value, about: &str) {
    if let (Value::Array(actual), Value::Array(expected)) = (actual, expected) {
        assert_eq!(actual.len(), expected.len(), "{about}: as many entries");
        actual.iter().zip(expected).for_each(|(actual, expected)| assert_within(bound, actual, expected, about));
    } else {
        let [actual, expected] = [actual, expected].map(|value| value.as_f64().expect("a number"));
        assert!((actual - expected).abs() <= bound(expected), "{about}: {actual} is not {expected}");
    }
}

/// Within 1e-10 of it, or of 1 where it is smaller.
#[track_caller]
fn assert_near(actual: &Value, expected: &Value, about: &str) {
    assert_within(|expected| TOLERANCE * expected.abs().max(1.0), actual, expected, about);
}

#[test]
fn dense_cases_agree_through_the_api() {
    for case in dense_cases() {
        let name = case["name"].as_str().expect("a name");
        let params =
            json!({"xInput": case["x_input"], "W": case["W"], "b": case["b"], "gradOutput": case["grad_output"]});
        let answer = call("lab.dense", &params).expect(name);
        for (key, reference) in [("gradInput", "grad_input"), ("gradW", "grad_W"), ("gradB", "grad_b")] {
            assert_near(&answer[key], &case[reference], &format!("{key} of {name}"));
            assert_allclose(&answer["finiteDifference"][key], &case[reference], &format!("measured {key} of {name}"));
        }
    }
}

#[test]
fn deep_cases_agree_through_the_api() {
    for case in deep_cases() {
        let name = case["name"].as_str().expect("a name");
        let params = json!({
            "weights": case["weights"], "biases": case["biases"], "activations": case["activations"],
            "loss": case["loss_function"], "x": case["x"], "y": case["y"],
        });
        let answer = call("lab.network", &params).expect(name);
        let keys = [
            ("f", "preactivations_f"),
            ("h", "layer_inputs_h"),
            ("output", "output"),
            ("loss", "loss"),
            ("dlDf", "dl_df"),
            ("dlDh", "dl_dh"),
            ("dlDweights", "dl_dweights"),
            ("dlDbiases", "dl_dbiases"),
        ];
        for (key, reference) in keys {
            assert_near(&answer[key], &case[reference], &format!("{key} of {name}"));
        }
        for (key, reference) in [("dlDweights", "dl_dweights"), ("dlDbiases", "dl_dbiases")] {
            assert_allclose(&answer["finiteDifference"][key], &case[reference], &format!("measured {key} of {name}"));
        }
    }
}

/// As `np.allclose` with the seeds' tolerances.
#[track_caller]
fn assert_allclose(actual: &Value, expected: &Value, about: &str) {
    assert_within(|expected| 1e-8 + 1e-5 * expected.abs(), actual, expected, about);
}

/// A reference's array as text in each form that is printed, read back.
fn pasted(value: &Value, format: Format) -> Array {
    let python = lab::parse(&value.to_string()).expect("JSON is Python's nested lists");
    lab::parse(&lab::print(&python, format)).expect("what is printed is read")
}

fn as_json(array: &Array) -> Value {
    serde_json::from_str(&lab::print(array, Format::Python)).expect("Python's nested lists are JSON")
}

#[test]
fn dense_cases_agree_by_pasting_in_both_conventions() {
    for case in dense_cases() {
        for format in [Format::NumPy, Format::Python] {
            for &convention in Convention::ALL {
                let about = format!("{} as {} in {}", case["name"], format.name(), convention.name());
                // A page in columns is given columns.
                let paste = |key: &str| {
                    let shown = convention.show(&pasted(&case[key], format));
                    lab::parse(&lab::print(&shown, format)).expect("what is shown is read")
                };
                let [x_input, w, b, grad_output] =
                    ["x_input", "W", "b", "grad_output"].map(|key| convention.read(paste(key)));
                let given = DenseGiven { x_input, w, b, grad_output };
                let problem = DenseProblem::new(&given).expect("fits");
                for (array, key) in [
                    (DenseArray::GradInput, "grad_input"),
                    (DenseArray::GradW, "grad_W"),
                    (DenseArray::GradB, "grad_b"),
                ] {
                    assert_near(
                        &as_json(&problem.array(array).expect("an array")),
                        &case[key],
                        &format!("{key} of {about}"),
                    );
                }
            }
        }
    }
}

#[test]
fn deep_cases_agree_by_pasting_in_both_conventions() {
    for case in deep_cases() {
        for &convention in Convention::ALL {
            let about = format!("{} in {}", case["name"], convention.name());
            let paste = |value: &Value| {
                let shown = convention.show(&pasted(value, Format::NumPy));
                lab::parse(&lab::print(&shown, Format::NumPy)).expect("what is shown is read")
            };
            let pastes = |key: &str| case[key].as_array().expect("layers").iter().map(paste).collect::<Vec<_>>();
            let names = case["activations"].as_array().expect("activations").iter().filter_map(Value::as_str);
            let given = DeepGiven {
                weights: pastes("weights"),
                biases: pastes("biases"),
                activations: names.filter_map(nn::Activation::from_name).collect(),
                loss: case["loss_function"].as_str().and_then(Loss::from_name).expect("a loss"),
                x: paste(&case["x"]),
                y: paste(&case["y"]),
            };
            let problem = DeepProblem::new(&given.read(convention)).expect("fits");
            for k in 0..problem.layers() {
                let arrays = [
                    (DeepArray::DlDweights(k), "dl_dweights"),
                    (DeepArray::DlDbiases(k), "dl_dbiases"),
                    (DeepArray::DlDf(k), "dl_df"),
                    (DeepArray::DlDh(k), "dl_dh"),
                ];
                for (array, key) in arrays {
                    let numbers = as_json(&problem.array(array).expect("a layer"));
                    assert_near(&numbers, &case[key][k], &format!("{array} of {about}"));
                }
            }
        }
    }
}

#[test]
fn seed_000_is_read_as_its_author_pasted_it() {
    let arrays = lab::parse_all(include_str!("../crates/backprop/tests/references/seed_000.txt")).expect("four arrays");
    let named = |name: &str| arrays.iter().find(|named| named.name == name).expect(name).array.clone();
    let given =
        DenseGiven { x_input: named("x_input"), w: named("W"), b: named("b"), grad_output: named("grad_output") };
    assert_eq!(given, examples::seed_000(), "the built-in example has the seed's numbers");
    let problem = DenseProblem::new(&given).expect("fits");
    let case = &dense_cases()[0];
    let answer = problem.array(DenseArray::GradInput).expect("an array");
    assert_near(&as_json(&answer), &case["grad_input"], "the author's question");
}

#[test]
fn the_built_in_notebook_is_the_reference() {
    let case = &deep_cases()[0];
    let given = examples::notebook_7_2();
    let numbers = |arrays: &[Array]| arrays.iter().map(as_json).collect::<Value>();
    assert_eq!(numbers(&given.weights), case["weights"], "weights");
    assert_eq!(numbers(&given.biases), case["biases"], "biases");
    let problem = DeepProblem::new(&given).expect("fits");
    let exact = problem.measured(Witness::Dual);
    assert_eq!(exact.len(), 12, "biases and weights of six layers");
    for (array, dual) in exact {
        let expected = match array {
            DeepArray::DlDweights(k) => &case["dl_dweights"][k],
            DeepArray::DlDbiases(k) => &case["dl_dbiases"][k],
            other => panic!("{other} is no parameter's"),
        };
        assert_near(&as_json(&dual), expected, &format!("forward mode's {array}"));
    }
}

#[test]
fn the_api_names_every_problem() {
    let paths = |method: &str, params: Value| -> Vec<String> {
        let problems = call(method, &params).expect_err("refused");
        problems.into_iter().map(|(path, _)| path).collect()
    };
    let table = [
        (json!([]), vec![""]),
        (json!({}), vec!["xInput", "W", "b", "gradOutput"]),
        (json!({"xInput": [[1]], "W": [[1]], "b": [1], "gradOutput": [[1]], "w": 1}), vec!["w"]),
        (json!({"xInput": [[1, 2]], "W": [[1]], "b": [1, 2], "gradOutput": [[1], [2]]}), vec!["W", "b", "gradOutput"]),
        (
            json!({"xInput": [[1], [2, 3]], "W": [[null]], "b": "1", "gradOutput": []}),
            vec!["xInput[1]", "W[0][0]", "b", "gradOutput"],
        ),
        (
            json!({"xInput": [[1, [2]]], "W": [[[1]]], "b": [true], "gradOutput": [[]]}),
            vec!["xInput[0][1]", "W[0][0]", "b[0]", "gradOutput"],
        ),
        (json!({"xInput": vec![1.0; 201], "W": [[1]], "b": [1], "gradOutput": [[1]]}), vec!["xInput"]),
        (json!({"xInput": [[1e300]], "W": [[1e300]], "b": [1], "gradOutput": [[1]]}), vec![""]),
    ];
    for (params, expected) in table {
        assert_eq!(paths("lab.dense", params.clone()), expected, "{params}");
    }
    let network = json!({"weights": [[[1]]], "biases": [[1]], "activations": ["relu"], "loss": "least_squares", "x": [[1]], "y": [[1]]});
    assert!(call("lab.network", &network).is_ok(), "the smallest network");
    let table = [
        ("weights", json!([]), vec!["weights", "biases", "activations"]),
        ("weights", json!(3), vec!["weights"]),
        ("weights", json!([[[1], [2]]]), vec!["weights[0]"]),
        ("weights", json!([[[1, 1]]]), vec!["biases[0]", "y"]),
        ("biases", json!([[1, 2]]), vec!["biases[0]"]),
        ("biases", json!([[1], [2]]), vec!["biases"]),
        ("activations", json!(["softmax"]), vec!["activations[0]"]),
        ("activations", json!([]), vec!["activations"]),
        ("loss", json!("hinge"), vec!["loss"]),
        ("x", json!([vec![1; 13]]), vec!["x", "weights[0]"]),
        ("y", json!([[1], [2]]), vec!["y"]),
        ("x", json!([[1e200]]), vec![""]),
    ];
    for (key, value, expected) in table {
        let mut params = network.clone();
        params[key] = value;
        assert_eq!(paths("lab.network", params), expected, "{key}");
    }
}
