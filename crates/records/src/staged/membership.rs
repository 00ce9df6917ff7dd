//! Membership terms, and what people said about being contacted.

use crate::keys::{FileId, SourceRecordKey};
use crate::kinds::{Channel, ConsentState, MembershipStatus, TermOrigin};
use crate::values::Currency;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One membership from its start to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MembershipTerm {
    /// Names this term for ever: the record and the term's start.
    pub term_key: String,
    /// The source system.
    pub source: String,
    /// The member.
    pub source_record_key: SourceRecordKey,
    /// Level, as the source spells it.
    pub level: Option<String>,
    /// First day in force.
    pub start_date: Date,
    /// Last day in force; none for a lifetime membership.
    pub end_date: Option<Date>,
    /// When the person first became a member.
    pub join_date: Option<Date>,
    /// How the source says it stands.
    pub status: MembershipStatus,
    /// Dues paid for the term, if the source says it.
    pub dues: Option<Decimal>,
    /// Their currency.
    pub currency: Option<Currency>,
    /// Whether it never ends.
    pub is_lifetime: bool,
    /// How donorlake learned of it.
    pub derived_from: TermOrigin,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// One thing that somebody said, once, about being contacted. Never changed, never forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentEvent {
    /// Who said it.
    pub source_record_key: SourceRecordKey,
    /// The source system.
    pub source: String,
    /// About which channel.
    pub channel: Channel,
    /// Yes or no.
    pub state: ConsentState,
    /// When it was said, if the source knows.
    pub effective_at: Option<Timestamp>,
    /// The column or file that says so, as the source spells it.
    pub evidence: String,
    /// The list that it is about, if it is about one list alone.
    pub scope: Option<String>,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}
