//! Names of two people in one text, and of households.

use super::person::{is_prefix, is_second_given, key, parse_person, take_prefixes};
use super::words::GIVEN_NAMES;
use super::{NameFlags, NamedParty, PersonName, casing};
use crate::kinds::PartyKind;

/// The texts on both sides of the first `and`, `&` or `+`; none if there are not two.
pub(super) fn split(text: &str) -> Option<(String, String)> {
    let spaced = text.replace('&', " & ").replace('+', " + ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let at = words.iter().position(|word| is_conjunction(word)).filter(|&at| at > 0 && at + 1 < words.len())?;
    Some((words[..at].join(" "), words[at + 1..].join(" ")))
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "&" | "+") || word.eq_ignore_ascii_case("and")
}

/// `The Smith Family`, `John and Mary Smith Household`: the people that are named.
pub(super) fn parse_household(text: &str, flat: bool) -> Option<NamedParty> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (last, rest) = words.split_last()?;
    if !matches!(key(last).as_str(), "family" | "household") {
        return None;
    }
    let rest = if rest.first().is_some_and(|first| key(first) == "the") { &rest[1..] } else { rest };
    // `Holy Family` is a church, and `John Smith and Family` has its family behind an `and`.
    if rest.last().is_none_or(|word| is_conjunction(word)) || rest.len() > 6 || key(rest[0]) == "holy" {
        return None;
    }
    let named = |text: &str| {
        let name = parse_person(text, flat);
        if text.contains(' ') { name } else { only_family(None, Some(casing::family(text, flat))) }
    };
    Some(match split(&rest.join(" ")) {
        Some((left, right)) if !left.contains(' ') && !right.contains(' ') => {
            NamedParty::Couple(named(&left), named(&right))
        }
        Some((left, right)) => two_people(&left, &right, flat),
        None => NamedParty::Person(named(&rest.join(" "))),
    })
}

/// Two names around an `and`. May turn out to be an organisation (`Smith & Sons`) or one person (`John Smith
/// and Family`).
pub(super) fn parse_couple(left: &str, right: &str, kind: PartyKind, flat: bool, flags: &mut NameFlags) -> NamedParty {
    match key(right).as_str() {
        "sons" | "son" | "co" | "associates" | "company" | "daughters" | "partners" | "bros" => {
            return NamedParty::Organization(format!("{left} & {right}"));
        }
        "family" | "children" | "kids" => {
            flags.household = true;
            return super::person_or_missing(parse_person(left, flat));
        }
        "guest" | "friend" | "friends" => return super::person_or_missing(parse_person(left, flat)),
        "spouse" | "wife" | "husband" | "partner" => {
            let first = parse_person(left, flat);
            let second = only_family(None, first.family_name.clone());
            return couple_or_person(first, second);
        }
        _ => {}
    }
    if kind != PartyKind::Person && looks_like_a_firm(left, right) {
        return NamedParty::Organization(format!("{left} & {right}"));
    }
    two_people(left, right, flat)
}

/// `Johnson & Johnson`: two words, neither a frequent given name.
fn looks_like_a_firm(left: &str, right: &str) -> bool {
    let is_given = |word: &str| GIVEN_NAMES.contains(&key(word).as_str());
    !left.contains(' ') && !right.contains(' ') && !is_prefix(&key(left)) && !is_given(left) && !is_given(right)
}

fn two_people(left: &str, right: &str, flat: bool) -> NamedParty {
    if left.split_whitespace().all(|word| is_prefix(&key(word))) {
        return titled_couple(left, right, flat);
    }
    let mut first = parse_person(left, flat);
    let mut second = parse_person(right, flat);
    if first.prefix.as_deref() == Some("Drs.") {
        first.prefix = Some("Dr.".to_owned());
        second.prefix = second.prefix.or_else(|| first.prefix.clone());
    }
    if !left.contains(',') && names_given_only(&first, left) && second.family_name.is_some() {
        first = as_given(first, second.family_name.clone());
    } else if !right.contains(',') && names_given_only(&second, right) && first.family_name.is_some() {
        second = as_given(second, first.family_name.clone());
    }
    couple_or_person(first, second)
}

/// `Mr. and Mrs. John Smith`, `Dr. and Mrs. Smith`, `Mr. & Mrs. John and Mary Smith`.
fn titled_couple(left: &str, right: &str, flat: bool) -> NamedParty {
    let prefix_of = |words: &mut Vec<&str>| super::person::joined(&take_prefixes(words));
    let left_prefix = prefix_of(&mut left.split_whitespace().collect());
    let mut words: Vec<&str> = right.split_whitespace().collect();
    let right_prefix = prefix_of(&mut words);
    let names = words.join(" ");
    if let Some((first, second)) = split(&names) {
        let party = two_people(&first, &second, flat);
        return match party {
            NamedParty::Couple(first, second) => NamedParty::Couple(
                PersonName { prefix: first.prefix.or(left_prefix), ..first },
                PersonName { prefix: second.prefix.or(right_prefix), ..second },
            ),
            party => party,
        };
    }
    // The prefix makes a single word a family name.
    let mut first = parse_person(&format!("Mr. {names}"), flat);
    first.prefix = left_prefix;
    let second = only_family(right_prefix, first.family_name.clone());
    couple_or_person(first, second)
}

/// Whether a side of a couple names no family: one word, or two of which the second is a given name or initial.
fn names_given_only(name: &PersonName, text: &str) -> bool {
    let bare = super::person::take_asides(text).0;
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    take_prefixes(&mut words);
    match words.as_slice() {
        [_] => true,
        [_, second] => is_second_given(second) && name.suffix.is_none(),
        _ => false,
    }
}

/// A name whose words are all given names, with the partner's family name.
fn as_given(name: PersonName, family_name: Option<String>) -> PersonName {
    let mut words = [name.given_name, name.middle_name, name.family_name].into_iter().flatten();
    let given_name = words.next();
    let middle_name = super::person::joined(&words.collect::<Vec<_>>());
    PersonName { given_name, middle_name, family_name, ..name }
}

pub(super) fn only_family(prefix: Option<String>, family_name: Option<String>) -> PersonName {
    PersonName { prefix, family_name, ..PersonName::default() }
}

/// A couple, unless one of the two has no name at all.
pub(super) fn couple_or_person(first: PersonName, second: PersonName) -> NamedParty {
    match (first.is_nameless(), second.is_nameless()) {
        (false, false) => NamedParty::Couple(first, second),
        (false, true) => NamedParty::Person(first),
        (true, false) => NamedParty::Person(second),
        (true, true) => NamedParty::Missing,
    }
}
