//! The lake itself: a store, a catalog, and what both are asked for together.

use crate::catalog::{Catalog, StoreCatalog};
use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::store::{LocalStore, MemoryStore, Object, Store, StoreError};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use records::keys::FileId;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// How many objects are read or written at once.
const CONCURRENT_OBJECTS: usize = 8;

/// A system of record: objects in a store, and the catalog that names the current tables.
#[derive(Debug, Clone)]
pub struct Lake {
    /// Holds the objects.
    pub store: Arc<dyn Store>,
    /// Names the tables of the current snapshot.
    pub catalog: Arc<dyn Catalog>,
}

impl Lake {
    /// A lake of any store and catalog.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, catalog: Arc<dyn Catalog>) -> Self {
        Self { store, catalog }
    }

    /// A lake in `store`, its catalog included.
    #[must_use]
    pub fn in_store(store: Arc<dyn Store>) -> Self {
        let catalog = Arc::new(StoreCatalog::new(Arc::clone(&store)));
        Self { store, catalog }
    }

    /// A lake in a folder, which is made where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn local(folder: impl AsRef<Path>) -> Result<Self, StoreError> {
        Ok(Self::in_store(Arc::new(LocalStore::open(folder)?)))
    }

    /// An empty lake that lives and dies with the process.
    #[must_use]
    pub fn memory() -> Self {
        Self::in_store(Arc::new(MemoryStore::new()))
    }

    /// Writes an object that is never changed; `false` when the key has other contents already.
    ///
    /// Writing the same bytes again is no change, so a step that failed half-way can be run again.
    pub(crate) async fn put_once(&self, key: &ObjectKey, bytes: &Bytes) -> Result<bool, StoreError> {
        if self.store.put_if_absent(key, bytes.clone()).await?.is_some() {
            return Ok(true);
        }
        Ok(self.store.get(key).await?.is_some_and(|object| object.bytes == bytes))
    }

    /// Reads an object that must be there.
    pub(crate) async fn get_present(&self, key: &ObjectKey) -> Result<Object, LakeError> {
        self.store.get(key).await?.ok_or_else(|| LakeError::Missing { key: key.to_string() })
    }
}

/// Runs the steps a few at a time and gives their results in the order of the steps; the first failure ends it.
pub(crate) async fn a_few_at_once<T, E>(steps: Vec<impl Future<Output = Result<T, E>> + Send>) -> Result<Vec<T>, E> {
    stream::iter(steps).buffered(CONCURRENT_OBJECTS).try_collect().await
}

/// Names a file by its bytes, whatever it is called.
#[must_use]
pub fn file_id(bytes: &[u8]) -> FileId {
    FileId::from_stored(sha256_hex(bytes))
}

/// The lower-case hexadecimal SHA-256 of `bytes`.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value is the first example of FIPS 180-2, appendix B.1.
    #[test]
    fn a_file_is_named_by_the_sha_256_of_its_bytes() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(file_id(b"abc").as_str(), expected);
    }
}
