//! Addresses in ids, and what is known of a distinct street.

use super::text::joined;
use super::values::ValueId;

/// One address of a row. `house` names number, street and place together; two records
/// with one `house` live under one roof.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) house: ValueId,
    pub(crate) number: ValueId,
    pub(crate) street: ValueId,
    pub(crate) extra: ValueId,
    pub(crate) unit: ValueId,
    pub(crate) city: ValueId,
    pub(crate) region: ValueId,
    pub(crate) postal: ValueId,
}

impl Address {
    /// Whether a street is known.
    pub(crate) fn has_street(&self) -> bool {
        self.street != 0 || self.extra != 0
    }

    /// Whether a city, region or postal code is known.
    pub(crate) fn has_place(&self) -> bool {
        self.city != 0 || self.region != 0 || self.postal != 0
    }
}

/// A distinct street: its words without spaces.
#[derive(Debug)]
pub(crate) struct StreetValue {
    pub(crate) joined: Box<str>,
}

impl StreetValue {
    pub(crate) fn new(text: &str) -> Self {
        Self { joined: joined(text).into() }
    }
}
