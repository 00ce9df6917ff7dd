//! Reads some rows of a Parquet file: those whose text column holds one of a few values.
//!
//! In:  a file of one table, a column, the values.
//! Out: the rows, in the order of the file. Of all other rows only that one column is decoded, so that a
//!      few people of a large file cost little.

use super::{EncodingError, open, read_rows};
use crate::tables::TableSchema;
use arrow::array::{AsArray, BooleanArray, RecordBatch};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowPredicateFn, RowFilter};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Reads the rows of a file whose `column` is one of `wanted`.
///
/// # Errors
/// As [`decode_rows`](super::decode_rows).
pub fn decode_rows_where<T: DeserializeOwned>(
    table: &'static TableSchema,
    bytes: Bytes,
    column: &str,
    wanted: &BTreeSet<String>,
) -> Result<Vec<T>, EncodingError> {
    let builder = open(table, bytes)?;
    let only_it = ProjectionMask::columns(builder.parquet_schema(), [column]);
    let wanted = wanted.clone();
    let is_wanted = move |batch: RecordBatch| {
        let texts = batch.column(0).as_string::<i32>();
        Ok(texts.iter().map(|text| Some(text.is_some_and(|text| wanted.contains(text)))).collect::<BooleanArray>())
    };
    let filter = RowFilter::new(vec![Box::new(ArrowPredicateFn::new(only_it, is_wanted))]);
    read_rows(table, builder.with_row_filter(filter))
}
