//! How to reach a party: e-mail addresses, phones, postal addresses.

use crate::keys::{FileId, SourceRecordKey};
use crate::kinds::{ContactUse, EmailStatus};
use crate::values::{EmailAddress, PhoneNumber};
use serde::{Deserialize, Serialize};

/// One e-mail address of one source record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceEmail {
    /// Whose it is.
    pub source_record_key: SourceRecordKey,
    /// The address.
    pub address: EmailAddress,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// Whether it still works.
    pub status: EmailStatus,
    /// 1 for the address that the source prefers, then 2, 3, …
    pub position: i64,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// One phone of one source record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourcePhone {
    /// Whose it is.
    pub source_record_key: SourceRecordKey,
    /// The number, in E.164.
    pub number: PhoneNumber,
    /// Digits after the number: `x12`.
    pub extension: Option<String>,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// 1 for the number that the source prefers, then 2, 3, …
    pub position: i64,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// One postal address of one source record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceAddress {
    /// Whose it is.
    pub source_record_key: SourceRecordKey,
    /// Street, box or route.
    pub street: Option<String>,
    /// Apartment, building, care of.
    pub street_2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province: two letters in the United States and Canada.
    pub region: Option<String>,
    /// Five digits or `ZIP+4` in the United States, else as given.
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// What it is used for.
    pub contact_use: ContactUse,
    /// The source knows that post comes back.
    pub undeliverable: bool,
    /// 1 for the address that the source prefers, then 2, 3, …
    pub position: i64,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}
