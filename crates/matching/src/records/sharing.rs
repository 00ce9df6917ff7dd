//! How often each value occurs, and how many people seem to share it.
//!
//! A rare family name says more than a common one; an e-mail address under which two
//! given names write says less than a personal one.

use rayon::prelude::*;

use super::{Emails, Kind, NameValue, Row, ValueId};

/// How many records hold each distinct value, by value id, and sharing flags.
#[derive(Debug)]
pub(crate) struct Counts {
    pub(crate) given: Tally,
    pub(crate) family: Tally,
    pub(crate) middle: Tally,
    pub(crate) organisations: Tally,
    pub(crate) houses: Shared,
    pub(crate) emails: Shared,
    pub(crate) phones: Shared,
    /// Per e-mail, how many e-mails have the same part before the `@`, its own included.
    pub(crate) local_parts: Vec<u32>,
    pub(crate) postals: Tally,
    pub(crate) cities: Tally,
}

/// Occurrences of each value, and of all values together.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) counts: Vec<u32>,
    pub(crate) total: u64,
}

impl Tally {
    fn new(distinct: usize, values: impl Iterator<Item = ValueId>) -> Self {
        let mut counts = vec![0_u32; distinct];
        let mut total = 0;
        for value in values.filter(|value| *value != 0) {
            counts[value as usize] += 1;
            total += 1;
        }
        Self { counts, total }
    }

    /// The share of known values that are this one.
    pub(crate) fn share(&self, value: ValueId) -> f64 {
        f64::from(self.counts[value as usize]) / self.total.max(1) as f64
    }
}

/// A tally of contact values, with how many given names stand behind each.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) tally: Tally,
    /// Different given names, 255 at most.
    pub(crate) given_names: Vec<u8>,
}

impl Shared {
    fn new(distinct: usize, mut pairs: Vec<(ValueId, ValueId)>, names: &[NameValue]) -> Self {
        let tally = Tally::new(distinct, pairs.iter().map(|(value, _)| *value));
        pairs.par_sort_unstable();
        pairs.dedup();
        let mut given_names = vec![0; distinct];
        for group in pairs.chunk_by(|left, right| left.0 == right.0) {
            given_names[group[0].0 as usize] = count_given_names(group, names);
        }
        Self { tally, given_names }
    }
}

/// The known values of all rows, each with the given name of its row.
fn with_given<const N: usize>(rows: &[Row], values: impl Fn(&Row) -> [ValueId; N]) -> Vec<(ValueId, ValueId)> {
    let mut pairs = Vec::new();
    for row in rows {
        pairs.extend(values(row).into_iter().filter(|value| *value != 0).map(|value| (value, row.given)));
    }
    pairs
}

/// How many people's given names a group holds: names that are nicknames, initials or
/// misspellings of one already counted are the same person's.
fn count_given_names(group: &[(ValueId, ValueId)], names: &[NameValue]) -> u8 {
    let mut people: Vec<&NameValue> = Vec::new();
    for (_, given) in group.iter().filter(|(_, given)| *given != 0) {
        let name = &names[*given as usize];
        let known = people.iter().any(|person| may_be_one_name(person, name));
        if !known && !name.is_initial() {
            people.push(name);
        }
        if people.len() == usize::from(u8::MAX) {
            break;
        }
    }
    u8::try_from(people.len()).unwrap_or(u8::MAX)
}

fn may_be_one_name(left: &NameValue, right: &NameValue) -> bool {
    let initial = (left.is_initial() || right.is_initial()) && left.first_letter() == right.first_letter();
    initial
        || left.joined == right.joined
        || left.is_nickname_of(right)
        || left.sounds_like(right)
        || left.shares_word(right)
        || rapidfuzz::distance::jaro_winkler::similarity(left.joined.bytes(), right.joined.bytes()) >= 0.85
}

impl Counts {
    /// `distinct`: how many names, places, houses, e-mails, phones and organisations there are.
    pub(crate) fn new(rows: &[Row], names: &[NameValue], email_values: &Emails, distinct: [usize; 6]) -> Self {
        let [name_count, place_count, house_count, email_count, phone_count, organisation_count] = distinct;
        let people = || rows.iter().filter(|row| row.kind == Kind::Person);
        let first_address = || rows.iter().map(|row| &row.addresses[0]);
        Self {
            given: Tally::new(name_count, people().map(|row| row.given)),
            family: Tally::new(name_count, people().map(|row| row.family)),
            middle: Tally::new(name_count, people().map(|row| row.middle)),
            organisations: Tally::new(organisation_count, rows.iter().map(|row| row.organisation)),
            houses: Shared::new(house_count, with_given(rows, |row| row.addresses.map(|address| address.house)), names),
            emails: Shared::new(email_count, with_given(rows, |row| row.emails), names),
            phones: Shared::new(phone_count, with_given(rows, |row| row.phones), names),
            local_parts: count_local_parts(email_values),
            postals: Tally::new(place_count, first_address().map(|address| address.postal)),
            cities: Tally::new(place_count, first_address().map(|address| address.city)),
        }
    }
}

fn count_local_parts(emails: &Emails) -> Vec<u32> {
    let mut counts = vec![0; emails.len()];
    for id in (0..).take(emails.len()) {
        counts[emails.local(id) as usize] += 1;
    }
    (0..).take(emails.len()).map(|id| counts[emails.local(id) as usize]).collect()
}
