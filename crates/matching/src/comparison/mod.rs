//! What two records have in common, as one small number.
//!
//! In:  two rows of [`crate::Records`]. Out: a [`Pattern`]: for each [`Field`] one level
//!      of agreement, 0 where one side is missing.

pub(crate) mod contacts;
pub(crate) mod dates;
pub mod fields;
pub(crate) mod kernel;
pub(crate) mod levels;
pub(crate) mod names;
pub(crate) mod organisations;
pub(crate) mod places;
mod veto;

#[cfg(test)]
mod tests;

use crate::records::{Kind, Records, Row};
pub use fields::{FIELDS, Field, LevelSpec};
pub(crate) use veto::{one_sign, other_birth, vetoed};

/// Levels of agreement of all fields, four bits each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern(u64);

impl Pattern {
    /// The same pattern with one field set to a level.
    #[must_use]
    pub fn with(self, field: Field, level: u8) -> Self {
        let shift = field.index() * 4;
        Self(self.0 & !(15 << shift) | u64::from(level) << shift)
    }

    /// The level of a field; 0 is missing.
    #[must_use]
    pub fn level(self, field: Field) -> u8 {
        self.level_at(field.index())
    }

    /// The level of the field at a place of [`FIELDS`].
    #[must_use]
    pub(crate) fn level_at(self, index: usize) -> u8 {
        u8::try_from(self.0 >> (index * 4) & 15).unwrap_or(0)
    }

    /// The pattern as a number.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// Whether two records may be the same at all: people match people only.
#[must_use]
pub(crate) fn comparable(records: &Records, left: usize, right: usize) -> bool {
    records.rows[left].kind == records.rows[right].kind
}

/// Compares two records. Symmetric; does not allocate for people.
#[must_use]
pub(crate) fn compare(records: &Records, left: usize, right: usize) -> Pattern {
    compare_rows(records, &records.rows[left], &records.rows[right])
}

/// Compares two rows of the records.
pub(crate) fn compare_rows(records: &Records, one: &Row, other: &Row) -> Pattern {
    let pattern = match one.kind {
        Kind::Person => people(records, one, other),
        Kind::Organisation => Pattern::default()
            .with(Field::OrganisationName, organisations::level(records, one.organisation, other.organisation)),
    };
    let address = places::address(records, one, other);
    let locality = if places::implies_locality(address) { 0 } else { places::locality(records, one, other) };
    pattern
        .with(Field::Email, contacts::email(records, one, other))
        .with(Field::Phone, contacts::phone(records, one, other))
        .with(Field::Identifier, contacts::identifier(records, one, other))
        .with(Field::Address, address)
        .with(Field::Locality, locality)
}

fn people(records: &Records, one: &Row, other: &Row) -> Pattern {
    let (given, family) = names::given_and_family(records, one, other);
    Pattern::default()
        .with(Field::GivenName, given)
        .with(Field::FamilyName, family)
        .with(Field::MiddleName, names::middle(records, one, other))
        .with(Field::Suffix, names::suffix(one, other))
        .with(Field::BirthDate, dates::level(one.birth, other.birth))
        .with(Field::Sex, names::sex(one, other))
}
