//! A catalog that is one JSON object of a store: the local catalog.

use super::{Catalog, CatalogError, CatalogSnapshot};
use crate::store::{Store, Version};
use crate::{json, zones};
use async_trait::async_trait;
use std::sync::Arc;

/// The catalog of a lake without a catalog service.
#[derive(Debug, Clone)]
pub struct StoreCatalog {
    store: Arc<dyn Store>,
}

impl StoreCatalog {
    /// The catalog that lies in `store`.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    async fn read(&self) -> Result<Option<(CatalogSnapshot, Version)>, CatalogError> {
        let key = zones::catalog()?;
        let Some(object) = self.store.get(&key).await? else { return Ok(None) };
        let snapshot = json::from_slice(&object.bytes).ok_or_else(|| CatalogError::Format { key: key.to_string() })?;
        Ok(Some((snapshot, object.version)))
    }
}

#[async_trait]
impl Catalog for StoreCatalog {
    async fn publish(&self, snapshot: &CatalogSnapshot) -> Result<(), CatalogError> {
        let key = zones::catalog()?;
        let bytes = json::to_bytes(snapshot).ok_or_else(|| CatalogError::Format { key: key.to_string() })?;
        let current = self.read().await?;
        if current.as_ref().is_some_and(|(published, _)| published == snapshot) {
            return Ok(());
        }
        let revision = current.as_ref().map_or(0, |(published, _)| published.revision);
        let stale = |current| CatalogError::Stale { offered: snapshot.revision, current };
        if snapshot.revision != revision + 1 {
            return Err(stale(revision));
        }
        let written = match current {
            Some((_, version)) => self.store.replace_if_unchanged(&key, &version, bytes).await?,
            None => self.store.put_if_absent(&key, bytes).await?,
        };
        match (written, self.current().await?) {
            (Some(_), _) => Ok(()),
            (None, Some(published)) if published == *snapshot => Ok(()),
            (None, published) => Err(stale(published.map_or(0, |published| published.revision))),
        }
    }

    async fn current(&self) -> Result<Option<CatalogSnapshot>, CatalogError> {
        Ok(self.read().await?.map(|(snapshot, _)| snapshot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn the_stored_catalog_keeps_the_promises_of_a_catalog() {
        let empty = || async { Arc::new(StoreCatalog::new(Arc::new(MemoryStore::new()))) as Arc<dyn Catalog> };
        crate::conformance::check_catalog(empty).await;
    }

    #[tokio::test]
    async fn a_catalog_that_is_no_catalog_is_named() {
        let store = Arc::new(MemoryStore::new());
        store.put(&zones::catalog().unwrap(), "{}".into()).await.unwrap();
        let error = StoreCatalog::new(store).current().await.unwrap_err();
        assert_eq!(error.to_string(), "`catalog/catalog.json` is not a catalog that this version can read");
    }
}
