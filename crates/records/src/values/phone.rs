//! Phone numbers in E.164: one spelling for one line.
//!
//! In: a cell and the region of numbers without a country code. Out: `+12125550123`, and the
//! extension if there is one. A number is taken when it is *possible* (of the right length for its
//! country); whether it is in service nobody here can know, and fictional numbers must pass.

use super::cell::{clean_cell, is_null};
use super::money::is_scientific;
use rlibphonenumber::{NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumberFormat, Region, ValidationError};
use serde::{Deserialize, Serialize};

/// A phone number in E.164: `+`, country code, national number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

stored_text!(PhoneNumber);

/// A number, and the extension behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedPhone {
    /// The number.
    pub number: PhoneNumber,
    /// Digits to dial after the call is taken: `12` of `x12`.
    pub extension: Option<String>,
}

/// Why a cell is not a phone number. Never holds the cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhoneError {
    /// The cell is empty or says that there is no number.
    #[error("no phone number")]
    Missing,
    /// Several numbers in one cell; [`split_cell`](super::split_cell) takes them apart.
    #[error("more than one phone number, expected one")]
    Several,
    /// A number like `5.55E+09`: a spreadsheet lost its digits.
    #[error("phone number in scientific notation, its digits are lost")]
    Scientific,
    /// `000-000-0000` and the like, typed because a form asked for something.
    #[error("a placeholder, not a phone number")]
    Placeholder,
    /// Too few digits, or the area code is missing.
    #[error("phone number too short for its country")]
    TooShort,
    /// Too many digits.
    #[error("phone number too long for its country")]
    TooLong,
    /// Letters or marks that no phone number has, or a country code that is not in use.
    #[error("not a phone number")]
    Shape,
    /// The default region is no ISO 3166 alpha-2 code.
    #[error("unknown default region, expected an ISO 3166 alpha-2 code such as US")]
    UnknownRegion,
}

impl PhoneNumber {
    /// Reads a number; one without a country code belongs to `default_region` (`US`).
    ///
    /// `00` and `011` before a number count as `+`; `x12`, `ext. 12` become the extension; words such
    /// as `(cell)` are left out.
    ///
    /// # Errors
    /// When the cell is empty, holds several numbers, has lost its digits, is a placeholder, or is not
    /// of the length that its country's numbers have.
    pub fn parse(text: &str, default_region: &str) -> Result<ParsedPhone, PhoneError> {
        let region = region_of(default_region).ok_or(PhoneError::UnknownRegion)?;
        if is_null(text) {
            return Err(PhoneError::Missing);
        }
        let cleaned = clean_cell(text);
        if is_scientific(&cleaned) {
            return Err(PhoneError::Scientific);
        }
        if holds_several(&cleaned) {
            return Err(PhoneError::Several);
        }
        parse_one(&with_plus(without_label(&cleaned)), region)
    }

    /// The number without its `+`.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }
}

/// A region that has phone numbers.
fn region_of(code: &str) -> Option<Region> {
    let region = Region::from_code(code).ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(|_| region)
}

fn parse_one(text: &str, region: Region) -> Result<ParsedPhone, PhoneError> {
    if has_lone_word(text) {
        return Err(PhoneError::Shape);
    }
    let marks = text.chars().filter(char::is_ascii_alphanumeric).count();
    if marks < 7 {
        return Err(PhoneError::TooShort);
    }
    let parsed = PHONE_NUMBER_UTIL.parse(text, Some(region)).map_err(|_| PhoneError::Shape)?;
    match PHONE_NUMBER_UTIL.is_possible_number_with_reason(&parsed) {
        Ok(NumberLengthType::IsPossible) => {}
        Ok(NumberLengthType::IsPossibleLocalOnly) | Err(ValidationError::TooShort) => return Err(PhoneError::TooShort),
        Err(ValidationError::TooLong) => return Err(PhoneError::TooLong),
        Err(_) => return Err(PhoneError::Shape),
    }
    let national = rlibphonenumber::get_national_significant_number_owned(&parsed);
    if is_placeholder(&national, parsed.country_code) {
        return Err(PhoneError::Placeholder);
    }
    let number = PhoneNumber(PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::E164).into_owned());
    if number.digits().len() < 7 {
        return Err(PhoneError::TooShort);
    }
    if !PHONE_NUMBER_UTIL.is_valid_number(&parsed) && !names_itself(&number, region) {
        return Err(PhoneError::Shape);
    }
    let extension = parsed.extension.filter(|extension| !extension.is_empty());
    Ok(ParsedPhone { number, extension })
}

/// Whether the number is read back as itself: a possible number with stray zeros in front may not be.
fn names_itself(number: &PhoneNumber, region: Region) -> bool {
    PHONE_NUMBER_UTIL
        .parse(number.as_str(), Some(region))
        .is_ok_and(|again| PHONE_NUMBER_UTIL.format(&again, PhoneNumberFormat::E164) == number.as_str())
}

/// Whether a word stands among the digits that is neither an extension's mark nor part of a number
/// spelled in letters (`1-800-FLOWERS`).
fn has_lone_word(text: &str) -> bool {
    let is_extension = |word: &str| matches!(word.to_lowercase().as_str(), "x" | "ext" | "extn" | "extension");
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ':' | ';' | '#'))
        .filter(|word| word.chars().any(char::is_alphabetic) && !word.chars().any(|letter| letter.is_ascii_digit()))
        .any(|word| !is_extension(word))
}

/// All digits equal, `1234567890`, or (in North America, where none exists) an area code that
/// begins with 0 or 1.
fn is_placeholder(national: &str, country_code: i32) -> bool {
    let first = national.chars().next();
    let all_equal = national.chars().all(|digit| Some(digit) == first);
    let impossible_area = country_code == 1 && matches!(first, Some('0' | '1'));
    all_equal || impossible_area || national == "1234567890"
}

