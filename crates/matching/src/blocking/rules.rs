//! Which records are worth comparing: the keys that two records of one person tend to share.
//!
//! In:  a row. Out: per rule its keys; two records that share a key are candidates.

use serde::{Deserialize, Serialize};

use crate::records::dates::BirthDate;
use crate::records::{Kind, NameValue, Records, Row, ValueId, mix, stable_hash};
use crate::settings::Settings;

/// A rule of blocking. The order is the order in which a pair is attributed to rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A personal id is the same.
    Identifier,
    /// An e-mail address is the same.
    Email,
    /// The part of an e-mail address before the `@` is the same.
    EmailLocalPart,
    /// A phone number is the same.
    Phone,
    /// The full birth date is the same.
    BirthDate,
    /// Birth date and a form of the given name.
    BirthDateAndGivenName,
    /// Given and family name in any order.
    Names,
    /// Sound of the family name and a form of the given name.
    NamesBySound,
    /// The family name: whole blocks of rare ones only.
    FamilyName,
    /// House number, street and place.
    House,
    /// House number, place and a form of the given name: survives a misspelt street and a marriage.
    GivenNameAndHouseNumber,
    /// A form of the given name and the postal code.
    GivenNameAndPostalCode,
    /// Sound of the family name, postal code or city, and initial of the given name.
    FamilyNameAndPlace,
    /// A form of the given name, and day and month of birth.
    GivenNameAndDayOfBirth,
    /// A form of the given name, and year and month of birth.
    GivenNameAndMonthOfBirth,
    /// Sound of the family name and year of birth.
    FamilyNameAndYearOfBirth,
    /// First letters of an organisation's name, or its sorted words.
    OrganisationName,
    /// The file is small enough to compare every pair.
    EveryPair,
}

/// All rules in their order.
pub(crate) const RULES: [Rule; 18] = [
    Rule::Identifier,
    Rule::Email,
    Rule::EmailLocalPart,
    Rule::Phone,
    Rule::BirthDate,
    Rule::BirthDateAndGivenName,
    Rule::Names,
    Rule::NamesBySound,
    Rule::FamilyName,
    Rule::House,
    Rule::GivenNameAndHouseNumber,
    Rule::GivenNameAndPostalCode,
    Rule::FamilyNameAndPlace,
    Rule::GivenNameAndDayOfBirth,
    Rule::GivenNameAndMonthOfBirth,
    Rule::FamilyNameAndYearOfBirth,
    Rule::OrganisationName,
    Rule::EveryPair,
];

/// How many pairs a rule may propose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Pairs of whole blocks, and as many of refined ones.
    pub(crate) budget: u64,
    /// Neighbours in a block that is too large; none for a rule whose large blocks are left to others.
    pub(crate) window: usize,
}

/// Shortest part before the `@` that is telling.
const LOCAL_PART: usize = 5;

impl Rule {
    /// What the rule may spend on so many records. Names with a place or a part of a date find few pairs
    /// that no other rule finds, and those where the name is rare: small blocks only.
    pub(crate) fn effort(self, records: usize, settings: &Settings) -> Effort {
        let whole = settings.pairs_per_record * records as u64;
        match self {
            Self::FamilyName
            | Self::GivenNameAndPostalCode
            | Self::FamilyNameAndPlace
            | Self::GivenNameAndMonthOfBirth
            | Self::FamilyNameAndYearOfBirth => Effort { budget: whole / 4, window: 0 },
            _ => Effort { budget: whole, window: settings.window },
        }
    }

    /// Appends the keys of a row under this rule.
    pub(crate) fn keys(self, records: &Records, row: &Row, keys: &mut Vec<u64>) {
        match self {
            Self::Identifier => keys.extend(known(&row.identifiers)),
            Self::Email => keys.extend(known(&row.emails)),
            Self::EmailLocalPart => keys.extend(local_parts(records, row)),
            Self::Phone => keys.extend(known(&row.phones)),
            Self::House => keys.extend(houses(row)),
            Self::OrganisationName => organisation_keys(records, row, keys),
            _ if row.kind == Kind::Person => self.person_keys(records, row, keys),
            _ => {}
        }
    }

    fn person_keys(self, records: &Records, row: &Row, keys: &mut Vec<u64>) {
        let birth = row.birth;
        match self {
            Self::BirthDate => keys.extend(full_date(birth)),
            Self::BirthDateAndGivenName => cross(keys, given_roots(records, row), full_date(birth)),
            Self::Names => keys.extend(both_names(records, row)),
            Self::NamesBySound => cross(keys, given_roots(records, row), family_sounds(records, row)),
            Self::FamilyName => keys.extend(known(&[row.family, row.former])),
            Self::GivenNameAndHouseNumber => cross(keys, given_roots(records, row), house_numbers(row)),
            Self::GivenNameAndPostalCode => cross(keys, given_roots(records, row), places(row).take(1)),
            Self::FamilyNameAndPlace => {
                let initials = given_initials(records, row);
                let sounds = family_sounds(records, row);
                cross(
                    keys,
                    initials,
                    places(row).flat_map(move |place| sounds.clone().map(move |sound| mix(place, sound))),
                );
            }
            Self::GivenNameAndDayOfBirth => {
                let day = full_date(birth).map(|_| mix(u64::from(birth.month), u64::from(birth.day)));
                cross(keys, given_roots(records, row), day);
            }
            Self::GivenNameAndMonthOfBirth => {
                let month = full_date(birth).map(|_| mix(u64::from(birth.year), u64::from(birth.month)));
                cross(keys, given_roots(records, row), month);
            }
            Self::FamilyNameAndYearOfBirth => {
                let year = (birth.year != 0).then(|| u64::from(birth.year));
                cross(keys, family_sounds(records, row), year);
            }
            _ => {}
        }
    }

