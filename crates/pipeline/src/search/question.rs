//! What a query may mean: words of a name, an e-mail address or a part of one, a phone, an id.

use matching::records::text::{fold, joined};
use records::values::{EmailAddress, PhoneNumber};

/// Longer queries are cut: nobody remembers more.
const MOST_CHARACTERS: usize = 200;
const MOST_WORDS: usize = 8;

/// Parts of addresses and ids shorter than this say nothing.
const SHORTEST_PART: usize = 3;
const SHORTEST_DIGITS: usize = 4;

/// All that a query may mean.
#[derive(Debug, Default)]
pub(super) struct Question {
    /// Folded words.
    pub(super) words: Vec<String>,
    /// The words without spaces.
    pub(super) whole_name: String,
    /// A whole address, in its one spelling.
    pub(super) email: Option<String>,
    /// A whole number, its digits with the country code.
    pub(super) phone: Option<String>,
    /// Some digits of a number.
    pub(super) digits: Option<String>,
    /// One piece of text without spaces, in lower case: an id, or a part of an id or address.
    pub(super) piece: Option<String>,
}

impl Question {
    pub(super) fn of(query: &str, default_region: &str) -> Self {
        let query: String = query.trim().chars().take(MOST_CHARACTERS).collect();
        let folded = fold(&query);
        let digits = digits(&query);
        let is_number = digits.len() >= SHORTEST_DIGITS && !query.contains(|letter: char| letter.is_alphabetic());
        let is_piece = query.chars().count() >= SHORTEST_PART && !query.contains(char::is_whitespace);
        let phone = PhoneNumber::parse(&query, default_region).ok();
        Self {
            words: folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect(),
            whole_name: joined(&folded),
            email: EmailAddress::parse(&query).ok().map(|address| address.as_str().to_owned()),
            phone: phone.map(|parsed| parsed.number.digits().to_owned()),
            digits: is_number.then_some(digits),
            piece: is_piece.then(|| query.to_lowercase()),
        }
    }
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
