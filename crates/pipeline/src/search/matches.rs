//! Who fits a question, how, and how well.
//!
//! In:  an index and a [`Question`].
//! Out: for each person that fits the best [`Rank`]; the best people in their order.

use super::question::Question;
use super::terms::Terms;
use super::{Reason, SearchIndex};
use std::collections::HashMap;

/// How well somebody fits: the reason, then the liberties that were taken. Smaller is better.
type Rank = (Reason, u32);

/// What it costs that a word of a name is not the typed word itself.
const BEGINNING: u32 = 1;
const NICKNAME: u32 = 3;
const TYPO: u32 = 4;
/// Stands for "not at all".
const NOT: u32 = u32::MAX;

/// The people that fit, by place.
#[derive(Debug, Default)]
pub(super) struct Matches {
    ranks: HashMap<u32, Rank>,
}

impl Matches {
    pub(super) fn of(index: &SearchIndex, question: &Question) -> Self {
        let mut matches = Self::default();
        if let Some(piece) = &question.piece {
            matches.add(&index.ids, piece, Reason::Id);
            matches.add(&index.retired_ids, piece, Reason::RetiredId);
            matches.add_parts_of_ids(index, piece);
            matches.add_parts(&index.emails, piece, Reason::PartOfEmail);
        }
        if let Some(email) = &question.email {
            matches.add(&index.emails, email, Reason::Email);
            matches.add_near(&index.emails, email, Reason::PartOfEmail);
        }
        if let Some(phone) = &question.phone {
            matches.add(&index.phones, phone, Reason::Phone);
            matches.add_near(&index.phones, phone, Reason::PartOfPhone);
        }
        if let Some(digits) = &question.digits {
            matches.add_parts(&index.phones, digits, Reason::PartOfPhone);
        }
        matches.add(&index.names, &question.whole_name, Reason::Name);
        matches.add_words(index, &question.words);
        matches
    }

    /// How many fit, and the places of the best, best first.
    pub(super) fn best(self, limit: usize) -> (usize, Vec<(u32, Reason)>) {
        let total = self.ranks.len();
        let mut found: Vec<(Rank, u32)> = self.ranks.into_iter().map(|(place, rank)| (rank, place)).collect();
        if limit < found.len() {
            found.select_nth_unstable(limit);
            found.truncate(limit);
        }
        found.sort_unstable();
        (total, found.into_iter().map(|((reason, _), place)| (place, reason)).collect())
    }

    fn keep(&mut self, places: &[u32], rank: Rank) {
        for place in places {
            let best = self.ranks.entry(*place).or_insert(rank);
            *best = rank.min(*best);
        }
    }

    fn add(&mut self, terms: &Terms, text: &str, reason: Reason) {
        self.keep(terms.find(text).unwrap_or_default(), (reason, 0));
    }

    fn add_parts(&mut self, terms: &Terms, part: &str, reason: Reason) {
        for term in terms.holding(part) {
            self.keep(terms.owners(term), (reason, 0));
        }
    }

    fn add_near(&mut self, terms: &Terms, text: &str, reason: Reason) {
        for (term, typos) in terms.near(text, typos_allowed(text)) {
            self.keep(terms.owners(term), (reason, typos));
        }
    }

    /// A part of an id has a digit, or is all that follows the source's name: `smith` is no id.
    fn add_parts_of_ids(&mut self, index: &SearchIndex, piece: &str) {
        if piece.contains(|letter: char| letter.is_ascii_digit()) {
            self.add_parts(&index.ids, piece, Reason::PartOfId);
            self.add_parts(&index.retired_ids, piece, Reason::PartOfId);
        }
    }

    fn add_words(&mut self, index: &SearchIndex, words: &[String]) {
        let mut fit: Vec<(usize, u32)> = vec![(0, 0); index.people.len()];
        for word in words {
            for ((count, cost), word_cost) in fit.iter_mut().zip(costs(index, word)) {
                if word_cost != NOT {
                    *count += 1;
                    *cost += word_cost;
                }
            }
        }
        let most = fit.iter().map(|(count, _)| *count).max().unwrap_or_default();
        if most == 0 || most * 2 < words.len() {
            return;
        }
        let reason = if most == words.len() { Reason::Words } else { Reason::SomeWords };
        for ((count, cost), place) in fit.into_iter().zip(0..) {
            if count == most {
                self.keep(&[place], (reason, cost));
            }
        }
    }
}

/// What it costs each person that `word` was typed, or [`NOT`].
fn costs(index: &SearchIndex, word: &str) -> Vec<u32> {
    let words = &index.words;
    let mut costs = vec![NOT; index.people.len()];
    let mut keep = |term: u32, cost: u32| {
        for place in words.owners(term) {
            if let Some(best) = costs.get_mut(*place as usize) {
                *best = cost.min(*best);
            }
        }
    };
    for (term, typos) in words.near(word, typos_allowed(word)) {
        keep(term, TYPO * typos);
    }
    for group in matching::records::nicknames::groups(word) {
        for term in index.nicknames.get(group).into_iter().flatten() {
            keep(*term, NICKNAME);
        }
    }
    for term in words.starting_with(word) {
        keep(term, BEGINNING);
    }
    for place in words.find(word).unwrap_or_default() {
        if let Some(best) = costs.get_mut(*place as usize) {
            *best = 0;
        }
    }
    costs
}

/// How many typos a text may have.
fn typos_allowed(text: &str) -> usize {
    match text.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}
