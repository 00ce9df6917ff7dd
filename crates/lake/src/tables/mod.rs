//! The tables of the lake: one [`TableSchema`] and one row type each.
//!
//! In:  the row types of `records`.
//! Out: for each, its table's name and columns ([`Row::schema`]), and the lists of the tables of
//!      each zone. A fact (gift, term, consent event, file, rejection) has the same columns in both zones.

mod constituent;
mod contact;
mod file;
mod giving;
mod household;
mod identity;
mod membership;
mod party;
mod schema;
mod types;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub use constituent::{
    CONSTITUENT, CONSTITUENT_ADDRESS, CONSTITUENT_CONSENT, CONSTITUENT_EMAIL, CONSTITUENT_PHONE, CONSTITUENT_VALUE,
};
pub use contact::{SOURCE_ADDRESS, SOURCE_EMAIL, SOURCE_PHONE};
pub use file::{REJECTION, SOURCE_FILE};
pub use giving::{COMMITMENT, GIFT, GIFT_ADJUSTMENT, GIFT_ALLOCATION, GIFT_CREDIT};
pub use household::{HOUSEHOLD, HOUSEHOLD_MEMBER};
pub use identity::{CROSSWALK, DUPLICATE_GIFT, MATCH_LINK, REDIRECT};
pub use membership::{CONSENT_EVENT, MEMBERSHIP_TERM};
pub use party::SOURCE_PARTY;
pub use schema::{Column, TableSchema};
pub use types::{ColumnClass, DataType, MONEY_PRECISION, MONEY_SCALE};

use serde::{Serialize, de::DeserializeOwned};

/// A row of a table of the lake.
pub trait Row: Serialize + DeserializeOwned {
    /// The table that holds such rows.
    fn schema() -> &'static TableSchema;
}

/// The tables of the staged zone; the record of the file itself comes last, because it is written last.
pub static STAGED_TABLES: &[&TableSchema] = &[
    &SOURCE_PARTY,
    &SOURCE_EMAIL,
    &SOURCE_PHONE,
    &SOURCE_ADDRESS,
    &GIFT,
    &GIFT_ALLOCATION,
    &GIFT_CREDIT,
    &GIFT_ADJUSTMENT,
    &COMMITMENT,
    &MEMBERSHIP_TERM,
    &CONSENT_EVENT,
    &REJECTION,
    &SOURCE_FILE,
];

/// The tables of the golden zone, in the order of `records::golden::GoldenTables`.
pub static GOLDEN_TABLES: &[&TableSchema] = &[
    &CONSTITUENT,
    &CONSTITUENT_VALUE,
    &CONSTITUENT_EMAIL,
    &CONSTITUENT_PHONE,
    &CONSTITUENT_ADDRESS,
    &CONSTITUENT_CONSENT,
    &HOUSEHOLD,
    &HOUSEHOLD_MEMBER,
    &CROSSWALK,
    &MATCH_LINK,
    &REDIRECT,
    &GIFT,
    &GIFT_ALLOCATION,
    &GIFT_CREDIT,
    &GIFT_ADJUSTMENT,
    &DUPLICATE_GIFT,
    &COMMITMENT,
    &MEMBERSHIP_TERM,
    &CONSENT_EVENT,
    &SOURCE_FILE,
    &REJECTION,
];

/// The golden table called `name`.
#[must_use]
pub fn golden_table(name: &str) -> Option<&'static TableSchema> {
    GOLDEN_TABLES.iter().copied().find(|table| table.name == name)
}
