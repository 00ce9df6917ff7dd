//! Columns of what became of each file and of the rows that were set aside.

use super::schema::table;
use records::staged::{Rejection, SourceFile};

table! {
    /// One ingested file. `rows_read = rows_staged + rows_rejected + rows_not_data`, always.
    SOURCE_FILE = "source_file" of SourceFile {
        file_id: required String Internal "SHA-256 of its bytes.",
        source: required String Public "The source system.",
        mapping: required String Internal "The mapping that read it, and its version: `salesforce_contacts@2026-11`.",
        file_name: required String Internal "The name that it was dropped under, without folders.",
        rows_read: required BigInt Public "Rows after the header, blank lines not counted.",
        rows_staged: required BigInt Public "Rows that became at least one staged row.",
        rows_rejected: required BigInt Public "Rows that were set aside.",
        rows_not_data: required BigInt Public "Rows that are no data: totals, footers, preamble, rows that the mapping drops by rule.",
        received_at: required TimestampMicros Internal "When it was dropped.",
    }
}

table! {
    /// A row that was set aside; the other rows of its file are staged all the same.
    REJECTION = "rejection" of Rejection {
        source: required String Public "The source system.",
        file_id: required String Internal "The file that the row came from.",
        line: required BigInt Internal "The line of the row's first byte, counted from 1, the header included.",
        column: required String Public "The column that is wrong, as the source spells it.",
        reason: required String Public "What is wrong, without the value: rejections are logged, and values are personal data.",
    }
}
