//! Parameters that many methods take.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::RpcError;
use crate::document::{Expected, Object, Reader};

/// The parameters as an object with no keys but the `known` ones.
pub(super) fn object<'v>(reader: &mut Reader, params: &'v Value, known: &[&'static str]) -> Object<'v> {
    let object = reader.top(params);
    reader.keys(&object, known);
    object
}

/// Refuses any parameter at all.
pub(super) fn nothing(params: &Value) -> Result<(), RpcError> {
    let mut reader = Reader::default();
    object(&mut reader, params, &[]);
    Ok(reader.finish(())?)
}

/// The one parameter `key`, a whole number in `range`.
pub(super) fn whole(params: &Value, key: &'static str, range: RangeInclusive<u64>) -> Result<u64, RpcError> {
    let mut reader = Reader::default();
    let object = object(&mut reader, params, &[key]);
    reader.require(&object, key, Expected::Whole(range.clone()));
    let whole = reader.whole(&object, key, range, 0);
    Ok(reader.finish(whole)?)
}
