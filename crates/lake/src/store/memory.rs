//! A store that lives and dies with the process, for tests.

use super::{Object, ObjectMeta, Store, StoreError, Version, clip};
use crate::keys::ObjectKey;
use async_trait::async_trait;
use bytes::Bytes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Objects in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    contents: Mutex<Contents>,
}

#[derive(Debug, Default)]
struct Contents {
    objects: BTreeMap<ObjectKey, Object>,
    writes: u64,
}

impl Contents {
    fn write(&mut self, key: &ObjectKey, bytes: Bytes) -> Version {
        self.writes += 1;
        let version = Version::new(self.writes.to_string());
        self.objects.insert(key.clone(), Object { bytes, version: version.clone() });
        version
    }
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No method leaves the contents half changed, so a panic elsewhere does not spoil them.
    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        Ok(self.lock().objects.get(key).cloned())
    }

    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        Ok(self.lock().objects.get(key).map(|object| {
            let clipped = clip(&range, object.bytes.len() as u64);
            // Both ends are at most the length, which is a `usize`.
            let place = |end: u64| usize::try_from(end).unwrap_or(object.bytes.len());
            object.bytes.slice(place(clipped.start)..place(clipped.end))
        }))
    }

    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError> {
        Ok(self.lock().write(key, bytes))
    }

    async fn put_if_absent(&self, key: &ObjectKey, bytes: Bytes) -> Result<Option<Version>, StoreError> {
        let mut contents = self.lock();
        Ok((!contents.objects.contains_key(key)).then(|| contents.write(key, bytes)))
    }

    async fn replace_if_unchanged(
        &self,
        key: &ObjectKey,
        version: &Version,
        bytes: Bytes,
    ) -> Result<Option<Version>, StoreError> {
        let mut contents = self.lock();
        let unchanged = contents.objects.get(key).is_some_and(|object| object.version == *version);
        Ok(unchanged.then(|| contents.write(key, bytes)))
    }

    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        let contents = self.lock();
        let inside = contents.objects.iter().filter(|(key, _)| key.is_under(prefix));
        let meta = |(key, object): (&ObjectKey, &Object)| ObjectMeta {
            key: key.clone(),
            size: object.bytes.len() as u64,
            version: object.version.clone(),
        };
        Ok(inside.map(meta).collect())
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        self.lock().objects.remove(key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn the_memory_store_keeps_the_promises_of_a_store() {
        crate::conformance::check_store(|| async { Arc::new(MemoryStore::new()) as Arc<dyn Store> }).await;
    }
}
