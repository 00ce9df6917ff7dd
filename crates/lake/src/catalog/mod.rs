//! The port to the catalog: which tables there are, where they lie, and what their columns mean.
//!
//! Every implementation keeps the promises of [`Catalog`] and runs [`crate::conformance::check_catalog`].

mod stored;

pub use stored::StoreCatalog;

use crate::keys::{KeyError, ObjectKey};
use crate::snapshots::Manifest;
use crate::store::StoreError;
use crate::tables::{ColumnClass, DataType, TableSchema, golden_table};
use crate::zones;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What readers find: one snapshot's tables.
#[async_trait]
pub trait Catalog: Send + Sync + fmt::Debug {
    /// Moves every table to `snapshot`.
    ///
    /// Its revision must be one more than the current one (1 for the first), so that of two publishers
    /// who started from the same catalog the later one is refused with [`CatalogError::Stale`].
    /// Publishing again what is current does nothing.
    async fn publish(&self, snapshot: &CatalogSnapshot) -> Result<(), CatalogError>;

    /// What was published last; none before the first time.
    async fn current(&self) -> Result<Option<CatalogSnapshot>, CatalogError>;
}

/// The tables of one golden snapshot, as a catalog shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogSnapshot {
    /// Counts publications from 1.
    pub revision: u64,
    /// The golden snapshot.
    pub snapshot_id: String,
    /// Its tables, in the order of the manifest.
    pub tables: Vec<CatalogTable>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogTable {
    /// The name in SQL.
    pub name: String,
    /// What one row is.
    pub comment: String,
    /// The folder that holds its files, and nothing else.
    pub location: String,
    /// Its files.
    pub keys: Vec<ObjectKey>,
    /// Its columns, in order.
    pub columns: Vec<CatalogColumn>,
    /// How many rows it has.
    pub row_count: u64,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogColumn {
    /// The name in SQL.
    pub name: String,
    /// What it holds.
    pub data_type: DataType,
    /// Who may see it.
    pub class: ColumnClass,
    /// What it means.
    pub comment: String,
}

/// Why a catalog could not be read or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Somebody else published meanwhile: read the catalog again, then decide.
    #[error("revision {offered} is stale: the catalog is at revision {current}")]
    Stale {
        /// What was to be published.
        offered: u64,
        /// What is there (0 when nothing is).
        current: u64,
    },
    /// A manifest names a table that this version does not know.
    #[error("snapshot `{snapshot_id}` holds table `{table}`, which is no golden table of this version")]
    UnknownTable {
        /// The snapshot.
        snapshot_id: String,
        /// The table.
        table: String,
    },
    /// The stored catalog is not what this version writes.
    #[error("`{key}` is not a catalog that this version can read")]
    Format {
        /// Where the catalog lies.
        key: String,
    },
    /// A name cannot stand in a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The catalog service failed.
    #[error("the catalog service failed at table `{table}`")]
    Service {
        /// The table, or the database.
        table: String,
        /// Whether the same call may succeed later.
        retryable: bool,
        /// What happened.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl CatalogSnapshot {
    /// What to publish for `manifest`, after `previous` ([`Catalog::current`]).
    ///
    /// The snapshot that is shown already keeps its revision, so that a publication of it that was broken off is finished.
    ///
    /// # Errors
    /// [`CatalogError::UnknownTable`] when the snapshot was written by a version with other tables.
    pub fn of_manifest(manifest: &Manifest, previous: Option<&Self>) -> Result<Self, CatalogError> {
        let tables: Result<Vec<CatalogTable>, CatalogError> = manifest
            .tables
            .iter()
            .map(|table| {
                let schema = golden_table(&table.name).ok_or_else(|| CatalogError::UnknownTable {
                    snapshot_id: manifest.snapshot_id.clone(),
                    table: table.name.clone(),
                })?;
                let location = zones::golden_folder(&manifest.snapshot_id, schema.name)?;
                Ok(CatalogTable::new(schema, location, vec![table.key.clone()], table.rows))
            })
            .collect();
        let revision = previous.map_or(0, |previous| previous.revision);
        let is_shown = previous.is_some_and(|previous| previous.snapshot_id == manifest.snapshot_id);
        Ok(Self {
            revision: if is_shown { revision } else { revision + 1 },
            snapshot_id: manifest.snapshot_id.clone(),
            tables: tables?,
        })
    }
}

impl CatalogTable {
    /// The catalog's view of a table whose rows lie in `keys`.
    #[must_use]
    pub fn new(schema: &TableSchema, location: String, keys: Vec<ObjectKey>, row_count: u64) -> Self {
        let columns = schema.columns.iter().map(|column| CatalogColumn {
            name: column.name.to_owned(),
            data_type: column.data_type,
            class: column.class,
            comment: column.doc.to_owned(),
        });
        Self {
            name: schema.name.to_owned(),
            comment: schema.doc.to_owned(),
            location,
            keys,
            columns: columns.collect(),
            row_count,
        }
    }
}
