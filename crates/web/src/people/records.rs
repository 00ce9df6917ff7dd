//! The source records of a person side by side with the golden values, and why each of these won.
//!
//! In:  a golden id; the staged rows of its records.
//! Out: the records, and the fields across them. Staged rows are personal values as the sources spell them: they are
//!      for roles that see the values that lost and won, `constituent_value.value`, of every row.

use super::parts::{literal, part, rows};
use crate::error::PageError;
use crate::snapshot::{Row, Snapshot};
use crate::state::AppState;
use ::records::golden::ConstituentValue;
use ::records::keys::SourceRecordKey;
use lake::{Lake, LakeError};
use pipeline::side_by_side::{ComparedField, side_by_side};
use pipeline::source_records::{ExplainedRecord, source_records};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

#[derive(Serialize)]
struct SideBySide<'a> {
    /// The sources of names, most believed first.
    source_order: &'a [String],
    records: Vec<Head>,
    fields: Vec<ComparedField>,
}

/// The head of one record's column.
#[derive(Serialize)]
struct Head {
    source_record_key: SourceRecordKey,
    source: String,
    file_name: String,
    line: i64,
    created_at: Option<String>,
    updated_at: Option<String>,
}

pub(super) async fn parts(state: &AppState, snapshot: &Snapshot, id: &str) -> Result<Map<String, Value>, PageError> {
    let compared = match state.to_read_sources() {
        Ok(lake) => compared(state, lake, snapshot, id).await,
        Err(error) => Err(error),
    };
    Ok(Map::from_iter([("side_by_side".to_owned(), part(compared)?)]))
}

async fn compared<'a>(
    state: &'a AppState,
    lake: &Lake,
    snapshot: &Snapshot,
    id: &str,
) -> Result<SideBySide<'a>, PageError> {
    let lake_failed = |error: LakeError| PageError::Lake { reason: error.to_string() };
    let manifest = lake.snapshot(snapshot.id()).await.map_err(lake_failed)?.ok_or(PageError::EmptyLake)?;
    let keys = keys_of(snapshot, id).await?;
    let sql = format!("SELECT * FROM constituent_value WHERE constituent_id = {}", literal(id));
    let values: Vec<ConstituentValue> = typed(rows(snapshot, &sql).await?)?;
    let records = source_records(lake, &manifest, &keys).await.map_err(lake_failed)?;
    let fields = side_by_side(&records, &values, state.survivorship());
    let head = |record: &ExplainedRecord| Head {
        source_record_key: record.party.source_record_key.clone(),
        source: record.party.source.clone(),
        file_name: record.file_name.clone(),
        line: record.party.line,
        created_at: record.party.source_created_at.map(|moment| moment.to_string()),
        updated_at: record.party.source_updated_at.map(|moment| moment.to_string()),
    };
    let source_order = state.survivorship().source_order("family_name");
    Ok(SideBySide { source_order, records: records.iter().map(head).collect(), fields })
}

/// The keys of the person's source records.
pub(super) async fn keys_of(snapshot: &Snapshot, id: &str) -> Result<BTreeSet<SourceRecordKey>, PageError> {
    let sql = format!("SELECT source_record_key FROM crosswalk WHERE constituent_id = {}", literal(id));
    let rows = rows(snapshot, &sql).await?;
    Ok(rows.iter().filter_map(|row| row["source_record_key"].as_str()).map(SourceRecordKey::from_stored).collect())
}

/// Rows as their type.
pub(super) fn typed<T: serde::de::DeserializeOwned>(rows: Vec<Row>) -> Result<Vec<T>, PageError> {
    let unreadable = |_| PageError::Query { reason: "a row does not have the form of its table".to_owned() };
    rows.into_iter().map(|row| serde_json::from_value(Value::Object(row)).map_err(unreadable)).collect()
}
