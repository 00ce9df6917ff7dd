//! Records in columns of small numbers.
//!
//! In:  records as typed ([`RawRecord`]), in any order, through a [`RecordsBuilder`].
//! Out: [`Records`]: one packed `Row` per record, whose texts are ids into tables of
//!      distinct values. Rows stand in the order of their content, so that nothing that
//!      follows can depend on the order in which they came.

pub mod addresses;
pub mod contacts;
pub mod dates;
pub mod names;
pub mod nicknames;
pub mod organisations;
pub mod text;

mod builder;
mod contact_values;
mod interning;
mod name_values;
mod normal;
mod place_values;
mod raw;
mod sharing;
mod tape;
mod values;

pub use builder::RecordsBuilder;
pub use raw::{Kind, RawAddress, RawIdentifier, RawRecord};

use dates::BirthDate;
use names::Generation;

pub(crate) use contact_values::Emails;
pub(crate) use name_values::NameValue;
pub(crate) use place_values::Address;
pub(crate) use sharing::Counts;
pub(crate) use values::{Interner, Text, ValueId, Values, mix, stable_hash};

/// Most e-mails, phones and ids of one record that are compared.
pub(crate) const SLOTS: usize = 3;

/// One record: 32-bit ids of its values. The order of the fields is the order of rows:
/// people of one name stand together, which the sorted neighbourhood of large blocks uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) organisation: ValueId,
    pub(crate) family: ValueId,
    pub(crate) given: ValueId,
    pub(crate) middle: ValueId,
    pub(crate) birth: BirthDate,
    pub(crate) former: ValueId,
    pub(crate) preferred: ValueId,
    pub(crate) generation: Generation,
    pub(crate) sex: Sex,
    pub(crate) addresses: [Address; 2],
    pub(crate) emails: [ValueId; SLOTS],
    pub(crate) phones: [ValueId; SLOTS],
    pub(crate) identifiers: [ValueId; SLOTS],
}

/// Sex as far as a file says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sex {
    #[default]
    Unknown,
    Female,
    Male,
}

/// All records of one run, ready for comparison.
#[derive(Debug)]
pub struct Records {
    pub(crate) ids: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) names: Vec<NameValue>,
    pub(crate) organisations: Vec<OrganisationValue>,
    /// Streets without spaces.
    pub(crate) streets: Values,
    pub(crate) places: Values,
    pub(crate) emails: Emails,
    pub(crate) phones: Values,
    pub(crate) identifiers: Values,
    pub(crate) counts: Counts,
}

/// What is known of a distinct organisation name.
#[derive(Debug)]
pub(crate) struct OrganisationValue {
    pub(crate) text: Box<str>,
    pub(crate) letters: u64,
    /// Hashes of its words, sorted.
    pub(crate) words: Vec<u64>,
}

impl OrganisationValue {
    pub(crate) fn as_text(&self) -> Text<'_> {
        Text { text: &self.text, letters: self.letters }
    }
}

impl Records {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The caller's ids; a record's place in this list is its index everywhere else.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// What the record at `index` speaks of.
    #[must_use]
    pub fn kind(&self, index: usize) -> Kind {
        self.rows[index].kind
    }

    /// The index of a record, found by the caller's id; looks at every record.
    #[must_use]
    pub fn index_of(&self, record_id: &str) -> Option<usize> {
        self.ids.iter().position(|id| id == record_id)
    }
}
