//! A result as JSON: a list of objects, one per row, with the columns in their order.
//!
//! Amounts become JSON numbers: a page draws them. Anything that adds them up again should ask
//! SQL for the sum instead, or take them as texts with all their digits ([`to_exact_json_rows`]).

use super::ColumnText;
use crate::{QueryError, QueryResult};
use arrow::array::AsArray;
use arrow::datatypes::DataType;
use serde_json::{Map, Value};

/// The rows as JSON objects.
///
/// # Errors
/// When a column has no text form, which no column of a view has.
pub fn to_json_rows(result: &QueryResult) -> Result<Vec<Map<String, Value>>, QueryError> {
    rows(result, value)
}

/// The rows as JSON objects whose amounts are texts with all their digits: `"1250.00"`.
///
/// # Errors
/// As [`to_json_rows`].
pub fn to_exact_json_rows(result: &QueryResult) -> Result<Vec<Map<String, Value>>, QueryError> {
    rows(result, exact_value)
}

fn rows(
    result: &QueryResult,
    value: fn(&ColumnText<'_>, usize) -> Value,
) -> Result<Vec<Map<String, Value>>, QueryError> {
    let mut rows = Vec::with_capacity(result.row_count());
    for batch in result.batches() {
        let schema = batch.schema();
        let columns: Result<Vec<(&String, ColumnText<'_>)>, QueryError> = schema
            .fields()
            .iter()
            .zip(batch.columns())
            .map(|(field, column)| Ok((field.name(), ColumnText::new(column.as_ref())?)))
            .collect();
        let columns = columns?;
        for row in 0..batch.num_rows() {
            rows.push(columns.iter().map(|(name, column)| ((*name).clone(), value(column, row))).collect());
        }
    }
    Ok(rows)
}

/// The rows as JSON text, one object a line.
///
/// # Errors
/// As [`to_json_rows`].
pub fn to_json(result: &QueryResult) -> Result<String, QueryError> {
    let rows = to_json_rows(result)?;
    let lines: Vec<String> = rows.into_iter().map(|row| Value::Object(row).to_string()).collect();
    if lines.is_empty() {
        return Ok("[]\n".to_owned());
    }
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

fn exact_value(column: &ColumnText<'_>, row: usize) -> Value {
    match column.array.data_type() {
        DataType::Decimal128(..) => column.cell(row).map_or(Value::Null, Value::String),
        _ => value(column, row),
    }
}

fn value(column: &ColumnText<'_>, row: usize) -> Value {
    let Some(text) = column.cell(row) else { return Value::Null };
    match column.array.data_type() {
        DataType::Boolean => Value::Bool(column.array.as_boolean().value(row)),
        kind if kind.is_integer() => text.parse::<i64>().map_or(Value::String(text), Value::from),
        kind if kind.is_numeric() => text.parse::<f64>().map_or(Value::String(text), Value::from),
        _ => Value::String(text),
    }
}
