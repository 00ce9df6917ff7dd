//! Makes the tables of a lake's current snapshot known to `DataFusion`.
//!
//! Where the store has local files they are read in place. Elsewhere their bytes are put into an
//! in-memory object store first, so that both ways end in the same Parquet reader.

use super::{ColumnInfo, TableInfo};
use crate::QueryError;
use datafusion::datasource::empty::EmptyTable;
use datafusion::execution::context::SessionContext;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::object_store::memory::InMemory;
use datafusion::object_store::{ObjectStoreExt, path::Path};
use datafusion::prelude::ParquetReadOptions;
use lake::tables::{GOLDEN_TABLES, TableSchema};
use lake::{Lake, Manifest};
use std::sync::Arc;

/// Where tables stand whose store has no local files.
const MEMORY_URL: &str = "lake://snapshot";

/// The snapshot that was made known.
pub(super) struct RegisteredSnapshot {
    pub(super) id: String,
    pub(super) tables: Vec<TableInfo>,
}

/// Registers every golden table of the lake's current snapshot.
pub(super) async fn register(lake: &Lake, context: &SessionContext) -> Result<RegisteredSnapshot, QueryError> {
    let manifest = lake.current_snapshot().await.map_err(|error| in_lake(&error))?.ok_or(QueryError::EmptyLake)?;
    let memory = Arc::new(InMemory::new());
    let url = ObjectStoreUrl::parse(MEMORY_URL).map_err(|error| QueryError::while_running(&error))?;
    context.register_object_store(url.as_ref(), memory.clone());
    let mut tables = Vec::with_capacity(GOLDEN_TABLES.len());
    for &table in GOLDEN_TABLES {
        tables.push(register_table(lake, &manifest, table, context, &memory).await?);
    }
    Ok(RegisteredSnapshot { id: manifest.snapshot_id.clone(), tables })
}

/// Registers every golden table without a row.
pub(super) fn register_empty(context: &SessionContext) -> Result<RegisteredSnapshot, QueryError> {
    let mut tables = Vec::with_capacity(GOLDEN_TABLES.len());
    for &table in GOLDEN_TABLES {
        context
            .register_table(table.name, Arc::new(EmptyTable::new(table.arrow_schema())))
            .map_err(|error| QueryError::while_running(&error))?;
        tables.push(table_info(table, 0));
    }
    Ok(RegisteredSnapshot { id: String::new(), tables })
}

async fn register_table(
    lake: &Lake,
    manifest: &Manifest,
    table: &'static TableSchema,
    context: &SessionContext,
    memory: &InMemory,
) -> Result<TableInfo, QueryError> {
    let location = location(lake, manifest, table, memory).await?;
    let schema = table.arrow_schema();
    let options = ParquetReadOptions::default().schema(&schema);
    context
        .register_parquet(table.name, &location.address, options)
        .await
        .map_err(|error| QueryError::while_running(&error))?;
    Ok(table_info(table, location.row_count))
}

fn table_info(table: &TableSchema, row_count: u64) -> TableInfo {
    TableInfo {
        name: table.name.to_owned(),
        doc: table.doc.to_owned(),
        columns: table.columns.iter().map(column_info).collect(),
        row_count,
    }
}

/// Where the Parquet of one table stands.
struct Location {
    address: String,
    row_count: u64,
}

async fn location(
    lake: &Lake,
    manifest: &Manifest,
    table: &'static TableSchema,
    memory: &InMemory,
) -> Result<Location, QueryError> {
    let lacking = || QueryError::Lake { message: format!("the snapshot lacks table `{}`", table.name) };
    let entry = manifest.tables.iter().find(|entry| entry.name == table.name).ok_or_else(lacking)?;
    let row_count = entry.rows;
    if let Some(address) = lake.store.local_path(&entry.key).and_then(|path| plain_path(&path)) {
        return Ok(Location { address, row_count });
    }
    let object = lake.store.get(&entry.key).await.map_err(|error| in_lake(&error))?.ok_or_else(lacking)?;
    let name = format!("{}.parquet", table.name);
    memory
        .put(&Path::from(name.as_str()), object.bytes.into())
        .await
        .map_err(|_| QueryError::Lake { message: format!("table `{}` does not fit into memory", table.name) })?;
    Ok(Location { address: format!("{MEMORY_URL}/{name}"), row_count })
}

/// The path as `DataFusion` takes it: characters that it would read as a pattern rule it out.
fn plain_path(path: &std::path::Path) -> Option<String> {
    let absolute = std::path::absolute(path).ok()?;
    absolute.to_str().filter(|text| !text.contains(['*', '?', '[', '%'])).map(str::to_owned)
}

fn column_info(column: &lake::tables::Column) -> ColumnInfo {
    ColumnInfo {
        name: column.name.to_owned(),
        data_type: column.data_type.athena_name().to_owned(),
        doc: column.doc.to_owned(),
    }
}

/// What the lake says names keys and operations, never a value.
fn in_lake(error: &dyn std::error::Error) -> QueryError {
    QueryError::Lake { message: error.to_string() }
}
