//! What people decided about pairs of records.
//!
//! In:  pairs of record ids that must, or must never, be one entity.
//! Out: groups and prohibitions in indexes; a contradiction where "must" meets "never".
//!      "Never" wins, because a wrong merge costs more than a missed one.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::clustering::UnionFind;
use crate::records::Records;
use crate::report::Contradiction;

/// Decisions that a run honours exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decisions {
    /// Pairs that are one entity.
    pub must_match: Vec<(String, String)>,
    /// Pairs that are two entities, for ever, also through others.
    pub never_match: Vec<(String, String)>,
}

/// Decisions in terms of record indexes.
#[derive(Debug)]
pub(crate) struct Rulings {
    /// Pairs to join, each with the lower index first, sorted.
    pub(crate) must: Vec<(u32, u32)>,
    /// Per record the lowest index that decisions join it with; empty without decisions.
    roots: Vec<u32>,
    /// Pairs never to join, both ways round.
    never: FxHashSet<(u32, u32)>,
    /// Pairs that could not be joined.
    pub(crate) contradictions: Vec<Contradiction>,
    /// Decisions about records that are not here.
    pub(crate) unknown: u64,
}

impl Rulings {
    pub(crate) fn new(records: &Records, decisions: &Decisions) -> Self {
        let mut rulings = Self {
            must: Vec::new(),
            roots: Vec::new(),
            never: FxHashSet::default(),
            contradictions: Vec::new(),
            unknown: 0,
        };
        if decisions.must_match.is_empty() && decisions.never_match.is_empty() {
            return rulings;
        }
        let indexes: FxHashMap<&str, u32> = records.ids().iter().map(String::as_str).zip(0..).collect();
        let never = rulings.find(&indexes, &decisions.never_match);
        rulings.never = never.iter().flat_map(|(left, right)| [(*left, *right), (*right, *left)]).collect();
        let must = rulings.find(&indexes, &decisions.must_match);
        rulings.join(records, &must, &never);
        rulings
    }

    fn find(&mut self, indexes: &FxHashMap<&str, u32>, pairs: &[(String, String)]) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for (left, right) in pairs {
            match (indexes.get(left.as_str()), indexes.get(right.as_str())) {
                (Some(left), Some(right)) => found.push((*left.min(right), *left.max(right))),
                _ => self.unknown += 1,
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Joins pair by pair in the order of content; a pair that would bring a prohibited
    /// one together is a contradiction.
    fn join(&mut self, records: &Records, must: &[(u32, u32)], never: &[(u32, u32)]) {
        let mut groups = UnionFind::new(records.len());
        for (left, right) in must {
            let (one, other) = (groups.find(*left), groups.find(*right));
            let forbidden = never.iter().any(|(a, b)| {
                let ends = (groups.find(*a), groups.find(*b));
                ends == (one, other) || ends == (other, one) || (a == left && b == right)
            });
            if forbidden {
                let id = |index: &u32| records.ids()[*index as usize].clone();
                self.contradictions.push(Contradiction { left: id(left), right: id(right) });
            } else {
                groups.union(*left, *right);
                self.must.push((*left, *right));
            }
        }
        self.roots = (0..).take(records.len()).map(|record| groups.find(record)).collect();
    }

    /// The same for all records that decisions join.
    pub(crate) fn root(&self, record: u32) -> u32 {
        self.roots.get(record as usize).copied().unwrap_or(record)
    }

    /// Whether two records must never be one entity.
    pub(crate) fn forbids(&self, left: u32, right: u32) -> bool {
        !self.never.is_empty() && self.never.contains(&(left, right))
    }
}
