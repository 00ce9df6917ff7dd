//! `[gift]`, `[[soft_credit]]`, `[adjustment]`, `[commitment]`: money, and promises of money.

use super::MappingError;
use super::columns::ColumnId;
use super::condition::Condition;
use super::document::Section;
use super::fields::{Field, Names};
use super::party::Key;
use super::words;
use records::kinds::{AdjustmentKind, CommitmentKind, CommitmentStatus, CreditRole, Frequency, GiftKind, GiftStatus};

/// `[gift]`
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    pub(crate) when: Option<Condition>,
    pub(crate) key: Field,
    pub(crate) donor: Key,
    pub(crate) kind: Field,
    pub(crate) amount: Field,
    pub(crate) currency: Field,
    pub(crate) fee: Field,
    pub(crate) date: Field,
    pub(crate) received_date: Field,
    pub(crate) posted_date: Field,
    pub(crate) payment_method: Field,
    pub(crate) status: Field,
    pub(crate) is_anonymous: Field,
    pub(crate) commitment: Field,
    pub(crate) campaign: Field,
    pub(crate) appeal: Field,
    pub(crate) processor_reference: Field,
    pub(crate) fund: Field,
    pub(crate) fund_amount: Field,
}

/// `[[soft_credit]]`
#[derive(Debug, Clone)]
pub(crate) struct SoftCredit {
    pub(crate) party: Field,
    pub(crate) role: Field,
    pub(crate) amount: Field,
}

/// `[adjustment]`
#[derive(Debug, Clone)]
pub(crate) struct Adjustment {
    pub(crate) when: Option<Condition>,
    pub(crate) key: Field,
    pub(crate) gift: Field,
    pub(crate) kind: Field,
    pub(crate) amount: Field,
    pub(crate) currency: Field,
    pub(crate) date: Field,
}

/// `[commitment]`
#[derive(Debug, Clone)]
pub(crate) struct Commitment {
    pub(crate) when: Option<Condition>,
    pub(crate) key: Field,
    pub(crate) donor: Key,
    pub(crate) kind: Field,
    pub(crate) amount_per_period: Field,
    pub(crate) total_pledged: Field,
    pub(crate) currency: Field,
    pub(crate) frequency: Field,
    pub(crate) start_date: Field,
    pub(crate) end_date: Field,
    pub(crate) status: Field,
}

const GIFT_KEYS: [&str; 19] = [
    "when",
    "key",
    "donor",
    "kind",
    "amount",
    "currency",
    "fee",
    "gift_date",
    "received_date",
    "posted_date",
    "payment_method",
    "status",
    "is_anonymous",
    "commitment",
    "campaign",
    "appeal",
    "processor_reference",
    "fund",
    "fund_amount",
];

impl Gift {
    /// Reads `[gift]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&GIFT_KEYS)?;
        Ok(Self {
            when: names.condition(section, "when")?,
            key: names.required(section, "key")?,
            donor: Key::parse(section, "donor", names)?,
            kind: names.word(section, "kind", &words(GiftKind::ALL, GiftKind::as_str))?,
            amount: names.required(section, "amount")?,
            currency: names.field(section, "currency")?,
            fee: names.field(section, "fee")?,
            date: names.required(section, "gift_date")?,
            received_date: names.field(section, "received_date")?,
            posted_date: names.field(section, "posted_date")?,
            payment_method: names.field(section, "payment_method")?,
            status: names.word(section, "status", &words(GiftStatus::ALL, GiftStatus::as_str))?,
            is_anonymous: names.field(section, "is_anonymous")?,
            commitment: names.field(section, "commitment")?,
            campaign: names.field(section, "campaign")?,
            appeal: names.field(section, "appeal")?,
            processor_reference: names.field(section, "processor_reference")?,
            fund: names.field(section, "fund")?,
            fund_amount: names.field(section, "fund_amount")?,
        })
    }
}

impl SoftCredit {
    /// Reads one `[[soft_credit]]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["party", "role", "amount"])?;
        Ok(Self {
            party: names.required(section, "party")?,
            role: names.word(section, "role", &words(CreditRole::ALL, CreditRole::as_str))?,
            amount: names.field(section, "amount")?,
        })
    }
}

impl Adjustment {
    /// Reads `[adjustment]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&["when", "key", "gift", "kind", "amount", "currency", "date"])?;
        Ok(Self {
            when: names.condition(section, "when")?,
            key: names.required(section, "key")?,
            gift: names.required(section, "gift")?,
            kind: names.word(section, "kind", &words(AdjustmentKind::ALL, AdjustmentKind::as_str))?,
            amount: names.required(section, "amount")?,
            currency: names.field(section, "currency")?,
            date: names.required(section, "date")?,
        })
    }
}

const COMMITMENT_KEYS: [&str; 11] = [
    "when",
    "key",
    "donor",
    "kind",
    "amount_per_period",
    "total_pledged",
    "currency",
    "frequency",
    "start_date",
    "end_date",
    "status",
];

impl Commitment {
    /// Reads `[commitment]`.
    pub(crate) fn parse(section: Section<'_>, names: Names<'_>) -> Result<Self, MappingError> {
        section.allow(&COMMITMENT_KEYS)?;
        Ok(Self {
            when: names.condition(section, "when")?,
            key: names.required(section, "key")?,
            donor: Key::parse(section, "donor", names)?,
            kind: names.word(section, "kind", &words(CommitmentKind::ALL, CommitmentKind::as_str))?,
            amount_per_period: names.field(section, "amount_per_period")?,
            total_pledged: names.field(section, "total_pledged")?,
            currency: names.field(section, "currency")?,
            frequency: names.word(section, "frequency", &words(Frequency::ALL, Frequency::as_str))?,
            start_date: names.required(section, "start_date")?,
            end_date: names.field(section, "end_date")?,
            status: names.word(section, "status", &words(CommitmentStatus::ALL, CommitmentStatus::as_str))?,
        })
    }
}

/// The columns of fields that hold dates, or money, for finding out how a file writes them.
pub(crate) fn columns_of(fields: &[&Field]) -> Vec<ColumnId> {
    fields.iter().flat_map(|field| field.columns()).collect()
}
