//! One export file: kept as it came, recognised, checked, staged.
//!
//! In:  a file's name and bytes.
//! Out: what it is and what became of each of its rows. The file is committed whole or not at
//! all; dropping it again changes nothing.

use crate::{Configuration, RunContext};
use intake::{ReadError, SourceFileBytes};
use lake::{Lake, LakeError};
use records::keys::FileId;
use records::staged::{Rejection, SourceFile};
use serde::Serialize;
use std::collections::BTreeMap;

/// A file as somebody dropped it.
#[derive(Debug, Clone)]
pub struct DroppedFile {
    /// Its name, without folders: some sources tell by the name what the file is.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IngestedFile {
    /// Counts, source, mapping.
    pub file: SourceFile,
    /// The very same bytes were staged before; nothing was done.
    pub already_staged: bool,
    /// Why rows were recognised as no data: reason → rows.
    pub not_data: BTreeMap<String, i64>,
    /// Rows that were set aside.
    pub rejections: Vec<Rejection>,
    /// What the reader should know, in plain words, without personal values.
    pub notes: Vec<String>,
}

/// Why a whole file was not staged.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The file is not what any mapping expects, or cannot be read. It must change.
    #[error("{file_name}: {error}")]
    Read {
        /// The file's name.
        file_name: String,
        /// What is wrong.
        error: ReadError,
    },
    /// The lake could not be read or written. Trying again may help.
    #[error(transparent)]
    Lake(#[from] LakeError),
}

/// Ingests one file.
///
/// # Errors
/// [`IngestError::Read`] when the file itself is wrong: nothing is staged then, and the raw zone
/// is left as it was, because what is not recognised belongs to no source.
pub async fn ingest(
    lake: &Lake,
    configuration: &Configuration,
    dropped: &DroppedFile,
    context: &RunContext,
) -> Result<IngestedFile, IngestError> {
    let detected = configuration.mappings.detect(&dropped.name, &dropped.bytes);
    let mapping = detected.map_err(|error| unreadable(dropped, error))?;
    stage(lake, mapping, dropped, context, RawCopy::ToBeKept).await
}

/// Whether the raw zone has the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawCopy {
    /// The raw zone is to get it, once it has been read.
    ToBeKept,
    /// It came from there.
    InPlace,
}

/// Stages a recognised file, unless the same bytes were staged under the same mapping before.
pub(crate) async fn stage(
    lake: &Lake,
    mapping: &intake::Mapping,
    dropped: &DroppedFile,
    context: &RunContext,
    raw_copy: RawCopy,
) -> Result<IngestedFile, IngestError> {
    let file_id = lake::file_id(&dropped.bytes);
    let earlier = lake.staged_file(mapping.source(), &file_id).await?;
    if let Some(file) = earlier.as_ref().filter(|file| file.mapping == mapping.label()) {
        tracing::info!(file_id = file_id.as_str(), "already staged");
        return Ok(unchanged(file.clone()));
    }
    let source_file = SourceFileBytes { file_name: &dropped.name, bytes: &dropped.bytes, file_id: &file_id };
    let intake = intake::read(mapping, &source_file).map_err(|error| unreadable(dropped, error))?;
    let mut file = describe(&dropped.name, file_id.clone(), mapping, &intake, context);
    if let Some(earlier) = earlier {
        // Read again by a newer mapping: it was received when it was received.
        file.received_at = earlier.received_at;
    }
    if raw_copy == RawCopy::ToBeKept {
        lake.put_raw(mapping.source(), &dropped.name, dropped.bytes.clone()).await?;
    }
    lake.write_staged(&file, &intake.records).await?;
    log(&file, context);
    Ok(IngestedFile {
        file,
        already_staged: false,
        not_data: intake.tally.rows_not_data,
        rejections: intake.records.rejections,
        notes: intake.notes,
    })
}

fn unreadable(dropped: &DroppedFile, error: ReadError) -> IngestError {
    IngestError::Read { file_name: dropped.name.clone(), error }
}

fn unchanged(file: SourceFile) -> IngestedFile {
    IngestedFile { file, already_staged: true, not_data: BTreeMap::new(), rejections: Vec::new(), notes: Vec::new() }
}

fn describe(
    name: &str,
    file_id: FileId,
    mapping: &intake::Mapping,
    intake: &intake::Intake,
    context: &RunContext,
) -> SourceFile {
    let tally = &intake.tally;
    SourceFile {
        file_id,
        source: mapping.source().to_owned(),
        mapping: mapping.label(),
        file_name: name.to_owned(),
        rows_read: tally.rows_read,
        rows_staged: tally.rows_staged,
        rows_rejected: tally.rows_rejected,
        rows_not_data: tally.not_data(),
        received_at: context.started_at,
    }
}

fn log(file: &SourceFile, context: &RunContext) {
    tracing::info!(
        run_id = context.run_id,
        source = file.source,
        mapping = file.mapping,
        file_id = file.file_id.as_str(),
        rows_read = file.rows_read,
        rows_staged = file.rows_staged,
        rows_rejected = file.rows_rejected,
        rows_not_data = file.rows_not_data,
        "file staged"
    );
}
