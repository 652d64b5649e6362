//! The lab against JAX (`tests/references`), through the API and by pasting; and the array parser against anything.

use std::time::{Duration, Instant};

use backprop_playground::{
    lab::{
        self, Array, Convention, Format,
        deep::{DeepArray, DeepProblem, finite_difference, forward_mode},
        dense::{DenseArray, DenseGiven, DenseProblem},
        examples,
    },
    nn,
};
use serde_json::{Value, json};

// `src/api/lab.rs` by its path until `api` names it: it asks for `crate::lab` and `crate::nn` alone.
#[allow(unreachable_pub, reason = "public in its own crate")]
#[path = "../src/api/lab.rs"]
mod api_lab;

const TOLERANCE: f64 = 1e-10;

fn cases(text: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(text).expect("a JSON document");
    document["cases"].as_array().expect("cases").clone()
}

fn dense_cases() -> Vec<Value> {
    cases(include_str!("references/dense.json"))
}

fn deep_cases() -> Vec<Value> {
    cases(include_str!("references/deep.json"))
}

/// Both are nested alike and every number is near: within 1e-10 of it, or of 1 where it is smaller.
#[track_caller]
fn assert_near(actual: &Value, expected: &Value, about: &str) {
    if let (Value::Array(actual), Value::Array(expected)) = (actual, expected) {
        assert_eq!(actual.len(), expected.len(), "{about}: as many entries");
        actual.iter().zip(expected).for_each(|(actual, expected)| assert_near(actual, expected, about));
    } else {
        let [actual, expected] = [actual, expected].map(|value| value.as_f64().expect("a number"));
        let error = (actual - expected).abs() / expected.abs().max(1.0);
        assert!(error <= TOLERANCE, "{about}: {actual} is not {expected}");
    }
}

#[test]
fn dense_cases_agree_through_the_api() {
    for case in dense_cases() {
        let name = case["name"].as_str().expect("a name");
        let params =
            json!({"xInput": case["x_input"], "W": case["W"], "b": case["b"], "gradOutput": case["grad_output"]});
        let answer = api_lab::call("lab.dense", &params).expect(name);
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
        let answer = api_lab::call("lab.network", &params).expect(name);
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
    if let (Value::Array(actual), Value::Array(expected)) = (actual, expected) {
        assert_eq!(actual.len(), expected.len(), "{about}: as many entries");
        actual.iter().zip(expected).for_each(|(actual, expected)| assert_allclose(actual, expected, about));
    } else {
        let [actual, expected] = [actual, expected].map(|value| value.as_f64().expect("a number"));
        assert!((actual - expected).abs() <= 1e-8 + 1e-5 * expected.abs(), "{about}: {actual} is not {expected}");
    }
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
            for convention in Convention::ALL {
                let about = format!("{} as {} in {}", case["name"], format.name(), convention.name());
                // A page in columns is given columns.
                let paste = |key: &str| {
                    let shown = convention.show(&pasted(&case[key], format));
                    convention.read(lab::parse(&lab::print(&shown, format)).expect("what is shown is read"))
                };
                let given = DenseGiven {
                    x_input: paste("x_input"),
                    w: paste("W"),
                    b: paste("b"),
                    grad_output: paste("grad_output"),
                };
                let problem = DenseProblem::new(&given).expect("fits");
                for (array, key) in [
                    (DenseArray::GradInput, "grad_input"),
                    (DenseArray::GradW, "grad_W"),
                    (DenseArray::GradB, "grad_b"),
                ] {
                    assert_near(&as_json(&problem.array(array)), &case[key], &format!("{key} of {about}"));
                }
            }
        }
    }
}

#[test]
fn seed_000_is_read_as_its_author_pasted_it() {
    let arrays = lab::parse_all(include_str!("references/seed_000.txt")).expect("four arrays");
    let named = |name: &str| arrays.iter().find(|named| named.name == name).expect(name).array.clone();
    let given =
        DenseGiven { x_input: named("x_input"), w: named("W"), b: named("b"), grad_output: named("grad_output") };
    assert_eq!(given, examples::seed_000(), "the built-in example has the seed's numbers");
    let problem = DenseProblem::new(&given).expect("fits");
    let case = &dense_cases()[0];
    assert_near(&as_json(&problem.array(DenseArray::GradInput)), &case["grad_input"], "the author's question");
}

#[test]
fn the_built_in_notebook_is_the_reference() {
    let case = &deep_cases()[0];
    let given = examples::notebook_7_2();
    let numbers = |arrays: &[Array]| arrays.iter().map(as_json).collect::<Value>();
    assert_eq!(numbers(&given.weights), case["weights"], "weights");
    assert_eq!(numbers(&given.biases), case["biases"], "biases");
    let problem = DeepProblem::new(&given).expect("fits");
    let exact = forward_mode(&problem);
    for k in 0..problem.layers() {
        for (array, key) in [(DeepArray::DlDweights(k), "dl_dweights"), (DeepArray::DlDbiases(k), "dl_dbiases")] {
            let dual = exact.array(array).expect("a layer");
            assert_near(&as_json(&dual), &case[key][k], &format!("forward mode's {array}"));
        }
    }
    assert_eq!(finite_difference(&problem, &lab::deep::NOTEBOOK).dl_dweights.len(), 6, "one for each layer");
}

