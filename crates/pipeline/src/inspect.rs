//! What a file is and what would become of its rows: a dry run of [`ingest`](crate::ingest::ingest) that writes nothing.
//!
//! In:  a file's name and bytes.
//! Out: source, mapping, encoding, why it was recognised, and the rows that would be staged, set aside and left out as
//!      no data; or why it cannot be read, and what to do. The rows that would be set aside can be had as CSV.

use crate::Configuration;
use crate::ingest::{DroppedFile, IngestError};
use intake::{Intake, Mapping, NotDataRow, SourceFileBytes};
use lake::{Lake, Row};
use records::keys::FileId;
use records::staged::Rejection;
use serde::Serialize;
use std::collections::BTreeSet;

pub use intake::ReadError;

/// What a file is, and what would become of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// Names the file by its bytes.
    pub file_id: FileId,
    /// Its name.
    pub file_name: String,
    /// How long it is.
    pub bytes: usize,
    /// The source system.
    pub source: String,
    /// The mapping and its version.
    pub mapping: String,
    /// What kind of file that is, in words.
    pub title: String,
    /// What one row stands for.
    pub grain: String,
    /// The encoding that it is read in.
    pub encoding: String,
    /// Why it was recognised.
    pub recognised: Recognised,
    /// The very same bytes are staged already: taking the file in again changes nothing.
    pub already_staged: bool,
    /// Rows after the header. `rows_read = rows_staged + rejections + not_data`, always.
    pub rows_read: i64,
    /// Rows that would be staged.
    pub rows_staged: i64,
    /// Rows that each table would get; tables that would get none are left out.
    pub tables: Vec<TableRows>,
    /// Rows that would be set aside.
    pub rejections: Vec<Rejection>,
    /// Rows that are no data.
    pub not_data: Vec<NoData>,
    /// What was noticed, in plain words and without personal values.
    pub notes: Vec<String>,
}

/// Why a file was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// The columns that such a file must have, and this one has.
    pub required_columns: Vec<String>,
    /// How many of the columns that the mapping knows are there.
    pub known_columns: usize,
    /// How many columns the mapping knows.
    pub mapping_columns: usize,
    /// The file's name is one that such files have.
    pub file_name_fits: bool,
}

/// How many rows a table would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRows {
    /// The staged table.
    pub table: &'static str,
    /// Its rows.
    pub rows: usize,
}

/// A row that is no data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoData {
    /// The line of its first byte, counted from 1.
    pub line: i64,
    /// Why it is none.
    pub reason: String,
}

/// Says what a file is and what would become of it.
///
/// # Errors
/// [`IngestError::Read`] when the file itself is wrong; [`reason_and_advice`] says what to do. Else when the lake fails.
pub async fn inspect(
    lake: &Lake,
    configuration: &Configuration,
    dropped: &DroppedFile,
) -> Result<Inspection, IngestError> {
    let read = |error| IngestError::Read { file_name: dropped.name.clone(), error };
    let mapping = configuration.mappings.detect(&dropped.name, &dropped.bytes).map_err(read)?;
    let file_id = lake::file_id(&dropped.bytes);
    let file = SourceFileBytes { file_name: &dropped.name, bytes: &dropped.bytes, file_id: &file_id };
    let intake = intake::read(mapping, &file).map_err(read)?;
    let earlier = lake.staged_file(mapping.source(), &file_id).await?;
    let already_staged = earlier.is_some_and(|earlier| earlier.mapping == mapping.label());
    Ok(inspection(dropped, mapping, file_id, intake, already_staged))
}

fn inspection(
    dropped: &DroppedFile,
    mapping: &Mapping,
    file_id: FileId,
    intake: Intake,
    already_staged: bool,
) -> Inspection {
    let found = intake::recognition(mapping, &dropped.name, &dropped.bytes);
    Inspection {
        file_id,
        file_name: dropped.name.clone(),
        bytes: dropped.bytes.len(),
        source: mapping.source().to_owned(),
        mapping: mapping.label(),
        title: mapping.title().to_owned(),
        grain: mapping.grain().to_owned(),
        encoding: intake.encoding.to_owned(),
        recognised: Recognised {
            required_columns: found.required,
            known_columns: found.known_columns,
            mapping_columns: found.mapping_columns,
            file_name_fits: found.file_name_fits,
        },
        already_staged,
        rows_read: intake.tally.rows_read,
        rows_staged: intake.tally.rows_staged,
        tables: tables(&intake),
        rejections: intake.records.rejections,
        not_data: intake.not_data.into_iter().map(|NotDataRow { line, reason }| NoData { line, reason }).collect(),
        notes: intake.notes,
    }
}

fn tables(intake: &Intake) -> Vec<TableRows> {
    let staged = &intake.records;
    let counts = [
        count(&staged.parties),
        count(&staged.emails),
        count(&staged.phones),
        count(&staged.addresses),
        count(&staged.gifts),
        count(&staged.allocations),
        count(&staged.credits),
        count(&staged.adjustments),
        count(&staged.commitments),
        count(&staged.membership_terms),
        count(&staged.consent_events),
    ];
    counts.into_iter().filter(|count| count.rows > 0).collect()
}

fn count<T: Row>(rows: &[T]) -> TableRows {
    TableRows { table: T::schema().name, rows: rows.len() }
}

