//! Tables as text files, in the forms that the five systems write.
//!
//! In:  rows of cells.
//! Out: bytes in the file's encoding, delimiter, quoting and line end.

use encoding_rs::WINDOWS_1252;

/// How a file's bytes stand for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf8WithMark,
    Windows1252,
    Utf16LittleEndianWithMark,
}

/// Which cells stand in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    WhenNeeded,
    Always,
}

/// The form of one file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: char,
    pub(crate) quoting: Quoting,
    pub(crate) line_end: &'static str,
}

/// A file in the making.
pub(crate) struct TextTable {
    form: Form,
    bytes: Vec<u8>,
    columns: usize,
}

impl TextTable {
    /// Begins a file without a header.
    pub(crate) fn new(form: Form) -> Self {
        let bytes = match form.encoding {
            Encoding::Utf8WithMark => vec![0xEF, 0xBB, 0xBF],
            Encoding::Utf16LittleEndianWithMark => vec![0xFF, 0xFE],
            Encoding::Utf8 | Encoding::Windows1252 => Vec::new(),
        };
        Self { form, bytes, columns: 0 }
    }

    /// Writes the header, given with commas between the names.
    pub(crate) fn header(&mut self, names: &str) {
        let cells: Vec<String> = names.split(',').map(str::to_owned).collect();
        self.columns = cells.len();
        self.row(&cells);
    }

    /// Writes one row.
    pub(crate) fn row(&mut self, cells: &[String]) {
        let line = self.render(cells);
        self.line(&line);
    }

    /// The text of one row, for those who must put rows in order first.
    pub(crate) fn render(&self, cells: &[String]) -> String {
        debug_assert!(cells.len() == self.columns, "{} cells under {} names", cells.len(), self.columns);
        let mut line = String::new();
        for (position, cell) in cells.iter().enumerate() {
            if position > 0 {
                line.push(self.form.delimiter);
            }
            self.quote(cell, &mut line);
        }
        line
    }

    /// Writes a line as it is: preambles, footers, and blank lines.
    pub(crate) fn line(&mut self, text: &str) {
        self.encode(text);
        self.encode(self.form.line_end);
    }

    /// The whole file.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn quote(&self, cell: &str, line: &mut String) {
        let special = |letter: char| letter == self.form.delimiter || matches!(letter, '"' | '\n' | '\r');
        if self.form.quoting == Quoting::Always || cell.contains(special) {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }

    fn encode(&mut self, text: &str) {
        match self.form.encoding {
            Encoding::Utf8 | Encoding::Utf8WithMark => self.bytes.extend_from_slice(text.as_bytes()),
            Encoding::Windows1252 => {
                let fitting = crate::noise::windows_1252(text);
                self.bytes.extend_from_slice(&WINDOWS_1252.encode(&fitting).0);
            }
            Encoding::Utf16LittleEndianWithMark => {
                self.bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(encoding: Encoding, delimiter: char, quoting: Quoting, expected: &[u8]) {
        let mut table = TextTable::new(Form { encoding, delimiter, quoting, line_end: "\n" });
        table.header("a,b");
        table.row(&["é\"".to_owned(), "x,y".to_owned()]);
        assert_eq!(table.finish(), expected);
    }

    #[test]
    fn each_form_is_byte_exact() {
        check(Encoding::Utf8, ',', Quoting::WhenNeeded, "a,b\n\"é\"\"\",\"x,y\"\n".as_bytes());
        check(Encoding::Utf8WithMark, ';', Quoting::WhenNeeded, "\u{feff}a;b\n\"é\"\"\";x,y\n".as_bytes());
        check(Encoding::Windows1252, ',', Quoting::Always, b"\"a\",\"b\"\n\"\xE9\"\"\",\"x,y\"\n");
        let wide: Vec<u8> = "\u{feff}a\tb\n\"é\"\"\"\tx,y\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(Encoding::Utf16LittleEndianWithMark, '\t', Quoting::WhenNeeded, &wide);
    }
}
