//! Dates that name their month: `07 Mar 2019`, `Mar 7, 2019`, `Wednesday, September 30, 2026`.

use super::DateFormat;
use super::order::full_year_of;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// One word of a date, its kind, and where the text goes on behind it.
struct Word<'a> {
    text: &'a str,
    rest: &'a str,
}

/// Year, month and day at the start of the text, and the text behind them.
pub(super) fn take_words(text: &str, format: DateFormat) -> Option<((i16, i8, i8), &str)> {
    let mut word = next_word(text)?;
    if position(&WEEKDAYS, word.text).is_some() {
        word = next_word(word.rest)?;
    }
    let second = next_word(word.rest)?;
    let third = next_word(second.rest)?;
    let (month, day) = match (position(&MONTHS, word.text), position(&MONTHS, second.text)) {
        (Some(month), None) => (month, second.text),
        (None, Some(month)) => (month, word.text),
        _ => return None,
    };
    // `2019 Mar 7`
    let (year, day) = if day.len() == 4 && number(day).is_some() { (day, third.text) } else { (third.text, day) };
    let year = full_year_of(i16::try_from(number(year)?).ok()?, year.len(), format).ok()?;
    let day = i8::try_from(number(without_ordinal(day))?).ok()?;
    Some(((year, month, day), third.rest))
}

fn next_word(text: &str) -> Option<Word<'_>> {
    let text = text.trim_start_matches([' ', ',', '-', '.', '/']);
    let end = text
        .find([' ', ',', '-', '.', '/', 'T', ':'])
        .map_or(text.len(), |at| if at == 0 { word_end(text) } else { at });
    let (text, rest) = text.split_at(end);
    (!text.is_empty()).then_some(Word { text, rest })
}

/// The end of a word that begins with a capital T (`Tuesday`), which else ends a date.
fn word_end(text: &str) -> usize {
    text.find([' ', ',', '-', '.', '/', ':']).unwrap_or(text.len())
}

fn number(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn without_ordinal(day: &str) -> &str {
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending));
    ending.unwrap_or(day)
}

/// Which of the names the word is, or begins (`Sep`, `Sept`), counted from 1.
fn position(names: &[&str], word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let found = names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    i8::try_from(found + 1).ok()
}