#[test]
fn the_api_names_every_problem() {
    let paths = |method: &str, params: Value| -> Vec<String> {
        let problems = api_lab::call(method, &params).expect_err("refused");
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
    assert!(api_lab::call("lab.network", &network).is_ok(), "the smallest network");
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
    assert_eq!(paths("lab.sparse", json!({})), [""], "no such method");
}

/// Where mutations start: every notation, and every reason for which a text is refused.
const CORPUS: [&str; 24] = [
    "[[ 0.29682018 0.02620921 0.03910291 0.31660917\n0.85846755 0.96218481]\n[ 0.9960161 0.4369152\n0.4169376]]",
    "#x_input\n[[1. 2.]\n [3. 4.]]\n#b\n[ 5. 6. ]",
    "np.array([[1, 2], [3, 4]], dtype=np.float32)",
    "array([[1., 2.],\n       [3., 4.]], shape=(2, 2), dtype='float64')",
    "tensor([[1., 2.], [3., 4.]], grad_fn=<MmBackward0>)",
    "[np.float64(0.1), np.float64(-2e-3)]",
    "W = [1 2; 3 4]; % weights\nb = [5, 6];",
    "[[1 2 ... 3 4]\n ...\n [5 6 … 7 8]]",
    "1,2,3\n4,5,6\n",
    "1.5;2,5\n3;4",
    "1\t2\t\t3\r\n4\t5\t6\r",
    "−1.5e−3 –2 ﹣3 －4 +.5 1.",
    "[nan, -inf, None, ∞, 1e999]",
    "((1, 2), (3, 4,),)",
    "{{1, 2}, {3, 4}}",
    "[[1, 2], [3]]",
    "[[[1]]]",
    "((((((((1))))))))",
    "W: [[1, 2], [3, 4]]",
    "A =\n\n   1   2\n   3   4\n",
    "\u{feff}\u{a0}1\u{2009}2\u{200b} 3",
    "1.2.3 4e 5e+ --6 7x 8_9",
    "[[1，2]；[3 4]]",
    "",
];

/// Pieces that a reader of arrays may stumble over.
const PIECES: [&str; 40] = [
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    " ",
    "#",
    "%",
    "'",
    "\"",
    "<",
    "=",
    ":",
    ".",
    "...",
    "…",
    "-",
    "−",
    "+",
    "e",
    "E",
    "0",
    "1",
    "1e308",
    "nan",
    "inf",
    "np.array(",
    "dtype=",
    "x",
    "é",
    "\u{2028}",
    "\u{0}",
    "1e-400",
    "123456789012345678901234567890",
];

/// xorshift64*: the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("31 bits") % limit.max(1)
    }
}

/// One to eight changes to `text`: insert a piece, cut out a part, double a part, splice in another text.
fn mutate(text: &mut Vec<char>, random: &mut Random) {
    for _ in 0..=random.below(8) {
        let at = random.below(text.len() + 1);
        let to = (at + random.below(12)).min(text.len());
        match random.below(6) {
            0 | 1 => drop(text.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
            2 => drop(text.drain(at..to)),
            3 => {
                let part: Vec<char> = text[at..to].to_vec();
                text.splice(at..at, part.repeat(1 + random.below(4)));
            }
            4 => drop(text.splice(at..to, PIECES[random.below(PIECES.len())].chars())),
            _ => {
                let other: Vec<char> = CORPUS[random.below(CORPUS.len())].chars().collect();
                let from = random.below(other.len() + 1);
                text.splice(at..to, other[from..].iter().copied());
            }
        }
        text.truncate(600);
    }
}

/// What holds for every text, array or not. Returns how many arrays were read.
fn check_any_text(text: &str) -> usize {
    if let Err(problem) = lab::parse(text) {
        let lines = 1 + text.matches('\n').count() + text.matches('\r').count();
        assert!((1..=lines).contains(&problem.line), "{problem} is in {text:?}");
        assert!((1..=text.chars().count() + 1).contains(&problem.column), "{problem} is in {text:?}");
    }
    let arrays = lab::parse_all(text).unwrap_or_default();
    for named in &arrays {
        let array = &named.array;
        assert!(array.shape().is_accepted() && array.first_not_finite().is_none(), "{array:?} of {text:?}");
        let again = lab::parse(&lab::print(array, Format::NumPy));
        assert_eq!(again.as_ref(), Ok(array), "read, printed and read: {text:?}");
    }
    arrays.len()
}

/// Ten thousand texts; `FUZZ_INPUTS=10000000 cargo test --release --test lab fuzz -- --nocapture` for ten million.
#[test]
fn fuzz_the_array_parser() {
    let inputs: usize = std::env::var("FUZZ_INPUTS").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let seed: u64 = std::env::var("FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let (mut random, began) = (Random(seed | 1 << 40), Instant::now());
    let (mut accepted, mut arrays, mut bytes, mut slowest) = (0_usize, 0_usize, 0_usize, Duration::ZERO);
    // Texts that are taken are kept to be changed further, so that mutations do not always start from the same.
    let mut pool: Vec<Vec<char>> = CORPUS.iter().map(|text| text.chars().collect()).collect();
    for _ in 0..inputs {
        let mut text = pool[random.below(pool.len())].clone();
        mutate(&mut text, &mut random);
        let string: String = text.iter().collect();
        let started = Instant::now();
        let found = check_any_text(&string);
        slowest = slowest.max(started.elapsed());
        bytes += string.len();
        arrays += found;
        if found > 0 {
            accepted += 1;
            let place = CORPUS.len() + random.below(1000);
            if place < pool.len() { pool[place] = text } else { pool.push(text) }
        }
    }
    println!(
        "{inputs} texts, {bytes} bytes, {accepted} taken with {arrays} arrays, slowest {slowest:?}, all {:?}",
        began.elapsed()
    );
    assert!(slowest < Duration::from_secs(2), "600 characters took {slowest:?}");
}
