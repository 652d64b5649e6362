//! What this room says to people.

use practice::exercise::exercises;

use super::{RpcError, methods};
use crate::lab::{MOST_ROWS_OR_COLUMNS, Shape};

/// An error in words.
pub(super) fn message(error: &RpcError) -> String {
    match error {
        RpcError::NotJson { line, column } => {
            format!("not JSON at line {line}, column {column}, expected a JSON-RPC 2.0 request")
        }
        RpcError::NotARequest => {
            "not a JSON-RPC 2.0 request, expected {\"jsonrpc\": \"2.0\", \"id\": …, \"method\": \"…\", \"params\": {…}}"
                .to_owned()
        }
        RpcError::UnknownMethod { method } => {
            let method: String = method.chars().take(60).collect();
            format!("unknown method {method:?}, expected one of {}", methods().join(", "))
        }
        RpcError::NoPicture { kind } => {
            format!("{kind} could not be drawn here, expected a page with a canvas: take the SVG instead")
        }
        RpcError::NoPart => {
            "the code that answers this could not be fetched, expected the page's files: ask again".to_owned()
        }
        RpcError::InvalidParams { problems } => match problems.as_slice() {
            [] => "invalid params".to_owned(),
            [first, rest @ ..] => {
                let place = if first.path.is_empty() { String::new() } else { format!("{}: ", first.path) };
                let more = match rest.len() {
                    0 => String::new(),
                    1 => " (and 1 more problem)".to_owned(),
                    more => format!(" (and {more} more problems)"),
                };
                format!("invalid params: {place}{}{more}", first.problem())
            }
        },
    }
}

/// What stands for an array of numbers.
pub(super) const AN_ARRAY: &str = "numbers in brackets: one level for a vector, two for a matrix";
/// What stands for the arrays of a network.
pub(super) const ONE_FOR_EACH_LAYER: &str = "a list with one entry for each layer";

/// An array is empty or too large.
pub(super) fn size(shape: Shape) -> String {
    format!("found shape {shape}, expected 1 to {MOST_ROWS_OR_COLUMNS} rows and columns")
}

/// A row is shorter or longer than the first.
pub(super) fn unequal(found: usize, expected: usize) -> String {
    format!("found a row of {found}, expected {expected} as in row 0")
}

/// Numbers whose results are infinite or NaN.
pub(super) const BEYOND_FLOAT64: &str = "the result is beyond float64: the numbers are too large together";

/// What stands for a text.
pub(super) const A_TEXT: &str = "a text";
/// What stands for an exercise.
pub(super) const AN_EXERCISE: &str = "an exercise's id or document";
/// What `practice.compare` compares.
pub(super) const ARRAYS: &str = "an object of arrays";
/// What they are compared with.
pub(super) const A_PROBLEM: &str = "{scope}, {dense} or {network}: what gradients, lab.dense or lab.network take";
/// What stands for a list of arrays.
pub(super) const AN_ARRAY_FOR_EACH_LAYER: &str = "a list with an array for each layer, and no more";

/// No exercise has that id.
pub(super) fn no_exercise(id: &str) -> String {
    let ids: Vec<String> = exercises().into_iter().map(|exercise| exercise.id).collect();
    let found: String = id.chars().take(40).collect();
    format!("found {found:?}, expected one of {}", ids.join(", "))
}
