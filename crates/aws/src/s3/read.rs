//! Reading objects and listings of a bucket.

use super::{CONTENT_HASH, S3Store, failed, version};
use crate::failure::Failure;
use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::AggregatedBytes;
use aws_sdk_s3::types::ChecksumMode;
use bytes::Bytes;
use lake::{Object, ObjectKey, ObjectMeta, Operation, StoreError};
use std::collections::HashMap;
use std::ops::Range;

/// How often a whole object is asked for when its bytes break off on the way.
const READS: usize = 3;

impl S3Store {
    pub(super) async fn read(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        let mut broken = Failure::unanswered("the object was not read", true);
        for _ in 0..READS {
            let request = self.client.get_object().bucket(&self.bucket).key(key.as_str());
            let answer = match request.checksum_mode(ChecksumMode::Enabled).send().await {
                Ok(answer) => answer,
                Err(error) => return absent(Failure::of(&error)).map_err(failed(Operation::Get, key)),
            };
            match whole(answer).await {
                Ok(object) => return Ok(Some(object)),
                Err(failure) => broken = failure,
            }
        }
        Err(failed(Operation::Get, key)(broken))
    }

    pub(super) async fn read_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        if range.is_empty() {
            // HTTP has no empty range; whether there is an object still matters.
            return Ok(self.head(key).await?.map(|_| Bytes::new()));
        }
        let bytes = format!("bytes={}-{}", range.start, range.end - 1);
        let request = self.client.get_object().bucket(&self.bucket).key(key.as_str()).range(bytes);
        match request.send().await.map_err(|error| Failure::of(&error)) {
            Ok(answer) => collected(answer).await.map(Some).map_err(failed(Operation::Get, key)),
            Err(failure) if failure.status == Some(416) => Ok(Some(Bytes::new())),
            Err(failure) => absent(failure).map_err(failed(Operation::Get, key)),
        }
    }

    /// The `ETag` and the metadata of an object.
    pub(super) async fn head(
        &self,
        key: &ObjectKey,
    ) -> Result<Option<(Option<String>, HashMap<String, String>)>, StoreError> {
        match self.client.head_object().bucket(&self.bucket).key(key.as_str()).send().await {
            Ok(answer) => Ok(Some((answer.e_tag, answer.metadata.unwrap_or_default()))),
            Err(error) => absent(Failure::of(&error)).map_err(failed(Operation::Get, key)),
        }
    }

    pub(super) async fn read_listing(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        let folder = prefix.trim_end_matches('/');
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let request = self.client.list_objects_v2().bucket(&self.bucket).prefix(start);
        let mut pages = request.into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| failed(Operation::List, prefix)(Failure::of(&error)))?;
            found.extend(page.contents().iter().filter_map(meta));
        }
        found.sort_unstable_by(|left, right| left.key.cmp(&right.key));
        Ok(found)
    }
}

/// A missing object is none; anything else is a failure, also a missing bucket.
fn absent<T>(failure: Failure) -> Result<Option<T>, Failure> {
    // A `HEAD` has no body to say which of both is missing, so its code is `NotFound`.
    if failure.is("NoSuchKey") || failure.is("NotFound") { Ok(None) } else { Err(failure) }
}

/// The object, if every byte arrived as it was written.
async fn whole(answer: GetObjectOutput) -> Result<Object, Failure> {
    let version = version(answer.e_tag());
    let expected = answer.metadata().and_then(|metadata| metadata.get(CONTENT_HASH)).cloned();
    let bytes = collected(answer).await?;
    if expected.is_some_and(|expected| expected != lake::file_id(&bytes).as_str()) {
        return Err(Failure::unanswered("the bytes are not those that were written", true));
    }
    Ok(Object { bytes, version })
}

async fn collected(answer: GetObjectOutput) -> Result<Bytes, Failure> {
    let collected = answer.body.collect().await;
    collected.map(AggregatedBytes::into_bytes).map_err(|_| Failure::unanswered("the object's bytes broke off", true))
}

fn meta(object: &aws_sdk_s3::types::Object) -> Option<ObjectMeta> {
    Some(ObjectMeta {
        key: ObjectKey::parse(object.key()?).ok()?,
        size: object.size().and_then(|size| u64::try_from(size).ok())?,
        version: version(object.e_tag()),
    })
}
