//! The port to storage: objects by key, with conditional writes.
//!
//! Every implementation keeps the promises of [`Store`] and runs [`crate::conformance::check_store`].

mod local;
mod memory;

pub use local::LocalStore;
pub use memory::MemoryStore;

use crate::keys::ObjectKey;
use async_trait::async_trait;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::{error::Error, fmt, ops::Range, path::PathBuf};

/// Objects by key. A write is whole or not there at all, and is seen by every later read.
#[async_trait]
pub trait Store: Send + Sync + fmt::Debug {
    /// The object, or none when there is none.
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError>;

    /// The bytes of `range` that the object has: fewer, or none, where it ends before; `None` when
    /// there is no object.
    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError>;

    /// Writes the object, whatever was there.
    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError>;

    /// Writes the object unless there is one; `None` says that there was. Of many writers at once,
    /// exactly one wins.
    async fn put_if_absent(&self, key: &ObjectKey, bytes: Bytes) -> Result<Option<Version>, StoreError>;

    /// Writes the object if it still is `version`; `None` says that it is another, or gone. Of many
    /// writers at once, exactly one wins.
    async fn replace_if_unchanged(
        &self,
        key: &ObjectKey,
        version: &Version,
        bytes: Bytes,
    ) -> Result<Option<Version>, StoreError>;

    /// All objects in the folder `prefix` and below ([`ObjectKey::is_under`]), sorted by the bytes of their keys.
    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError>;

    /// Removes the object; that there is none is no error.
    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError>;

    /// Where the object lies as a file, for engines that read files in place.
    fn local_path(&self, key: &ObjectKey) -> Option<PathBuf> {
        let _ = key;
        None
    }
}

/// An object as it was at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its bytes.
    pub bytes: Bytes,
    /// Which version of it they are.
    pub version: Version,
}

/// Which of the contents that a key had over time; to be compared only, and only for one key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(String);

impl Version {
    /// Takes what a store calls a version, for example an `ETag`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The version as the store calls it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a listing tells of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectMeta {
    /// Its key.
    pub key: ObjectKey,
    /// Its size in bytes.
    pub size: u64,
    /// Its version.
    pub version: Version,
}

/// What a store was asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Open the store.
    Open,
    /// Read an object, or a part of it.
    Get,
    /// Write an object, with or without a condition.
    Put,
    /// List a folder.
    List,
    /// Remove an object.
    Delete,
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Open => "open",
            Self::Get => "read",
            Self::Put => "write",
            Self::List => "list",
            Self::Delete => "delete",
        })
    }
}

/// A store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} `{key}`")]
pub struct StoreError {
    /// The key, or the folder of a listing.
    pub key: String,
    /// What was asked.
    pub operation: Operation,
    /// Whether the same call may succeed later, without anybody mending anything.
    pub retryable: bool,
    /// What happened.
    #[source]
    pub source: Box<dyn Error + Send + Sync>,
}

impl StoreError {
    /// Says what happened to `key`.
    pub fn new(
        operation: Operation,
        key: impl fmt::Display,
        retryable: bool,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { key: key.to_string(), operation, retryable, source: source.into() }
    }
}

/// Cuts `range` down to what `size` bytes have.
fn clip(range: &Range<u64>, size: u64) -> Range<u64> {
    let start = range.start.min(size);
    start..range.end.clamp(start, size)
}
