//! Proper case for names that were typed in capitals or in small letters throughout.

use super::words::PARTICLES;

/// Whether a text has one case only: all capitals or all small letters.
pub(super) fn is_flat(text: &str) -> bool {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    upper != lower
}

/// A given, middle or preferred name in proper case, if it is flat.
pub(super) fn given(text: &str, whole_is_flat: bool) -> String {
    if !must_change(text, whole_is_flat) {
        return text.to_owned();
    }
    let word = |word: &str| if is_initials(word) { word.to_uppercase() } else { proper_word(word) };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A family name in proper case, if it is flat; its particles are small.
pub(super) fn family(text: &str, whole_is_flat: bool) -> String {
    if !must_change(text, whole_is_flat) {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let last = words.len() - 1;
    let word = |(at, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        if at < last && PARTICLES.contains(&lower.as_str()) && !lower.starts_with('s') {
            lower
        } else {
            proper_word(word)
        }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// In a mixed text, `JD` and `J` are initials and stay; `SMITH, John` and `john Smith` do not.
fn must_change(text: &str, whole_is_flat: bool) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_lower = text.chars().any(char::is_lowercase);
    is_flat(text) && (whole_is_flat || is_lower || (letters > 2 && !text.contains('.')))
}

/// Two consonants, as nobody is called: `JD`, `TJ`.
fn is_initials(word: &str) -> bool {
    let is_consonant = |letter: char| letter.is_ascii_alphabetic() && !"aeiouyAEIOUY".contains(letter);
    word.chars().count() == 2 && word.chars().all(is_consonant) && !word.eq_ignore_ascii_case("ng")
}

/// `MCDONALD` to `McDonald`, `O'BRIEN` to `O'Brien`, `SMITH-JONES` to `Smith-Jones`.
fn proper_word(word: &str) -> String {
    let mut proper = String::with_capacity(word.len());
    let mut piece = String::new();
    for letter in word.chars() {
        piece.push(letter);
        // An apostrophe begins a new piece after one letter (`O'Brien`) and no other (`Shea's`).
        let ends_piece = if letter == '\'' { piece.chars().count() == 2 } else { !letter.is_alphanumeric() };
        if ends_piece {
            proper.push_str(&proper_piece(&piece));
            piece.clear();
        }
    }
    proper.push_str(&proper_piece(&piece));
    proper
}

fn proper_piece(piece: &str) -> String {
    let lower = piece.to_lowercase();
    match lower.strip_prefix("mc") {
        Some(rest) if rest.chars().count() > 2 => format!("Mc{}", capitalized(rest)),
        _ => capitalized(&lower),
    }
}

fn capitalized(lower: &str) -> String {
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
