//! Agreement of the names of organisations.

use super::kernel::slips;
use super::levels::organisation;
use crate::records::{Records, ValueId};

/// The level of two organisations' names; 0 when one is missing.
pub(crate) fn level(records: &Records, left: ValueId, right: ValueId) -> u8 {
    if left == 0 || right == 0 {
        return 0;
    }
    if left == right {
        return organisation::EXACT;
    }
    let (one, other) = (&records.organisations[left as usize], &records.organisations[right as usize]);
    let common = one.words.iter().filter(|word| other.words.contains(word)).count();
    let (fewer, more) = (one.words.len().min(other.words.len()), one.words.len().max(other.words.len()));
    if common == more {
        return organisation::WORDS;
    }
    let allowed = fewer_slips(one.text.len().max(other.text.len()));
    if slips(one.as_text(), other.as_text(), allowed) {
        organisation::CLOSE
    } else if common == fewer {
        organisation::CONTAINED
    } else {
        organisation::DIFFERS
    }
}

/// One slip in eight letters.
fn fewer_slips(length: usize) -> usize {
    length / 8 + 1
}
