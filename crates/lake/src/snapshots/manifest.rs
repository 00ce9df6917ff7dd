//! What a snapshot is made of and from.

use crate::keys::ObjectKey;
use records::keys::FileId;
use serde::{Deserialize, Serialize};

/// What a snapshot was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotInputs {
    /// The staged files; their order does not matter.
    pub file_ids: Vec<FileId>,
    /// A hash of the configuration: model, rules, mappings.
    pub config_hash: String,
    /// The version of donorlake.
    pub engine_version: String,
}

/// A snapshot: what it was made from, and its tables. Holds no clock, so equal rows give an equal manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Names the snapshot.
    pub snapshot_id: String,
    /// The version of donorlake that wrote it.
    pub engine_version: String,
    /// A hash of the configuration that it was made with.
    pub config_hash: String,
    /// The staged files that it was made from, sorted.
    pub file_ids: Vec<FileId>,
    /// Every golden table, also the empty ones, in the order of [`crate::GOLDEN_TABLES`].
    pub tables: Vec<ManifestTable>,
}

/// One table of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestTable {
    /// The table.
    pub name: String,
    /// Its file.
    pub key: ObjectKey,
    /// How many rows it has.
    pub rows: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// The lower-case hexadecimal SHA-256 of the file.
    pub sha256: String,
}

impl Manifest {
    /// The table called `name`.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&ManifestTable> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// How many rows all tables have together.
    #[must_use]
    pub fn row_count(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}
