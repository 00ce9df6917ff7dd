//! A store in a folder: each object is a file at the path of its key.
//!
//! A write goes to a temporary file, which is synced and then renamed, so that a crash leaves the old
//! object or the new one. Conditions are checked while a lock file is held; the operating system
//! frees the lock when its holder dies, and it binds other processes as well. Files are readable by
//! their owner alone, because they hold personal data.

mod files;
#[cfg(test)]
mod tests;

use super::{Object, ObjectMeta, Operation, Store, StoreError, Version};
use crate::keys::ObjectKey;
use async_trait::async_trait;
use bytes::Bytes;
use files::{Condition, Folder};
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Objects as files of one folder.
#[derive(Debug, Clone)]
pub struct LocalStore {
    folder: Arc<Folder>,
}

impl LocalStore {
    /// Opens the folder, and makes it where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = folder.as_ref();
        let folder = Folder::open(path).map_err(|error| failure(Operation::Open, path.display(), error))?;
        Ok(Self { folder: Arc::new(folder) })
    }

    /// The folder, without links in its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// Runs `work` where blocking is allowed.
    async fn run<T: Send + 'static>(
        &self,
        operation: Operation,
        name: &str,
        work: impl FnOnce(&Folder) -> io::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let folder = Arc::clone(&self.folder);
        match tokio::task::spawn_blocking(move || work(&folder)).await {
            Ok(done) => done.map_err(|error| failure(operation, name, error)),
            Err(stopped) => Err(StoreError::new(operation, name, false, stopped)),
        }
    }

    async fn write(&self, key: &ObjectKey, bytes: Bytes, condition: Condition) -> Result<Option<Version>, StoreError> {
        let target = key.clone();
        self.run(Operation::Put, key.as_str(), move |folder| folder.write(&target, &bytes, &condition)).await
    }
}

#[async_trait]
impl Store for LocalStore {
    async fn get(&self, key: &ObjectKey) -> Result<Option<Object>, StoreError> {
        let target = key.clone();
        self.run(Operation::Get, key.as_str(), move |folder| folder.read(&target)).await
    }

    async fn get_range(&self, key: &ObjectKey, range: Range<u64>) -> Result<Option<Bytes>, StoreError> {
        let target = key.clone();
        self.run(Operation::Get, key.as_str(), move |folder| folder.read_range(&target, &range)).await
    }

    async fn put(&self, key: &ObjectKey, bytes: Bytes) -> Result<Version, StoreError> {
        let unmet = || StoreError::new(Operation::Put, key, false, "a write without a condition was refused");
        self.write(key, bytes, Condition::Always).await?.ok_or_else(unmet)
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
        self.write(key, bytes, Condition::Unchanged(version.clone())).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<ObjectMeta>, StoreError> {
        let folder_key = prefix.trim_end_matches('/').to_owned();
        self.run(Operation::List, prefix, move |folder| folder.list(&folder_key)).await
    }

    async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        let target = key.clone();
        self.run(Operation::Delete, key.as_str(), move |folder| folder.delete(&target)).await
    }

    fn local_path(&self, key: &ObjectKey) -> Option<PathBuf> {
        self.folder.path(key).ok()
    }
}

fn failure(operation: Operation, key: impl std::fmt::Display, error: io::Error) -> StoreError {
    let retryable = matches!(
        error.kind(),
        ErrorKind::Interrupted
            | ErrorKind::WouldBlock
            | ErrorKind::TimedOut
            | ErrorKind::ResourceBusy
            | ErrorKind::StaleNetworkFileHandle
    );
    StoreError::new(operation, key, retryable, error)
}
