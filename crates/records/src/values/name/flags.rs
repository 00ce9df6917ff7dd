//! What people write into name fields besides the name: `(deceased)`, `- DO NOT MAIL`, `c/o Ann Lee`.

use super::NameFlags;

/// Phrases and what they set: deceased, mail, call, e-mail.
const PHRASES: [(&str, [bool; 4]); 14] = [
    ("deceased", [true, false, false, false]),
    ("dec'd", [true, false, false, false]),
    ("decd", [true, false, false, false]),
    ("do not contact", [false, true, true, true]),
    ("do not solicit", [false, true, true, true]),
    ("no solicitation", [false, true, true, true]),
    ("do not mail", [false, true, false, false]),
    ("don't mail", [false, true, false, false]),
    ("no mail", [false, true, false, false]),
    ("do not call", [false, false, true, false]),
    ("do not phone", [false, false, true, false]),
    ("do not email", [false, false, false, true]),
    ("do not e-mail", [false, false, false, true]),
    ("no email", [false, false, false, true]),
];

/// The name without its flags, and the flags.
pub(super) fn take_flags(text: &str) -> (String, NameFlags) {
    let mut flags = NameFlags::default();
    let mut text = text.to_owned();
    for (phrase, [deceased, mail, call, email]) in PHRASES {
        while let Some(shorter) = without_phrase(&text, phrase) {
            text = shorter;
            flags.deceased |= deceased;
            flags.do_not_mail |= mail;
            flags.do_not_call |= call;
            flags.do_not_email |= email;
        }
    }
    for start in ["the late ", "late "] {
        if text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)) && text.contains(' ') {
            text = text[start.len()..].to_owned();
            flags.deceased = true;
        }
    }
    if let Some((name, care_of)) = split_care_of(&text) {
        flags.care_of = Some(care_of);
        text = name;
    }
    (text, flags)
}

/// The text without the phrase, the brackets around it, and the dash before it; none if it is not there.
fn without_phrase(text: &str, phrase: &str) -> Option<String> {
    let at = find_words(text, phrase)?;
    let (mut before, mut after) = (&text[..at], &text[at + phrase.len()..]);
    if let Some(open) = before.rfind(['(', '[']).filter(|&open| !before[open..].contains([')', ']'])) {
        before = &before[..open];
        after = after.find([')', ']']).map_or("", |close| &after[close + 1..]);
    }
    let marks = |letter: char| matches!(letter, ' ' | '-' | '–' | '—' | '*' | ',' | ';' | ':' | '/' | '|' | '!' | '.');
    let before = before.trim_end_matches(|letter| marks(letter) && letter != '.');
    // `deceased 3/4/2019`: the date is no name.
    let after = after
        .trim_start_matches(|letter: char| marks(letter) || letter.is_ascii_digit())
        .trim_end_matches(|letter| marks(letter) && letter != '.');
    let joined = format!("{before} {after}");
    Some(joined.trim_matches(|letter| marks(letter) && letter != '.').to_owned())
}

/// Where the phrase stands as whole words, in any case.
fn find_words(text: &str, phrase: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    lower
        .match_indices(phrase)
        .map(|(at, _)| at)
        .find(|&at| is_edge(lower[..at].chars().next_back()) && is_edge(lower[at + phrase.len()..].chars().next()))
}

/// The name before `c/o` or `care of`, and the name behind it.
fn split_care_of(text: &str) -> Option<(String, String)> {
    ["c/o", "care of"].into_iter().find_map(|phrase| {
        let at = find_words(text, phrase)?;
        let marks = |letter: char| matches!(letter, ' ' | ',' | ':' | '(' | ')' | '-' | ';');
        let name = text[..at].trim_matches(marks);
        let care_of = text[at + phrase.len()..].trim_matches(marks);
        (!care_of.is_empty()).then(|| (name.to_owned(), care_of.to_owned()))
    })
}
