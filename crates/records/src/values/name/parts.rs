//! Names that a source holds in several columns.

use super::couple::{self, couple_or_person, only_family};
use super::person::{assemble, is_initial, is_second_given, joined, prefix_of, suffix_of};
use super::person::{take_asides, take_prefixes, take_suffixes};
use super::{NameFlags, NameHints, NamedParty, ParsedName, PersonName};
use super::{casing, flags, named_party, organization, placeholder, plain};
use crate::kinds::PartyKind;

/// The name columns of one row; an absent column is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameParts<'a> {
    /// `Dr.`; may hold `Mr. and Mrs.`
    pub prefix: &'a str,
    /// First name; may hold `John & Mary`.
    pub given_name: &'a str,
    /// Middle name.
    pub middle_name: &'a str,
    /// Last name; some sources put the names of organisations here.
    pub family_name: &'a str,
    /// `Jr.`
    pub suffix: &'a str,
    /// Nickname.
    pub preferred_name: &'a str,
    /// Maiden name.
    pub former_family_name: &'a str,
    /// Organisation; the name of the party only where no person is named (else it is the employer).
    pub organization: &'a str,
}

/// The columns, cleaned, with their flags taken out.
#[derive(Clone, Default)]
struct Columns {
    prefix: String,
    given: String,
    middle: String,
    family: String,
    suffix: String,
    preferred: String,
    former: String,
    organization: String,
}

impl ParsedName {
    /// Reads the name of a row that holds it in several columns.
    #[must_use]
    pub fn from_parts(columns: &NameParts<'_>, hints: NameHints) -> Self {
        let mut flags = NameFlags::default();
        let party = Columns::read(columns, &mut flags).party(hints, &mut flags);
        Self { party, flags }
    }
}

impl Columns {
    fn read(row: &NameParts<'_>, flags: &mut NameFlags) -> Self {
        let mut column = |text: &str| {
            let (text, found) = flags::take_flags(&plain(text));
            flags.deceased |= found.deceased;
            flags.do_not_mail |= found.do_not_mail;
            flags.do_not_call |= found.do_not_call;
            flags.do_not_email |= found.do_not_email;
            flags.care_of = flags.care_of.take().or(found.care_of);
            text
        };
        Self {
            prefix: column(row.prefix),
            given: column(row.given_name),
            middle: column(row.middle_name),
            family: column(row.family_name),
            suffix: column(row.suffix),
            preferred: column(row.preferred_name),
            former: column(row.former_family_name),
            organization: column(row.organization),
        }
    }

    fn party(mut self, hints: NameHints, flags: &mut NameFlags) -> NamedParty {
        let whole = format!("{} {}", self.given, self.family).trim().to_owned();
        if hints.kind == PartyKind::Organization {
            let name = if self.organization.is_empty() { whole } else { self.organization };
            return named_party(&name, hints, flags);
        }
        if self.is_anonymous(&whole) {
            return NamedParty::Anonymous;
        }
        for column in [&mut self.given, &mut self.middle, &mut self.family] {
            if placeholder(column).is_some() {
                column.clear();
            }
        }
        if self.given.is_empty() && self.middle.is_empty() && self.family.is_empty() {
            let organization = NameHints { kind: PartyKind::Organization };
            return named_party(&self.organization, organization, flags);
        }
        self.people_or_organization(hints, flags)
    }

    /// `Anonymous` in either column, or both columns together being a word for it.
    fn is_anonymous(&self, whole: &str) -> bool {
        let named = |text: &str| text.eq_ignore_ascii_case("anonymous") || text.eq_ignore_ascii_case("anon");
        placeholder(whole) == Some(NamedParty::Anonymous) || named(&self.given) || named(&self.family)
    }

    fn people_or_organization(self, hints: NameHints, flags: &mut NameFlags) -> NamedParty {
        let whole = format!("{} {}", self.given, self.family).trim().to_owned();
        let one_column = self.given.is_empty() || self.family.is_empty();
        let kind = if one_column { hints.kind } else { PartyKind::Person };
        if organization::is_organization(&whole, kind) {
            return NamedParty::Organization(whole);
        }
        let flat = casing::is_flat(&whole);
        if let Some(party) = couple::parse_household(&whole, flat) {
            flags.household = true;
            return party;
        }
        if let Some(party) = self.couple(flat) {
            return party;
        }
        if one_column && self.holds_full_name(&whole) {
            return self.completed(named_party(&whole, hints, flags));
        }
        super::person_or_missing(self.person(flat))
    }

