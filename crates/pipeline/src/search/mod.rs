//! Finds people by what somebody remembers of them: a name, an e-mail address, a phone, an id, with typos forgiven.
//!
//! In:  a [`Directory`]: the people of one snapshot as its reader may see them.
//! Out: a [`SearchIndex`], and for a query an [`Answer`]: how many fit, and the best of them.
//!
//! The ranking. Whoever fits in several ways counts by the best of them ([`Reason`], best first):
//!
//! 1. an id: the golden id, one that was merged away, or a source record's key, in full;
//! 2. an e-mail address or a phone in full, in any notation;
//! 3. a whole name, in either order, whatever the spaces, accents and capitals;
//! 4. every word of the query stands for a word of the person's names: the word itself, then its beginning,
//!    then a nickname (Bob, Robert), then a word one or two typos away;
//! 5. a part of an e-mail address, phone or id, or an address or number one or two typos away;
//! 6. only if nobody has every word: most of the words.
//!
//! Inside a step the smaller number of liberties comes first, then the order of names, then the id. A word of four
//! letters or more may have one typo, of eight or more two; a typo is a letter too many, too few, wrong, or swapped
//! with its neighbour.
//!
//! The index holds each distinct text once, sorted, with the people it belongs to. Typos are found by comparing
//! with every distinct word whose length and letters could fit, which takes no index of its own.
//!
//! Nothing here does input or output, knows the time, or depends on the order of the rows.

mod directory;
mod matches;
mod question;
mod read;
mod terms;

#[cfg(test)]
mod tests;

pub use directory::{Directory, Listed};
pub use read::{SearchError, read_directory};

use matches::Matches;
use question::Question;
use records::keys::ConstituentId;
use serde::Serialize;
use std::collections::HashMap;
use terms::Terms;

/// Why somebody was found; the best reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The golden id, or the key of a source record.
    Id,
    /// An id that was merged into this one.
    RetiredId,
    /// The whole e-mail address.
    Email,
    /// The whole phone number.
    Phone,
    /// A whole name.
    Name,
    /// Every word of the query.
    Words,
    /// A part of an e-mail address, or one with a typo.
    PartOfEmail,
    /// A part of a phone number, or one with a typo.
    PartOfPhone,
    /// A part of an id.
    PartOfId,
    /// Most words of the query.
    SomeWords,
}

/// One of the people found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit<'a> {
    /// Who.
    pub person: &'a Listed,
    /// Why.
    pub reason: Reason,
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer<'a> {
    /// How many fit in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit<'a>>,
}

/// The people of one snapshot, ready to be asked for.
#[derive(Debug)]
pub struct SearchIndex {
    default_region: String,
    /// In the order of names, then of ids: the place in this list is what the terms name.
    people: Vec<Listed>,
    /// Words of names.
    words: Terms,
    /// The words that stand for each other, by group of nicknames.
    nicknames: HashMap<u32, Vec<u32>>,
    /// Whole names, without spaces.
    names: Terms,
    emails: Terms,
    /// Digits of phones in E.164.
    phones: Terms,
    /// Golden ids and keys of source records, in lower case.
    ids: Terms,
    retired_ids: Terms,
}

impl SearchIndex {
    /// Builds the index; a phone without a country code in a query belongs to `default_region` (`US`).
    #[must_use]
    pub fn build(directory: Directory, default_region: &str) -> Self {
        let Directory { mut people, emails, phones, record_keys, retired_ids } = directory;
        people.sort_by(|left, right| (&left.sort_name, &left.id).cmp(&(&right.sort_name, &right.id)));
        let places: HashMap<&ConstituentId, u32> = people.iter().map(|person| &person.id).zip(0..).collect();
        let terms = |rows: &[(ConstituentId, String)], form: fn(&str) -> String| {
            let known = rows.iter().filter_map(|(id, text)| Some((form(text), *places.get(id)?)));
            Terms::build(known.collect())
        };
        let each = |forms: fn(&Listed) -> Vec<String>| {
            let of_person = |(person, place): (&Listed, u32)| forms(person).into_iter().map(move |text| (text, place));
            Terms::build(people.iter().zip(0..).flat_map(of_person).collect())
        };
        let words = each(Listed::words);
        let ids = people.iter().map(|person| (person.id.clone(), person.id.to_string())).chain(record_keys);
        Self {
            default_region: default_region.to_owned(),
            nicknames: nicknames(&words),
            words,
            names: each(Listed::whole_names),
            emails: terms(&emails, str::to_lowercase),
            phones: terms(&phones, question::digits),
            ids: terms(&ids.collect::<Vec<_>>(), str::to_lowercase),
            retired_ids: terms(&retired_ids, str::to_lowercase),
            people,
        }
    }

    /// How many people can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The best `limit` people for `query`, best first; never fails, an empty query finds nobody.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Answer<'_> {
        let question = Question::of(query, &self.default_region);
        let matches = Matches::of(self, &question);
        let (total, best) = matches.best(limit);
        let hit = |(place, reason)| Some(Hit { person: self.people.get(place as usize)?, reason });
        Answer { total, hits: best.into_iter().filter_map(hit).collect() }
    }

    /// The person who has this id or had a part in a merge under it: a golden id in use or retired, or the key of a
    /// source record, spelled as it stands in the lake.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Listed> {
        let id = id.to_lowercase();
        let owners = [&self.ids, &self.retired_ids].into_iter().find_map(|terms| terms.find(&id))?;
        self.people.get(*owners.first()? as usize)
    }
}

/// The words of each group of nicknames, among the words that there are.
fn nicknames(words: &Terms) -> HashMap<u32, Vec<u32>> {
    let mut groups: HashMap<u32, Vec<u32>> = HashMap::new();
    for (word, term) in words.iter().zip(0..) {
        for group in matching::records::nicknames::groups(word) {
            groups.entry(*group).or_default().push(term);
        }
    }
    groups
}
