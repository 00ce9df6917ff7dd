//! Reads a CSV file into records.

use std::borrow::Cow;

use csv::ByteRecord;

use super::column_map::ColumnMap;
use super::quotes;
use super::recognise::Recognition;
use super::roles::{Role, normal_header};
use super::values::Look;
use crate::records::{Interner, Kind, RawAddress, RawIdentifier, RawRecord, Records, RecordsBuilder};

/// Rows from which the values of columns are judged.
const SAMPLE: usize = 1_000;
/// Rows that are read and normalised together.
const BATCH: usize = 8_192;

/// A file as records.
#[derive(Debug)]
pub struct Table {
    /// Its records.
    pub records: Records,
    /// Which column was taken for what.
    pub recognition: Recognition,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The bytes are not CSV.
    #[error("line {line} is not valid csv")]
    Csv {
        /// Line, from 1; 0 when not known.
        line: u64,
    },
    /// A quoted cell that does not end: the rows behind it would be lost in it.
    #[error("line {line}: a cell begins with a quote that is not closed; close it, or double quotes within quotes")]
    UnclosedQuote {
        /// Line, from 1.
        line: usize,
    },
    /// The map names a column that the header lacks.
    #[error("header lacks column {column:?}, which the column map names")]
    MissingColumn {
        /// The column as the map spells it.
        column: String,
    },
    /// No column holds record ids.
    #[error("no column holds record ids; name one `record_id` or map one to it (cells must be separated by commas)")]
    NoRecordId,
    /// A row has no record id, or that of a row before.
    #[error("line {line} has no record id, or that of a row before: every row needs its own")]
    RecordId {
        /// Line, from 1.
        line: u64,
    },
}

/// Reads records from the bytes of a CSV file with a header, in UTF-8.
///
/// Without a map, columns are recognised by their names and values. Rows that are too
/// short lack their last cells.
///
/// # Errors
/// When the bytes are not CSV, a mapped column is missing, or record ids are missing or repeated.
pub fn read(bytes: &[u8], map: Option<&ColumnMap>) -> Result<Table, TableError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(line) = quotes::unclosed(bytes) {
        return Err(TableError::UnclosedQuote { line });
    }
    let headers = headers(bytes)?;
    let recognition = match map {
        Some(map) => map.apply(&headers)?,
        None => Recognition::new(&headers, &looks(bytes, headers.len())?),
    };
    let columns = Columns::new(&recognition).ok_or(TableError::NoRecordId)?;
    let mut builder = RecordsBuilder::new();
    let mut rows = Rows::new(bytes);
    while rows.next_batch(&columns)? {
        builder.extend(rows.batch(), |row| columns.record(row));
    }
    drop(rows);
    Ok(Table { records: builder.finish(), recognition })
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).from_reader(bytes)
}

fn csv_error(error: &csv::Error) -> TableError {
    TableError::Csv { line: error.position().map_or(0, csv::Position::line) }
}

fn headers(bytes: &[u8]) -> Result<Vec<String>, TableError> {
    let mut reader = reader(bytes);
    let headers = reader.byte_headers().map_err(|error| csv_error(&error))?;
    Ok(headers.iter().map(|header| String::from_utf8_lossy(header).trim().to_owned()).collect())
}

fn looks(bytes: &[u8], columns: usize) -> Result<Vec<Look>, TableError> {
    let sample: Result<Vec<ByteRecord>, csv::Error> = reader(bytes).into_byte_records().take(SAMPLE).collect();
    let sample = sample.map_err(|error| csv_error(&error))?;
    let values = |column: usize| {
        sample.iter().map(move |row| std::str::from_utf8(row.get(column).unwrap_or_default()).unwrap_or_default())
    };
    Ok((0..columns).map(|column| Look::at(values(column))).collect())
}

/// The rows of a file, some at a time, their ids checked.
struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    batch: Vec<ByteRecord>,
    /// How many of the batch are in use.
    filled: usize,
    ids: Interner,
}

impl<'a> Rows<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let batch = vec![ByteRecord::new(); BATCH];
        Self { reader: reader(bytes), batch, filled: 0, ids: Interner::new() }
    }

    fn batch(&self) -> &[ByteRecord] {
        &self.batch[..self.filled]
    }

    /// Reads the next rows; false when there are none left.
    fn next_batch(&mut self, columns: &Columns) -> Result<bool, TableError> {
        self.filled = 0;
        while self.filled < BATCH {
            let row = &mut self.batch[self.filled];
            if !self.reader.read_byte_record(row).map_err(|error| csv_error(&error))? {
                break;
            }
            let (known, id) = (self.ids.len(), columns.record_id(row));
            self.ids.intern(&id);
            if self.ids.len() == known {
                return Err(TableError::RecordId { line: row.position().map_or(0, csv::Position::line) });
            }
            self.filled += 1;
        }
        Ok(self.filled > 0)
    }
}

