//! The whole state, as a document and as a link.

use serde_json::{Value, json};

use super::{Host, RpcError, params::nothing};
use crate::{
    document::{Document, Link, link},
    state::Playground,
};

/// The state as a document.
pub(super) fn get(params: &Value, playground: &Playground) -> Result<Value, RpcError> {
    nothing(params)?;
    Ok(playground.document().write())
}

/// Takes a document whole, or nothing of it, and answers with the state that came of it.
pub(super) fn set(params: &Value, playground: &mut Playground) -> Result<Value, RpcError> {
    playground.load(Document::parse(params)?);
    Ok(playground.document().write())
}

/// The page's address with the state and its past: whoever opens it stands in the Train view where this run stands.
pub(super) fn link(params: &Value, playground: &Playground, host: &dyn Host) -> Result<Value, RpcError> {
    nothing(params)?;
    let text = link::write(&Link { document: playground.record(), ..Link::default() });
    let hash = if text.is_empty() { "" } else { "#" };
    Ok(json!({"url": format!("{}{hash}{text}", host.address())}))
}
