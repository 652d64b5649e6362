//! How far a request has come, from what was asked for to the answer.

use serde_json::Value;

use super::{Host, PracticeCall, RpcError, gradients::Gradients};
use crate::state::Playground;

/// What a method does: one that only reads, or one that changes the playground.
#[derive(Clone, Copy)]
pub(super) enum Method {
    /// Reads, so that nothing has to be drawn anew; or is about the page around the playground, which stays as it is.
    Query(fn(&Value, &Playground, &dyn Host) -> Result<Standing, RpcError>),
    /// Reads too, with what comes in a part of its own.
    Practice(PracticeCall),
    /// Changes.
    Command(fn(&Value, &mut Playground) -> Result<Standing, RpcError>),
}

/// How far a request has come.
pub(super) enum Standing {
    /// It is understood, and nothing is done.
    Asked(Method, Value),
    /// So many steps are still to be made.
    Steps(u64),
    /// The run is on its way to a step.
    Seek(u64),
    /// A gradient is being checked.
    Check(Box<Gradients>),
    /// This is the answer.
    Over(Result<Value, RpcError>),
}

impl Standing {
    /// Answered at once.
    pub(super) fn done(answer: Value) -> Self {
        Self::Over(Ok(answer))
    }

    /// A check that has just begun.
    pub(super) fn checking(gradients: Gradients) -> Self {
        Self::Check(Box::new(gradients))
    }

    /// Refused, with the reason.
    pub(super) fn refused(error: RpcError) -> Self {
        Self::Over(Err(error))
    }
}
