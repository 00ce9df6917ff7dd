//! Results as text: a table for people, CSV for programs and for spreadsheets, JSON for pages.
//!
//! Dates are `2024-07-01`, instants RFC 3339 in UTC, amounts with their two decimals. A missing
//! value is empty in a table and in CSV, `null` in JSON.

mod csv;
mod json;
mod text_table;

pub use csv::{to_csv, to_spreadsheet_csv};
pub use json::{to_exact_json_rows, to_json, to_json_rows};
pub use text_table::to_text_table;

use crate::{QueryError, QueryResult};
use arrow::array::Array;
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};

/// Every cell of a result as text; `None` where a value is missing.
///
/// # Errors
/// When a column has no text form, which no column of a view has.
pub fn cells(result: &QueryResult) -> Result<Vec<Vec<Option<String>>>, QueryError> {
    let mut rows = Vec::with_capacity(result.row_count());
    for batch in result.batches() {
        let columns: Result<Vec<ColumnText<'_>>, QueryError> =
            batch.columns().iter().map(|column| ColumnText::new(column.as_ref())).collect();
        let columns = columns?;
        for row in 0..batch.num_rows() {
            rows.push(columns.iter().map(|column| column.cell(row)).collect());
        }
    }
    Ok(rows)
}

/// One column that tells its cells as text.
struct ColumnText<'array> {
    array: &'array dyn Array,
    formatter: ArrayFormatter<'array>,
}

impl<'array> ColumnText<'array> {
    fn new(array: &'array dyn Array) -> Result<Self, QueryError> {
        const OPTIONS: FormatOptions<'static> = FormatOptions::new();
        let formatter = ArrayFormatter::try_new(array, &OPTIONS)
            .map_err(|_| QueryError::Running { reason: "a column has no text form" })?;
        Ok(Self { array, formatter })
    }

    fn cell(&self, row: usize) -> Option<String> {
        self.array.is_valid(row).then(|| self.formatter.value(row).to_string())
    }
}

fn is_number(data_type: &DataType) -> bool {
    data_type.is_numeric()
}

#[cfg(test)]
mod tests;
