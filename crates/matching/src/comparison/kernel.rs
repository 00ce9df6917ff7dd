//! How alike two short folded texts are.
//!
//! In:  bytes. Out: whether they differ by a slip of the pen, or are similar. Cheap
//!      bounds come first; they never change the answer.

use rapidfuzz::distance::{jaro_winkler, osa};

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
    if similarity >= CLOSE || similarity >= SIMILAR && one_slip(left, right) {
        Likeness::Close
    } else if similarity >= SIMILAR {
        Likeness::Similar
    } else {
        Likeness::Different
    }
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
    left.len().min(right.len()) >= 4 && slips(left, right, 1)
}

/// Whether at most `most` slips lead from one text to the other.
pub(crate) fn slips(left: &[u8], right: &[u8], most: usize) -> bool {
    if left.len().abs_diff(right.len()) > most {
        return false;
    }
    osa::distance(left.iter().copied(), right.iter().copied()) <= most
}

/// Whether `longer` starts with `shorter` up to one slip: a line that was cut off.
pub(crate) fn similar_text(left: &[u8], right: &[u8]) -> bool {
    let longer = left.len().max(right.len());
    let allowed = match longer {
        0..=4 => 1,
        5..=9 => 2,
        _ => 3,
    };
    slips(left, right, allowed)
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
        fn the_fast_kernel_equals_the_reference_at_both_thresholds(left in "[a-g]{1,12}", right in "[a-g]{1,12}") {
            let reference = strsim::jaro_winkler(&left, &right);
            let close = reference >= CLOSE || reference >= SIMILAR && left.len().min(right.len()) >= 4 && strsim::osa_distance(&left, &right) <= 1;
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
