//! Methods that are about the page around the playground: its view and its options.

use serde_json::{Value, json};

use super::{
    Host, RpcError,
    params::{nothing, object},
};
use crate::{
    Named,
    document::{Expected, Reader},
    options,
    state::Page,
};

/// Every option as it is.
pub(super) fn options_get(params: &Value, host: &dyn Host) -> Result<Value, RpcError> {
    nothing(params)?;
    Ok(host.options().json())
}

/// Other panels, restrictions, theme: what is not named stays.
pub(super) fn options_set(params: &Value, host: &dyn Host) -> Result<Value, RpcError> {
    host.set_options(options::read_json(params, &host.options())?);
    Ok(host.options().json())
}

/// Opens a view.
pub(super) fn view_set(params: &Value, host: &dyn Host) -> Result<Value, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &["view"]);
    reader.require(&object, "view", Expected::one_of::<Page>());
    let view = reader.named(&object, "view", Page::Train);
    host.set_view(reader.finish(view)?);
    Ok(json!({"view": host.view().name()}))
}
