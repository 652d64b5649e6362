//! The JSON-RPC 2.0 methods as functions from request to response.
//!
//! [`respond`] takes and gives text, [`dispatch`] takes and gives values, [`call`] is one method without the envelope.
//! What only a page can give they ask its [`Host`]. A refused call changes nothing.

mod error;
mod explain;
mod export;
mod gradients;
mod host;
mod lab;
mod methods;
mod text;

use serde_json::{Value, json};

pub use error::RpcError;
pub use host::{Host, NoPage};
pub use methods::{EVENTS, METHODS};

use crate::state::Playground;

/// Answers a request, or an array of requests, given as text. `None` where nothing in it asks for an answer.
pub fn respond(request: &str, playground: &mut Playground, host: &dyn Host) -> Option<String> {
    let response = match serde_json::from_str(request) {
        Ok(request) => dispatch(&request, playground, host)?,
        Err(error) => failure(&Value::Null, &RpcError::NotJson { line: error.line(), column: error.column() }),
    };
    Some(response.to_string())
}

/// Answers a request, or an array of requests in their order. `None` where nothing in it asks for an answer: a request
/// without an id is a notification, which is done in silence.
pub fn dispatch(request: &Value, playground: &mut Playground, host: &dyn Host) -> Option<Value> {
    match request {
        Value::Array(requests) if !requests.is_empty() => {
            let responses: Vec<Value> =
                requests.iter().filter_map(|request| answer(request, playground, host)).collect();
            (!responses.is_empty()).then_some(Value::Array(responses))
        }
        request => answer(request, playground, host),
    }
}

/// Calls one method. `params` is an object; null stands for none.
pub fn call(method: &str, params: &Value, playground: &mut Playground, host: &dyn Host) -> Result<Value, RpcError> {
    methods::call(method, params, playground, host)
}

fn answer(request: &Value, playground: &mut Playground, host: &dyn Host) -> Option<Value> {
    let id = request.get("id");
    let Some(method) = method_of(request) else {
        // An answer goes to whoever asked, where that can be told.
        let id = id.filter(|id| is_id(id)).unwrap_or(&Value::Null);
        return Some(failure(id, &RpcError::NotARequest));
    };
    let result = call(method, request.get("params").unwrap_or(&Value::Null), playground, host);
    let id = id?;
    Some(match result {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(error) => failure(id, &error),
    })
}

/// The method that a well-formed request names.
fn method_of(request: &Value) -> Option<&str> {
    let well_formed = request.get("jsonrpc").and_then(Value::as_str) == Some("2.0")
        && request.get("id").is_none_or(is_id)
        && request.get("params").is_none_or(|params| params.is_object() || params.is_array() || params.is_null());
    request.get("method").and_then(Value::as_str).filter(|_| well_formed)
}

fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_number() || id.is_null()
}

fn failure(id: &Value, error: &RpcError) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": error.write()})
}
