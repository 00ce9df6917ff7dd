//! Agreement of the names of two people.

use super::kernel::{Likeness, likeness};
use super::levels::{
    family, family_class, frequency_class, given, middle as middle_level, sex as sex_level, suffix as suffix_level,
};
use crate::records::names::Generation;
use crate::records::{NameValue, Records, Row, Sex, ValueId};

/// Levels of given and family name. They are found together, because a name in the
/// other column is neither agreement nor disagreement of either.
pub(crate) fn given_and_family(records: &Records, one: &Row, other: &Row) -> (u8, u8) {
    let straight = (given_name(records, one, other), family_name(records, one, other));
    let given_agrees = (1..given::INITIAL).contains(&straight.0);
    if given_agrees || (1..family::PART).contains(&straight.1) {
        return straight;
    }
    match crossed(records, one, other) {
        0 => straight,
        level => (level, 0),
    }
}

/// Whether the given name of each is the family name of the other, one of them mistyped at
/// most; or the only name of one is a name of the other in the other column. 0 if neither.
fn crossed(records: &Records, one: &Row, other: &Row) -> u8 {
    let alike = |left: ValueId, right: ValueId| {
        if left == 0 || right == 0 {
            return None;
        }
        let (left, right) = (&records.names[left as usize], &records.names[right as usize]);
        Some(if left.is_anagram_of(right) {
            Likeness::Similar.max(likeness_of(left, right))
        } else {
            likeness_of(left, right)
        })
    };
    match (alike(one.given, other.family), alike(one.family, other.given)) {
        (Some(first), Some(second))
            if first.max(second) == Likeness::Close && first.min(second) >= Likeness::Similar =>
        {
            given::SWAPPED
        }
        (Some(Likeness::Close), None) | (None, Some(Likeness::Close)) => given::HALF_SWAPPED,
        _ => 0,
    }
}

fn likeness_of(left: &NameValue, right: &NameValue) -> Likeness {
    if left.same_letters_in_order(right) {
        return Likeness::Close;
    }
    likeness(left.joined.as_bytes(), right.joined.as_bytes(), left.letters, right.letters)
}

fn given_name(records: &Records, one: &Row, other: &Row) -> u8 {
    if one.given == 0 && one.preferred == 0 || other.given == 0 && other.preferred == 0 {
        return 0;
    }
    if one.given == other.given && one.given != 0 {
        return if records.names[one.given as usize].is_initial() {
            given::INITIAL
        } else {
            given::EXACT + frequency_class(records.counts.given.share(one.given))
        };
    }
    let forms = |row: &Row| [row.given, row.preferred];
    let mut best = given::DIFFERS;
    for left in forms(one).into_iter().filter(|name| *name != 0) {
        for right in forms(other).into_iter().filter(|name| *name != 0) {
            let found = two_given_names(&records.names[left as usize], &records.names[right as usize]);
            best = if given_rank(found) < given_rank(best) { found } else { best };
        }
    }
    if given_rank(best) >= given_rank(given::SIMILAR) && goes_by_middle_name(records, one, other) {
        given::MIDDLE
    } else {
        best
    }
}

/// Best agreement first.
fn given_rank(level: u8) -> u8 {
    if level == given::TWO_NAMES { 2 * given::SIMILAR + 1 } else { 2 * level }
}

fn two_given_names(left: &NameValue, right: &NameValue) -> u8 {
    if left.same_letters_in_order(right) || left.is_nickname_of(right) {
        return given::NICKNAME;
    }
    if left.is_initial() || right.is_initial() {
        return if left.first_letter() == right.first_letter() { given::INITIAL } else { given::INITIAL_DIFFERS };
    }
    match likeness_of(left, right) {
        Likeness::Close if left.is_usual() && right.is_usual() => given::TWO_NAMES,
        Likeness::Close => given::CLOSE,
        _ if left.shares_word(right) => given::WORD,
        Likeness::Similar => given::SIMILAR,
        Likeness::Different if left.sounds_like(right) || left.is_anagram_of(right) => given::SIMILAR,
        Likeness::Different => given::DIFFERS,
    }
}

fn goes_by_middle_name(records: &Records, one: &Row, other: &Row) -> bool {
    let same = |given: ValueId, middle: ValueId| {
        let (given, middle) = (&records.names[given as usize], &records.names[middle as usize]);
        !given.is_initial()
            && !middle.is_initial()
            && !given.joined.is_empty()
            && (given.joined == middle.joined || given.is_nickname_of(middle))
    };
    same(one.given, other.middle) || same(other.given, one.middle)
}

fn family_name(records: &Records, one: &Row, other: &Row) -> u8 {
    if one.family == 0 || other.family == 0 {
        return 0;
    }
    if one.family == other.family {
        return family::EXACT + family_class(records.counts.family.share(one.family));
    }
    let (left, right) = (&records.names[one.family as usize], &records.names[other.family as usize]);
    let former = |row: &Row, name: ValueId| row.former != 0 && row.former == name;
    if former(one, other.family) || former(other, one.family) || left.shares_word(right) {
        return family::PART;
    }
    match likeness_of(left, right) {
        Likeness::Close => family::CLOSE,
        Likeness::Similar => family::SIMILAR,
        Likeness::Different if left.sounds_like(right) || left.is_anagram_of(right) => family::SIMILAR,
        Likeness::Different => different_family(one, other),
    }
}

/// Women change their family name more often than men do.
fn different_family(one: &Row, other: &Row) -> u8 {
    let woman = one.sex == Sex::Female || other.sex == Sex::Female;
    let man = one.sex == Sex::Male || other.sex == Sex::Male;
    if woman && !man { family::DIFFERS_WOMAN } else { family::DIFFERS }
}

/// The level of middle names; an initial agrees with every name that it begins.
pub(crate) fn middle(records: &Records, one: &Row, other: &Row) -> u8 {
    if one.middle == 0 || other.middle == 0 {
        return 0;
    }
    let (left, right) = (&records.names[one.middle as usize], &records.names[other.middle as usize]);
    if left.is_initial() || right.is_initial() {
        return if left.first_letter() == right.first_letter() { middle_level::INITIAL } else { middle_level::DIFFERS };
    }
    if one.middle == other.middle {
        return middle_level::EXACT;
    }
    let alike =
        left.is_nickname_of(right) || left.shares_word(right) || likeness_of(left, right) != Likeness::Different;
    if alike { middle_level::CLOSE } else { middle_level::DIFFERS }
}

/// The level of suffixes; two men without one say nothing, and most Juniors leave it out at times.
pub(crate) fn suffix(one: &Row, other: &Row) -> u8 {
    match (one.generation, other.generation) {
        (Generation::Unknown, Generation::Unknown) => 0,
        (Generation::Unknown, _) | (_, Generation::Unknown) => suffix_level::ONE_SIDED,
        (left, right) if left == right => suffix_level::AGREES,
        // A Junior is the second of his name, unless an uncle was.
        (Generation::Junior, Generation::Second) | (Generation::Second, Generation::Junior) => 0,
        _ => suffix_level::DIFFERS,
    }
}

/// The level of sex.
pub(crate) fn sex(one: &Row, other: &Row) -> u8 {
    match (one.sex, other.sex) {
        (Sex::Unknown, _) | (_, Sex::Unknown) => 0,
        (left, right) if left == right => sex_level::AGREES,
        _ => sex_level::DIFFERS,
    }
}
