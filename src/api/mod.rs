//! The JSON-RPC 2.0 methods as functions from request to response.
//!
//! A [`Job`] is a request on its way to an answer. Queries read the playground, commands change it; either may take slices
//! of time. [`dispatch`] goes all the way at once, [`call`] is one method without the envelope. What only a page can give
//! they ask its [`Host`]. A refused call changes nothing.

mod boundary;
mod error;
mod explain;
mod export;
mod gradients;
mod host;
mod job;
mod lab;
mod methods;
mod numbers;
mod page;
mod params;
pub mod practice;
mod predict;
mod standing;
mod state;
mod text;
mod training;

use serde_json::Value;

pub use error::RpcError;
pub use host::{Host, NoPage};
pub use job::{Job, call};
pub use methods::methods;
pub use practice::PracticeCall;

use crate::state::Playground;

/// Answers a request, or an array of requests in their order. `None` where nothing in it asks for an answer: a request
/// without an id is a notification, which is done in silence.
pub fn dispatch(request: &Value, playground: &mut Playground, host: &dyn Host) -> Option<Value> {
    let mut job = Job::new(request);
    while job.query(playground, host, &mut || true) {
        job.command(playground, &mut || true);
    }
    job.answer()
}
