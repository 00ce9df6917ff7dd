//! The current snapshot → the catalog that readers ask.
//!
//! In:  a lake with a snapshot. Out: the catalog's tables, moved to it; or nothing, when they stand there already.

use lake::{CatalogError, CatalogSnapshot, Lake, LakeError};
use serde::Serialize;

/// What the catalog shows now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishReport {
    /// The snapshot.
    pub snapshot_id: String,
    /// Counts publications from 1.
    pub revision: u64,
    /// How many tables there are.
    pub tables: usize,
    /// The catalog stood there already, whole or in part.
    pub already_current: bool,
}

/// Why nothing was published. The tables stay where they were; a run that was broken off can be repeated.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// There is no snapshot to show.
    #[error("the lake has no snapshot yet: resolve it first")]
    NoSnapshot,
    /// The lake could not be read. Trying again may help.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// The catalog could not be read or written, or another run published meanwhile. Try again.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
}

/// Moves the catalog's tables to the current snapshot.
///
/// Readers of the lake itself follow the snapshot pointer; the catalog is for engines that ask it. A
/// publication that was broken off half-way is completed.
///
/// # Errors
/// When there is no snapshot, or the lake or the catalog fails.
pub async fn publish(lake: &Lake) -> Result<PublishReport, PublishError> {
    let manifest = lake.current_snapshot().await?.ok_or(PublishError::NoSnapshot)?;
    let before = lake.catalog.current().await?;
    let next = CatalogSnapshot::of_manifest(&manifest, before.as_ref())?;
    lake.catalog.publish(&next).await?;
    Ok(PublishReport {
        snapshot_id: next.snapshot_id,
        revision: next.revision,
        tables: next.tables.len(),
        already_current: before.is_some_and(|before| before.snapshot_id == manifest.snapshot_id),
    })
}
