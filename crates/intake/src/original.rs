//! Rows of a file as they stand in it, for handing them back to the person who dropped it.
//!
//! In:  a file's bytes, its mapping, and the lines of the rows.
//! Out: the header and the cells of those rows, unchanged. They are personal data: never for a log.

use crate::decode::decode;
use crate::error::ReadError;
use crate::mapping::Mapping;
use crate::preview::PreviewRow;
use crate::read::table_of;
use crate::table::{TableRow, UNMATCHED_QUOTE};
use std::collections::BTreeSet;

/// A header and some of the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalRows {
    /// The columns, as the source spells them.
    pub header: Vec<String>,
    /// The rows, in the order of the file. One may have more cells than the header: that is what is wrong with it.
    pub rows: Vec<PreviewRow>,
}

/// The rows that begin on `lines`.
///
/// A row whose quotes do not match is its first line, cut at every delimiter: nothing else of it can be trusted.
///
/// # Errors
/// As [`read`](crate::read).
pub fn original_rows(mapping: &Mapping, bytes: &[u8], lines: &BTreeSet<i64>) -> Result<OriginalRows, ReadError> {
    let decoded = decode(bytes, mapping.file.encoding);
    let (table, delimiter) = table_of(mapping, &decoded.text)?;
    let wanted: Vec<TableRow> = table.rows.into_iter().filter(|row| lines.contains(&row.line)).collect();
    let broken = wanted.iter().filter(|row| row.trouble == Some(UNMATCHED_QUOTE)).map(|row| row.line).collect();
    let mut first_lines = first_lines(&decoded.text, &broken).into_iter();
    let as_it_stands = |row: TableRow| {
        let cells = if row.trouble == Some(UNMATCHED_QUOTE) {
            first_lines.next().unwrap_or_default().split(delimiter).map(str::to_owned).collect()
        } else {
            row.cells.into_iter().chain(row.overflow).collect()
        };
        PreviewRow { line: row.line, cells }
    };
    let rows = wanted.into_iter().map(as_it_stands).collect();
    Ok(OriginalRows { header: table.headings.into_iter().map(|heading| heading.spelling).collect(), rows })
}

/// The texts of some lines, counted from 1; CR LF, LF and CR each end a line.
fn first_lines<'text>(text: &'text str, wanted: &BTreeSet<i64>) -> Vec<&'text str> {
    let ended = text.split_inclusive(['\n', '\r']);
    let mut found = Vec::new();
    let (mut line, mut after_return) = (0, false);
    for part in ended {
        if after_return && part == "\n" {
            after_return = false;
            continue;
        }
        line += 1;
        after_return = part.ends_with('\r');
        if wanted.contains(&line) {
            found.push(part.trim_end_matches(['\n', '\r']));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MappingSet;

    /// The cells of the rows of a Mailchimp audience that begin on `lines`.
    #[track_caller]
    fn check(body: &str, lines: &[i64], expected: &[(i64, &[&str])]) {
        let header = "Email Address,First Name,Last Name,CONFIRM_TIME,LAST_CHANGED,LEID,EUID";
        let bytes = format!("{header}\r\n{body}");
        let mappings = MappingSet::bundled().unwrap();
        let mapping = mappings.get("mailchimp_audience").unwrap();
        let found = original_rows(mapping, bytes.as_bytes(), &lines.iter().copied().collect()).unwrap();
        assert_eq!(found.header.join(","), header);
        let rows: Vec<(i64, Vec<&str>)> =
            found.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(i64, Vec<&str>)> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_row_comes_back_as_it_stood() {
        check(
            "a@x.org,Ann, Lee ,,,1,e1\r\nb@x.org,Bo,Li,,,2,e2\r\n",
            &[2],
            &[(2, &["a@x.org", "Ann", " Lee ", "", "", "1", "e1"])],
        );
    }

    #[test]
    fn cells_beyond_the_header_are_kept() {
        check(
            "a@x.org,A,B,,,1,e1,more,and more\r\n",
            &[2],
            &[(2, &["a@x.org", "A", "B", "", "", "1", "e1", "more", "and more"])],
        );
    }

    #[test]
    fn a_row_with_a_stray_quote_is_its_first_line_alone() {
        check(
            "a@x.org,\"A,B,,,1,e1\r\nb@x.org,Bo,Li,,,2,e2\r\n",
            &[2],
            &[(2, &["a@x.org", "\"A", "B", "", "", "1", "e1"])],
        );
    }
}
