//! One record as a source spells it: the input of [`super::RecordsBuilder`].

use serde::{Deserialize, Serialize};

/// What a record speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A human being.
    #[default]
    Person,
    /// A firm, a foundation, a household of faith: anything that is no human being.
    Organisation,
}

/// One address as typed; empty text where a part is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAddress {
    /// Street lines in their order.
    pub lines: Vec<String>,
    /// City or suburb.
    pub city: String,
    /// State or province.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// The whole address in one text, when the parts are not known.
    pub full: String,
}

/// A personal id with its kind, such as `ssn` or `passport`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawIdentifier {
    /// Ids are compared with ids of the same kind only.
    pub kind: String,
    /// The id as typed.
    pub value: String,
}

/// One record as typed; empty text where a value is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawRecord {
    /// The caller's name for this record; unique among the records.
    pub record_id: String,
    /// Person or organisation; `None` when it shall be told from the names.
    pub kind: Option<Kind>,
    /// First name.
    pub given_name: String,
    /// Middle name or initial.
    pub middle_name: String,
    /// Last name.
    pub family_name: String,
    /// Last name before a marriage.
    pub former_family_name: String,
    /// Jr, Sr, II, III.
    pub suffix: String,
    /// What the person is called: a nickname.
    pub preferred_name: String,
    /// The whole name in one text, read only where given and family name are empty.
    pub full_name: String,
    /// Name of an organisation.
    pub organisation_name: String,
    /// Date of birth in any usual format; parts of it are welcome.
    pub birth_date: String,
    /// Sex or gender.
    pub sex: String,
    /// E-mail addresses; the first three count.
    pub emails: Vec<String>,
    /// Phone numbers; the first three count.
    pub phones: Vec<String>,
    /// Addresses; the first two count.
    pub addresses: Vec<RawAddress>,
    /// Personal ids; the first three count.
    pub identifiers: Vec<RawIdentifier>,
}
