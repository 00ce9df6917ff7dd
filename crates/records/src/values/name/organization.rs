//! Whether a name is an organisation's.

use super::person::{is_prefix, key};
use super::words;
use crate::kinds::PartyKind;

/// Whether a name, all in one text, is an organisation's.
///
/// Where the source says that it is a person, only a legal form (`Inc`, `Foundation`) or `Estate of` speaks
/// against it. Words that are surnames too (`Church`) need two more words, or a first word that is
/// no frequent given name.
pub(super) fn is_organization(text: &str, kind: PartyKind) -> bool {
    let lower = text.to_lowercase();
    if has_legal_form(text) || ["estate of ", "the estate of "].iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    let keys: Vec<String> = text.split(' ').map(key).collect();
    let has_any = |list: &[&str]| keys.iter().any(|word| list.contains(&word.as_str()));
    if keys.len() < 2 || keys.first().is_some_and(|first| is_prefix(first)) {
        return false;
    }
    if keys.len() > 2 && [" trust", " estate"].iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    if kind == PartyKind::Person {
        return false;
    }
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
    words::ORGANIZATION_STARTS.iter().any(|start| lower.starts_with(start))
        || has_any(&words::ORGANIZATION_WORDS)
        || keys.iter().any(is_number)
        || has_any(&words::AMBIGUOUS_WORDS) && !looks_like_a_person(text, &keys)
}

/// Whether a word of the text is a legal form, and another stands beside it.
pub(super) fn has_legal_form(text: &str) -> bool {
    let keys: Vec<String> = text.split(' ').map(key).collect();
    let is_form = |word: &String| words::LEGAL_FORMS.contains(&word.as_str());
    keys.iter().any(is_form) && (keys.len() > 1 || matches!(keys[0].as_str(), "ymca" | "ywca"))
}

/// `Frank Church`, `Church, Frank`, `Frank and Mary Church`.
fn looks_like_a_person(text: &str, keys: &[String]) -> bool {
    let given = |word: &String| words::GIVEN_NAMES.contains(&word.as_str());
    text.contains(',')
        || given(&keys[0]) && !keys.iter().skip(1).any(|word| matches!(word.as_str(), "of" | "the" | "s"))
}
