//! Two buckets as one store: what people drop lies apart from what donorlake makes of it.
//!
//! In:  keys of any zone.
//! Out: `raw/…` in the raw bucket, everything else in the lake bucket, under the same keys. Whatever else lies in the
//!      raw bucket, and anything under `raw/` in the lake bucket, is not part of the lake.

use super::S3Store;
use async_trait::async_trait;
use bytes::Bytes;
use lake::zones::Zone;
use lake::{Object, ObjectKey, ObjectMeta, Store, StoreError, Version};
use std::ops::Range;

/// The raw bucket and the lake bucket.
#[derive(Debug, Clone)]
pub struct ZonedStore {
    raw: S3Store,
    lake: S3Store,
}

impl ZonedStore {
    /// Puts two buckets together.
    #[must_use]
    pub fn new(raw: S3Store, lake: S3Store) -> Self {
        Self { raw, lake }
    }

    fn home(&self, key: &ObjectKey) -> &S3Store {
        if key.is_under(Zone::Raw.prefix()) { &self.raw } else { &self.lake }
    }
}

#[async_trait]
impl Store for ZonedStore {
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        self.home(key).get(key).await
    }

    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        self.home(key).get_range(key, range).await
    }

    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError> {
        self.home(key).put(key, bytes).await
    }

    async fn put_if_absent(&self, key: &ObjectKey, bytes: Bytes) -> Result<Option<Version>, StoreError> {
        self.home(key).put_if_absent(key, bytes).await
    }

    async fn replace_if_unchanged(
        &self,
        key: &ObjectKey,
        version: &Version,
        bytes: Bytes,
    ) -> Result<Option<Version>, StoreError> {
        self.home(key).replace_if_unchanged(key, version, bytes).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        let raw = Zone::Raw.prefix();
        let folder = prefix.trim_end_matches('/');
        if folder.split('/').next() == Some(raw) {
            return self.raw.list(folder).await;
        }
        let mut found = self.lake.list(folder).await?;
        if folder.is_empty() {
            found.retain(|meta| !meta.key.is_under(raw));
            found.extend(self.raw.list(raw).await?);
            found.sort_unstable_by(|left, right| left.key.cmp(&right.key));
        }
        Ok(found)
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        self.home(key).delete(key).await
    }
}
