//! A result as CSV (RFC 4180): as it is, for programs; or as a spreadsheet may safely open it.

use super::{cells, is_number};
use crate::{QueryError, QueryResult};

/// What makes a spreadsheet take a cell's text for a formula, which it would run; some read the wide forms, too.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The result as CSV, with a header line and LF line ends.
///
/// # Errors
/// When a column has no text form, which no column of a view has.
pub fn to_csv(result: &QueryResult) -> Result<String, QueryError> {
    let header = result.schema().fields().iter().map(|field| Some(field.name().clone())).collect();
    let mut text = line(header, "\n");
    for row in cells(result)? {
        text.push_str(&line(row, "\n"));
    }
    Ok(text)
}

/// The result as CSV for a spreadsheet, with these headings and CRLF line ends.
///
/// It begins with a byte order mark, without which spreadsheets read `é` as two letters. A text that a spreadsheet
/// would take for a formula gets an apostrophe in front; numbers stay numbers, negative ones too.
///
/// # Errors
/// As [`to_csv`].
pub fn to_spreadsheet_csv(result: &QueryResult, headings: &[String]) -> Result<String, QueryError> {
    let numbers: Vec<bool> = result.schema().fields().iter().map(|field| is_number(field.data_type())).collect();
    let mut text = format!("\u{feff}{}", line(headings.iter().cloned().map(harmless).map(Some).collect(), "\r\n"));
    for row in cells(result)? {
        let row = row.into_iter().zip(&numbers);
        text.push_str(&line(
            row.map(|(cell, number)| if *number { cell } else { cell.map(harmless) }).collect(),
            "\r\n",
        ));
    }
    Ok(text)
}

/// A text that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell }
}

fn line(cells: Vec<Option<String>>, end: &str) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.unwrap_or_default())).collect();
    cells.join(",") + end
}

fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
