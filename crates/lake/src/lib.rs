//! The lake: zones and keys, tables, Parquet, snapshots; the ports to storage and to the catalog.
//!
//! In:  bytes of dropped files, rows of `records`, decisions of stewards.
//! Out: objects of a [`Store`] that other programs can read (Parquet, JSON), and the same rows again.
//!
//! * [`Lake`]: what the use cases call: put a file, stage it, write a snapshot, read any of it.
//! * [`zones`]: where everything lies; nothing else forms a key.
//! * [`tables`]: the columns of every table, with type, class and meaning.
//! * [`encoding`]: rows to Parquet and back; the same rows give the same bytes.
//! * [`Store`] and [`Catalog`]: the ports, with implementations in a folder and in memory.
//! * [`conformance`]: the suites that every implementation of a port runs, also in other crates.
//!
//! What makes a step whole is its last write: the `source_file` record commits a staged file, the manifest
//! a snapshot, and the pointer shows it to readers. Whatever fails before that changes nothing that is seen.

pub mod catalog;
pub mod conformance;
pub mod encoding;
pub mod keys;
pub mod snapshots;
pub mod store;
pub mod tables;
pub mod zones;

mod decisions;
mod error;
mod json;
mod lake;
mod lease;
mod quarantine;
mod raw;
mod staging;
#[cfg(test)]
mod tests;

pub use catalog::{Catalog, CatalogColumn, CatalogError, CatalogSnapshot, CatalogTable, StoreCatalog};
pub use encoding::{EncodingError, decode_rows, encode_rows, encode_texts};
pub use error::LakeError;
pub use keys::{KeyError, ObjectKey};
pub use lake::{Lake, file_id};
pub use lease::{Lease, LeaseRequest};
pub use quarantine::QuarantineReport;
pub use snapshots::{Manifest, ManifestTable, SnapshotInputs};
pub use store::{LocalStore, MemoryStore, Object, ObjectMeta, Operation, Store, StoreError, Version};
pub use tables::{Column, ColumnClass, DataType, GOLDEN_TABLES, Row, STAGED_TABLES, TableSchema};
