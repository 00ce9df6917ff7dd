//! A result as a table for people: columns aligned, numbers to the right.

use super::{cells, is_number};
use crate::{QueryError, QueryResult};
use std::fmt::Write as _;

/// The result as a text table, with the number of rows under it.
///
/// # Errors
/// When a column has no text form, which no column of a view has.
pub fn to_text_table(result: &QueryResult) -> Result<String, QueryError> {
    let fields = result.schema().fields();
    let names: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
    let to_right: Vec<bool> = fields.iter().map(|field| is_number(field.data_type())).collect();
    let rows: Vec<Vec<String>> =
        cells(result)?.into_iter().map(|row| row.into_iter().map(|cell| one_line(cell.as_deref())).collect()).collect();
    let width =
        |column: usize| rows.iter().chain([&names]).map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    let mut text = line(&names, &widths, &to_right);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    text.push_str(&line(&rule, &widths, &to_right));
    for row in &rows {
        text.push_str(&line(row, &widths, &to_right));
    }
    let unit = if rows.len() == 1 { "row" } else { "rows" };
    let _ = writeln!(text, "{} {unit}", rows.len());
    Ok(text)
}

/// A cell keeps to its line: control characters, which a name may hold, become spaces.
fn one_line(cell: Option<&str>) -> String {
    cell.unwrap_or_default().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn line(cells: &[String], widths: &[usize], to_right: &[bool]) -> String {
    let aligned: Vec<String> = cells
        .iter()
        .zip(widths)
        .zip(to_right)
        .map(|((cell, width), right)| if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") })
        .collect();
    aligned.join("  ").trim_end().to_owned() + "\n"
}
