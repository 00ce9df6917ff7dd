//! Objects in one S3 bucket, as a [`lake::Store`].
//!
//! In:  keys as they are, bytes, conditions.
//! Out: what a store promises; what S3 does not promise by itself is made up for here:
//!
//! * Every object carries the SHA-256 of its bytes, and every whole read is compared with it. S3's own checksum
//!   covers the way there (and a multipart object only part by part), this one the way there and back.
//! * Every write carries a number that no other write has. A conditional write whose answer got lost is refused when
//!   the SDK sends it again; the number tells that the object there is ours.
//! * A version is the object's `ETag`. On a bucket without KMS, S3 gives equal bytes an equal `ETag`: who read A may
//!   replace A although B was there in between. The lake's pointers mean what they say, not how often they changed.
//!
//! Keys that no lake has (folders made by a console, hidden files) are left out of listings.

mod multipart;
mod read;
mod superseded;
#[cfg(test)]
mod tests;
mod write;
mod zoned;

pub use superseded::{STATE, SUPERSEDED, mark_superseded};
pub use zoned::ZonedStore;

use crate::failure::Failure;
use async_trait::async_trait;
use aws_sdk_s3::Client;
use bytes::Bytes;
use lake::{Object, ObjectKey, ObjectMeta, Operation, Store, StoreError, Version};
use std::ops::Range;
use write::Condition;

/// Metadata: the lower-case hexadecimal SHA-256 of the object.
const CONTENT_HASH: &str = "donorlake-sha256";
/// Metadata: the number of the write.
const WRITE_NUMBER: &str = "donorlake-write";

/// How an object is cut: larger ones go up in parts of this size.
const PART_SIZE: usize = 16 * 1024 * 1024;

/// One bucket.
#[derive(Debug, Clone)]
pub struct S3Store {
    client: Client,
    bucket: String,
    kms_key: Option<String>,
    part_size: usize,
}

impl S3Store {
    /// A bucket that is there, and the key that encrypts what is written; none leaves it to the bucket's default.
    #[must_use]
    pub fn new(client: Client, bucket: String, kms_key: Option<String>) -> Self {
        Self { client, bucket, kms_key, part_size: PART_SIZE }
    }

    /// The same bucket with another size of parts: 5 MiB is the least that S3 takes.
    #[must_use]
    pub fn with_part_size(self, part_size: usize) -> Self {
        Self { part_size: part_size.max(1), ..self }
    }
}

#[async_trait]
impl Store for S3Store {
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        self.read(key).await
    }

    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        self.read_range(key, range).await
    }

    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError> {
        let written = self.write(key, bytes, Condition::Always).await?;
        written.ok_or_else(|| failed(Operation::Put, key)(Failure::unanswered("the upload was ended by others", true)))
    }

    async fn put_if_absent(&self, key: &ObjectKey, bytes: Bytes) -> Result<Option<Version>, StoreError> {
        self.write(key, bytes, Condition::Absent).await
    }

    async fn replace_if_unchanged(
        &self,
        key: &ObjectKey,
        version: &Version,
        bytes: Bytes,
    ) -> Result<Option<Version>, StoreError> {
        self.write(key, bytes, Condition::Unchanged(version)).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        self.read_listing(prefix).await
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        let sent = self.client.delete_object().bucket(&self.bucket).key(key.as_str()).send().await;
        sent.map(|_| ()).map_err(|error| failed(Operation::Delete, key)(Failure::of(&error)))
    }
}

/// For `map_err`: says what was asked of which key.
fn failed(operation: Operation, key: impl std::fmt::Display) -> impl FnOnce(Failure) -> StoreError {
    move |failure| StoreError::new(operation, key, failure.retryable, failure)
}

/// The version that an `ETag` stands for, however it was quoted.
fn version(etag: Option<&str>) -> Version {
    Version::new(etag.unwrap_or_default().trim_matches('"'))
}