    /// A second key, under which a block that is too large is cut into smaller ones.
    pub(crate) fn refinement(self, records: &Records, row: &Row) -> u64 {
        let given = &records.names[row.given as usize];
        let family = &records.names[row.family as usize];
        match self {
            Self::BirthDate
            | Self::Email
            | Self::Phone
            | Self::EmailLocalPart
            | Self::House
            | Self::FamilyNameAndPlace => mix(u64::from(given.first_letter()), family.sounds[0]),
            Self::Names | Self::NamesBySound => places(row).next().unwrap_or(0),
            Self::GivenNameAndPostalCode | Self::GivenNameAndDayOfBirth | Self::GivenNameAndMonthOfBirth => {
                u64::from(family.first_letter())
            }
            Self::FamilyName | Self::FamilyNameAndYearOfBirth => u64::from(given.first_letter()),
            _ => mix(u64::from(row.given), u64::from(row.family)),
        }
    }
}

/// All pairs of two lists of keys.
fn cross<R>(keys: &mut Vec<u64>, left: impl Iterator<Item = u64>, right: R)
where
    R: IntoIterator<Item = u64, IntoIter: Clone>,
{
    let right = right.into_iter();
    for one in left {
        keys.extend(right.clone().map(|other| mix(one, other)));
    }
}

fn known(ids: &[ValueId]) -> impl Iterator<Item = u64> + '_ {
    ids.iter().filter(|id| **id != 0).map(|id| u64::from(*id))
}

fn local_parts<'a>(records: &'a Records, row: &'a Row) -> impl Iterator<Item = u64> + 'a {
    known(&row.emails).filter_map(|id| {
        let id = u32::try_from(id).ok()?;
        (records.emails.local_length(id) >= LOCAL_PART).then(|| u64::from(records.emails.local(id)))
    })
}

fn houses(row: &Row) -> impl Iterator<Item = u64> + '_ {
    let houses = row.addresses.iter().filter(|address| address.street != 0);
    houses.map(|address| {
        let place = if address.postal == 0 { address.city } else { address.postal };
        mix(mix(u64::from(address.number), u64::from(address.street)), u64::from(place))
    })
}

fn house_numbers(row: &Row) -> impl Iterator<Item = u64> + Clone + '_ {
    row.addresses.iter().filter(|address| address.number != 0).flat_map(|address| {
        let places = [address.postal, address.city].into_iter().filter(|place| *place != 0);
        places.map(|place| mix(u64::from(address.number), u64::from(place)))
    })
}

fn places(row: &Row) -> impl Iterator<Item = u64> + Clone + '_ {
    row.addresses.iter().flat_map(|address| [address.postal, address.city]).filter(|place| *place != 0).map(u64::from)
}

fn full_date(birth: BirthDate) -> Option<u64> {
    birth.is_full().then(|| u64::from(birth.number()))
}

fn given_forms<'a>(records: &'a Records, row: &Row) -> impl Iterator<Item = &'a NameValue> + 'a {
    [row.given, row.preferred].into_iter().filter(|name| *name != 0).map(|name| &records.names[name as usize])
}

fn given_roots<'a>(records: &'a Records, row: &Row) -> impl Iterator<Item = u64> + 'a {
    given_forms(records, row).flat_map(NameValue::root_keys)
}

fn given_initials<'a>(records: &'a Records, row: &Row) -> impl Iterator<Item = u64> + 'a {
    given_forms(records, row).map(|name| u64::from(name.first_letter()))
}

/// Sounds of the family name, of its parts and of the former name.
fn family_sounds<'a>(records: &'a Records, row: &Row) -> impl Iterator<Item = u64> + Clone + 'a {
    [row.family, row.former].into_iter().filter(|name| *name != 0).flat_map(|name| {
        let name = &records.names[name as usize];
        let main = name.sounds[0];
        let other = (name.sounds[1] != main).then_some(name.sounds[1]);
        std::iter::once(main).chain(other).filter(|sound| *sound != 0)
    })
}

/// One key for both orders of given and family name.
fn both_names(records: &Records, row: &Row) -> Option<u64> {
    if row.given == 0 || row.family == 0 {
        return None;
    }
    let (given, family) = (
        stable_hash(&records.names[row.given as usize].joined),
        stable_hash(&records.names[row.family as usize].joined),
    );
    Some(mix(given.min(family), given.max(family)))
}

fn organisation_keys(records: &Records, row: &Row, keys: &mut Vec<u64>) {
    if row.organisation == 0 {
        return;
    }
    let organisation = &records.organisations[row.organisation as usize];
    keys.push(organisation.words.iter().fold(3, |key, word| mix(key, *word)));
    keys.push(mix(4, stable_hash(organisation.text.get(..5).unwrap_or(&organisation.text))));
    keys.extend(organisation.text.split(' ').filter(|word| word.len() >= 5).map(|word| mix(5, stable_hash(word))));
}
