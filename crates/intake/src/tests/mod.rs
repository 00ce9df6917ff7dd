//! Whole files through their bundled mappings, and the laws that hold for every file.

mod detection;
mod laws;
mod mailchimp;
mod paypal;
mod raisers_edge;
mod salesforce;
mod samples;
mod wild_apricot;

use crate::{Intake, MappingSet, SourceFileBytes, read};
use records::keys::FileId;
use std::sync::LazyLock;

static MAPPINGS: LazyLock<MappingSet> = LazyLock::new(|| MappingSet::bundled().unwrap());

/// Reads a file with the mapping that fits it.
#[track_caller]
fn intake(file_name: &str, bytes: impl AsRef<[u8]>) -> Intake {
    let bytes = bytes.as_ref();
    let mapping = MAPPINGS.detect(file_name, bytes).unwrap();
    let file_id = FileId::from_stored("f".repeat(64));
    read(mapping, &SourceFileBytes { file_name, bytes, file_id: &file_id }).unwrap()
}

/// Staged, rejected, not data.
fn counts(intake: &Intake) -> (i64, i64, i64) {
    let tally = &intake.tally;
    assert_eq!(tally.rows_read, tally.rows_staged + tally.rows_rejected + tally.not_data());
    assert_eq!(usize::try_from(tally.rows_rejected), Ok(intake.records.rejections.len()));
    (tally.rows_staged, tally.rows_rejected, tally.not_data())
}

/// The rejections as `line: column: reason`.
fn rejections(intake: &Intake) -> Vec<String> {
    let rows = intake.records.rejections.iter();
    rows.map(|row| format!("{}: {}: {}", row.line, row.column, row.reason)).collect()
}

/// Whether one of the notes contains the words.
#[track_caller]
fn check_note(intake: &Intake, words: &str) {
    assert!(intake.notes.iter().any(|note| note.contains(words)), "{words}: {:?}", intake.notes);
}

/// A text as Excel's "Unicode Text" writes it.
fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
