//! A person or an organisation as one record of one source tells it.

use crate::keys::{FileId, SourceRecordKey};
use crate::kinds::{HouseholdBasis, PartyKind};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A person or an organisation as one record of one source tells it.
///
/// A row of an export that holds a couple gives two of these; the second has the
/// [partner](SourceRecordKey::partner) key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceParty {
    /// Names this record for ever.
    pub source_record_key: SourceRecordKey,
    /// The source system: `salesforce`, `raisers_edge`, `wild_apricot`, `mailchimp`, `paypal`.
    pub source: String,
    /// Person, organisation, or unknown.
    pub kind: PartyKind,
    /// `Dr.`, `Ms.`
    pub prefix: Option<String>,
    /// First name.
    pub given_name: Option<String>,
    /// Middle names or initials.
    pub middle_name: Option<String>,
    /// Last name.
    pub family_name: Option<String>,
    /// `Jr.`, `III`
    pub suffix: Option<String>,
    /// What the person is called: `Bob`.
    pub preferred_name: Option<String>,
    /// Maiden or other earlier family name.
    pub former_family_name: Option<String>,
    /// The name of an organisation; on a person, the employer or company the source shows.
    pub organization_name: Option<String>,
    /// The name in one piece, as the source spells it.
    pub full_name_as_given: Option<String>,
    /// Date of birth, when the source knows all of it.
    pub birth_date: Option<Date>,
    /// `MM-DD`, when the source knows the birthday without the year.
    pub birth_month_day: Option<String>,
    /// As the source spells it, lower case: `female`, `male`, or another word.
    pub gender: Option<String>,
    /// Whether the source knows that the person died.
    pub deceased: bool,
    /// When, if known.
    pub deceased_date: Option<Date>,
    /// What the source calls the household, with the source before it: `salesforce:001…`.
    pub household_key: Option<String>,
    /// Why the source's household is believed.
    pub household_basis: Option<HouseholdBasis>,
    /// The record stands for an unknown giver ("Anonymous") and must never be matched.
    pub is_anonymous: bool,
    /// When the source made the record.
    pub source_created_at: Option<Timestamp>,
    /// When the source last changed the record.
    pub source_updated_at: Option<Timestamp>,
    /// The columns that no mapping names, as a JSON object: no column is lost.
    pub extra: Option<String>,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}
