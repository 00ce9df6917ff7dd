//! All candidate pairs with what they have in common, eight bytes each.
//!
//! In:  records and the index of candidates. Out: [`ComparedPairs`], part by part: each part has
//!      its own short list of patterns, and a pair names one of them. A file of a million records
//!      has tens of millions of pairs, but only some thousands of patterns.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::blocking::{CandidateIndex, Rule, rules::RULES};
use crate::comparison::{Pattern, compare_rows};
use crate::model::em::Histogram;
use crate::progress::Progress;
use crate::records::Records;

/// Records whose partners are compared in one go.
const PART: usize = 2_048;

/// Bits of a code that name the pattern; the rest name the rule.
const PATTERN_BITS: u32 = 27;

/// The pairs of all records, in rising order.
pub(crate) struct ComparedPairs {
    parts: Vec<Part>,
}

/// The pairs of some records with later ones.
pub(crate) struct Part {
    first: u32,
    /// Per record of the part, where its pairs end.
    ends: Vec<u32>,
    rights: Vec<u32>,
    codes: Vec<u32>,
    patterns: Vec<Pattern>,
}

/// One pair of a part.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Place in [`Part::patterns`].
    pub(crate) pattern: usize,
    /// The first rule that proposed it.
    pub(crate) rule: Rule,
}

impl ComparedPairs {
    pub(crate) fn new(records: &Records, index: &CandidateIndex, progress: &dyn Progress) -> Self {
        let starts: Vec<usize> = (0..records.len()).step_by(PART).collect();
        let part = |start: &usize| {
            let part = Part::new(records, index, *start..records.len().min(start + PART));
            progress.advance(part.ends.len() as u64);
            part
        };
        Self { parts: starts.par_iter().map(part).collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.rights.len()).sum()
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How often each pattern occurs.
    pub(crate) fn histogram(&self) -> Histogram {
        let mut counts: FxHashMap<Pattern, u64> = FxHashMap::default();
        for part in &self.parts {
            for (pattern, count) in part.patterns.iter().zip(part.counts()) {
                *counts.entry(*pattern).or_default() += count;
            }
        }
        let mut histogram: Histogram = counts.into_iter().collect();
        histogram.par_sort_unstable();
        histogram
    }

    /// How many pairs each rule was the first to propose, in the order of rules.
    pub(crate) fn by_rule(&self) -> [u64; RULES.len()] {
        let mut counts = [0; RULES.len()];
        for code in self.parts.iter().flat_map(|part| &part.codes) {
            counts[(code >> PATTERN_BITS) as usize] += 1;
        }
        counts
    }
}

impl Part {
    fn new(records: &Records, index: &CandidateIndex, lefts: std::ops::Range<usize>) -> Self {
        let first = u32::try_from(lefts.start).unwrap_or(u32::MAX);
        let mut part = Self { first, ends: Vec::new(), rights: Vec::new(), codes: Vec::new(), patterns: Vec::new() };
        let mut places: FxHashMap<Pattern, u32> = FxHashMap::default();
        let (mut partners, mut rows) = (Vec::new(), Vec::new());
        for left in (first..).take(lefts.len()) {
            index.partners(left, &mut partners);
            let one = &records.rows[left as usize];
            // Copied first, so that the processor waits for all of them together and not for each.
            rows.clear();
            rows.extend(partners.iter().map(|(right, _)| records.rows[*right as usize]));
            let comparable = rows.iter().zip(&partners).filter(|(other, _)| other.kind == one.kind);
            for (other, (right, rule)) in comparable {
                let pattern = compare_rows(records, one, other);
                let place = *places.entry(pattern).or_insert_with(|| part.add_pattern(pattern));
                part.rights.push(*right);
                part.codes.push((*rule as u32) << PATTERN_BITS | place);
            }
            part.ends.push(u32::try_from(part.rights.len()).unwrap_or(u32::MAX));
        }
        part
    }

    fn add_pattern(&mut self, pattern: Pattern) -> u32 {
        self.patterns.push(pattern);
        u32::try_from(self.patterns.len() - 1).unwrap_or(u32::MAX)
    }

    /// The distinct patterns of the part's pairs.
    pub(crate) fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.patterns.len()];
        for code in &self.codes {
            counts[pattern_of(*code)] += 1;
        }
        counts
    }

    /// All pairs of the part.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let mut start = 0;
        (self.first..).zip(&self.ends).flat_map(move |(left, end)| {
            let range = start..*end as usize;
            start = range.end;
            self.rights[range.clone()].iter().zip(&self.codes[range]).map(move |(right, code)| Pair {
                left,
                right: *right,
                pattern: pattern_of(*code),
                rule: RULES[(code >> PATTERN_BITS) as usize],
            })
        })
    }
}

fn pattern_of(code: u32) -> usize {
    (code & ((1 << PATTERN_BITS) - 1)) as usize
}
