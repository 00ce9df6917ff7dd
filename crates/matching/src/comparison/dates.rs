//! Agreement of birth dates.

use super::kernel::digit_slips;
use super::levels::birth;
use crate::records::dates::BirthDate;

/// The level of two birth dates; 0 when one is missing.
pub(crate) fn level(left: BirthDate, right: BirthDate) -> u8 {
    if left.is_missing() || right.is_missing() {
        return 0;
    }
    if !left.is_full() || !right.is_full() {
        return partial(left, right);
    }
    if left == right {
        return if left.month == 1 && left.day == 1 { birth::NEW_YEAR } else { birth::EXACT };
    }
    if left.year == right.year && left.month == right.day && left.day == right.month {
        return birth::SWAPPED;
    }
    let slips = digit_slips(left.digits(), right.digits());
    if slips == 1 {
        return birth::ONE_DIGIT;
    }
    let agreeing = [left.year == right.year, left.month == right.month, left.day == right.day];
    if agreeing.iter().filter(|agrees| **agrees).count() == 2 {
        return birth::TWO_PARTS;
    }
    if slips == 2 {
        return birth::TWO_DIGITS;
    }
    if left.year == right.year {
        return birth::SAME_YEAR;
    }
    if slips == 3 { birth::THREE_DIGITS } else { birth::DIFFERS }
}

fn partial(left: BirthDate, right: BirthDate) -> u8 {
    if left.year == 0 || right.year == 0 {
        return birthday(left, right);
    }
    let month_known = left.month != 0 && right.month != 0;
    if left.year != right.year {
        return birth::DIFFERS;
    }
    if month_known && left.month != right.month { birth::SAME_YEAR } else { birth::PARTIAL }
}

/// One of the two knows no year. Day and month that trade places say nothing: lists that keep a
/// birthday alone are filled in by hand, in either order.
fn birthday(left: BirthDate, right: BirthDate) -> u8 {
    let known = left.month != 0 && right.month != 0 && left.day != 0 && right.day != 0;
    let traded = left.month == right.day && left.day == right.month;
    match (known, (left.month, left.day) == (right.month, right.day)) {
        (true, true) => birth::PARTIAL,
        (true, false) if !traded => birth::DIFFERS,
        _ => 0,
    }
}

/// Whether two dates cannot be the same day mistyped.
pub(crate) fn clearly_different(level: u8) -> bool {
    matches!(level, birth::DIFFERS | birth::SAME_YEAR)
}
