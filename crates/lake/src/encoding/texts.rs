//! Columns of text that are no table of the lake, as Parquet: what a command gives out as a file.

use super::{ROWS_PER_GROUP, properties};
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::errors::ParquetError;
use std::sync::Arc;

/// Writes columns of text of one length, each with its name; the same columns give the same bytes.
///
/// # Errors
/// When the columns differ in length, or there is none.
pub fn encode_texts(columns: &[(&str, Vec<&str>)]) -> Result<Vec<u8>, ParquetError> {
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    let batch = |start: usize| {
        let end = rows.min(start + ROWS_PER_GROUP);
        let column = |(name, values): &(&str, Vec<&str>)| {
            let values = values.get(start..end).unwrap_or_default();
            ((*name).to_owned(), Arc::new(StringArray::from_iter_values(values)) as ArrayRef)
        };
        RecordBatch::try_from_iter(columns.iter().map(column))
    };
    let first = batch(0)?;
    let mut writer = ArrowWriter::try_new(Vec::new(), first.schema(), Some(properties()))?;
    writer.write(&first)?;
    for start in (ROWS_PER_GROUP..rows).step_by(ROWS_PER_GROUP) {
        writer.write(&batch(start)?)?;
    }
    writer.into_inner()
}
