//! One file and its mapping → canonical rows, rejections and counts.
//!
//! Every row that is not blank ends in one of three ways, and the [`Tally`] counts them: *staged*
//! (it gave at least one canonical row), *rejected* (a value that must be there is missing or
//! unreadable, or the row contradicts another), *not data* (a total or footer, a row that the mapping
//! drops by rule, a repeated row). Nothing is dropped silently.

use crate::collect::{Collected, Placed, collect};
use crate::decode::decode;
use crate::detect::{missing_columns, name_fits};
use crate::emit::{Refusal, emit};
use crate::error::ReadError;
use crate::mapping::{Fate, Mapping};
use crate::notes;
use crate::sheet::{Row, Sheet};
use crate::table::{Lines, Table, TableRow, headings};
use crate::totals;
use records::keys::FileId;
use records::staged::{Rejection, StagedRecords};
use std::collections::{BTreeMap, HashSet};

/// A file as it was dropped.
#[derive(Debug, Clone, Copy)]
pub struct SourceFileBytes<'file> {
    /// Its name, without folders.
    pub file_name: &'file str,
    /// Its bytes.
    pub bytes: &'file [u8],
    /// The SHA-256 of its bytes.
    pub file_id: &'file FileId,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    /// The canonical rows, and the rows that were set aside.
    pub records: StagedRecords,
    /// How many rows ended how.
    pub tally: Tally,
    /// The rows that are no data, in the order of the file.
    pub not_data: Vec<NotDataRow>,
    /// The encoding that the file was read in, as the WHATWG standard spells it.
    pub encoding: &'static str,
    /// What was noticed, in plain words and without personal values: `37 postal codes repaired`.
    pub notes: Vec<String>,
}

/// A row that is no data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDataRow {
    /// The line of its first byte, counted from 1, the header included.
    pub line: i64,
    /// Why it is none.
    pub reason: String,
}

/// How many rows ended how. `rows_read = rows_staged + rows_rejected + Σ rows_not_data`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows after the header, blank lines not counted.
    pub rows_read: i64,
    /// Rows that gave at least one canonical row.
    pub rows_staged: i64,
    /// Rows that were set aside.
    pub rows_rejected: i64,
    /// Reason → rows that are no data.
    pub rows_not_data: BTreeMap<String, i64>,
}

impl Tally {
    /// All rows that are no data.
    #[must_use]
    pub fn not_data(&self) -> i64 {
        self.rows_not_data.values().sum()
    }
}

/// What becomes of one row.
pub(crate) enum Outcome {
    Staged,
    Rejected(Refusal),
    NotData(String),
}

const REPEATED_ROW: &str = "repeated row";
pub(crate) const EMPTY_ROW: &str = "empty row";

/// Reads a file.
///
/// # Errors
/// When the file is empty, lacks columns that the mapping needs, or has a name that lacks what the
/// mapping must learn from it. A row that cannot be read is no error but a rejection.
pub fn read(mapping: &Mapping, file: &SourceFileBytes<'_>) -> Result<Intake, ReadError> {
    if let Some(advice) = mapping.detect.file_name_advice.as_ref().filter(|_| !name_fits(mapping, file.file_name)) {
        return Err(ReadError::FileName { mapping: mapping.id.clone(), advice: advice.clone() });
    }
    let decoded = decode(file.bytes, mapping.file.encoding);
    let (table, _) = table_of(mapping, &decoded.text)?;
    let sheet = Sheet::new(mapping, file.file_name, file.file_id, &table.headings, &table.rows);
    let (mut outcomes, drafts) = drafts_of(&sheet, &table.rows);
    let mut collected = collect(drafts, |place| table.rows[place].cells.as_slice());
    settle(&mut outcomes, &collected);
    let mut records = std::mem::take(&mut collected.records);
    records.rejections = rejections(&sheet, &table.rows, &outcomes);
    let mut notes = notes::of_file(&sheet, decoded.encoding, &collected.notes);
    notes.extend(totals::check(&sheet, &table.rows, &outcomes));
    let not_data = not_data(&table.rows, &outcomes);
    Ok(Intake { records, tally: tally(&outcomes), not_data, encoding: decoded.encoding, notes })
}

/// The file's table and its delimiter, or what its best row lacks to be a header.
pub(crate) fn table_of(mapping: &Mapping, text: &str) -> Result<(Table, char), ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let within = mapping.file.header_within;
    let is_header = |headings: &[crate::table::Heading]| missing_columns(mapping, headings).is_empty();
    let delimiters = mapping.delimiters(text);
    let read = |delimiter: &char| Some((Table::read(text, *delimiter, within, is_header)?, *delimiter));
    delimiters.iter().find_map(read).ok_or_else(|| {
        let rows = delimiters.iter().flat_map(|delimiter| Lines::new(text, *delimiter).take(within));
        let missing = rows.map(|record| missing_columns(mapping, &headings(&record.cells))).min_by_key(Vec::len);
        ReadError::MissingColumns { mapping: mapping.id.clone(), missing: missing.unwrap_or_default() }
    })
}

