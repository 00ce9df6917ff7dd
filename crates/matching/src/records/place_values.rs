//! Addresses in ids.

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
    /// What names a house: number, street, unit, and postal code or else city; nothing when too little is known.
    pub(crate) fn house_key(&self) -> Option<[ValueId; 4]> {
        let place = if self.postal == 0 { self.city } else { self.postal };
        let known = self.street != 0 && (place != 0 || self.number != 0);
        known.then_some([self.number, self.street, self.unit, place])
    }

    /// Whether a street is known.
    pub(crate) fn has_street(&self) -> bool {
        self.street != 0 || self.extra != 0
    }

    /// Whether a city, region or postal code is known.
    pub(crate) fn has_place(&self) -> bool {
        self.city != 0 || self.region != 0 || self.postal != 0
    }
}
