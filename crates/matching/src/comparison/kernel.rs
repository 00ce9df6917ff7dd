//! How alike two short folded texts are.
//!
//! In:  bytes. Out: whether they differ by a slip of the pen, or are similar. Cheap
//!      bounds come first; they never change the answer.

use rapidfuzz::distance::{jaro_winkler, osa};

use crate::records::Text;

/// Jaro-Winkler similarity from which names count as a slip of the pen.
pub(crate) const CLOSE: f64 = 0.92;
/// Jaro-Winkler similarity from which names count as similar.
pub(crate) const SIMILAR: f64 = 0.84;

/// How alike two texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    Different,
    Similar,
    Close,
}

/// Compares two names, given the sets of letters that occur in each.
pub(crate) fn likeness(left: &[u8], right: &[u8], left_letters: u64, right_letters: u64) -> Likeness {
    if upper_bound(left, right, left_letters, right_letters) < SIMILAR {
        return Likeness::Different;
    }
    let similarity = jaro_winkler::similarity(left.iter().copied(), right.iter().copied());
    if similarity >= CLOSE && few_slips(left, right) || similarity >= SIMILAR && one_slip(left, right) {
        Likeness::Close
    } else if similarity >= SIMILAR {
        Likeness::Similar
    } else {
        Likeness::Different
    }
}

/// Whether at most two slips lead from one text to the other. A long common beginning alone is how names are
/// made, not how they are misspelt: Darla and Darlene are two women.
fn few_slips(left: &[u8], right: &[u8]) -> bool {
    let args = osa::Args::default().score_cutoff(2);
    osa::distance_with_args(left.iter().copied(), right.iter().copied(), &args).is_some()
}

/// No Jaro-Winkler similarity of the two can be above this number.
///
/// Letters of one text that do not occur in the other cannot match; transpositions are
/// taken as none and the common prefix as it is.
pub(crate) fn upper_bound(left: &[u8], right: &[u8], left_letters: u64, right_letters: u64) -> f64 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let lost_left = (left_letters & !right_letters).count_ones() as usize;
    let lost_right = (right_letters & !left_letters).count_ones() as usize;
    let matches = left.len().saturating_sub(lost_left).min(right.len().saturating_sub(lost_right));
    let share = |length: usize| matches as f64 / length as f64;
    let jaro = (share(left.len()) + share(right.len()) + 1.0) / 3.0;
    let prefix = left.iter().zip(right).take(4).take_while(|(one, other)| one == other).count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

/// Whether one insertion, deletion, replacement or swap of neighbours leads from one text
/// to the other; short texts do not qualify, because one letter is much of them.
pub(crate) fn one_slip(left: &[u8], right: &[u8]) -> bool {
    left.len().min(right.len()) >= 4 && at_most_one_slip(left, right)
}

/// Whether more than `most` slips lie between two texts, as far as the sets of their letters tell.
///
/// A slip adds or takes away at most two letters of those that occur, so sets that differ in more
/// settle most pairs without looking at the texts, which are elsewhere in memory.
pub(crate) fn far_apart(left_letters: u64, right_letters: u64, most: u32) -> bool {
    (left_letters ^ right_letters).count_ones() > 2 * most
}

/// Whether a text may begin or end with the other, as far as the sets of their letters tell.
pub(crate) fn may_hold(left_letters: u64, right_letters: u64) -> bool {
    left_letters & !right_letters == 0 || right_letters & !left_letters == 0
}

/// Whether at most `most` slips lead from one text to the other.
pub(crate) fn slips(left: Text<'_>, right: Text<'_>, most: usize) -> bool {
    let (one, other) = (left.text.as_bytes(), right.text.as_bytes());
    if one.len().abs_diff(other.len()) > most || far_apart(left.letters, right.letters, small(most)) {
        return false;
    }
    if most == 1 {
        return at_most_one_slip(one, other);
    }
    let args = osa::Args::default().score_cutoff(most);
    osa::distance_with_args(one.iter().copied(), other.iter().copied(), &args).is_some()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / 2)
}

