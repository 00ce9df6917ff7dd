//! The quarantine zone: dropped files that could not be read, each with a report that says why.

use crate::error::LakeError;
use crate::keys::ObjectKey;
use crate::lake::Lake;
use crate::{json, zones};
use bytes::Bytes;
use jiff::Timestamp;
use records::keys::FileId;
use serde::{Deserialize, Serialize};

/// The report's own name; a dropped file of that name gets another one.
const REPORT: &str = "report.json";

/// Why a file was set aside, in words that hold no value of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineReport {
    /// The source in whose folder it was dropped.
    pub source: String,
    /// The file, by its bytes.
    pub file_id: FileId,
    /// How it was called.
    pub file_name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was dropped.
    pub received_at: Timestamp,
    /// What is wrong with it.
    pub reason: String,
    /// What a person can do.
    pub next: String,
}

impl Lake {
    /// Sets a file aside: first its bytes, then the report. The same file again changes nothing but the report.
    ///
    /// # Errors
    /// When a name cannot stand in a key, or the store fails; the call can be repeated.
    pub async fn quarantine(
        &self,
        report: &QuarantineReport,
        bytes: impl Into<Bytes> + Send,
    ) -> Result<ObjectKey, LakeError> {
        let name = if report.file_name == REPORT { "file" } else { report.file_name.as_str() };
        self.store.put(&zones::quarantined(&report.source, &report.file_id, name)?, bytes.into()).await?;
        let key = zones::quarantine_report(&report.source, &report.file_id)?;
        let text = json::to_bytes(report).ok_or_else(|| LakeError::Damaged { key: key.to_string() })?;
        self.store.put(&key, text).await?;
        Ok(key)
    }

    /// The report on a file that was set aside; none when it was not.
    ///
    /// # Errors
    /// When the store fails or the report is damaged.
    pub async fn quarantine_report(
        &self,
        source: &str,
        file_id: &FileId,
    ) -> Result<Option<QuarantineReport>, LakeError> {
        let key = zones::quarantine_report(source, file_id)?;
        let Some(object) = self.store.get(&key).await? else { return Ok(None) };
        json::from_slice(&object.bytes).map(Some).ok_or_else(|| LakeError::Damaged { key: key.to_string() })
    }
}
