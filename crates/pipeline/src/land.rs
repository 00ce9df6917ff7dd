//! One file that somebody dropped into the raw zone: staged, or set aside with a report.
//!
//! In:  the file's key and the source whose folder it must lie in.
//! Out: what became of it. A file that cannot be read is no failure of the run: trying again would
//! not help, so it goes to quarantine, and its neighbours are not held up.

use crate::ingest::{DroppedFile, IngestError, IngestedFile, RawCopy, stage};
use crate::{Configuration, RunContext};
use lake::{Lake, LakeError, ObjectKey, QuarantineReport, zones};

/// What became of a dropped file.
#[derive(Debug, Clone, PartialEq)]
pub enum Landed {
    /// Its rows are staged.
    Staged(Box<IngestedFile>),
    /// It cannot be read, or is another source's: it was set aside.
    Quarantined(QuarantineReport),
    /// It was removed before anybody came to read it.
    Gone,
}

/// Lands one file of the raw zone.
///
/// `received_at` of the staged file is `context.started_at`: pass the moment of the drop, so that a
/// second delivery of the same event gives the same bytes.
///
/// # Errors
/// When the lake cannot be read or written: trying again may help.
pub async fn land(
    lake: &Lake,
    configuration: &Configuration,
    source: &str,
    key: &ObjectKey,
    context: &RunContext,
) -> Result<Landed, LakeError> {
    let Some(object) = lake.store.get(key).await? else { return Ok(Landed::Gone) };
    let dropped = DroppedFile { name: key.file_name().to_owned(), bytes: object.bytes.to_vec() };
    let lies_in = zones::parse_raw(key).map(|(source, _)| source);
    let reason = match configuration.mappings.detect(&dropped.name, &dropped.bytes) {
        Ok(mapping) if mapping.source() == source && lies_in == Some(source) => {
            match stage(lake, mapping, &dropped, context, RawCopy::InPlace).await {
                Ok(file) => return Ok(Landed::Staged(Box::new(file))),
                Err(IngestError::Lake(error)) => return Err(error),
                Err(IngestError::Read { error, .. }) => error.to_string(),
            }
        }
        Ok(mapping) => format!(
            "this is a file of source `{}` (mapping `{}`), dropped in the folder of source `{}`",
            mapping.source(),
            mapping.id(),
            lies_in.unwrap_or("none")
        ),
        Err(error) => error.to_string(),
    };
    set_aside(lake, source, dropped, reason, context).await.map(Landed::Quarantined)
}

async fn set_aside(
    lake: &Lake,
    source: &str,
    dropped: DroppedFile,
    reason: String,
    context: &RunContext,
) -> Result<QuarantineReport, LakeError> {
    let file_id = lake::file_id(&dropped.bytes);
    let report = QuarantineReport {
        source: source.to_owned(),
        bytes: dropped.bytes.len() as u64,
        file_name: dropped.name,
        received_at: context.started_at,
        reason,
        next: format!("correct the file, or the mapping, and drop it again into {}/", zones::raw_folder(source)?),
        file_id,
    };
    lake.quarantine(&report, dropped.bytes).await?;
    tracing::warn!(
        run_id = context.run_id,
        source,
        file_id = report.file_id.as_str(),
        reason = report.reason,
        "file set aside"
    );
    Ok(report)
}
