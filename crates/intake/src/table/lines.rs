//! Text → records of cells, each with the line that it starts on (RFC 4180, leniently).
//!
//! In:  a text and its delimiter.
//! Out: [`Record`]s: cells without their quotes, the number of the first line counted from 1,
//!      and where the first line ends.
//!
//! Written here rather than taken from the `csv` crate for two things that crate does not tell:
//! the line of a record's *first* byte (after blank lines, and in files that end lines with
//! CR LF), and that a quote was never closed, which must cost one line and not the rest of the
//! file. A property test holds both equal on well-formed tables.

/// More lines than this in one record mean that a quote was never closed.
const LONGEST_RECORD_LINES: i64 = 200;

/// One record: a row of a table as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Cells without quotes and escapes.
    pub(crate) cells: Vec<String>,
    /// The line of its first byte, counted from 1.
    pub(crate) line: i64,
    /// How many lines it spans.
    pub(crate) lines: i64,
    /// A quote was opened and not closed.
    pub(crate) unclosed: bool,
    /// Nothing but white space stands on its line.
    pub(crate) blank: bool,
}

/// Reads records one after another.
#[derive(Debug)]
pub(crate) struct Lines<'text> {
    text: &'text str,
    delimiter: char,
    position: usize,
    line: i64,
    second_line: (usize, i64),
}

impl<'text> Lines<'text> {
    /// Starts at the first byte of `text`.
    pub(crate) fn new(text: &'text str, delimiter: char) -> Self {
        Self { text, delimiter, position: 0, line: 1, second_line: (0, 1) }
    }

    /// Goes back to the second line of the record that was read last: its quotes did not match,
    /// so what follows its first line is taken for records of their own.
    pub(crate) fn resume_after_first_line(&mut self) {
        (self.position, self.line) = self.second_line;
    }

    fn rest(&self) -> &'text str {
        &self.text[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, letter: char) {
        self.position += letter.len_utf8();
    }

    /// Steps over a line end, if one is here: CR LF, LF or CR.
    fn skip_line_end(&mut self) -> bool {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.position += length;
        self.line += 1;
        if self.second_line.1 == 0 {
            self.second_line = (self.position, self.line);
        }
        true
    }

    /// Reads plain text up to a delimiter or line end.
    fn plain(&mut self, cell: &mut String) {
        let rest = self.rest();
        let delimiter = self.delimiter;
        let end = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
        cell.push_str(&rest[..end]);
        self.position += end;
    }

    /// Reads what stands between quotes; returns whether the closing quote was there.
    fn quoted(&mut self, cell: &mut String, first_line: i64) -> bool {
        self.position += 1;
        loop {
            let rest = self.rest();
            let Some(end) = rest.find(['"', '\n', '\r']) else {
                self.position = self.text.len();
                cell.push_str(rest);
                return false;
            };
            cell.push_str(&rest[..end]);
            self.position += end;
            let from = self.position;
            if self.skip_line_end() {
                cell.push_str(&self.text[from..self.position]);
                if self.line - first_line > LONGEST_RECORD_LINES {
                    return false;
                }
                continue;
            }
            self.position += 1;
            if self.peek() != Some('"') {
                return true;
            }
            cell.push('"');
            self.position += 1;
        }
    }

    /// Reads one cell; returns false when its quote was never closed.
    fn cell(&mut self, first_line: i64) -> (String, bool) {
        let mut cell = String::new();
        let closed = self.peek() != Some('"') || self.quoted(&mut cell, first_line);
        if closed {
            self.plain(&mut cell);
        }
        (cell, closed)
    }
}

impl Iterator for Lines<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.position >= self.text.len() {
            return None;
        }
        let (start, first_line) = (self.position, self.line);
        self.second_line = (self.text.len(), 0);
        let mut cells = Vec::new();
        let mut unclosed = false;
        loop {
            let (cell, closed) = self.cell(first_line);
            cells.push(cell);
            unclosed |= !closed;
            match self.peek() {
                Some(letter) if letter == self.delimiter && closed => self.skip(letter),
                _ => break,
            }
        }
        let blank = self.text[start..self.position].trim().is_empty();
        let lines = self.line - first_line + 1;
        self.skip_line_end();
        if self.second_line.1 == 0 {
            self.second_line.1 = self.line;
        }
        Some(Record { cells, line: first_line, lines, unclosed, blank })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[(i64, &[&str])]) {
        let records: Vec<Record> = Lines::new(text, ',').filter(|record| !record.blank).collect();
        let found: Vec<(i64, Vec<&str>)> =
            records.iter().map(|record| (record.line, record.cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(i64, Vec<&str>)> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_line_end_counts_as_one_line() {
        check("a,b\r\nc,d\n\r\ne\rf", &[(1, &["a", "b"]), (2, &["c", "d"]), (4, &["e"]), (5, &["f"])]);
    }

    #[test]
    fn a_quoted_cell_may_hold_delimiters_quotes_and_line_ends() {
        check("\"a,\"\"x\"\"\nb\",c\nd", &[(1, &["a,\"x\"\nb", "c"]), (3, &["d"])]);
    }

    #[test]
    fn text_after_a_closing_quote_is_kept() {
        check("\"a\"b,c\"d", &[(1, &["ab", "c\"d"])]);
    }

    #[test]
    fn an_unclosed_quote_is_told() {
        let mut lines = Lines::new("a\n\"b,c\nd\n", ',');
        lines.next();
        let record = lines.next().unwrap();
        assert!(record.unclosed);
        lines.resume_after_first_line();
        let next = lines.next().unwrap();
        assert_eq!((next.line, next.cells), (3, vec!["d".to_owned()]));
    }

    proptest! {
        #[test]
        fn the_csv_crate_reads_the_same_cells(
            rows in prop::collection::vec(prop::collection::vec("[a-z ,;\"\n\ré]{1,6}", 3), 1..8)
        ) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found: Vec<Vec<String>> = Lines::new(&text, ',').map(|record| record.cells).collect();
            prop_assert_eq!(found, rows);
        }

        #[test]
        fn any_text_ends(text in any::<String>()) {
            let budget = text.len() + 1;
            prop_assert!(Lines::new(&text, ';').take(budget + 1).count() <= budget);
        }
    }
}
