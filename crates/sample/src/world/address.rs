//! Postal addresses of the world, and numbers and e-mail addresses that are free to invent.

use super::lists::{City, Lists};
use crate::random::Dice;
use std::collections::HashSet;

/// The endings of street names: in full and as the post shortens them.
pub(crate) const STREET_ENDINGS: [(&str, &str); 9] = [
    ("Street", "St"),
    ("Avenue", "Ave"),
    ("Road", "Rd"),
    ("Lane", "Ln"),
    ("Drive", "Dr"),
    ("Court", "Ct"),
    ("Boulevard", "Blvd"),
    ("Place", "Pl"),
    ("Terrace", "Ter"),
];

const EMAIL_DOMAINS: [&str; 10] = [
    "example.com",
    "example.org",
    "example.net",
    "mail.example.com",
    "mail.example.org",
    "mail.example.net",
    "post.example.net",
    "inbox.example.com",
    "home.example.org",
    "webmail.example.net",
];

/// Numbers per area code of the range that is reserved for fiction: 555-0100 to 555-0199.
const NUMBERS_PER_AREA: usize = 100;

/// One postal address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) number: i64,
    pub(crate) street: String,
    /// Index into [`STREET_ENDINGS`].
    pub(crate) ending: usize,
    /// `4B`, or empty.
    pub(crate) unit: String,
    pub(crate) city: City,
}

impl Address {
    /// Invents an address in a city.
    pub(crate) fn invent(lists: &Lists, city: City, dice: &mut Dice) -> Self {
        let unit = if dice.chance(220) {
            format!("{}{}", dice.between(1, 40), dice.pick(&["", "A", "B", "C"]))
        } else {
            String::new()
        };
        Self {
            number: dice.between(1, 60) * dice.between(1, 60) + dice.between(0, 9),
            street: dice.pick(&lists.streets).clone(),
            ending: dice.weighted(&[30, 18, 16, 9, 12, 5, 3, 4, 3]),
            unit,
            city,
        }
    }
}

/// Hands out e-mail addresses and telephone numbers, each to one owner while there are enough.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    emails: HashSet<String>,
    phones: usize,
}

impl Registry {
    /// A number nobody has, until all numbers of the fictional range are taken.
    ///
    /// Steps through the range by a stride that shares no factor with its size, so that
    /// neighbours get area codes far apart.
    pub(crate) fn phone(&mut self, lists: &Lists) -> String {
        let size = lists.area_codes.len() * NUMBERS_PER_AREA;
        let stride = (size * 382 / 1000..size).find(|stride| shares_no_factor(*stride, size)).unwrap_or(1);
        let slot = self.phones.wrapping_mul(stride) % size;
        self.phones += 1;
        format!("{}55501{:02}", lists.area_codes[slot / NUMBERS_PER_AREA], slot % NUMBERS_PER_AREA)
    }

    /// An address made of `words`, with digits when somebody has it already.
    pub(crate) fn email(&mut self, words: &[&str; 2], dice: &mut Dice) -> String {
        let (first, last) = (mailbox_text(words[0]), mailbox_text(words[1]));
        let initial = first.get(..1).unwrap_or_default().to_owned();
        let local = match dice.weighted(&[30, 18, 12, 12, 10, 18]) {
            0 => format!("{first}.{last}"),
            1 => format!("{initial}{last}"),
            2 => format!("{first}_{last}"),
            3 => format!("{last}.{first}"),
            4 => format!("{first}{last}"),
            _ => format!("{first}{}{}", last.get(..1).unwrap_or_default(), dice.between(10, 99)),
        };
        let domain = EMAIL_DOMAINS[dice.weighted(&[24, 14, 14, 10, 8, 6, 6, 8, 5, 5])];
        self.claim(&local, domain, dice)
    }

    /// `info@harborlight.example.org` for an organisation.
    pub(crate) fn office_email(&mut self, name: &str, dice: &mut Dice) -> String {
        let mailbox = *dice.pick(&["info", "office", "giving", "hello"]);
        let domain = format!("{}.example.org", mailbox_text(name));
        self.claim(mailbox, &domain, dice)
    }

    fn claim(&mut self, local: &str, domain: &str, dice: &mut Dice) -> String {
        let mut address = format!("{local}@{domain}");
        while !self.emails.insert(address.clone()) {
            address = format!("{local}{}@{domain}", dice.between(2, 99_999));
        }
        address
    }
}

fn shares_no_factor(left: usize, right: usize) -> bool {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left == 1
}

/// The plain letters of a name in lower case: `Núñez` becomes `nunez`.
pub(crate) fn mailbox_text(name: &str) -> String {
    crate::noise::plain_letters(name).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nobody_shares_a_number_while_numbers_last() {
        let lists = Lists::read();
        let mut registry = Registry::default();
        let size = lists.area_codes.len() * NUMBERS_PER_AREA;
        let numbers: BTreeSet<String> = (0..size).map(|_| registry.phone(&lists)).collect();
        assert_eq!(numbers.len(), size);
        assert!(numbers.iter().all(|number| number.len() == 10 && &number[3..8] == "55501"));
    }

    #[test]
    fn a_taken_address_gets_digits() {
        let mut registry = Registry::default();
        let mut dice = Dice::new(1, "email", 0);
        assert_eq!(registry.claim("ann", "example.org", &mut dice), "ann@example.org");
        assert_ne!(registry.claim("ann", "example.org", &mut dice), "ann@example.org");
    }
}
