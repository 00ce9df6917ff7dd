//! Writing objects, with or without a condition, so that of many writers exactly one is told that it won.

use super::{CONTENT_HASH, S3Store, WRITE_NUMBER, failed, version};
use crate::failure::Failure;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ServerSideEncryption};
use bytes::Bytes;
use lake::{ObjectKey, Operation, StoreError, Version};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How often a write is tried that meets others at the same key.
const CONFLICTS: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// When a write may happen.
#[derive(Debug, Clone, Copy)]
pub(super) enum Condition<'a> {
    /// Whatever is there.
    Always,
    /// If nothing is there.
    Absent,
    /// If this version is there.
    Unchanged(&'a Version),
}

impl Condition<'_> {
    pub(super) fn if_none_match(self) -> Option<String> {
        matches!(self, Self::Absent).then(|| "*".to_owned())
    }

    pub(super) fn if_match(self) -> Option<String> {
        let Self::Unchanged(version) = self else { return None };
        Some(format!("\"{}\"", version.as_str()))
    }
}

/// What a write carries besides its bytes.
pub(super) type Metadata = HashMap<String, String>;

impl S3Store {
    /// Writes the object if the condition holds; none says that it does not.
    pub(super) async fn write(
        &self,
        key: &ObjectKey,
        bytes: Bytes,
        condition: Condition<'_>,
    ) -> Result<Option<Version>, StoreError> {
        let metadata = Metadata::from([
            (CONTENT_HASH.to_owned(), lake::file_id(&bytes).as_str().to_owned()),
            (WRITE_NUMBER.to_owned(), write_number()),
        ]);
        let mut pause = FIRST_PAUSE;
        let mut turn = 1;
        loop {
            let failure = match self.write_once(key, &bytes, condition, &metadata).await {
                Ok(etag) => return Ok(Some(version(etag.as_deref()))),
                Err(failure) => failure,
            };
            match Refusal::of(&failure) {
                Refusal::Lost => return self.earlier_attempt(key, &metadata).await,
                Refusal::Conflict if turn < CONFLICTS => tokio::time::sleep(pause).await,
                Refusal::Conflict | Refusal::Failed => return Err(failed(Operation::Put, key)(failure)),
            }
            (turn, pause) = (turn + 1, pause * 2);
        }
    }

    async fn write_once(
        &self,
        key: &ObjectKey,
        bytes: &Bytes,
        condition: Condition<'_>,
        metadata: &Metadata,
    ) -> Result<Option<String>, Failure> {
        if bytes.len() > self.part_size {
            return self.write_in_parts(key, bytes, condition, metadata).await;
        }
        let request = self.client.put_object().bucket(&self.bucket).key(key.as_str());
        let request = request.set_metadata(Some(metadata.clone())).checksum_algorithm(ChecksumAlgorithm::Sha256);
        let request = request.set_if_none_match(condition.if_none_match()).set_if_match(condition.if_match());
        let request = request.set_server_side_encryption(self.encryption()).set_ssekms_key_id(self.kms_key.clone());
        let request = request.set_bucket_key_enabled(self.kms_key.is_some().then_some(true));
        let answer = request.body(ByteStream::from(bytes.clone())).send().await;
        answer.map(|answer| answer.e_tag).map_err(|error| Failure::of(&error))
    }

    pub(super) fn encryption(&self) -> Option<ServerSideEncryption> {
        self.kms_key.is_some().then_some(ServerSideEncryption::AwsKms)
    }

    /// Whether the write that was refused had happened before, when its answer got lost: then it won.
    async fn earlier_attempt(&self, key: &ObjectKey, ours: &Metadata) -> Result<Option<Version>, StoreError> {
        let Some((etag, theirs)) = self.head(key).await? else { return Ok(None) };
        let is_ours = theirs.get(WRITE_NUMBER) == ours.get(WRITE_NUMBER);
        Ok(is_ours.then(|| version(etag.as_deref())))
    }
}

/// Why S3 did not write.
enum Refusal {
    /// The condition does not hold.
    Lost,
    /// Another write at the same moment: S3 asks to try again, and then the condition may hold or not.
    Conflict,
    /// Something else.
    Failed,
}

impl Refusal {
    fn of(failure: &Failure) -> Self {
        // With `If-Match`, a missing object is `NoSuchKey`. An upload that is gone was completed by the
        // attempt whose answer got lost, or ended by others.
        if failure.status == Some(412) || failure.is("NoSuchKey") || failure.is("NoSuchUpload") {
            Self::Lost
        } else if failure.status == Some(409) {
            Self::Conflict
        } else {
            Self::Failed
        }
    }
}

/// 128 random bits, which no other write will have. It is compared and never kept: not part of any output.
fn write_number() -> String {
    let bits = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}{:016x}", bits(), bits())
}
