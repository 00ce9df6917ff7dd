//! A golden table as a Glue table, and back.
//!
//! In:  a [`CatalogTable`], its place in the snapshot, the bucket.
//! Out: a table input that Athena reads, and that holds all that the catalog must give back. What Glue has no field
//!      for stands in parameters that start with `donorlake.`.

use super::gate::incomplete;
use crate::failure::Failure;
use aws_sdk_glue::types::{Column, SerDeInfo, StorageDescriptor, Table, TableInput};
use lake::{CatalogColumn, CatalogError, CatalogSnapshot, CatalogTable, ColumnClass, DataType, ObjectKey};
use std::collections::HashMap;

/// Parameter: the revision of the publication.
pub(super) const REVISION: &str = "donorlake.revision";
/// Parameter: the golden snapshot.
pub(super) const SNAPSHOT_ID: &str = "donorlake.snapshot_id";
/// Parameter: the table's place in the snapshot, from 0.
const POSITION: &str = "donorlake.position";
/// Parameter: the table's files, as a JSON list of keys.
const KEYS: &str = "donorlake.keys";
/// Parameter of a column: its class.
const CLASS: &str = "donorlake.class";
/// Parameter of a column: what it means, where Glue's comment is too short for it.
const LONG_COMMENT: &str = "donorlake.comment";
/// Parameter that crawlers and Athena read: how many rows there are.
const RECORD_COUNT: &str = "recordCount";

/// Bytes that Glue takes in a column's comment.
const COMMENT_LIMIT: usize = 255;

const INPUT_FORMAT: &str = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
const OUTPUT_FORMAT: &str = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
const SERDE: &str = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

type Parameters = HashMap<String, String>;

/// The Glue table of the snapshot's table number `position`.
pub(super) fn input(
    snapshot: &CatalogSnapshot,
    position: usize,
    table: &CatalogTable,
    bucket: &str,
) -> Result<TableInput, Failure> {
    let keys = serde_json::to_string(&table.keys).map_err(|error| Failure::unanswered(error, false))?;
    let parameters: [(&str, String); 7] = [
        ("classification", "parquet".to_owned()),
        ("EXTERNAL", "TRUE".to_owned()),
        (RECORD_COUNT, table.row_count.to_string()),
        (REVISION, snapshot.revision.to_string()),
        (SNAPSHOT_ID, snapshot.snapshot_id.clone()),
        (POSITION, position.to_string()),
        (KEYS, keys),
    ];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value));
    TableInput::builder()
        .name(&table.name)
        .description(&table.comment)
        .table_type("EXTERNAL_TABLE")
        .set_parameters(Some(HashMap::from(parameters)))
        .storage_descriptor(storage(table, bucket)?)
        .build()
        .map_err(incomplete)
}

fn storage(table: &CatalogTable, bucket: &str) -> Result<StorageDescriptor, Failure> {
    let columns: Result<Vec<Column>, Failure> = table.columns.iter().map(column).collect();
    let serde = SerDeInfo::builder().serialization_library(SERDE).parameters("serialization.format", "1").build();
    Ok(StorageDescriptor::builder()
        .set_columns(Some(columns?))
        .location(format!("s3://{bucket}/{}/", table.location))
        .input_format(INPUT_FORMAT)
        .output_format(OUTPUT_FORMAT)
        .serde_info(serde)
        .build())
}

fn column(column: &CatalogColumn) -> Result<Column, Failure> {
    let cut = &column.comment[..column.comment.floor_char_boundary(COMMENT_LIMIT)];
    let is_whole = cut.len() == column.comment.len();
    let mut parameters = Parameters::from([(CLASS.to_owned(), column.class.as_str().to_owned())]);
    if !is_whole {
        parameters.insert(LONG_COMMENT.to_owned(), column.comment.clone());
    }
    let built = Column::builder().name(&column.name).r#type(column.data_type.athena_name()).comment(cut);
    built.set_parameters(Some(parameters)).build().map_err(incomplete)
}

/// A parameter of a table.
pub(crate) fn parameter<'table>(table: &'table Table, name: &str) -> Option<&'table str> {
    table.parameters()?.get(name).map(String::as_str)
}

/// The revision that a table stands at; none for tables that we did not publish.
pub(super) fn revision(table: &Table) -> Option<u64> {
    parameter(table, REVISION)?.parse().ok()
}

/// The golden table of a Glue table, and its place in the snapshot.
pub(super) fn read(table: &Table, bucket: &str) -> Result<(usize, CatalogTable), CatalogError> {
    read_parts(table, bucket).ok_or_else(|| CatalogError::Format { key: table.name().to_owned() })
}

fn read_parts(table: &Table, bucket: &str) -> Option<(usize, CatalogTable)> {
    let storage = table.storage_descriptor()?;
    let location = storage.location()?.strip_prefix("s3://")?.strip_prefix(bucket)?.strip_prefix('/')?;
    let columns: Option<Vec<CatalogColumn>> = storage.columns().iter().map(read_column).collect();
    let keys: Vec<ObjectKey> = serde_json::from_str(parameter(table, KEYS)?).ok()?;
    let described = CatalogTable {
        name: table.name().to_owned(),
        comment: table.description().unwrap_or_default().to_owned(),
        location: location.trim_end_matches('/').to_owned(),
        keys,
        columns: columns?,
        row_count: parameter(table, RECORD_COUNT)?.parse().ok()?,
    };
    Some((parameter(table, POSITION)?.parse().ok()?, described))
}

fn read_column(column: &Column) -> Option<CatalogColumn> {
    let parameters = column.parameters()?;
    let comment = parameters.get(LONG_COMMENT).map(String::as_str).or(column.comment());
    Some(CatalogColumn {
        name: column.name().to_owned(),
        data_type: named::<DataType>(column.r#type()?)?,
        class: named::<ColumnClass>(parameters.get(CLASS)?)?,
        comment: comment.unwrap_or_default().to_owned(),
    })
}

/// The word of a closed list.
fn named<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}
