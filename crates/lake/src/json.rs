//! Small JSON objects of the lake: manifests, the pointer, the catalog.

use bytes::Bytes;
use serde::{Serialize, de::DeserializeOwned};

/// Readable JSON with a line end; fields stand in the order of the type, so equal values give equal bytes.
pub(crate) fn to_bytes(value: &impl Serialize) -> Option<Bytes> {
    let mut text = serde_json::to_vec_pretty(value).ok()?;
    text.push(b'\n');
    Some(text.into())
}

/// Reads what [`to_bytes`] wrote. The library's message may repeat values, so none is passed on.
pub(crate) fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}
