//! What became of a file: how many of its rows were staged, set aside, or were no data.

use crate::keys::FileId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row that was set aside; the other rows of its file are staged all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The source system.
    pub source: String,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1, the header included.
    pub line: i64,
    /// The column that is wrong, as the source spells it.
    pub column: String,
    /// What is wrong, without the value: rejections are logged, and values are personal data.
    pub reason: String,
}

/// One ingested file. `rows_read = rows_staged + rows_rejected + rows_not_data`, always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// SHA-256 of its bytes.
    pub file_id: FileId,
    /// The source system.
    pub source: String,
    /// The mapping that read it, and its version: `salesforce_contacts@2026-11`.
    pub mapping: String,
    /// The name that it was dropped under, without folders.
    pub file_name: String,
    /// Rows after the header, blank lines not counted.
    pub rows_read: i64,
    /// Rows that became at least one staged row.
    pub rows_staged: i64,
    /// Rows that were set aside.
    pub rows_rejected: i64,
    /// Rows that are no data: totals, footers, preamble, rows that the mapping drops by rule.
    pub rows_not_data: i64,
    /// When it was dropped.
    pub received_at: Timestamp,
}
