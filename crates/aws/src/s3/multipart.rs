//! Large objects go up in parts; the condition is checked when they are put together.

use super::S3Store;
use super::write::{Condition, Metadata};
use crate::failure::Failure;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use lake::ObjectKey;

/// How many parts are on their way at once.
const CONCURRENT_PARTS: usize = 4;

/// An upload that was begun.
struct Upload<'a> {
    store: &'a S3Store,
    key: &'a ObjectKey,
    id: String,
}

impl S3Store {
    /// The `ETag` of the object. An upload that fails is ended, so that its parts cost nothing; what a killed process
    /// leaves, the bucket's lifecycle rule removes.
    pub(super) async fn write_in_parts(
        &self,
        key: &ObjectKey,
        bytes: &Bytes,
        condition: Condition<'_>,
        metadata: &Metadata,
    ) -> Result<Option<String>, Failure> {
        let upload = Upload { store: self, key, id: self.begin(key, metadata).await? };
        let done = upload.send(bytes, condition).await;
        if done.is_err() {
            upload.abort().await;
        }
        done
    }

    async fn begin(&self, key: &ObjectKey, metadata: &Metadata) -> Result<String, Failure> {
        let request = self.client.create_multipart_upload().bucket(&self.bucket).key(key.as_str());
        let request = request.set_metadata(Some(metadata.clone())).checksum_algorithm(ChecksumAlgorithm::Sha256);
        let request = request.set_server_side_encryption(self.encryption()).set_ssekms_key_id(self.kms_key.clone());
        let request = request.set_bucket_key_enabled(self.kms_key.is_some().then_some(true));
        let begun = request.send().await.map_err(|error| Failure::of(&error))?;
        begun.upload_id.ok_or_else(|| Failure::unanswered("the upload that was begun has no id", true))
    }
}

impl Upload<'_> {
    async fn send(&self, bytes: &Bytes, condition: Condition<'_>) -> Result<Option<String>, Failure> {
        let size = self.store.part_size;
        let parts = (1_i32..).zip((0..bytes.len()).step_by(size));
        let sent = parts.map(|(number, start)| {
            let end = bytes.len().min(start + size);
            self.send_part(number, bytes.slice(start..end))
        });
        let parts: Vec<CompletedPart> = stream::iter(sent).buffered(CONCURRENT_PARTS).try_collect().await?;
        self.complete(parts, condition).await
    }

    async fn send_part(&self, number: i32, bytes: Bytes) -> Result<CompletedPart, Failure> {
        let request = self.store.client.upload_part().bucket(&self.store.bucket).key(self.key.as_str());
        let request = request.upload_id(&self.id).part_number(number).checksum_algorithm(ChecksumAlgorithm::Sha256);
        let answer = request.body(ByteStream::from(bytes)).send().await.map_err(|error| Failure::of(&error))?;
        let part = CompletedPart::builder().part_number(number).set_e_tag(answer.e_tag);
        Ok(part.set_checksum_sha256(answer.checksum_sha256).build())
    }

    async fn complete(&self, parts: Vec<CompletedPart>, condition: Condition<'_>) -> Result<Option<String>, Failure> {
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let request = self.store.client.complete_multipart_upload().bucket(&self.store.bucket).key(self.key.as_str());
        let request = request.upload_id(&self.id).multipart_upload(parts);
        let request = request.set_if_none_match(condition.if_none_match()).set_if_match(condition.if_match());
        let answer = request.send().await;
        answer.map(|answer| answer.e_tag).map_err(|error| Failure::of(&error))
    }

    async fn abort(&self) {
        let request = self.store.client.abort_multipart_upload().bucket(&self.store.bucket).key(self.key.as_str());
        if let Err(error) = request.upload_id(&self.id).send().await {
            tracing::warn!(error = %Failure::of(&error), "an upload could not be ended; the bucket's lifecycle rule will");
        }
    }
}
