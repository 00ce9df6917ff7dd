//! What a file says of itself in its last lines, held against its rows.
//!
//! In:  footers such as `Grand Totals (1042 records)` or `Grand Total` with a sum beside it.
//! Out: one note per footer, with match or mismatch: a free check that the export is whole.
//!
//! Every row above the footer counts, rejected ones included: the footer speaks of the export.

use crate::mapping::{Answers, ColumnId, Footer, Total};
use crate::read::Outcome;
use crate::sheet::Sheet;
use crate::table::TableRow;
use rust_decimal::Decimal;

/// Checks the last row of each kind of footer: reports with subtotals have many.
pub(crate) fn check(sheet: &Sheet<'_>, rows: &[TableRow], outcomes: &[Outcome]) -> Vec<String> {
    let mut notes = Vec::new();
    for footer in sheet.mapping.footers.iter().filter(|footer| footer.total.is_some()) {
        let is_this = |row: &TableRow| footer_of(sheet, row).is_some_and(|(found, _)| std::ptr::eq(found, footer));
        let Some(place) = rows.iter().rposition(is_this) else { continue };
        let above = rows_above(sheet, &rows[..place], outcomes);
        let Some((_, first_cell)) = footer_of(sheet, &rows[place]) else { continue };
        match footer.total {
            Some(Total::Rows) => notes.extend(count_note(footer, first_cell, above.len())),
            Some(Total::Sum(column)) => notes.extend(sum_note(sheet, &rows[place], &above, column)),
            None => {}
        }
    }
    notes
}

/// The rows that a footer speaks of: all above it but other footers and empty rows.
fn rows_above<'rows>(sheet: &Sheet<'_>, rows: &'rows [TableRow], outcomes: &[Outcome]) -> Vec<&'rows TableRow> {
    let of_export = rows.iter().zip(outcomes).filter(|(_, outcome)| is_of_export(outcome));
    of_export.map(|(row, _)| row).filter(|row| footer_of(sheet, row).is_none()).collect()
}

fn footer_of<'sheet, 'row>(sheet: &'sheet Sheet<'_>, row: &'row TableRow) -> Option<(&'sheet Footer, &'row str)> {
    let first_cell = row.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty())?;
    let footer = sheet.mapping.footers.iter().find(|footer| footer.first_cell.is_match(first_cell))?;
    Some((footer, first_cell))
}

/// Blank rows are no rows of the export.
fn is_of_export(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::NotData(reason) if reason == crate::read::EMPTY_ROW)
}

fn count_note(footer: &Footer, first_cell: &str, rows: usize) -> Option<String> {
    let groups = footer.first_cell.captures(first_cell)?;
    let stated: usize = groups.get(1)?.as_str().replace(',', "").parse().ok()?;
    Some(verdict("rows", &stated.to_string(), &rows.to_string()))
}

fn sum_note(sheet: &Sheet<'_>, footer: &TableRow, above: &[&TableRow], column: ColumnId) -> Option<String> {
    let stated = sheet.row(footer).number_of(column)?;
    let sum: Decimal = above.iter().filter_map(|row| sheet.row(row).number_of(column)).sum();
    let what = format!("sum of column `{}`", sheet.spelling(column));
    Some(verdict(&what, &stated.normalize().to_string(), &sum.normalize().to_string()))
}

fn verdict(what: &str, stated: &str, found: &str) -> String {
    if stated == found {
        format!("control total matches: {what} {stated}")
    } else {
        format!("control total does not match: the footer states {what} {stated}, the rows give {found}")
    }
}
