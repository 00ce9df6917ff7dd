//! A lake that holds every table and no row: what the views are made of can be asked before anything was ingested.

use crate::QueryError;
use lake::{Lake, SnapshotInputs};
use records::golden::GoldenTables;

/// A lake in memory with one snapshot that has every golden table and no row.
///
/// # Errors
/// When the snapshot cannot be made, which a test rules out.
pub async fn empty_lake() -> Result<Lake, QueryError> {
    let lake = Lake::memory();
    let inputs = SnapshotInputs { file_ids: Vec::new(), config_hash: String::new(), engine_version: String::new() };
    let written = lake.write_snapshot("empty", &GoldenTables::default(), &inputs).await;
    written.map_err(|error| QueryError::Lake { message: error.to_string() })?;
    Ok(lake)
}
