//! Names of people, couples and organisations.
//!
//! In: the name of one row, in one cell ([`parse_party_name`]) or in several
//! ([`ParsedName::from_parts`]). Out: who it is, in parts, and what people write into name fields because
//! there was no other place: deceased, do not mail, care of.
//!
//! Names are NFC with single spaces. A part in capitals or in small letters throughout becomes proper
//! case (`MCDONALD` is `McDonald`); mixed case stays, and so do the names of organisations.
//! Nothing is corrected, and no name is turned into another: `Bob` stays `Bob`.

mod casing;
mod couple;
mod flags;
mod organization;
mod parts;
mod person;
mod words;

pub use parts::NameParts;

use crate::kinds::PartyKind;
use crate::values::cell::{clean_cell, is_null};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A person's name in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// `Dr.`, `Mrs.`
    pub prefix: Option<String>,
    /// First name. A name of one word is taken for this, unless a prefix stands before it.
    pub given_name: Option<String>,
    /// Middle names or initials.
    pub middle_name: Option<String>,
    /// Last name, with its particles: `van der Berg`.
    pub family_name: Option<String>,
    /// `Jr.`, `III`, `MD`
    pub suffix: Option<String>,
    /// What the person is called: `Bob`.
    pub preferred_name: Option<String>,
    /// Maiden or other earlier family name.
    pub former_family_name: Option<String>,
}

/// Who a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedParty {
    /// One person.
    Person(PersonName),
    /// Two people; of the second, perhaps only prefix and family name are known (`Mr. and Mrs. John Smith`).
    Couple(PersonName, PersonName),
    /// A company, foundation, church, trust, estate.
    Organization(String),
    /// Somebody who is not to be known: `Anonymous`, `Friend`. Must never be matched.
    Anonymous,
    /// No name: empty, `Unknown`, `.`
    Missing,
}

/// What the name field says besides the name.
#[expect(clippy::struct_excessive_bools, reason = "independent marks, each may stand in a name")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameFlags {
    /// `(deceased)`, `the late …`
    pub deceased: bool,
    /// `DO NOT MAIL`
    pub do_not_mail: bool,
    /// `DO NOT CALL`
    pub do_not_call: bool,
    /// `DO NOT EMAIL`
    pub do_not_email: bool,
    /// The name is a household's (`The Smith Family`): it may stand for more people than are named.
    pub household: bool,
    /// Whose post box it is: `Ann Lee` of `c/o Ann Lee`.
    pub care_of: Option<String>,
}

/// Who a name names, and what else the field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedName {
    /// Who.
    pub party: NamedParty,
    /// What else.
    pub flags: NameFlags,
}

/// What the source says about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHints {
    /// [`PartyKind::Organization`] is believed; [`PartyKind::Person`] is believed unless the name has the
    /// legal form of an organisation (`Inc`, `Foundation`); else the name decides.
    pub kind: PartyKind,
}

impl Default for NameHints {
    fn default() -> Self {
        Self { kind: PartyKind::Unknown }
    }
}

impl From<PartyKind> for NameHints {
    fn from(kind: PartyKind) -> Self {
        Self { kind }
    }
}

impl PersonName {
    /// `Dr. Ann Q. Lee Jr.`: the parts that are known, without nickname and former name.
    #[must_use]
    pub fn full_name(&self) -> String {
        let parts = [&self.prefix, &self.given_name, &self.middle_name, &self.family_name, &self.suffix];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether no part but the prefix or suffix is known.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.given_name.is_none() && self.middle_name.is_none() && self.family_name.is_none()
    }
}

/// Reads the name of a row that holds it in one cell.
#[must_use]
pub fn parse_party_name(text: &str, hints: NameHints) -> ParsedName {
    let (text, mut flags) = flags::take_flags(&plain(text));
    let party = named_party(&text, hints, &mut flags);
    ParsedName { party, flags }
}

/// Who a name without flags names; sets the household flag.
fn named_party(text: &str, hints: NameHints, flags: &mut NameFlags) -> NamedParty {
    if let Some(placeholder) = placeholder(text) {
        return placeholder;
    }
    if hints.kind == PartyKind::Organization || organization::is_organization(text, hints.kind) {
        return NamedParty::Organization(text.to_owned());
    }
    let flat = casing::is_flat(text);
    if let Some(party) = couple::parse_household(text, flat) {
        flags.household = true;
        return party;
    }
    if let Some((left, right)) = couple::split(text) {
        return couple::parse_couple(&left, &right, hints.kind, flat, flags);
    }
    person_or_missing(person::parse_person(text, flat))
}

fn person_or_missing(name: PersonName) -> NamedParty {
    if name.is_nameless() { NamedParty::Missing } else { NamedParty::Person(name) }
}

/// [`NamedParty::Anonymous`] or [`NamedParty::Missing`], if the text is no name.
fn placeholder(text: &str) -> Option<NamedParty> {
    let folded = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    if words::ANONYMOUS.contains(&folded.as_str()) {
        return Some(NamedParty::Anonymous);
    }
    let is_missing = is_null(text) || text.contains('@') || words::NAMELESS.contains(&folded.as_str());
    is_missing.then_some(NamedParty::Missing)
}

/// The cell in NFC, with single spaces and straight apostrophes; empty if it is null (a dash, `N/A`).
///
/// `Not shared by donor` stays, because it says more than an empty cell: somebody gave.
fn plain(text: &str) -> String {
    let text: String =
        clean_cell(text).nfc().map(|letter| if matches!(letter, '’' | '`' | '´') { '\'' } else { letter }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_shared = words::ANONYMOUS.contains(&text.to_lowercase().as_str());
    if is_null(&text) && !is_shared { String::new() } else { text }
}

#[cfg(test)]
mod tests;
