//! Source records as their sources tell them, side by side.
//!
//! In:  the keys of a few records.
//! Out: the newest version of each, with its contact points and the file that it came from. Of the staged files only
//!      those of the records' sources are opened, and of these only the records' own rows are decoded.

use lake::{Lake, LakeError, Manifest};
use records::keys::SourceRecordKey;
use records::staged::{SourceAddress, SourceEmail, SourceFile, SourceParty, SourcePhone, StagedRecords};
use serde::Serialize;
use std::collections::BTreeSet;

/// One source record, as its source tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedRecord {
    /// The record.
    pub party: SourceParty,
    /// The file that it came from.
    pub file_name: String,
    /// Its e-mail addresses.
    pub emails: Vec<String>,
    /// Its phones.
    pub phones: Vec<String>,
    /// Its addresses, each on one line.
    pub addresses: Vec<String>,
}

/// The newest version of each of these records that a snapshot knows, in the order of their keys.
///
/// # Errors
/// When the lake cannot be read.
pub async fn source_records(
    lake: &Lake,
    snapshot: &Manifest,
    keys: &BTreeSet<SourceRecordKey>,
) -> Result<Vec<ExplainedRecord>, LakeError> {
    let sources: BTreeSet<&str> = keys.iter().map(SourceRecordKey::source).collect();
    let mut files = lake.source_files().await?;
    files.retain(|file| snapshot.file_ids.contains(&file.file_id));
    let mut staged = StagedRecords::default();
    for file in files.iter().filter(|file| sources.contains(file.source.as_str())) {
        staged.append(rows_of(lake, file, keys).await?);
    }
    let newest = golden::newest_versions(staged, &files);
    Ok(newest.parties.iter().map(|party| explained(party, &newest, &files)).collect())
}

async fn rows_of(lake: &Lake, file: &SourceFile, keys: &BTreeSet<SourceRecordKey>) -> Result<StagedRecords, LakeError> {
    let parties: Vec<SourceParty> = lake.read_staged_of(file, keys).await?;
    if parties.is_empty() {
        return Ok(StagedRecords::default());
    }
    Ok(StagedRecords {
        parties,
        emails: lake.read_staged_of(file, keys).await?,
        phones: lake.read_staged_of(file, keys).await?,
        addresses: lake.read_staged_of(file, keys).await?,
        ..StagedRecords::default()
    })
}

fn explained(party: &SourceParty, newest: &StagedRecords, files: &[SourceFile]) -> ExplainedRecord {
    let key = &party.source_record_key;
    let emails = newest.emails.iter().filter(|row: &&SourceEmail| row.source_record_key == *key);
    let phones = newest.phones.iter().filter(|row: &&SourcePhone| row.source_record_key == *key);
    let addresses = newest.addresses.iter().filter(|row| row.source_record_key == *key);
    let file = files.iter().find(|file| file.file_id == party.file_id && file.source == party.source);
    ExplainedRecord {
        party: party.clone(),
        file_name: file.map(|file| file.file_name.clone()).unwrap_or_default(),
        emails: emails.map(|row| row.address.to_string()).collect(),
        phones: phones.map(|row| row.number.to_string()).collect(),
        addresses: addresses.map(one_line).collect(),
    }
}

fn one_line(row: &SourceAddress) -> String {
    let parts = [&row.street, &row.street_2, &row.city, &row.region, &row.postal_code];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}
