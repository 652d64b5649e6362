//! What this room says to people.

use super::{RpcError, methods};

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
        RpcError::InvalidLab { problems } => match problems.first() {
            None => "invalid params".to_owned(),
            Some((path, problem)) if path.is_empty() => format!("invalid params: {problem}"),
            Some((path, problem)) => format!("invalid params: {path}: {problem}"),
        },
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
