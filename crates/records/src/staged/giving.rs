//! Money: gifts, what they were for, who is credited, what went back, what is promised.
//!
//! Amounts are decimals with a currency beside them. A commitment is a promise and never income.

use crate::keys::{FileId, GiftKey, SourceRecordKey};
use crate::kinds::{
    AdjustmentKind, CommitmentKind, CommitmentStatus, CreditRole, CreditType, Frequency, GiftKind, GiftStatus,
};
use crate::values::Currency;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One gift as one source tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gift {
    /// Names this gift for ever.
    pub gift_key: GiftKey,
    /// The source system.
    pub source: String,
    /// The legal donor.
    pub source_record_key: SourceRecordKey,
    /// What kind of income it is.
    pub kind: GiftKind,
    /// What the donor gave, before fees; never negative.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// What the processor kept, never negative.
    pub fee: Option<Decimal>,
    /// When the donor gave (intent, postmark).
    pub gift_date: Date,
    /// When the money arrived.
    pub received_date: Option<Date>,
    /// When it was booked.
    pub posted_date: Option<Date>,
    /// `card`, `check`, `paypal`, … as the source spells it, lower case.
    pub payment_method: Option<String>,
    /// What became of it.
    pub status: GiftStatus,
    /// The donor asked not to be named.
    pub is_anonymous: bool,
    /// The pledge or recurring gift that it pays, as that source names it.
    pub commitment_key: Option<String>,
    /// Campaign, as the source spells it.
    pub campaign: Option<String>,
    /// Appeal, as the source spells it.
    pub appeal: Option<String>,
    /// The payment processor's id of the same money, for finding one gift in two sources.
    pub processor_reference: Option<String>,
    /// The columns that no mapping names, as a JSON object.
    pub extra: Option<String>,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// What one part of a gift was for. The parts of a gift add up to its amount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftAllocation {
    /// The gift.
    pub gift_key: GiftKey,
    /// The fund, as the source spells it.
    pub fund: String,
    /// The part's amount, in the gift's currency.
    pub amount: Decimal,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// Who is credited with a gift. The hard credits of a gift add up to its amount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftCredit {
    /// The gift.
    pub gift_key: GiftKey,
    /// Who is credited.
    pub source_record_key: SourceRecordKey,
    /// Legal donor or recognition.
    pub credit_type: CreditType,
    /// Why.
    pub role: CreditRole,
    /// How much, in the gift's currency.
    pub amount: Decimal,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// A later movement of a gift's money, at its own date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiftAdjustment {
    /// Names this adjustment for ever.
    pub adjustment_key: String,
    /// The gift that it changes.
    pub gift_key: GiftKey,
    /// Why the money moved.
    pub kind: AdjustmentKind,
    /// Negative when money went back to the donor.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// When.
    pub adjustment_date: Date,
    /// The columns that no mapping names, as a JSON object.
    pub extra: Option<String>,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}

/// A promise to give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Names this commitment for ever.
    pub commitment_key: String,
    /// The source system.
    pub source: String,
    /// Who promised.
    pub source_record_key: SourceRecordKey,
    /// Pledge, recurring or planned.
    pub kind: CommitmentKind,
    /// What one period pays, if the source says it.
    pub amount_per_period: Option<Decimal>,
    /// What was promised in all, if the source says it.
    pub total_pledged: Option<Decimal>,
    /// The currency of both.
    pub currency: Currency,
    /// How often it pays.
    pub frequency: Frequency,
    /// When it was made.
    pub start_date: Date,
    /// When it ends, if it does.
    pub end_date: Option<Date>,
    /// How it stands.
    pub status: CommitmentStatus,
    /// The columns that no mapping names, as a JSON object.
    pub extra: Option<String>,
    /// The file that the row came from.
    pub file_id: FileId,
    /// The line of the row's first byte, counted from 1.
    pub line: i64,
}
