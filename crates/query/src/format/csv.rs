//! A result as CSV (RFC 4180), with a header line and LF line ends.

use super::cells;
use crate::{QueryError, QueryResult};

/// The result as CSV.
///
/// # Errors
/// When a column has no text form, which no column of a view has.
pub fn to_csv(result: &QueryResult) -> Result<String, QueryError> {
    let header = result.schema().fields().iter().map(|field| Some(field.name().clone())).collect();
    let mut text = line(header);
    for row in cells(result)? {
        text.push_str(&line(row));
    }
    Ok(text)
}

fn line(cells: Vec<Option<String>>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.unwrap_or_default())).collect();
    cells.join(",") + "\n"
}

fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