/// Whether two parts of the cell have the seven digits that a number has at least.
fn holds_several(text: &str) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    text.split(['/', ';', ',', '|', '\n', '\r', '&'])
        .flat_map(|part| part.split(" or "))
        .filter(|part| digits(part) >= 7)
        .count()
        > 1
}

/// The cell without `(cell)`, `Home:` and the `.0` of a number that a spreadsheet took for one.
fn without_label(text: &str) -> &str {
    let is_digit_or_start = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '(');
    let begin = text.find(is_digit_or_start).unwrap_or(0);
    let is_label = |label: &str| {
        const LABELS: [&str; 14] =
            ["home", "cell", "mobile", "work", "office", "fax", "main", "phone", "tel", "h", "c", "m", "w", "o"];
        LABELS.contains(&label.trim_matches(|letter: char| !letter.is_alphabetic()).to_lowercase().as_str())
    };
    let text = if is_label(&text[..begin]) { &text[begin..] } else { text };
    let end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(text.len(), |at| at + 1);
    let text = if is_label(&text[end..]) { &text[..end] } else { text };
    match text.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// Writes the international prefixes `011` (from North America) and `00` (from elsewhere) as `+`.
fn with_plus(text: &str) -> String {
    let starts_at = |count: usize| text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()).nth(count);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let prefix = match () {
        () if text.contains('+') || digits.bytes().all(|byte| byte == b'0') => 0,
        () if digits.starts_with("011") && digits.len() > 10 => 3,
        () if digits.starts_with("00") && digits.len() > 9 => 2,
        () => 0,
    };
    match starts_at(prefix) {
        Some((at, _)) if prefix > 0 => format!("+{}", &text[at..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, Option<&str>), PhoneError>) {
        let parsed = PhoneNumber::parse(text, "US");
        let seen = parsed.as_ref().map(|phone| (phone.number.as_str(), phone.extension.as_deref()));
        assert_eq!(seen, expected.as_ref().copied(), "{text:?}");
    }

    #[test]
    fn a_number_has_one_spelling() {
        for text in [
            "(212) 555-0123",
            "212-555-0123",
            "212.555.0123",
            "2125550123",
            "2125550123.0",
            "1 212 555 0123",
            "+1 (212) 555-0123",
            "+12125550123",
            "001 212 555 0123",
            "011 1 212 555 0123",
            "212 555 0123 (cell)",
            "Home: 212-555-0123",
            "c 212-555-0123",
            "212/555-0123",
            "='212-555-0123",
            "'2125550123",
        ] {
            let text = text.trim_start_matches('=');
            check(text, Ok(("+12125550123", None)));
        }
    }

    #[test]
    fn a_fictional_number_is_a_number() {
        check("(555) 555-1212", Ok(("+15555551212", None)));
        check("555-010-0199", Ok(("+15550100199", None)));
    }

    #[test]
    fn a_number_may_be_spelled_in_letters() {
        check("1-800-FLOWERS", Ok(("+18003569377", None)));
    }

    #[test]
    fn digits_behind_the_number_are_its_extension() {
        for text in ["555.555.1212 x12", "555.555.1212 ext. 12", "555.555.1212 ext 12", "(555) 555-1212 extension 12"] {
            check(text, Ok(("+15555551212", Some("12"))));
        }
    }

    #[test]
    fn a_number_of_another_country_keeps_its_country() {
        check("+44 20 7946 0123", Ok(("+442079460123", None)));
        check("011 44 20 7946 0123", Ok(("+442079460123", None)));
        check("0044 20 7946 0123", Ok(("+442079460123", None)));
        let british = PhoneNumber::parse("020 7946 0123", "GB").unwrap();
        assert_eq!(british.number.as_str(), "+442079460123");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "N/A", "-", "Not shared by donor"] {
            check(text, Err(PhoneError::Missing));
        }
        check("5.55E+09", Err(PhoneError::Scientific));
        for text in ["000-000-0000", "(555) 555-5555", "1111111111", "123-456-7890", "999-999-9999"] {
            check(text, Err(PhoneError::Placeholder));
        }
        for text in ["12345", "555-1212"] {
            check(text, Err(PhoneError::TooShort));
        }
        check("212 555 0123 4567 89", Err(PhoneError::TooLong));
        check("212-555-0123 / 212-555-0199", Err(PhoneError::Several));
        check("212-555-0123; 212-555-0199", Err(PhoneError::Several));
        for text in ["call me", "ask Bob about 2125550123 maybe", "unknown number", "@2125550123 twitter"] {
            check(text, Err(PhoneError::Shape));
        }
        assert_eq!(PhoneNumber::parse("2125550123", "XX"), Err(PhoneError::UnknownRegion));
    }

    proptest! {
        #[test]
        fn a_number_is_read_back_as_itself(text in "(\\+|00|011)?[0-9 ().-]{6,16}( x[0-9]{1,3})?", region in 0_usize..4) {
            let region = ["US", "GB", "DE", "MX"][region];
            if let Ok(phone) = PhoneNumber::parse(&text, region) {
                let again = PhoneNumber::parse(phone.number.as_str(), region).map(|phone| phone.number);
                prop_assert_eq!(again, Ok(phone.number));
            }
        }

        #[test]
        fn no_text_makes_it_panic_or_leak(text in "\\PC{0,24}|[-+0-9.x/() ]{0,24}") {
            match PhoneNumber::parse(&text, "US") {
                Ok(phone) => prop_assert!(phone.number.digits().bytes().all(|byte| byte.is_ascii_digit())),
                Err(error) => prop_assert!(text.trim().chars().count() < 6 || !error.to_string().contains(text.trim())),
            }
        }
    }
}
