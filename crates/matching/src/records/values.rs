//! Distinct values and their ids.
//!
//! In:  normal texts, in any order. Out: a [`Values`] table in which the id of a value is
//!      its rank among all values, so that ids depend on the content only. Id 0 is the
//!      empty text: "missing".

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The id of a distinct value; 0 is missing.
pub(crate) type ValueId = u32;

/// Gives ids in the order of arrival; [`Interner::finish`] turns them into ranks.
#[derive(Debug)]
pub(crate) struct Interner {
    ids: FxHashMap<Box<str>, ValueId>,
}

impl Interner {
    pub(crate) fn new() -> Self {
        let mut ids = FxHashMap::default();
        ids.insert(Box::from(""), 0);
        Self { ids }
    }

    pub(crate) fn intern(&mut self, text: &str) -> ValueId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.insert(Box::from(text), id);
        id
    }

    /// The sorted values, and for each id of arrival its rank.
    pub(crate) fn finish(self) -> (Values, Vec<ValueId>) {
        let mut entries: Vec<(Box<str>, ValueId)> = self.ids.into_iter().collect();
        entries.par_sort_unstable();
        let mut ranks = vec![0; entries.len()];
        for (rank, (_, id)) in (0_u32..).zip(&entries) {
            ranks[*id as usize] = rank;
        }
        (Values { texts: entries.into_iter().map(|(text, _)| text).collect() }, ranks)
    }
}

/// The distinct values of one kind, sorted; the first is the empty text.
#[derive(Debug)]
pub(crate) struct Values {
    texts: Vec<Box<str>>,
}

impl Values {
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(crate) fn text(&self, id: ValueId) -> &str {
        &self.texts[id as usize]
    }

    /// One derived value per distinct value, in the order of ids.
    pub(crate) fn derive<T: Send>(&self, make: impl Fn(&str) -> T + Sync) -> Vec<T> {
        self.texts.par_iter().map(|text| make(text)).collect()
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
