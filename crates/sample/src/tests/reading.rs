//! Reads the files of a sample back: bytes → text → rows, without any of the writing code.

use crate::{SampleFiles, Settings, generate};
use std::sync::LazyLock;

/// The default sample, made once.
pub(super) static DEFAULT: LazyLock<SampleFiles> = LazyLock::new(|| generate(&Settings::default()));

/// One file, read back.
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The cells of one column; rows that are too short (footers) give an empty text.
    pub(super) fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let index = self.index(name);
        self.rows.iter().map(move |row| row.get(index).map_or("", String::as_str))
    }

    /// Where a column stands.
    pub(super) fn index(&self, name: &str) -> usize {
        self.header.iter().position(|heading| heading == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    /// One cell.
    pub(super) fn cell<'row>(&self, row: &'row [String], name: &str) -> &'row str {
        row.get(self.index(name)).map_or("", String::as_str)
    }
}

/// The bytes of one file.
pub(super) fn bytes<'files>(sample: &'files SampleFiles, path: &str) -> &'files [u8] {
    &sample.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no file {path}")).bytes
}

/// The text of one file, by the encoding that the contract names.
pub(super) fn text(sample: &SampleFiles, path: &str) -> String {
    let bytes = bytes(sample, path);
    match path {
        "raisers_edge/gifts.txt" => {
            assert_eq!(&bytes[..2], [0xFF, 0xFE], "byte order mark");
            let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        "salesforce/npsp_opportunities.csv" | "raisers_edge/constituents.CSV" => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
        }
        "wild_apricot/members.csv" | "paypal/activity.CSV" => {
            String::from_utf8(bytes.to_vec()).unwrap().strip_prefix('\u{feff}').unwrap().to_owned()
        }
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// The rows of one file after its header; empty lines are no rows.
pub(super) fn table(sample: &SampleFiles, path: &str) -> Table {
    let text = text(sample, path);
    let (delimiter, preamble) = match path {
        "raisers_edge/gifts.txt" => (b'\t', 0),
        "wild_apricot/members.csv" => (b';', 2),
        _ => (b',', 0),
    };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).skip(preamble);
    Table { header: rows.next().unwrap(), rows: rows.collect() }
}

/// One line of `expected.csv` as numbers; amounts in cents.
pub(super) fn expected(sample: &SampleFiles, path: &str, column: &str) -> i64 {
    let table = table(sample, "expected.csv");
    let row = table.rows.iter().find(|row| row[0] == path).unwrap_or_else(|| panic!("no line for {path}"));
    cents(table.cell(row, column)) / if column == "gift_amount" { 1 } else { 100 }
}

/// An amount in cents, however it is spelled; whole numbers count as dollars.
pub(super) fn cents(text: &str) -> i64 {
    let digits: String = text.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '-' | '.')).collect();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, "00"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * fraction.parse::<i64>().unwrap()
}

/// The paths of the nine exports.
pub(super) fn export_paths(sample: &SampleFiles) -> impl Iterator<Item = &str> {
    sample.files.iter().map(|file| file.path.as_str()).filter(|path| path.contains('/'))
}
