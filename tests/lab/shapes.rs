//! Every shape up to 4 by 4 in every argument of the API's two methods, with the others fitting: an answer or a problem.

use serde_json::{Value, json};

use super::call;

/// What of `method` is no answer, and no problem with a path of its own.
fn ask(method: &str, params: &Value) -> Result<Value, Vec<(String, String)>> {
    let answer = call(method, params);
    if let Err(problems) = &answer {
        assert!(!problems.is_empty(), "{method} refuses {params} and says why");
        assert!(problems.iter().all(|(path, _)| !path.is_empty()), "{method} {params}: {problems:?}");
    }
    answer
}

/// Every vector and matrix of up to four rows and columns, filled with numbers that differ.
fn shapes() -> impl Iterator<Item = Value> {
    let row = |columns: usize, from: usize| (0..columns).map(|at| 0.25 + (from + at) as f64 / 8.0).collect::<Vec<_>>();
    let vectors = (1..=4).map(move |length| json!(row(length, 0)));
    let matrices = (1..=4).flat_map(|rows| (1..=4).map(move |columns| (rows, columns)));
    let matrix =
        move |(rows, columns)| json!((0..rows).map(|index| row(columns, index * columns)).collect::<Vec<Vec<f64>>>());
    vectors.chain(matrices.map(matrix))
}

fn filled(rows: usize, columns: usize) -> Value {
    json!(vec![vec![0.5; columns]; rows])
}

#[test]
fn lab_dense_takes_or_refuses_every_shape() {
    let sizes = (1..=4).flat_map(|n| (1..=4).flat_map(move |inputs| (1..=4).map(move |outputs| (n, inputs, outputs))));
    for (n, inputs, outputs) in sizes {
        let fitting = json!({
            "xInput": filled(n, inputs), "W": filled(inputs, outputs),
            "b": vec![1.0; outputs], "gradOutput": filled(n, outputs),
        });
        assert!(ask("lab.dense", &fitting).is_ok(), "{fitting}");
        for key in ["xInput", "W", "b", "gradOutput"] {
            for shape in shapes() {
                let mut params = fitting.clone();
                params[key] = shape;
                let Ok(answer) = ask("lab.dense", &params) else { continue };
                assert_eq!(answer["gradB"].as_array().map(Vec::len), Some(outputs), "one for each output: {params}");
            }
        }
    }
    let square = json!({"xInput": [[1, 2], [3, 4]], "W": [[1, 2], [3, 4]], "b": [[1, 2], [3, 4]], "gradOutput": [[1, 2], [3, 4]]});
    let problem =
        "W [2, 2] has 2 columns, b [2, 2] has 2 rows: each output needs one bias, all in one row or one column";
    assert_eq!(ask("lab.dense", &square), Err(vec![("b".to_owned(), problem.to_owned())]), "the same text four times");
}

#[test]
fn lab_network_takes_or_refuses_every_shape() {
    let sizes = (1..=3).flat_map(|n| (1..=3).flat_map(move |inputs| (1..=3).map(move |units| (n, inputs, units))));
    for (n, inputs, units) in sizes {
        let fitting = json!({
            "weights": [filled(inputs, units), filled(units, 2)], "biases": [vec![1.0; units], vec![1.0; 2]],
            "activations": ["sigmoid", "relu"], "loss": "least_squares", "x": filled(n, inputs), "y": filled(n, 2),
        });
        assert!(ask("lab.network", &fitting).is_ok(), "{fitting}");
        for path in ["/weights/0", "/weights/1", "/biases/0", "/biases/1", "/x", "/y"] {
            for shape in shapes() {
                let mut params = fitting.clone();
                *params.pointer_mut(path).expect("a parameter") = shape;
                let Ok(answer) = ask("lab.network", &params) else { continue };
                assert_eq!(answer["dlDbiases"][1].as_array().map(Vec::len), Some(2), "one for each output: {params}");
            }
        }
    }
}
