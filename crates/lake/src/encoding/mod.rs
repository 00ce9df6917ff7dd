//! Rows to Parquet and back.
//!
//! In:  rows of one table and its [`TableSchema`].
//! Out: the bytes of a Parquet file: zstd, row groups of [`ROWS_PER_GROUP`] rows, timestamps in
//!      microseconds. The same rows give the same bytes: the file names neither clock nor host nor
//!      the version of a library.
//!
//! `serde_arrow` cuts decimals off after the scale; money must not lose a cent in silence, so amounts
//! go through text and `money` refuses what does not fit.

mod money;
mod selection;
#[cfg(test)]
mod tests;
mod texts;

use crate::tables::{DataType, Row, TableSchema};
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType as ArrowType, Schema};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;
pub use texts::encode_texts;

pub use selection::decode_rows_where;

/// Rows of one row group; the writer's default of a million costs too much memory in a small function.
pub const ROWS_PER_GROUP: usize = 131_072;

/// How many rows are turned into values at once.
const ROWS_PER_BATCH: usize = 8_192;

/// Why rows could not be written as Parquet or read back. Trying again will not help.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodingError {
    /// The rows have other fields than the table has columns.
    #[error("rows do not fit table `{table}`; the row type and the schema must name the same columns")]
    Rows {
        /// The table.
        table: &'static str,
    },
    /// An amount has more digits than the column keeps.
    #[error("row {row} of table `{table}`: column `{column}` must fit decimal(18,2) without rounding")]
    Money {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, counted from 0.
        row: usize,
    },
    /// A file lacks a column, or has it with another type.
    #[error("column `{column}` of table `{table}` must be {expected}, the file has {found}")]
    Column {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The type that the table gives it.
        expected: DataType,
        /// The Arrow type in the file, or `nothing`.
        found: String,
    },
    /// A file's values are none that the row type takes, for example an unknown word of a closed list.
    #[error("a value in the file is none that table `{table}` can hold; was it written by a newer version?")]
    Values {
        /// The table.
        table: &'static str,
    },
    /// The Parquet itself could not be written or read.
    #[error("table `{table}` is not readable as Parquet")]
    Parquet {
        /// The table.
        table: &'static str,
        /// What the Parquet library said.
        #[source]
        source: ParquetError,
    },
}

/// Writes `rows` as one Parquet file; no rows give a file with columns and no rows.
///
/// # Errors
/// [`EncodingError::Money`] for an amount that would have to be rounded; [`EncodingError::Rows`]
/// when `T` is not the row type of `table`.
pub fn encode_rows<T: Serialize>(table: &'static TableSchema, rows: &[T]) -> Result<Vec<u8>, EncodingError> {
    let failed = |source| EncodingError::Parquet { table: table.name, source };
    let options = ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(Vec::new(), table.arrow_schema(), options).map_err(failed)?;
    for (index, chunk) in rows.chunks(ROWS_PER_BATCH).enumerate() {
        let batch = to_batch(table, chunk, index * ROWS_PER_BATCH)?;
        writer.write(&batch).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

/// Writes `rows` into the table of their own type.
///
/// # Errors
/// As [`encode_rows`].
pub fn encode<T: Row>(rows: &[T]) -> Result<Vec<u8>, EncodingError> {
    encode_rows(T::schema(), rows)
}

/// Reads all rows of a Parquet file that [`encode_rows`] wrote.
///
/// A file of an earlier version may lack columns that a row may lack; they are read as empty.
///
/// # Errors
/// When the file is no Parquet, lacks a required column, or holds what `T` does not take.
pub fn decode_rows<T: DeserializeOwned>(table: &'static TableSchema, bytes: Bytes) -> Result<Vec<T>, EncodingError> {
    read_rows(table, open(table, bytes)?)
}

fn open(table: &'static TableSchema, bytes: Bytes) -> Result<ParquetRecordBatchReaderBuilder<Bytes>, EncodingError> {
    let failed = |source| EncodingError::Parquet { table: table.name, source };
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(failed)?;
    check_columns(table, builder.schema())?;
    Ok(builder.with_batch_size(ROWS_PER_BATCH))
}

fn read_rows<T: DeserializeOwned>(
    table: &'static TableSchema,
    builder: ParquetRecordBatchReaderBuilder<Bytes>,
) -> Result<Vec<T>, EncodingError> {
    let failed = |source| EncodingError::Parquet { table: table.name, source };
    let reader = builder.build().map_err(failed)?;
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|error| failed(error.into()))?;
        let read: Vec<T> =
            serde_arrow::from_record_batch(&batch).map_err(|_| EncodingError::Values { table: table.name })?;
        rows.extend(read);
    }
    Ok(rows)
}

/// Settings that make a file's bytes a function of its rows alone.
fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by("donorlake".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .build()
}

/// Turns rows into columns; `first_row` is the place of the first one in the table.
fn to_batch<T: Serialize>(
    table: &'static TableSchema,
    rows: &[T],
    first_row: usize,
) -> Result<RecordBatch, EncodingError> {
    let misfit = || EncodingError::Rows { table: table.name };
    // Library messages may repeat a value, and values are personal data: they are dropped here.
    let texts = serde_arrow::to_arrow(&table.fields(wire_type), rows).map_err(|_| misfit())?;
    let columns: Result<Vec<ArrayRef>, EncodingError> = table
        .columns
        .iter()
        .zip(texts)
        .map(|(column, array)| match array.as_any().downcast_ref::<StringArray>() {
            Some(amounts) if column.data_type == DataType::Decimal => money::parse_column(amounts)
                .map_err(|row| EncodingError::Money { table: table.name, column: column.name, row: first_row + row }),
            _ => Ok(array),
        })
        .collect();
    RecordBatch::try_new(table.arrow_schema(), columns?).map_err(|_| misfit())
}

/// The type that a column has on its way from a row to Arrow: amounts travel as text.
fn wire_type(data_type: DataType) -> ArrowType {
    match data_type {
        DataType::Decimal => ArrowType::Utf8,
        other => other.to_arrow(),
    }
}

/// Makes sure that the file has the columns of the table, so that an error can name the column.
fn check_columns(table: &'static TableSchema, file: &Arc<Schema>) -> Result<(), EncodingError> {
    for column in table.columns {
        let found = file.field_with_name(column.name).ok().map(arrow::datatypes::Field::data_type);
        let expected = column.data_type.to_arrow();
        if found != Some(&expected) && !(found.is_none() && column.nullable) {
            let found = found.map_or_else(|| "nothing".to_owned(), ToString::to_string);
            return Err(EncodingError::Column {
                table: table.name,
                column: column.name,
                expected: column.data_type,
                found,
            });
        }
    }
    Ok(())
}
