//! The name of one person, in the order `John Smith` or `Smith, John`.

use super::words::{PARTICLES, PREFIXES, SECOND_GIVEN_NAMES, SUFFIXES, SUFFIXES_BEHIND_COMMA};
use super::{PersonName, casing};

/// Reads the name of one person. `flat` says that the whole field is in one case.
pub(super) fn parse_person(text: &str, flat: bool) -> PersonName {
    let (text, asides) = take_asides(text);
    let (text, mut suffixes) = take_comma_suffixes(&text);
    let mut name = match text.split_once(',') {
        Some((family, given)) => family_first(family, given, &mut suffixes, flat),
        None => natural_order(&text, &mut suffixes, flat),
    };
    name.suffix = joined(&suffixes);
    name.preferred_name = asides.preferred.map(|preferred| casing::given(&preferred, flat));
    name.former_family_name = asides.former.map(|former| casing::family(&former, flat));
    name
}

/// A word without dots and other marks, in lower case: what the word lists hold.
pub(super) fn key(word: &str) -> String {
    let word = word.to_lowercase().replace('.', "");
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

pub(super) fn is_prefix(key: &str) -> bool {
    PREFIXES.iter().any(|(known, _)| *known == key)
}

/// Whether a word is one letter, with or without a dot.
pub(super) fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// Whether two words are a given name: `Mary Ann`, `Robert J.`
pub(super) fn is_second_given(word: &str) -> bool {
    is_initial(word) || SECOND_GIVEN_NAMES.contains(&key(word).as_str())
}

/// How a prefix column is written: known prefixes in their usual form, others as given.
pub(super) fn prefix_of(text: &str) -> Option<String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut prefixes = take_prefixes(&mut words);
    prefixes.extend(words.iter().map(|&word| word.to_owned()));
    joined(&prefixes)
}

/// How a suffix column is written.
pub(super) fn suffix_of(text: &str) -> Option<String> {
    let written = |word: &str| suffix_word(word, true).map_or_else(|| word.to_owned(), str::to_owned);
    let words: Vec<String> = text.split([' ', ',']).filter(|word| !word.is_empty()).map(written).collect();
    joined(&words)
}

/// Takes the prefixes from the front of the words.
pub(super) fn take_prefixes(words: &mut Vec<&str>) -> Vec<String> {
    let mut found = Vec::new();
    if words.len() > 1 && key(words[0]) == "the" && is_prefix(&key(words[1])) {
        words.remove(0);
    }
    while let Some((_, written)) = words.first().and_then(|word| PREFIXES.iter().find(|(known, _)| *known == key(word)))
    {
        found.push((*written).to_owned());
        words.remove(0);
    }
    found
}

/// Takes the suffixes from the end of the words, leaving at least one.
pub(super) fn take_suffixes(words: &mut Vec<&str>) -> Vec<String> {
    let mut found = Vec::new();
    while words.len() > 1 {
        let Some(written) = words.last().and_then(|word| suffix_word(word, false)) else { break };
        found.insert(0, written.to_owned());
        words.pop();
    }
    found
}

fn suffix_word(word: &str, behind_comma: bool) -> Option<&'static str> {
    let wanted = key(word);
    let more = if behind_comma { &SUFFIXES_BEHIND_COMMA[..] } else { &[] };
    SUFFIXES.iter().chain(more).find(|(known, _)| *known == wanted).map(|(_, written)| *written)
}

/// `Smith, John Q. Jr.`
fn family_first(family: &str, given: &str, suffixes: &mut Vec<String>, flat: bool) -> PersonName {
    let mut family: Vec<&str> = family.split_whitespace().collect();
    let given = given.replace(',', " ");
    let mut given: Vec<&str> = given.split_whitespace().collect();
    let mut prefixes = take_prefixes(&mut family);
    prefixes.extend(take_prefixes(&mut given));
    let mut found = take_suffixes(&mut family);
    found.extend(take_suffixes(&mut given));
    // `Smith, Jr., John` has its suffix first among the given names.
    while let Some(written) = given.first().filter(|_| given.len() > 1).and_then(|word| suffix_word(word, false)) {
        found.push(written.to_owned());
        given.remove(0);
    }
    found.append(suffixes);
    *suffixes = found;
    assemble(&prefixes, &given, &family, flat)
}

/// `Dr. John Q. van der Berg Jr.`
fn natural_order(text: &str, suffixes: &mut Vec<String>, flat: bool) -> PersonName {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let prefixes = take_prefixes(&mut words);
    let mut found = take_suffixes(&mut words);
    found.append(suffixes);
    *suffixes = found;
    let family_at = family_start(&words, !prefixes.is_empty(), flat);
    assemble(&prefixes, &words[..family_at], &words[family_at..], flat)
}

