//! A store that fails on purpose, for tests of what a failure leaves behind.

use crate::keys::ObjectKey;
use crate::store::{Object, ObjectMeta, Operation, Store, StoreError, Version};
use async_trait::async_trait;
use bytes::Bytes;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Whether a failing write happens all the same: an answer that gets lost looks like a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureMoment {
    /// Nothing is written.
    BeforeWriting,
    /// The write happens, and its answer is lost.
    AfterWriting,
}

/// Another store, of which one write fails (a write is a put, a replacement or a removal).
#[derive(Debug)]
pub struct FailingStore {
    inner: Arc<dyn Store>,
    failing_write: usize,
    moment: FailureMoment,
    writes: AtomicUsize,
}

impl FailingStore {
    /// Fails the write number `failing_write`, counted from 0.
    #[must_use]
    pub fn new(inner: Arc<dyn Store>, failing_write: usize, moment: FailureMoment) -> Self {
        Self { inner, failing_write, moment, writes: AtomicUsize::new(0) }
    }

    /// How many writes were asked for so far.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.writes.load(Ordering::SeqCst)
    }

    /// Runs one write, or fails it before or after.
    async fn write<T>(
        &self,
        operation: Operation,
        key: &ObjectKey,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let fails = self.writes.fetch_add(1, Ordering::SeqCst) == self.failing_write;
        let failure = || StoreError::new(operation, key, true, "this write was told to fail");
        if fails && self.moment == FailureMoment::BeforeWriting {
            return Err(failure());
        }
        let done = work.await;
        if fails { Err(failure()) } else { done }
    }
}

#[async_trait]
impl Store for FailingStore {
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        self.inner.get(key).await
    }

    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        self.inner.get_range(key, range).await
    }

    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError> {
        self.write(Operation::Put, key, self.inner.put(key, bytes)).await
    }

    async fn put_if_absent(&self, key: &ObjectKey, bytes: Bytes) -> Result<Option<Version>, StoreError> {
        self.write(Operation::Put, key, self.inner.put_if_absent(key, bytes)).await
    }

    async fn replace_if_unchanged(
        &self,
        key: &ObjectKey,
        version: &Version,
        bytes: Bytes,
    ) -> Result<Option<Version>, StoreError> {
        self.write(Operation::Put, key, self.inner.replace_if_unchanged(key, version, bytes)).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        self.inner.list(prefix).await
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        self.write(Operation::Delete, key, self.inner.delete(key)).await
    }

    fn local_path(&self, key: &ObjectKey) -> Option<PathBuf> {
        self.inner.local_path(key)
    }
}
