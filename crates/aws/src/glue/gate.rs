//! The gate: which revision of which snapshot the database shows, in one thing that only one publisher can move.
//!
//! It is a view, `donorlake_snapshot`, so that analysts can ask which snapshot they look at:
//! `SELECT revision, snapshot_id FROM donorlake_snapshot`. It reads no files, and its text and its parameters say the same.
//! A table was chosen over the database's parameters, because Glue updates a database without comparing versions.

use super::{Change, GlueCatalog, failed, table, view_text};
use crate::failure::Failure;
use aws_sdk_glue::types::{Column, StorageDescriptor, Table, TableInput};
use lake::{CatalogError, CatalogSnapshot};

/// The view that tells which snapshot the database shows.
pub const GATE_VIEW: &str = "donorlake_snapshot";

const MEANING: &str = "Which donorlake snapshot the tables of this database show. Maintained by donorlake.";

/// What the gate said when it was read.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) revision: u64,
    pub(super) snapshot_id: String,
    seen: Table,
}

impl Gate {
    /// Whether the gate was moved for this publication before.
    pub(super) fn shows(&self, snapshot: &CatalogSnapshot) -> bool {
        self.revision == snapshot.revision && self.snapshot_id == snapshot.snapshot_id
    }
}

impl GlueCatalog {
    pub(super) async fn gate(&self) -> Result<Option<Gate>, CatalogError> {
        let Some(seen) = self.table(GATE_VIEW).await? else { return Ok(None) };
        let unreadable = || CatalogError::Format { key: format!("{}.{GATE_VIEW}", self.database) };
        let revision = table::revision(&seen).ok_or_else(unreadable)?;
        let snapshot_id = table::parameter(&seen, table::SNAPSHOT_ID).ok_or_else(unreadable)?.to_owned();
        Ok(Some(Gate { revision, snapshot_id, seen }))
    }

    /// Moves the gate from what was read to the snapshot.
    pub(super) async fn move_gate(
        &self,
        gate: Option<&Gate>,
        snapshot: &CatalogSnapshot,
    ) -> Result<Change, CatalogError> {
        let input = self.gate_input(snapshot).map_err(failed(GATE_VIEW))?;
        self.change(gate.map(|gate| &gate.seen), input).await
    }

    fn gate_input(&self, snapshot: &CatalogSnapshot) -> Result<TableInput, Failure> {
        let (revision, id) = (snapshot.revision, snapshot.snapshot_id.replace('\'', "''"));
        let sql = format!("SELECT BIGINT '{revision}' revision, CAST('{id}' AS varchar) snapshot_id");
        let text = view_text::encode(&sql, &self.database, &[("revision", "bigint"), ("snapshot_id", "varchar")]);
        let columns = [
            ("revision", "bigint", "How often a snapshot was published, from 1."),
            ("snapshot_id", "string", "The golden snapshot."),
        ];
        let columns: Result<Vec<Column>, _> = columns
            .iter()
            .map(|(name, kind, comment)| Column::builder().name(*name).r#type(*kind).comment(*comment).build())
            .collect();
        let storage = StorageDescriptor::builder().set_columns(Some(columns.map_err(incomplete)?)).build();
        let input = TableInput::builder().name(GATE_VIEW).description(MEANING).table_type("VIRTUAL_VIEW");
        let input = input.view_original_text(text).view_expanded_text(view_text::EXPANDED).storage_descriptor(storage);
        let input = input.parameters("presto_view", "true").parameters("comment", MEANING);
        let input = input.parameters(table::REVISION, revision.to_string());
        input.parameters(table::SNAPSHOT_ID, &snapshot.snapshot_id).build().map_err(incomplete)
    }
}

/// For `map_err`: a request lacks a part, which no input of ours does.
pub(super) fn incomplete(error: aws_sdk_glue::error::BuildError) -> Failure {
    Failure::unanswered(error, false)
}