/// The rows that are set aside, as a CSV file: line, column and reason before the cells as they stand in the file. A
/// corrected copy can be dropped again; the three columns are no mapping's.
///
/// # Errors
/// [`IngestError::Read`] when the file itself is wrong.
pub fn rejected_rows_csv(configuration: &Configuration, dropped: &DroppedFile) -> Result<Vec<u8>, IngestError> {
    let failed = |error| IngestError::Read { file_name: dropped.name.clone(), error };
    let mapping = configuration.mappings.detect(&dropped.name, &dropped.bytes).map_err(failed)?;
    let file_id = lake::file_id(&dropped.bytes);
    let file = SourceFileBytes { file_name: &dropped.name, bytes: &dropped.bytes, file_id: &file_id };
    let rejections = intake::read(mapping, &file).map_err(failed)?.records.rejections;
    let lines: BTreeSet<i64> = rejections.iter().map(|rejection| rejection.line).collect();
    let original = intake::original_rows(mapping, &dropped.bytes, &lines).map_err(failed)?;
    let mut rows = vec![OWN_COLUMNS.map(str::to_owned).into_iter().chain(original.header).collect::<Vec<String>>()];
    for row in original.rows {
        let why = rejections.iter().find(|rejection| rejection.line == row.line);
        let (column, reason) = why.map(|why| (why.column.clone(), why.reason.clone())).unwrap_or_default();
        rows.push([row.line.to_string(), column, reason].into_iter().chain(row.cells).collect());
    }
    Ok(rows.iter().map(|row| csv_line(row)).collect::<String>().into_bytes())
}

/// The columns that stand before a file's own.
const OWN_COLUMNS: [&str; 3] = ["donorlake line", "donorlake column", "donorlake reason"];

/// RFC 4180: quoted where it must be, CR LF at the end.
fn csv_line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    format!("{}\r\n", cells.iter().map(quoted).collect::<Vec<_>>().join(","))
}

/// Why a file cannot be read, and what a person can do about it.
#[must_use]
pub fn reason_and_advice(error: &ReadError, bytes: &[u8]) -> (String, String) {
    match other_format(bytes) {
        Some(format) => (format!("this is {format}, not a CSV file"), "export it again as CSV, UTF-8".to_owned()),
        None => (error.to_string(), advice(error)),
    }
}

fn advice(error: &ReadError) -> String {
    match error {
        ReadError::UnknownFile { closest, .. } => format!(
            "drop the export as the system wrote it, with its header row and all columns; if it is `{closest}` under \
             other headings, or another system, write a mapping (schemas/sources/README.md)"
        ),
        ReadError::MissingColumns { .. } => "export it again with these columns, with the header row".to_owned(),
        ReadError::Ambiguous { .. } => "give the file the name that its system gave it".to_owned(),
        ReadError::FileName { .. } => "rename the file and drop it again".to_owned(),
        ReadError::Empty => "export it again: no rows came out".to_owned(),
        _ => "correct the file and drop it again".to_owned(),
    }
}

/// What the first bytes of files that are often taken for CSV say they are.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "an Excel workbook or another zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x89PNG", "a picture"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUDIENCE: &str = "Email Address,First Name,Last Name,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\r\n\
        ann@example.org,Ann,\"Lee, Jr\",2021-10-06 20:06:46,2024-01-02 10:00:00,1,e1\r\n\
        bo@example.org,=Bo,\"Li \"\"B\"\"\",2021-10-06 20:06:46,2024-01-02 10:00:00,2,\r\n";

    fn dropped(bytes: &[u8]) -> DroppedFile {
        DroppedFile { name: "subscribed_members_export_8f2.csv".to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn rows_that_are_set_aside_come_back_with_line_and_reason() {
        let csv = rejected_rows_csv(&Configuration::bundled().unwrap(), &dropped(AUDIENCE.as_bytes())).unwrap();
        let text = String::from_utf8(csv).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0].starts_with("donorlake line,donorlake column,donorlake reason,Email Address,"), "{text}");
        assert!(
            lines[1].starts_with("3,EUID,") && lines[1].contains(",bo@example.org,=Bo,\"Li \"\"B\"\"\","),
            "{text}"
        );
        assert_eq!(lines.len(), 3, "a header, one row, and the end: {text}");
    }

    #[test]
    fn rows_that_were_set_aside_can_be_corrected_and_read() {
        let configuration = Configuration::bundled().unwrap();
        let csv = rejected_rows_csv(&configuration, &dropped(AUDIENCE.as_bytes())).unwrap();
        let corrected = String::from_utf8(csv).unwrap().replace(",2,\r\n", ",2,e2\r\n");
        let again = dropped(corrected.as_bytes());
        let mapping = configuration.mappings.detect(&again.name, &again.bytes).unwrap();
        let file_id = lake::file_id(&again.bytes);
        let file = SourceFileBytes { file_name: &again.name, bytes: &again.bytes, file_id: &file_id };
        assert_eq!(intake::read(mapping, &file).unwrap().tally.rows_staged, 1);
    }

    #[track_caller]
    fn check_advice(bytes: &[u8], reason: &str, advice: &str) {
        let error = Configuration::bundled().unwrap().mappings.detect("a.csv", bytes).unwrap_err();
        let told = reason_and_advice(&error, bytes);
        assert!(told.0.contains(reason) && told.1.contains(advice), "{told:?}");
    }

    #[test]
    fn a_file_that_is_no_export_gets_advice() {
        check_advice(b"PK\x03\x04\x14\x00\x06\x00", "an Excel workbook", "export it again as CSV");
        check_advice(b"", "the file is empty", "no rows came out");
        check_advice(b"color,size\nred,4\n", "the header lacks", "header row");
    }
}