    /// Whether the only column that is filled holds a whole name, or two.
    fn holds_full_name(&self, whole: &str) -> bool {
        if self.given.is_empty() {
            return whole.contains(',') || couple::split(whole).is_some();
        }
        let bare = take_asides(whole).0;
        let mut words: Vec<&str> = bare.split_whitespace().collect();
        take_prefixes(&mut words);
        whole.contains(',') || words.len() > 1 && words.last().is_some_and(|last| !is_second_given(last))
    }

    /// What the other columns add to a name that one column holds.
    fn completed(&self, party: NamedParty) -> NamedParty {
        let NamedParty::Person(mut name) = party else { return party };
        name.prefix = prefix_of(&self.prefix).or(name.prefix);
        name.suffix = suffix_of(&self.suffix).or(name.suffix);
        name.middle_name = Some(self.middle.clone()).filter(|middle| !middle.is_empty()).or(name.middle_name);
        NamedParty::Person(name)
    }

    /// `John & Mary` among the given names, or `Mr. and Mrs.` as prefix.
    fn couple(&self, flat: bool) -> Option<NamedParty> {
        let prefixes = couple::split(&self.prefix);
        let Some((left, right)) = couple::split(&self.given) else {
            let (left, right) = prefixes?;
            let mut first = self.person(flat);
            first.prefix = prefix_of(&left);
            let second = only_family(prefix_of(&right), first.family_name.clone());
            return Some(couple_or_person(first, second));
        };
        if self.family.is_empty() {
            return None;
        }
        let (left_prefix, right_prefix) = prefixes.unwrap_or((self.prefix.clone(), String::new()));
        let families = couple::split(&self.family).unwrap_or((self.family.clone(), self.family.clone()));
        let left_side = Self { prefix: left_prefix, given: left, family: families.0, ..self.clone() };
        let right_side = Self { prefix: right_prefix, given: right, family: families.1, ..Self::default() };
        Some(pair(left_side.person(flat), right_side.person(flat)))
    }

    /// One person of the columns.
    fn person(&self, flat: bool) -> PersonName {
        let (given, given_asides) = take_asides(&self.given);
        let (family, family_asides) = take_asides(&self.family);
        let family = family.replace(',', " ");
        let mut given: Vec<&str> = given.split_whitespace().collect();
        let mut family: Vec<&str> = family.split_whitespace().collect();
        let own_prefix = joined(&take_prefixes(&mut given));
        let found_suffix = joined(&take_suffixes(&mut family));
        let has_initial = given.len() == 2 && is_initial(given[1]) && self.middle.is_empty();
        let middle_words: Vec<&str> = if has_initial { given.split_off(1) } else { vec![self.middle.as_str()] };
        let given = given.join(" ");
        let middle = middle_words.join(" ");
        let mut name = assemble(&[], &[given.as_str(), middle.as_str()], &family, flat);
        name.prefix = own_prefix.or_else(|| prefix_of(&self.prefix));
        name.suffix = suffix_of(&self.suffix).or(found_suffix);
        let column = |text: &str| Some(text.to_owned()).filter(|text| placeholder(text).is_none());
        let preferred = column(&self.preferred).or(given_asides.preferred).or(family_asides.preferred);
        let former = column(&self.former).or(family_asides.former).or(given_asides.former);
        name.preferred_name = preferred.map(|text| casing::given(&text, flat));
        name.former_family_name = former.map(|text| casing::family(&text, flat));
        name
    }
}

/// Two people of one row: `Mr.` and `Mrs. John` share the given name's prefixes; `Drs.` is a `Dr.` each.
fn pair(mut first: PersonName, mut second: PersonName) -> NamedParty {
    if first.prefix.as_deref() == Some("Drs.") {
        first.prefix = Some("Dr.".to_owned());
        second.prefix = second.prefix.or_else(|| first.prefix.clone());
    }
    if first.given_name.is_none() && second.given_name.is_some() {
        first.given_name = second.given_name.take();
        first.middle_name = first.middle_name.take().or(second.middle_name.take());
    }
    if second.given_name.as_deref().is_some_and(|word| matches!(word, "Spouse" | "Wife" | "Husband" | "Partner")) {
        second.given_name = None;
    }
    couple_or_person(first, second)
}