/// What is left of both texts without their common ends tells whether one slip explains it.
fn at_most_one_slip(left: &[u8], right: &[u8]) -> bool {
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let start = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&left[..left.len() - end], &right[..right.len() - end]) {
        ([] | [_], [] | [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

/// Slips that a long line of an address may have.
pub(crate) const MOST_SLIPS: u32 = 3;

/// Whether two lines of an address may be one: the longer they are, the more slips they may have.
pub(crate) fn similar_text(left: Text<'_>, right: Text<'_>) -> bool {
    let longer = left.text.len().max(right.text.len());
    let allowed = match longer {
        0..=4 => 1,
        5..=9 => 2,
        _ => MOST_SLIPS as usize,
    };
    slips(left, right, allowed)
}

/// The number of slips between two numbers of eight digits.
///
/// Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003, in one
/// byte: bit `i` of a mask speaks of digit `i` of the left number.
pub(crate) fn digit_slips(left: [u8; 8], right: [u8; 8]) -> u32 {
    let mut places = [0_u8; 16];
    for (place, digit) in left.iter().enumerate() {
        places[usize::from(digit & 15)] |= 1 << place;
    }
    let (mut rises, mut falls, mut diagonal, mut before, mut distance) = (u8::MAX, 0_u8, 0_u8, 0_u8, 8_u32);
    for digit in right {
        let matches = places[usize::from(digit & 15)];
        let swaps = ((!diagonal & matches) << 1) & before;
        diagonal = ((matches & rises).wrapping_add(rises) ^ rises) | matches | falls | swaps;
        let (mut up, mut down) = (falls | !(diagonal | rises), rises & diagonal);
        distance = distance + u32::from(up >> 7) - u32::from(down >> 7);
        up = up << 1 | 1;
        down <<= 1;
        rises = down | !(diagonal | up);
        falls = up & diagonal;
        before = matches;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(text: &str) -> u64 {
        text.bytes().fold(0, |set, byte| set | 1 << (byte - b'a'))
    }

    #[test]
    fn a_swap_of_neighbours_is_one_slip() {
        assert!(one_slip(b"martha", b"marhta"));
        assert!(!one_slip(b"ann", b"ana"));
    }

    proptest! {
        #[test]
        fn slips_are_counted_as_by_the_reference(left in "[a-d@]{0,9}", right in "[a-d@]{0,9}", most in 1_usize..4) {
            let reference = strsim::osa_distance(&left, &right) <= most;
            prop_assert_eq!(slips(Text::new(&left), Text::new(&right), most), reference);
        }

        #[test]
        fn digits_are_compared_as_by_the_reference(left in "[0-3]{8}", right in "[0-3]{8}") {
            let digits = |text: &str| <[u8; 8]>::try_from(text.as_bytes()).unwrap();
            let reference = strsim::osa_distance(&left, &right);
            prop_assert_eq!(digit_slips(digits(&left), digits(&right)) as usize, reference);
        }

        #[test]
        fn the_fast_kernel_equals_the_reference_at_both_thresholds(left in "[a-g]{1,12}", right in "[a-g]{1,12}") {
            let reference = strsim::jaro_winkler(&left, &right);
            let close = reference >= CLOSE && strsim::osa_distance(&left, &right) <= 2 || reference >= SIMILAR && left.len().min(right.len()) >= 4 && strsim::osa_distance(&left, &right) <= 1;
            let expected = if close { Likeness::Close } else if reference >= SIMILAR { Likeness::Similar } else { Likeness::Different };
            prop_assert_eq!(likeness(left.as_bytes(), right.as_bytes(), letters(&left), letters(&right)), expected);
        }

        #[test]
        fn the_upper_bound_is_never_below_the_similarity(left in "[a-e]{1,10}", right in "[a-e]{1,10}") {
            let bound = upper_bound(left.as_bytes(), right.as_bytes(), letters(&left), letters(&right));
            prop_assert!(bound + 1e-9 >= strsim::jaro_winkler(&left, &right));
        }
    }
}
