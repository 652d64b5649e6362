//! Reads the gradients that JAX computed, see `make_references.py`.

use backprop::{data::Example, nn::Parameters};
use nalgebra::{DMatrix, DVector};
use serde_json::Value;

/// The cases of one reference file's text.
pub(crate) fn cases(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("a reference file is JSON");
    file["cases"].as_array().expect("a list of cases").clone()
}

/// All numbers of a nested array, row after row.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().expect("a number")],
    }
}

/// An array of rows.
pub(crate) fn matrix(value: &Value) -> DMatrix<f64> {
    let rows = value.as_array().expect("rows").len();
    let entries = numbers(value);
    DMatrix::from_row_slice(rows, entries.len() / rows, &entries)
}

/// An array of numbers.
pub(crate) fn vector(value: &Value) -> DVector<f64> {
    DVector::from_vec(numbers(value))
}

/// The parameters of a 2-h-1 network, or a gradient of their shapes.
pub(crate) fn parameters(value: &Value) -> Parameters {
    let flat: Vec<f64> = ["Wi", "bi", "Wo", "bo"].into_iter().flat_map(|group| numbers(&value[group])).collect();
    Parameters::from_flat((flat.len() - 1) / 4, flat).expect("4h + 1 numbers")
}

/// A case's X and Y.
pub(crate) fn examples(case: &Value) -> Vec<Example> {
    let (x, y) = (numbers(&case["X"]), numbers(&case["Y"]));
    x.chunks(2).zip(y).map(|(x, y)| Example { x: [x[0], x[1]], y }).collect()
}

/// Demands that every number is within `tolerance` of the expected one, relative to the largest expected one.
pub(crate) fn assert_near(actual: &[f64], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}: as many numbers");
    let largest = expected.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
    for (place, (a, b)) in actual.iter().zip(expected).enumerate() {
        assert!(
            (a - b).abs() <= tolerance * largest,
            "{what}, entry {place}: {a:e} is not {b:e} (largest {largest:e})"
        );
    }
}

/// [`assert_near`] for arrays of one shape.
pub(crate) fn assert_matrix(actual: &DMatrix<f64>, expected: &DMatrix<f64>, tolerance: f64, what: &str) {
    assert_eq!(actual.shape(), expected.shape(), "{what}: shape");
    assert_near(actual.as_slice(), expected.as_slice(), tolerance, what);
}

/// [`assert_near`] for each group of a gradient by itself.
pub(crate) fn assert_groups(actual: &Parameters, expected: &Parameters, tolerance: f64, what: &str) {
    for group in backprop::nn::Group::ALL {
        let range = group.range(expected.hidden());
        let (actual, expected) = (&actual.as_slice()[range.clone()], &expected.as_slice()[range]);
        assert_near(actual, expected, tolerance, &format!("{} of {what}", group.name()));
    }
}
