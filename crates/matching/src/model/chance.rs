//! How often two random records agree.
//!
//! In:  records. Out: per field, the share of each level among all pairs of records in
//!      which both sides are known, and how many such pairs there are.
//!
//! Small files: all pairs are compared. Large ones: random pairs, with a fixed seed; for
//! exact agreement, too rare to be met at random, the number of agreeing pairs follows
//! from how often each value occurs.

use rayon::prelude::*;

use super::{LEVELS, Table};
use crate::comparison::fields::FIELD_COUNT;
use crate::comparison::levels::{
    address, birth, email, family, family_class, frequency_class, given, identifier, locality, middle, organisation,
    phone,
};
use crate::comparison::{Field, Pattern, comparable, compare};
use crate::records::{Kind, Records, ValueId, mix};

/// Random pairs that are compared in one go.
const CHUNK: u64 = 8_192;

type Counts = [[u64; LEVELS]; FIELD_COUNT];

/// Agreement of all pairs of records, true matches included.
#[derive(Debug, Clone)]
pub(crate) struct Chance {
    /// Share of each level among pairs with both sides known.
    pub(crate) shares: Table,
    /// Pairs of all records in which both sides of the field are known.
    pub(crate) known_pairs: [f64; FIELD_COUNT],
    /// Least share that the pairs looked at can tell from none, per field.
    pub(crate) least: Table,
    /// All pairs.
    pub(crate) pairs: f64,
}

impl Chance {
    pub(crate) fn measure(records: &Records, random_pairs: u64) -> Self {
        let size = records.len() as u64;
        let all = size * size.saturating_sub(1) / 2;
        let every_pair = all <= random_pairs.saturating_mul(2);
        let (counts, compared) =
            if every_pair { (count_all(records), all) } else { count_random(records, random_pairs) };
        let mut chance = Self::from_counts(&counts, compared.max(1) as f64, all.max(1) as f64);
        if !every_pair {
            chance.use_frequencies(records);
        }
        chance
    }

    fn from_counts(counts: &Counts, compared: f64, all: f64) -> Self {
        let mut shares = [[0.0; LEVELS]; FIELD_COUNT];
        let mut known_pairs = [0.0; FIELD_COUNT];
        let mut least = [[0.0; LEVELS]; FIELD_COUNT];
        for (place, levels) in counts.iter().enumerate() {
            let known: u64 = levels[1..].iter().sum();
            known_pairs[place] = (known as f64 / compared * all).max(1.0);
            least[place] = [(0.5 / known.max(1) as f64).min(0.5); LEVELS];
            for level in 1..LEVELS {
                shares[place][level] = levels[level] as f64 / known.max(1) as f64;
            }
        }
        Self { shares, known_pairs, least, pairs: all }
    }

    /// Replaces the shares of exact agreement by what the frequencies of values say.
    fn use_frequencies(&mut self, records: &Records) {
        let counts = &records.counts;
        let given_class = |id: ValueId| given::EXACT + frequency_class(counts.given.share(id));
        let initial = |id: ValueId| records.names[id as usize].is_initial();
        self.set(Field::GivenName, &counts.given.counts, |id| if initial(id) { 0 } else { given_class(id) });
        self.set(Field::FamilyName, &counts.family.counts, |id| family::EXACT + family_class(counts.family.share(id)));
        self.set(Field::MiddleName, &counts.middle.counts, |id| if initial(id) { 0 } else { middle::EXACT });
        self.set(Field::OrganisationName, &counts.organisations.counts, |_| organisation::EXACT);
        let emails = &counts.emails;
        let shared = |names: &[u8], id: ValueId, one: u8, many: u8| if names[id as usize] > 1 { many } else { one };
        self.set(Field::Email, &emails.tally.counts, |id| shared(&emails.given_names, id, email::EXACT, email::SHARED));
        self.set_local_parts(records);
        let phones = &counts.phones;
        self.set(Field::Phone, &phones.tally.counts, |id| shared(&phones.given_names, id, phone::EXACT, phone::SHARED));
        let houses = &counts.houses;
        self.set(Field::Address, &houses.tally.counts, |id| match houses.given_names[id as usize] {
            0 | 1 => address::EXACT,
            2..6 => address::SHARED,
            _ => address::CROWDED,
        });
        let postal = |id: ValueId| locality::RARE_POSTAL + frequency_class(counts.postals.share(id)).min(2);
        self.set(Field::Locality, &counts.postals.counts, postal);
        self.set_birth_dates(records);
        self.set_identifiers(records);
    }

