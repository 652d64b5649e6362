//! Why a call was refused.

use serde_json::{Value, json};

use super::text;
use crate::document::Problem;

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum RpcError {
    /// The text is not JSON.
    NotJson {
        /// Where it stops being JSON, from 1.
        line: usize,
        /// Where it stops being JSON, from 1.
        column: usize,
    },
    /// The value is not a JSON-RPC 2.0 request.
    NotARequest,
    /// There is no such method.
    UnknownMethod {
        /// What was asked for.
        method: String,
    },
    /// The parameters are not what the method takes.
    InvalidParams {
        /// All that is wrong with them, at least one.
        problems: Vec<Problem>,
    },
    /// Nothing here can draw a picture: the method is called without a page, or the browser refuses so large a canvas.
    NoPicture {
        /// What was asked for.
        kind: &'static str,
    },
    /// The code that answers could not be fetched.
    NoPart,
}

impl RpcError {
    /// JSON-RPC's code.
    pub const fn code(&self) -> i64 {
        match self {
            Self::NotJson { .. } | Self::NotARequest => -32700,
            Self::UnknownMethod { .. } => -32601,
            Self::InvalidParams { .. } => -32602,
            Self::NoPicture { .. } | Self::NoPart => -32000,
        }
    }

    /// The error in words, with the first problem.
    pub fn message(&self) -> String {
        text::message(self)
    }

    /// The JSON-RPC error object: `{code, message}`, and `data: [{path, problem}]` where parameters are invalid.
    pub fn write(&self) -> Value {
        let mut error = json!({"code": self.code(), "message": self.message()});
        if let Self::InvalidParams { problems } = self {
            let data = problems.iter().map(|problem| json!({"path": problem.path, "problem": problem.problem()}));
            error["data"] = data.collect();
        }
        error
    }
}

impl From<Vec<Problem>> for RpcError {
    fn from(problems: Vec<Problem>) -> Self {
        Self::InvalidParams { problems }
    }
}
