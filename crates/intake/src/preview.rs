//! The first rows of a file, for showing what it is before it is read.
//!
//! In:  the bytes of any file. Out: encoding, delimiter and rows of cells as they stand.
//! The cells hold personal data: for the eyes of the person who dropped the file, never for a log.

use crate::decode::decode;
use crate::table::{Lines, sniff_delimiter};

/// The first rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The encoding's name as the WHATWG standard spells it.
    pub encoding: &'static str,
    /// What stands between the cells.
    pub delimiter: char,
    /// The first rows that are not blank, with the line of each.
    pub rows: Vec<PreviewRow>,
}

/// One row of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// The line of its first byte, counted from 1.
    pub line: i64,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Shows the first `rows` rows of a file.
#[must_use]
pub fn preview(bytes: &[u8], rows: usize) -> Preview {
    let decoded = decode(bytes, None);
    let delimiter = sniff_delimiter(&decoded.text);
    let lines = Lines::new(&decoded.text, delimiter).filter(|record| !record.blank).take(rows);
    let rows = lines.map(|record| PreviewRow { line: record.line, cells: record.cells }).collect();
    Preview { encoding: decoded.encoding, delimiter, rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_shown_as_they_stand() {
        let preview = preview(b"Export\n\nId;Name\n1;Ann, \"Bo\"\n2;Cy\n", 3);
        assert_eq!((preview.encoding, preview.delimiter), ("UTF-8", ';'));
        let rows: Vec<(i64, Vec<&str>)> =
            preview.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
        assert_eq!(rows, [(1, vec!["Export"]), (3, vec!["Id", "Name"]), (4, vec!["1", "Ann, \"Bo\""])]);
    }
}
