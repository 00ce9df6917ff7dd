//! Distinct values and their ids.
//!
//! In:  normal texts, in any order. Out: a [`Values`] table in which the id of a value is
//!      its rank among all values, so that ids depend on the content only. Id 0 is the
//!      empty text: "missing".
//!
//! All texts of one kind stand in one piece of memory: a file has millions of distinct
//! e-mail addresses, and an allocation for each would cost more than the addresses.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

/// The id of a distinct value; 0 is missing.
pub(crate) type ValueId = u32;

/// Texts one after the other, by number.
#[derive(Debug, Default)]
struct Texts {
    joined: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.joined[start..self.ends[number]]
    }
}

/// Gives ids in the order of arrival; [`Interner::finish`] turns them into ranks.
#[derive(Debug)]
pub(crate) struct Interner {
    texts: Texts,
    ids: HashTable<ValueId>,
}

impl Interner {
    pub(crate) fn new() -> Self {
        let mut interner = Self { texts: Texts::default(), ids: HashTable::new() };
        interner.intern("");
        interner
    }

    pub(crate) fn intern(&mut self, text: &str) -> ValueId {
        let hash = |text: &str| FxBuildHasher.hash_one(text);
        let Self { texts, ids } = self;
        if let Some(id) = ids.find(hash(text), |id| texts.get(*id) == text) {
            return *id;
        }
        let id = u32::try_from(texts.ends.len()).unwrap_or(u32::MAX);
        texts.push(text);
        ids.insert_unique(hash(text), id, |id| hash(texts.get(*id)));
        id
    }

    /// How many distinct texts there are, the empty one included.
    pub(crate) fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// The sorted values, and for each id of arrival its rank.
    pub(crate) fn finish(self) -> (Values, Vec<ValueId>) {
        let Self { texts, ids } = self;
        drop(ids);
        let mut order: Vec<(u64, ValueId)> =
            (0..).take(texts.ends.len()).map(|id| (first_letters(texts.get(id)), id)).collect();
        order.par_sort_unstable_by(|one, other| {
            one.0.cmp(&other.0).then_with(|| texts.get(one.1).cmp(texts.get(other.1)))
        });
        let mut ranks = vec![0; order.len()];
        for (rank, (_, id)) in (0..).zip(&order) {
            ranks[*id as usize] = rank;
        }
        (Values::new(order.iter().map(|(_, id)| texts.get(*id))), ranks)
    }
}

/// The first eight bytes as a number that sorts as they do: most comparisons need no more.
fn first_letters(text: &str) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(8);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// A text with the set of its letters, which tells most texts apart at one glance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
    /// One bit per letter, digit and mark of an e-mail address; the rest share bits.
    pub(crate) letters: u64,
}

#[cfg(test)]
impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, letters: letters(text) }
    }
}

/// Which letters occur in a text, one bit each.
pub(crate) fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => 26 + byte - b'0',
            b'@' => 36,
            b'.' => 37,
            b'_' => 38,
            b'-' => 39,
            other => 40 + other % 24,
        };
        set | 1 << place
    })
}

/// The distinct values of one kind, sorted; the first is the empty text.
#[derive(Debug)]
pub(crate) struct Values {
    texts: Texts,
    letters: Vec<u64>,
}

impl Values {
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut values = Self { texts: Texts::default(), letters: Vec::new() };
        for text in texts {
            values.texts.push(text);
            values.letters.push(letters(text));
        }
        values
    }

    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    pub(crate) fn text(&self, id: ValueId) -> Text<'_> {
        Text { text: self.texts.get(id), letters: self.letters[id as usize] }
    }

    /// The letters of a text alone: one look-up instead of three.
    pub(crate) fn letters(&self, id: ValueId) -> u64 {
        self.letters[id as usize]
    }

    /// All texts in the order of ids.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.len()).map(|id| self.texts.get(id))
    }

    /// One derived value per distinct value, in the order of ids.
    pub(crate) fn derive<T: Send>(&self, make: impl Fn(&str) -> T + Sync) -> Vec<T> {
        let texts: Vec<&str> = self.texts().collect();
        texts.par_iter().map(|text| make(text)).collect()
    }
}

/// A hash of a text that is the same on every machine and in every run.
pub(crate) fn stable_hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Mixes two hashes; the order counts.
pub(crate) fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left ^ right.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) ^ (mixed >> 29)
}
