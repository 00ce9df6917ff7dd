//! The name columns of one row → who stands there.

use super::reader::Reader;
use crate::mapping::{Field, NameFields};
use records::kinds::{Channel, PartyKind};
use records::staged::SourceParty;
use records::values::{NameFlags, NameHints, NameParts, NamedParty, ParsedName, PersonName, parse_party_name};

/// Who stands on a row.
#[derive(Debug)]
pub(crate) struct PartyName {
    pub(crate) main: NameOf,
    /// The second person of a couple.
    pub(crate) partner: Option<NameOf>,
    pub(crate) kind: PartyKind,
    /// The name as the source spells it, where it stands in one piece or names a couple.
    pub(crate) as_given: Option<String>,
    pub(crate) is_anonymous: bool,
    pub(crate) deceased: bool,
    /// Channels that the name field closes: `- DO NOT MAIL`.
    pub(crate) closed: Vec<Channel>,
    /// The heading of the name column.
    pub(crate) evidence: String,
}

/// The name of one party.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameOf {
    person: PersonName,
    organization: Option<String>,
}

impl NameOf {
    /// Writes the name into a party.
    pub(crate) fn write_to(&self, party: &mut SourceParty) {
        let name = self.person.clone();
        party.prefix = name.prefix;
        party.given_name = name.given_name;
        party.middle_name = name.middle_name;
        party.family_name = name.family_name;
        party.suffix = name.suffix;
        party.preferred_name = name.preferred_name;
        party.former_family_name = name.former_family_name;
        party.organization_name.clone_from(&self.organization);
    }
}

/// The texts of the name columns.
struct Columns {
    full: String,
    prefix: String,
    given: String,
    middle: String,
    family: String,
    suffix: String,
    preferred: String,
    former: String,
    organization: String,
}

impl Columns {
    /// The name in one piece, as the row spells it.
    fn spelled(&self) -> String {
        if !self.full.is_empty() {
            return self.full.clone();
        }
        let parts = [&self.prefix, &self.given, &self.middle, &self.family, &self.suffix];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }

    /// The columns of a name in parts win; a name in one piece serves where they are empty.
    fn parsed(&self, hints: NameHints) -> ParsedName {
        let in_parts = [&self.given, &self.middle, &self.family].iter().any(|part| !part.is_empty());
        let is_named_organization = hints.kind == PartyKind::Organization && !self.organization.is_empty();
        if !in_parts && !is_named_organization && !self.full.is_empty() {
            return parse_party_name(&self.full, hints);
        }
        let parts = NameParts {
            prefix: &self.prefix,
            given_name: &self.given,
            middle_name: &self.middle,
            family_name: &self.family,
            suffix: &self.suffix,
            preferred_name: &self.preferred,
            former_family_name: &self.former,
            organization: &self.organization,
        };
        ParsedName::from_parts(&parts, hints)
    }
}

impl Reader<'_> {
    /// Reads who stands on the row. `stated` is what the source says of the party's kind.
    pub(crate) fn party_name(&mut self, fields: &NameFields, stated: Option<PartyKind>) -> PartyName {
        let mut text = |field: &Field| self.optional_text(field).unwrap_or_default();
        let columns = Columns {
            full: text(&fields.full),
            prefix: text(&fields.prefix),
            given: text(&fields.given),
            middle: text(&fields.middle),
            family: text(&fields.family),
            suffix: text(&fields.suffix),
            preferred: text(&fields.preferred),
            former: text(&fields.former_family),
            organization: text(&fields.organization),
        };
        let hints = NameHints::from(stated.unwrap_or(PartyKind::Unknown));
        let parsed = columns.parsed(hints);
        let evidence = [&fields.family, &fields.full, &fields.given].into_iter().flat_map(Field::columns).next();
        let mut name = who(parsed.party, &columns);
        name.deceased = parsed.flags.deceased;
        name.closed = closed_channels(&parsed.flags);
        name.evidence = evidence.map_or_else(String::new, |column| self.row.spelling(column).to_owned());
        name
    }
}

fn who(party: NamedParty, columns: &Columns) -> PartyName {
    let employer = (!columns.organization.is_empty()).then(|| columns.organization.clone());
    let person = |person| NameOf { person, organization: employer.clone() };
    let is_anonymous = party == NamedParty::Anonymous;
    let is_couple = matches!(party, NamedParty::Couple(..));
    let (main, partner, kind) = match party {
        NamedParty::Person(name) => (person(name), None, PartyKind::Person),
        NamedParty::Couple(first, second) => {
            let second = NameOf { person: second, organization: None };
            (person(first), Some(second), PartyKind::Person)
        }
        NamedParty::Organization(name) => {
            (NameOf { organization: Some(name), ..NameOf::default() }, None, PartyKind::Organization)
        }
        NamedParty::Anonymous | NamedParty::Missing => (person(PersonName::default()), None, PartyKind::Unknown),
    };
    let in_one_piece = is_couple || !columns.full.is_empty();
    let as_given = in_one_piece.then(|| columns.spelled());
    PartyName {
        main,
        partner,
        kind,
        as_given,
        is_anonymous,
        deceased: false,
        closed: Vec::new(),
        evidence: String::new(),
    }
}

fn closed_channels(flags: &NameFlags) -> Vec<Channel> {
    let channels =
        [(flags.do_not_mail, Channel::Mail), (flags.do_not_call, Channel::Phone), (flags.do_not_email, Channel::Email)];
    channels.into_iter().filter(|(is_closed, _)| *is_closed).map(|(_, channel)| channel).collect()
}
