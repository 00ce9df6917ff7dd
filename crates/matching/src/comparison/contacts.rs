//! Agreement of e-mails, phones and personal ids: the best over all values of both sides.

use super::kernel::{far_apart, may_hold, slips};
use super::levels::{email as email_level, identifier as identifier_level, phone as phone_level};
use crate::records::{NameValue, Records, Row, ValueId};

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
        different_emails(records, (one, left), (other, right))
    })
}

/// Two addresses that are each made of a name are alike because the names are, and that was counted there: they say
/// no more than that they differ. Namesakes tell their addresses apart by a dot, a domain or a number; of a hundred
/// namesakes one has the same two digits, but a longer number that is the same is somebody's own.
fn different_emails(records: &Records, (one, left): (&Row, ValueId), (other, right): (&Row, ValueId)) -> u8 {
    let level = alike_emails(records, left, right);
    let has_own_number = || level != email_level::OTHER_NUMBER && digits(records.emails.local_text(left)).count() > 2;
    let is_said_by_names = || is_made_of_name(records, one, left) && is_made_of_name(records, other, right);
    let is_chance = level != email_level::DIFFERS && !has_own_number() && is_said_by_names();
    if is_chance { email_level::DIFFERS } else { level }
}

/// Whether the part before the `@` is both of the record's names, or one of them, perhaps with an initial, whatever
/// stands between or behind: `karen.hayes`, `khayes`, `hayes_k`, `karen7`.
fn is_made_of_name(records: &Records, row: &Row, email: ValueId) -> bool {
    let is_letter = |letter: &char| !letter.is_ascii_digit() && !matches!(letter, '.' | '_' | '-');
    let letters: String = records.emails.local_text(email).chars().filter(is_letter).collect();
    let (given, family) = (&records.names[row.given as usize], &records.names[row.family as usize]);
    let is_given = |text: &str| !text.is_empty() && (*text == *given.joined || given.is_called(text));
    let (but_first, but_last) = (letters.get(1..), letters.get(..letters.len().saturating_sub(1)));
    let is_given_with_initial = [Some(&*letters), but_first, but_last].into_iter().flatten().any(is_given);
    is_given_with_initial || beside(&letters, family).any(|rest| rest.len() <= 1 || is_given(rest))
}

/// What stands before and after a name; nothing when it does not occur at either end.
fn beside<'text>(letters: &'text str, name: &NameValue) -> impl Iterator<Item = &'text str> {
    let name = Some(&*name.joined).filter(|name| !name.is_empty());
    let ends = name.map(|name| [letters.strip_prefix(name), letters.strip_suffix(name)]);
    ends.into_iter().flatten().flatten()
}

fn alike_emails(records: &Records, left: ValueId, right: ValueId) -> u8 {
    let emails = &records.emails;
    if emails.local(left) == emails.local(right) && emails.local_length(left) >= 4 {
        let common = records.counts.local_parts[left as usize] > 2;
        return if common { email_level::COMMON_LOCAL_PART } else { email_level::LOCAL_PART };
    }
    if far_apart(emails.letters(left), emails.letters(right), 2) {
        return email_level::DIFFERS;
    }
    let (left, right) = (emails.text(left), emails.text(right));
    if !slips(left, right, 2) {
        email_level::DIFFERS
    } else if digits(left.text).eq(digits(right.text)) {
        email_level::CLOSE
    } else {
        // Namesakes tell their addresses apart by numbers.
        email_level::OTHER_NUMBER
    }
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

/// The level of phone numbers; a number without its area code agrees with one that ends in it.
pub(crate) fn phone(records: &Records, one: &Row, other: &Row) -> u8 {
    best(&one.phones, &other.phones, |left, right| {
        if left == right {
            let shared = records.counts.phones.given_names[left as usize] > 1;
            return if shared { phone_level::SHARED } else { phone_level::EXACT };
        }
        let (some, others) = (records.phones.letters(left), records.phones.letters(right));
        if far_apart(some, others, 1) && !may_hold(some, others) {
            return phone_level::DIFFERS;
        }
        let (left, right) = (records.phones.text(left), records.phones.text(right));
        let (one, other) = (left.text, right.text);
        let tail = one.len() != other.len()
            && one.len().min(other.len()) >= 6
            && (one.ends_with(other) || other.ends_with(one));
        if tail || slips(left, right, 1) { phone_level::CLOSE } else { phone_level::DIFFERS }
    })
}

fn kind_of(identifier: &str) -> &str {
    &identifier[..identifier.find(':').unwrap_or(0)]
}

/// The level of personal ids of one kind; ids of different kinds say nothing.
pub(crate) fn identifier(records: &Records, one: &Row, other: &Row) -> u8 {
    best(&one.identifiers, &other.identifiers, |left, right| {
        if left == right {
            return identifier_level::EXACT;
        }
        let (left, right) = (records.identifiers.text(left), records.identifiers.text(right));
        if kind_of(left.text) != kind_of(right.text) {
            0
        } else if slips(left, right, 1) {
            identifier_level::CLOSE
        } else {
            identifier_level::DIFFERS
        }
    })
}
