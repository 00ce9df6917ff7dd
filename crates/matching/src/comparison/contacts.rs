//! Agreement of e-mails, phones and personal ids: the best over all values of both sides.

use super::kernel::slips;
use super::levels::{email as email_level, identifier as identifier_level, phone as phone_level};
use crate::records::{Records, Row, ValueId};

/// The best (lowest) level over all pairs of known values; 0 when one side has none.
fn best(left: &[ValueId], right: &[ValueId], level: impl Fn(ValueId, ValueId) -> u8) -> u8 {
    let mut found = 0;
    for one in left.iter().take_while(|id| **id != 0) {
        for other in right.iter().take_while(|id| **id != 0) {
            let next = level(*one, *other);
            if next != 0 && (found == 0 || next < found) {
                found = next;
            }
        }
    }
    found
}

/// The level of e-mail addresses.
pub(crate) fn email(records: &Records, one: &Row, other: &Row) -> u8 {
    best(&one.emails, &other.emails, |left, right| {
        if left == right {
            let shared = records.counts.emails.given_names[left as usize] > 1;
            return if shared { email_level::SHARED } else { email_level::EXACT };
        }
        different_emails(records, left, right)
    })
}

fn different_emails(records: &Records, left: ValueId, right: ValueId) -> u8 {
    let common = records.counts.local_parts[left as usize] > 2;
    let (left, right) = (&records.emails[left as usize], &records.emails[right as usize]);
    if left.text[..left.local] == right.text[..right.local] && left.local >= 4 {
        if common { email_level::COMMON_LOCAL_PART } else { email_level::LOCAL_PART }
    } else if !slips(left.text.as_bytes(), right.text.as_bytes(), 2) {
        email_level::DIFFERS
    } else if left.text.bytes().filter(u8::is_ascii_digit).eq(right.text.bytes().filter(u8::is_ascii_digit)) {
        email_level::CLOSE
    } else {
        // Namesakes tell their addresses apart by numbers.
        email_level::OTHER_NUMBER
    }
}

/// The level of phone numbers; a number without its area code agrees with one that ends in it.
pub(crate) fn phone(records: &Records, one: &Row, other: &Row) -> u8 {
    best(&one.phones, &other.phones, |left, right| {
        if left == right {
            let shared = records.counts.phones.given_names[left as usize] > 1;
            return if shared { phone_level::SHARED } else { phone_level::EXACT };
        }
        let (left, right) = (records.phones.text(left), records.phones.text(right));
        let tail = left.len() != right.len()
            && left.len().min(right.len()) >= 6
            && (left.ends_with(right) || right.ends_with(left));
        if tail || slips(left.as_bytes(), right.as_bytes(), 1) { phone_level::CLOSE } else { phone_level::DIFFERS }
    })
}

/// The level of personal ids of one kind; ids of different kinds say nothing.
pub(crate) fn identifier(records: &Records, one: &Row, other: &Row) -> u8 {
    best(&one.identifiers, &other.identifiers, |left, right| {
        if left == right {
            return identifier_level::EXACT;
        }
        let (left, right) = (records.identifiers.text(left), records.identifiers.text(right));
        let kind = |text: &str| text.find(':').unwrap_or(0);
        if left[..kind(left)] != right[..kind(right)] {
            0
        } else if slips(left.as_bytes(), right.as_bytes(), 1) {
            identifier_level::CLOSE
        } else {
            identifier_level::DIFFERS
        }
    })
}