/// Where the family name begins: at the last word, or at the particles before it.
fn family_start(words: &[&str], has_prefix: bool, flat: bool) -> usize {
    let is_particle = |word: &&str| PARTICLES.contains(&key(word).as_str());
    match words {
        [] => 0,
        [_] => usize::from(!has_prefix),
        [first, .., last] => {
            let begins_small = is_particle(first) && !flat && first.chars().all(char::is_lowercase);
            let all_particles = words.len() > 2 && words[..words.len() - 1].iter().all(is_particle);
            if begins_small || all_particles && !is_particle(last) {
                return 0;
            }
            let particles = words[1..words.len() - 1].iter().rev().take_while(|word| is_particle(word)).count();
            words.len() - 1 - particles
        }
    }
}

/// Puts the parts together, each in its case; the first given word is the given name.
pub(super) fn assemble(prefixes: &[String], given: &[&str], family: &[&str], flat: bool) -> PersonName {
    let part = |words: &[&str]| Some(words.join(" ")).filter(|text| text.chars().any(char::is_alphanumeric));
    let (first, middle) = given.split_at(given.len().min(1));
    PersonName {
        prefix: joined(prefixes),
        given_name: part(first).map(|text| casing::given(&text, flat)),
        middle_name: part(middle).map(|text| casing::given(&text, flat)),
        family_name: part(family).map(|text| casing::family(&text, flat)),
        ..PersonName::default()
    }
}

pub(super) fn joined(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

/// Suffixes behind a comma at the end: `John Smith, Jr., MD`.
fn take_comma_suffixes(text: &str) -> (String, Vec<String>) {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut found: Vec<String> = Vec::new();
    while parts.len() > 1 {
        let Some(part) = parts.last() else { break };
        let written: Option<Vec<&str>> = part.split_whitespace().map(|word| suffix_word(word, true)).collect();
        let Some(written) = written else { break };
        found.splice(0..0, written.into_iter().map(str::to_owned));
        parts.pop();
    }
    (parts.join(","), found)
}

/// What stands beside a name: nickname and earlier family name.
#[derive(Default)]
pub(super) struct Asides {
    pub(super) preferred: Option<String>,
    pub(super) former: Option<String>,
}

/// Takes `"Bob"`, `(Bob)`, `(née Brown)` and `née Brown` out of a name.
pub(super) fn take_asides(text: &str) -> (String, Asides) {
    let mut asides = Asides::default();
    let mut text = text.to_owned();
    for (open, close) in [('(', ')'), ('"', '"'), ('“', '”'), ('[', ']'), ('\'', '\'')] {
        while let Some((shorter, inner)) = without_brackets(&text, open, close) {
            keep_aside(&inner, &mut asides);
            text = shorter;
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mark = words.iter().position(|word| is_former_mark(word)).filter(|&at| at > 0 && at + 1 < words.len());
    let Some(at) = mark else { return (words.join(" "), asides) };
    asides.former = Some(words[at + 1..].join(" ").trim_matches([',', '.']).to_owned());
    (words[..at].join(" ").trim_end_matches(',').to_owned(), asides)
}

fn is_former_mark(word: &str) -> bool {
    matches!(word.to_lowercase().trim_matches([',', ':', '.']), "née" | "nee" | "né" | "formerly" | "f/k/a" | "fka")
}

/// A former name behind its mark, else a nickname of at most two words; other asides are no name.
fn keep_aside(inner: &str, asides: &mut Asides) {
    let words: Vec<&str> = inner.split_whitespace().collect();
    match words.as_slice() {
        [mark, name @ ..] if is_former_mark(mark) && !name.is_empty() => asides.former = Some(name.join(" ")),
        [_] | [_, _] if inner.chars().any(char::is_alphabetic) => asides.preferred = Some(words.join(" ")),
        _ => {}
    }
}

/// The text without its first bracketed part, and what stood in it. A bracket stands at a word's edge, so
/// that the apostrophes of `O'Brien-D'Arcy` are none.
fn without_brackets(text: &str, open: char, close: char) -> Option<(String, String)> {
    let starts = text.match_indices(open).map(|(at, _)| at);
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    for start in starts.filter(|&at| is_edge(text[..at].chars().next_back())) {
        let inner_at = start + open.len_utf8();
        let ends = text[inner_at..].match_indices(close).map(|(at, _)| inner_at + at);
        let mut ends = ends.filter(|&at| is_edge(text[at + close.len_utf8()..].chars().next()));
        if let Some(end) = ends.next() {
            let around = format!("{} {}", &text[..start], &text[end + close.len_utf8()..]);
            return Some((around, text[inner_at..end].trim().to_owned()));
        }
    }
    None
}