/// The places of the columns, by role.
struct Columns {
    /// In the order of roles.
    by_role: Vec<Vec<usize>>,
    identifiers: Vec<(String, usize)>,
}

impl Columns {
    fn new(recognition: &Recognition) -> Option<Self> {
        let name = |place: usize| normal_header(&recognition.columns[place].column);
        let identifiers = recognition.places(Role::Identifier).into_iter().map(|place| (name(place), place)).collect();
        let by_role: Vec<Vec<usize>> =
            (0..=Role::Identifier as usize).map(|role| recognition.places_of(|one| one as usize == role)).collect();
        (!by_role[Role::RecordId as usize].is_empty()).then_some(Self { by_role, identifiers })
    }

    fn places(&self, role: Role) -> &[usize] {
        &self.by_role[role as usize]
    }

    /// All known values of a role.
    fn all(&self, row: &ByteRecord, role: Role) -> Vec<String> {
        let cells = self.places(role).iter().map(|place| cell(row, *place));
        cells.filter(|cell| !cell.is_empty()).map(Cow::into_owned).collect()
    }

    /// The first known value of a role.
    fn one(&self, row: &ByteRecord, role: Role) -> String {
        self.first(row, role).into_owned()
    }

    fn first<'r>(&self, row: &'r ByteRecord, role: Role) -> Cow<'r, str> {
        let mut cells = self.places(role).iter().map(|place| cell(row, *place));
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn record_id<'r>(&self, row: &'r ByteRecord) -> Cow<'r, str> {
        self.first(row, Role::RecordId)
    }

    fn record(&self, row: &ByteRecord) -> RawRecord {
        let identifier = |(kind, place): &(String, usize)| RawIdentifier {
            kind: kind.clone(),
            value: cell(row, *place).into_owned(),
        };
        RawRecord {
            record_id: self.one(row, Role::RecordId),
            kind: kind(&self.one(row, Role::Kind)),
            given_name: self.one(row, Role::GivenName),
            middle_name: self.one(row, Role::MiddleName),
            family_name: self.one(row, Role::FamilyName),
            former_family_name: self.one(row, Role::FormerFamilyName),
            suffix: self.one(row, Role::Suffix),
            preferred_name: self.one(row, Role::PreferredName),
            full_name: self.one(row, Role::FullName),
            organisation_name: self.one(row, Role::OrganisationName),
            birth_date: self.one(row, Role::BirthDate),
            sex: self.one(row, Role::Sex),
            emails: self.all(row, Role::Email),
            phones: self.all(row, Role::Phone),
            addresses: vec![self.address(row)],
            identifiers: self.identifiers.iter().map(identifier).filter(|id| !id.value.is_empty()).collect(),
        }
    }

    fn address(&self, row: &ByteRecord) -> RawAddress {
        let mut lines = self.all(row, Role::StreetLine);
        let number = self.one(row, Role::StreetNumber);
        if !number.is_empty() {
            match lines.first_mut() {
                Some(first) => *first = format!("{number} {first}"),
                None => lines.push(number),
            }
        }
        let unit = self.one(row, Role::Unit);
        if let (Some(first), false) = (lines.first_mut(), unit.is_empty()) {
            let bare = unit.rsplit([' ', '#']).next().unwrap_or(&unit);
            *first = format!("{first} unit {bare}");
        }
        RawAddress {
            lines,
            city: self.one(row, Role::City),
            region: self.one(row, Role::Region),
            postal_code: self.one(row, Role::PostalCode),
            full: self.one(row, Role::FullAddress),
        }
    }
}

fn cell(row: &ByteRecord, place: usize) -> Cow<'_, str> {
    String::from_utf8_lossy(row.get(place).unwrap_or_default().trim_ascii())
}

/// `None` when the cell says neither, so that the names decide.
fn kind(text: &str) -> Option<Kind> {
    match text.to_ascii_lowercase().as_str() {
        "person" | "individual" | "p" | "human" => Some(Kind::Person),
        "organization" | "organisation" | "org" | "company" | "business" | "o" => Some(Kind::Organisation),
        _ => None,
    }
}