/// Reads every row by itself.
fn drafts_of(sheet: &Sheet<'_>, rows: &[TableRow]) -> (Vec<Outcome>, Vec<Placed>) {
    let mut seen = HashSet::<&[String]>::new();
    let mut outcomes = Vec::with_capacity(rows.len());
    let mut drafts = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let is_repeated = row.trouble.is_none() && !seen.insert(&row.cells);
        let outcome = match fate(sheet, row, is_repeated) {
            Err(outcome) => outcome,
            Ok(draft) if draft.is_empty() => Outcome::NotData("nothing that the mapping reads".to_owned()),
            Ok(draft) => {
                drafts.push(Placed { place, draft });
                Outcome::Staged
            }
        };
        outcomes.push(outcome);
    }
    (outcomes, drafts)
}

fn fate(sheet: &Sheet<'_>, row: &TableRow, is_repeated: bool) -> Result<crate::emit::Draft, Outcome> {
    let first_cell = row.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
    let Some(first_cell) = first_cell else { return Err(Outcome::NotData(EMPTY_ROW.to_owned())) };
    if let Some(footer) = sheet.mapping.footers.iter().find(|footer| footer.first_cell.is_match(first_cell)) {
        return Err(Outcome::NotData(footer.reason.clone()));
    }
    if let Some(reason) = row.trouble {
        return Err(Outcome::Rejected(Refusal { column: String::new(), reason: reason.to_owned() }));
    }
    if is_repeated {
        return Err(Outcome::NotData(REPEATED_ROW.to_owned()));
    }
    routed(&sheet.row(row))
}

fn routed(row: &Row<'_>) -> Result<crate::emit::Draft, Outcome> {
    let rules = &row.sheet.mapping.rows;
    let rule = rules.iter().find(|rule| rule.when.as_ref().is_none_or(|condition| condition.holds(row)));
    let emissions = match rule.map(|rule| &rule.fate) {
        Some(Fate::NotData(reason)) => return Err(Outcome::NotData(reason.clone())),
        Some(Fate::Reject(column, reason)) => {
            let column = row.spelling(*column).to_owned();
            return Err(Outcome::Rejected(Refusal { column, reason: reason.clone() }));
        }
        Some(Fate::Emit(emissions)) => Some(emissions.as_slice()),
        None => None,
    };
    emit(row, emissions).map_err(Outcome::Rejected)
}

/// Enters what was found when the rows were brought together.
fn settle(outcomes: &mut [Outcome], collected: &Collected) {
    for (place, refusal) in &collected.refused {
        outcomes[*place] = Outcome::Rejected(refusal.clone());
    }
    for (place, reason) in &collected.nothing_new {
        outcomes[*place] = Outcome::NotData((*reason).to_owned());
    }
}

fn rejections(sheet: &Sheet<'_>, rows: &[TableRow], outcomes: &[Outcome]) -> Vec<Rejection> {
    let rejected = rows.iter().zip(outcomes).filter_map(|(row, outcome)| match outcome {
        Outcome::Rejected(refusal) => Some((row.line, refusal)),
        Outcome::Staged | Outcome::NotData(_) => None,
    });
    let rejection = |(line, refusal): (i64, &Refusal)| Rejection {
        source: sheet.mapping.source.clone(),
        file_id: sheet.file_id.clone(),
        line,
        column: refusal.column.clone(),
        reason: refusal.reason.clone(),
    };
    rejected.map(rejection).collect()
}

fn not_data(rows: &[TableRow], outcomes: &[Outcome]) -> Vec<NotDataRow> {
    let row = |(row, outcome): (&TableRow, &Outcome)| match outcome {
        Outcome::NotData(reason) => Some(NotDataRow { line: row.line, reason: reason.clone() }),
        Outcome::Staged | Outcome::Rejected(_) => None,
    };
    rows.iter().zip(outcomes).filter_map(row).collect()
}

fn tally(outcomes: &[Outcome]) -> Tally {
    let mut tally = Tally::default();
    for outcome in outcomes {
        tally.rows_read += 1;
        match outcome {
            Outcome::Staged => tally.rows_staged += 1,
            Outcome::Rejected(_) => tally.rows_rejected += 1,
            Outcome::NotData(reason) => *tally.rows_not_data.entry(reason.clone()).or_default() += 1,
        }
    }
    tally
}
