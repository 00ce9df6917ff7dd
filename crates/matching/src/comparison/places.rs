//! Agreement of addresses, and of the places they are in.

use super::kernel::{MOST_SLIPS, far_apart, may_hold, similar_text, slips};
use super::levels::{address as level, frequency_class, locality as place};
use crate::records::{Address, Records, Row, ValueId};

/// Given names from which an address is that of a home or a block rather than a family.
const CROWD: u8 = 6;

/// Best agreement first: which of two levels of different pairs of addresses counts.
const RANK: [u8; 10] = [99, 0, 1, 2, 3, 4, 6, 5, 7, 8];

/// The level of addresses, the best over all pairs.
pub(crate) fn address(records: &Records, one: &Row, other: &Row) -> u8 {
    let mut best = 0;
    for left in one.addresses.iter().filter(|address| address.has_street()) {
        for right in other.addresses.iter().filter(|address| address.has_street()) {
            let found = two_addresses(records, left, right);
            if RANK[usize::from(found)] < RANK[usize::from(best)] {
                best = found;
            }
        }
    }
    best
}

/// Whether this level already says that the place is the same.
pub(crate) fn implies_locality(address_level: u8) -> bool {
    matches!(address_level, level::EXACT | level::SHARED | level::CROWDED | level::OTHER_UNIT)
}

fn two_addresses(records: &Records, left: &Address, right: &Address) -> u8 {
    let same_number = left.number == right.number;
    let elsewhere = places_contradict(records, left, right);
    if left.street == right.street && left.street != 0 {
        return match (same_number, elsewhere) {
            (true, false) => same_house(records, left, right),
            (false, false) if numbers_alike(records, left.number, right.number) => level::CLOSE_NUMBER,
            _ => level::SAME_STREET,
        };
    }
    if lines_agree(left, right) {
        return level::LINES_SWAPPED;
    }
    let numbered = same_number && left.number != 0 && !elsewhere;
    if numbered && streets_alike(records, left, right) { level::CLOSE_STREET } else { level::DIFFERS }
}

fn same_house(records: &Records, left: &Address, right: &Address) -> u8 {
    if left.unit != right.unit && left.unit != 0 && right.unit != 0 {
        level::OTHER_UNIT
    } else if left.number == 0 {
        level::CLOSE_NUMBER
    } else {
        by_sharing(records, left, right)
    }
}

/// How many people share the house; of two spellings of one house, the more crowded counts.
fn by_sharing(records: &Records, left: &Address, right: &Address) -> u8 {
    let given_names = &records.counts.houses.given_names;
    match given_names[left.house as usize].max(given_names[right.house as usize]) {
        0 | 1 => level::EXACT,
        many if many >= CROWD => level::CROWDED,
        _ => level::SHARED,
    }
}

/// Whether postal codes and cities are known and none of them agrees, not even nearly.
fn places_contradict(records: &Records, left: &Address, right: &Address) -> bool {
    let known = |one: ValueId, other: ValueId| one != 0 && other != 0;
    let postal = known(left.postal, right.postal);
    let city = known(left.city, right.city);
    let alike = |one: ValueId, other: ValueId| one == other || near(records, one, other);
    (postal || city) && !(postal && alike(left.postal, right.postal)) && !(city && alike(left.city, right.city))
}

fn near(records: &Records, one: ValueId, other: ValueId) -> bool {
    let (one, other) = (records.places.text(one), records.places.text(other));
    slips(one, other, if one.text.len().min(other.text.len()) >= 7 { 2 } else { 1 })
}

fn numbers_alike(records: &Records, one: ValueId, other: ValueId) -> bool {
    if one == 0 || other == 0 {
        return true;
    }
    let (left, right) = (records.places.text(one), records.places.text(other));
    left.text.len().max(right.text.len()) >= 2 && slips(left, right, 1)
}

/// A house has a name as well as a street, and forms mix up the two lines.
fn lines_agree(left: &Address, right: &Address) -> bool {
    let same = |one: ValueId, other: ValueId| one != 0 && one == other;
    same(left.street, right.extra) || same(left.extra, right.street) || same(left.extra, right.extra)
}

fn streets_alike(records: &Records, left: &Address, right: &Address) -> bool {
    let alike = |one: ValueId, other: ValueId| {
        let (some, others) = (records.streets.letters(one), records.streets.letters(other));
        if far_apart(some, others, MOST_SLIPS) && !may_hold(some, others) {
            return false;
        }
        let (one, other) = (records.streets.text(one), records.streets.text(other));
        let (shorter, longer) =
            if one.text.len() <= other.text.len() { (one.text, other.text) } else { (other.text, one.text) };
        similar_text(one, other) || shorter.len() >= 5 && longer.starts_with(shorter)
    };
    left.street == 0 || right.street == 0 || alike(left.street, right.street)
}

/// The level of city, region and postal code, the best over all pairs of addresses.
pub(crate) fn locality(records: &Records, one: &Row, other: &Row) -> u8 {
    let rank = |found: u8| match found {
        0 => 99,
        place::RARE_CITY => 3,
        place::RARE_POSTAL..=place::COMMON_POSTAL => found - 1,
        _ => found,
    };
    let mut best = 0;
    for left in one.addresses.iter().filter(|address| address.has_place()) {
        for right in other.addresses.iter().filter(|address| address.has_place()) {
            let found = two_places(records, left, right);
            if rank(found) < rank(best) {
                best = found;
            }
        }
    }
    best
}

fn two_places(records: &Records, left: &Address, right: &Address) -> u8 {
    let known = |one: ValueId, other: ValueId| one != 0 && other != 0;
    if known(left.postal, right.postal) && left.postal == right.postal {
        let class = frequency_class(records.counts.postals.share(left.postal));
        return place::RARE_POSTAL + class.min(2);
    }
    if known(left.city, right.city) && left.city == right.city {
        let common = frequency_class(records.counts.cities.share(left.city)) == 3;
        return if common { place::CITY } else { place::RARE_CITY };
    }
    let postal_near = known(left.postal, right.postal) && near(records, left.postal, right.postal);
    if postal_near || known(left.city, right.city) && near(records, left.city, right.city) {
        return place::CLOSE;
    }
    if !known(left.postal, right.postal) && !known(left.city, right.city) {
        let regions = known(left.region, right.region);
        return if !regions {
            0
        } else if left.region == right.region {
            place::REGION
        } else {
            place::DIFFERS
        };
    }
    if known(left.region, right.region) && left.region == right.region { place::REGION } else { place::DIFFERS }
}
