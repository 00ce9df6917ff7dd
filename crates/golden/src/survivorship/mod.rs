//! Which source is believed, field by field: the rules of `schemas/survivorship.toml`.
//!
//! In:  the text of that file.
//! Out: [`Survivorship`], or the line that is wrong and what was expected there.

mod choice;
mod parse;
mod words;

pub(crate) use choice::{Candidate, Choice, choose, distinct};
pub use parse::SurvivorshipError;

use serde::{Deserialize, Serialize};
use std::fmt;

/// The rules that come with donorlake: `schemas/survivorship.toml`.
pub const BUNDLED_SURVIVORSHIP: &str = include_str!("../../../../schemas/survivorship.toml");

/// How one value is chosen of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The source that stands first in the list of sources.
    SourcePriority,
    /// The record that was changed last.
    MostRecent,
    /// The value that most records tell.
    MostFrequent,
    /// The value with the most letters.
    Longest,
    /// Yes, as soon as one record says yes.
    AnyTrue,
}

impl Rule {
    /// The rule as the file and the table of values spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SourcePriority => "source_priority",
            Self::MostRecent => "most_recent",
            Self::MostFrequent => "most_frequent",
            Self::Longest => "longest",
            Self::AnyTrue => "any_true",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A field, or a group of fields that are taken together from one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Person or organisation.
    Kind,
    /// Prefix, given, middle and family name, suffix: together.
    Name,
    /// What the person is called.
    PreferredName,
    /// Earlier family name.
    FormerFamilyName,
    /// The organisation's name, or the employer.
    OrganizationName,
    /// Date of birth.
    BirthDate,
    /// Gender.
    Gender,
    /// Whether the person died.
    Deceased,
    /// When.
    DeceasedDate,
    /// The best e-mail address.
    Email,
    /// The best phone.
    Phone,
    /// Street, city, region, postal code, country: together.
    Address,
}

impl Field {
    /// Every field, in the order of the file.
    pub const ALL: [Self; 12] = [
        Self::Kind,
        Self::Name,
        Self::PreferredName,
        Self::FormerFamilyName,
        Self::OrganizationName,
        Self::BirthDate,
        Self::Gender,
        Self::Deceased,
        Self::DeceasedDate,
        Self::Email,
        Self::Phone,
        Self::Address,
    ];

    /// The field as the file spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Name => "name",
            Self::PreferredName => "preferred_name",
            Self::FormerFamilyName => "former_family_name",
            Self::OrganizationName => "organization_name",
            Self::BirthDate => "birth_date",
            Self::Gender => "gender",
            Self::Deceased => "deceased",
            Self::DeceasedDate => "deceased_date",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
        }
    }
}

/// How one field is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    /// The rules, each asked while all before it leave a tie; never empty.
    pub(crate) rules: Vec<Rule>,
    /// The sources, most believed first.
    pub(crate) sources: Vec<String>,
}

impl Policy {
    /// 0 for the most believed source; sources that are not listed come last, all equal.
    pub(crate) fn source_rank(&self, source: &str) -> usize {
        self.sources.iter().position(|listed| listed == source).unwrap_or(self.sources.len())
    }
}

/// Which source is believed, field by field, and which of two equal gifts is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivorship {
    /// One policy per field, in the order of [`Field::ALL`].
    policies: [Policy; Field::ALL.len()],
    /// The sources whose gift is kept, first one first.
    duplicate_gift_priority: Vec<String>,
}

impl Survivorship {
    /// Reads the rules.
    ///
    /// # Errors
    /// When the text is not TOML, names a field, rule or setting that does not exist, uses a rule where it
    /// says nothing, or names a source twice: with the line.
    pub fn parse(text: &str) -> Result<Self, SurvivorshipError> {
        parse::parse(text)
    }

    /// The rules that come with donorlake.
    ///
    /// # Errors
    /// Never for a released version: a test reads the bundled file.
    pub fn bundled() -> Result<Self, SurvivorshipError> {
        Self::parse(BUNDLED_SURVIVORSHIP)
    }

    /// How `field` is chosen.
    pub(crate) fn policy(&self, field: Field) -> &Policy {
        &self.policies[field as usize]
    }

    /// 0 for the source whose gift is kept before all others.
    pub(crate) fn duplicate_gift_rank(&self, source: &str) -> usize {
        let place = self.duplicate_gift_priority.iter().position(|listed| listed == source);
        place.unwrap_or(self.duplicate_gift_priority.len())
    }
}
