//! Files to take home.

use serde_json::{Value, json};

use super::{Host, RpcError, gradients};
use crate::{
    Named,
    document::{Expected, Reader},
    export::{Content, DOTS, Kind, make},
    state::Playground,
    training::Scope,
};

/// A file of the present state. Without a scope, gradients are of the batch of the next step.
pub(super) fn export(params: &Value, playground: &Playground, host: &dyn Host) -> Result<Value, RpcError> {
    let now = playground.session.snapshot();
    let mut reader = Reader::default();
    let object = reader.top(params);
    reader.require(&object, "kind", Expected::one_of::<Kind>());
    let kind = reader.named(&object, "kind", Kind::Numpy);
    let scope = if object.has("scope") {
        gradients::read_scope(&mut reader, &object, &["kind"], &now)
    } else {
        reader.keys(&object, &["kind", "scope"]);
        Scope::Batch
    };
    let (kind, scope) = reader.finish((kind, scope))?;
    let made = make(kind, &playground.to_take_home(now), scope, &playground.check);
    let mut file = json!({"fileName": made.file_name, "mediaType": made.media_type});
    match made.content {
        Content::Text(text) => file["text"] = text.into(),
        Content::Picture(scene) => {
            file["base64"] = host.png(&scene, DOTS).ok_or(RpcError::NoPicture { kind: kind.name() })?.into();
        }
    }
    Ok(file)
}
