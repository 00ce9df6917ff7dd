//! Text → a header and the rows below it.
//!
//! In:  a file's text, its delimiter, and what makes a row a header.
//! Out: a [`Table`]: headings, and every row that is not blank with the line of its first byte.
//!
//! Lines above the header are preamble and no rows. A row whose quotes do not match costs its
//! first line only: reading goes on with the next line, so that one stray quote loses one row.

mod dialect;
mod header;
mod lines;

pub(crate) use dialect::{likely_delimiters, sniff_delimiter};
pub(crate) use header::{Heading, headings, normalise};
pub(crate) use lines::{Lines, Record};

/// A header and the rows below it.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The columns.
    pub(crate) headings: Vec<Heading>,
    /// Every row that is not blank.
    pub(crate) rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Debug, Clone)]
pub(crate) struct TableRow {
    /// As many cells as the table has headings.
    pub(crate) cells: Vec<String>,
    /// The line of its first byte, counted from 1.
    pub(crate) line: i64,
    /// What stands right of the last heading, if anything does.
    pub(crate) overflow: Vec<String>,
    /// Why its cells cannot be trusted.
    pub(crate) trouble: Option<&'static str>,
}

pub(crate) const UNMATCHED_QUOTE: &str = "a quote is not closed, or not opened";
const TOO_MANY_CELLS: &str = "the row has more cells than the header";

impl Table {
    /// Reads the table whose header is the first of `within` rows that `is_header`; none when
    /// there is none.
    pub(crate) fn read(
        text: &str,
        delimiter: char,
        within: usize,
        is_header: impl Fn(&[Heading]) -> bool,
    ) -> Option<Self> {
        let mut lines = Lines::new(text, delimiter);
        let headings = find_header(&mut lines, within, is_header)?;
        let rows = rows_below(&mut lines, headings.len());
        Some(Self { headings, rows })
    }
}

fn find_header(lines: &mut Lines<'_>, within: usize, is_header: impl Fn(&[Heading]) -> bool) -> Option<Vec<Heading>> {
    for _ in 0..within {
        let record = lines.next()?;
        let found = headings(&record.cells);
        if !record.blank && !record.unclosed && is_header(&found) {
            return Some(found);
        }
        if record.unclosed {
            lines.resume_after_first_line();
        }
    }
    None
}

fn rows_below(lines: &mut Lines<'_>, width: usize) -> Vec<TableRow> {
    let mut rows = Vec::new();
    while let Some(record) = lines.next() {
        if record.blank {
            continue;
        }
        let unmatched = record.unclosed || (record.lines > 1 && record.cells.len() != width);
        if unmatched {
            lines.resume_after_first_line();
        }
        rows.push(row(record, width, unmatched));
    }
    rows
}

fn row(record: Record, width: usize, unmatched: bool) -> TableRow {
    let mut cells = record.cells;
    let mut overflow = cells.split_off(cells.len().min(width));
    let too_many = overflow.iter().any(|cell| !cell.trim().is_empty());
    if !too_many {
        overflow.clear();
    }
    let trouble = match (unmatched, too_many) {
        (true, _) => Some(UNMATCHED_QUOTE),
        (false, true) => Some(TOO_MANY_CELLS),
        (false, false) => None,
    };
    cells.resize(width, String::new());
    TableRow { cells, line: record.line, overflow, trouble }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::read(text, ',', 30, |headings| headings.iter().any(|heading| heading.name == "id")).unwrap()
    }

    #[test]
    fn preamble_and_blank_lines_are_no_rows() {
        let table = table("Export of members\n\nId,Name\n1,Ann\n\n2,Bo\n");
        let rows: Vec<(i64, &str)> = table.rows.iter().map(|row| (row.line, row.cells[1].as_str())).collect();
        assert_eq!(rows, [(4, "Ann"), (6, "Bo")]);
    }

    #[test]
    fn a_stray_quote_costs_one_row() {
        let table = table("Id,Name\n1,\"Ann\n2,Bo\n3,Cy\n");
        let rows: Vec<(i64, bool)> = table.rows.iter().map(|row| (row.line, row.trouble.is_some())).collect();
        assert_eq!(rows, [(2, true), (3, false), (4, false)]);
    }

    #[test]
    fn a_stray_quote_costs_one_row_where_every_cell_is_quoted() {
        let table = table("\"Id\",\"Name\"\n\"1\",\"\"Ann\n\"2\",\"Bo\"\n\"3\",\"Cy\"\n");
        assert_eq!(table.rows.iter().filter(|row| row.trouble.is_none()).count(), 3);
    }

    #[test]
    fn a_short_row_is_filled_and_a_long_one_is_trouble() {
        let table = table("Id,Name\n1\n2,Bo,x\n3,Cy,,\n");
        let found: Vec<(usize, bool)> = table.rows.iter().map(|row| (row.cells.len(), row.trouble.is_some())).collect();
        assert_eq!(found, [(2, false), (2, true), (2, false)]);
    }
}