    /// Pairs of records whose e-mails have one local part and two domains.
    fn set_local_parts(&mut self, records: &Records) {
        let local = |place: ValueId| records.emails.local(place);
        let count = |place: ValueId| f64::from(records.counts.emails.tally.counts[place as usize]);
        let mut agreeing = [0.0; 2];
        let all = (0..).take(records.emails.len()).skip(1);
        let places: Vec<ValueId> = all.filter(|place| records.emails.local_length(*place) >= 4).collect();
        for group in places.chunk_by(|left, right| local(*left) == local(*right)) {
            let all: f64 = group.iter().map(|place| count(*place)).sum();
            let same: f64 = group.iter().map(|place| count(*place).powi(2)).sum();
            agreeing[usize::from(group.len() > 2)] += (all * all - same) / 2.0;
        }
        let field = Field::Email.index();
        for (level, agreeing) in [email::LOCAL_PART, email::COMMON_LOCAL_PART].into_iter().zip(agreeing) {
            self.shares[field][usize::from(level)] = agreeing / self.known_pairs[field];
            self.least[field][usize::from(level)] = 0.5 / self.known_pairs[field];
        }
    }

    fn set_birth_dates(&mut self, records: &Records) {
        let dates = records.rows.iter().filter(|row| row.kind == Kind::Person && row.birth.is_full());
        let mut numbers: Vec<u32> = dates.map(|row| row.birth.number()).collect();
        numbers.sort_unstable();
        let groups: Vec<&[u32]> = numbers.chunk_by(|left, right| left == right).collect();
        let sizes: Vec<u32> = groups.iter().map(|group| u32::try_from(group.len()).unwrap_or(u32::MAX)).collect();
        let new_year = |place: ValueId| groups[place as usize][0] % 10_000 == 101;
        self.set(Field::BirthDate, &sizes, |place| if new_year(place) { birth::NEW_YEAR } else { birth::EXACT });
    }

    fn set_identifiers(&mut self, records: &Records) {
        let mut ids: Vec<ValueId> = records.rows.iter().flat_map(|row| row.identifiers).filter(|id| *id != 0).collect();
        ids.sort_unstable();
        let sizes: Vec<u32> = ids
            .chunk_by(|left, right| left == right)
            .map(|group| u32::try_from(group.len()).unwrap_or(u32::MAX))
            .collect();
        self.set(Field::Identifier, &sizes, |_| identifier::EXACT);
    }

    /// Sets the shares of the levels that `level_of` names (0 is none), from how often each value occurs.
    fn set(&mut self, field: Field, counts: &[u32], level_of: impl Fn(ValueId) -> u8) {
        let mut agreeing = [0.0; LEVELS];
        let mut touched = [false; LEVELS];
        for (id, count) in (0..).zip(counts) {
            let level = usize::from(level_of(id));
            touched[level] = true;
            agreeing[level] += f64::from(*count) * (f64::from(*count) - 1.0).max(0.0) / 2.0;
        }
        let place = field.index();
        for level in (1..LEVELS).filter(|level| touched[*level]) {
            self.shares[place][level] = (agreeing[level] / self.known_pairs[place]).min(1.0);
            self.least[place][level] = 0.5 / self.known_pairs[place];
        }
    }
}

fn add(counts: &mut Counts, pattern: Pattern) {
    for (place, levels) in counts.iter_mut().enumerate() {
        levels[usize::from(pattern.level_at(place))] += 1;
    }
}

fn sum(mut left: Box<Counts>, right: &Counts) -> Box<Counts> {
    for (one, other) in left.iter_mut().flatten().zip(right.iter().flatten()) {
        *one += other;
    }
    left
}

fn none() -> Box<Counts> {
    Box::new([[0; LEVELS]; FIELD_COUNT])
}

fn count_all(records: &Records) -> Box<Counts> {
    let of_left = |left: usize| {
        let mut counts = none();
        for right in (left + 1..records.len()).filter(|right| comparable(records, left, *right)) {
            add(&mut counts, compare(records, left, right));
        }
        counts
    };
    (0..records.len()).into_par_iter().map(of_left).reduce(none, |left, right| sum(left, &right))
}

/// Counts are whole numbers, so that the order of adding them up does not matter.
fn count_random(records: &Records, pairs: u64) -> (Box<Counts>, u64) {
    let pick = |number: u64| usize::try_from(mix(number, 0x5eed) % records.len() as u64).unwrap_or(0);
    let of_chunk = |start: u64| {
        let (mut counts, mut seen) = (none(), 0);
        for number in start * CHUNK..pairs.min((start + 1) * CHUNK) {
            let (left, right) = (pick(number * 2), pick(number * 2 + 1));
            if left != right && comparable(records, left, right) {
                add(&mut counts, compare(records, left, right));
                seen += 1;
            }
        }
        (counts, seen)
    };
    let both = |left: (Box<Counts>, u64), right: (Box<Counts>, u64)| (sum(left.0, &right.0), left.1 + right.1);
    (0..pairs.div_ceil(CHUNK)).into_par_iter().map(of_chunk).reduce(|| (none(), 0), both)
}
