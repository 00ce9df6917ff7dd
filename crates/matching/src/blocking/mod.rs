//! Candidate pairs within an exact budget.
//!
//! In:  records. Out: a `CandidateIndex`, which names for each record the later records
//!      it is compared with, each once, and a report of every block that was too large.
//!
//! A small file has no blocks: every pair is compared, so that two records of one person need nothing
//! in common that a rule knows. Otherwise,
//! promise: a rule adds at most `pairs_per_record · N` pairs from whole blocks, as many
//! from refined ones, and `window · keys` from sorted neighbourhoods.

mod budget;
mod index;
pub(crate) mod rules;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::records::Records;
use crate::report::DegradedBlock;
use crate::settings::Settings;
use index::RuleIndex;
use rules::RULES;
pub use rules::Rule;

/// Which pairs are compared.
pub(crate) enum CandidateIndex {
    /// All of them: the file is small.
    EveryPair {
        /// Records.
        records: u32,
    },
    /// Those that share a block of some rule.
    Blocks {
        /// The blocks, in the order of rules.
        rules: Vec<(Rule, RuleIndex)>,
        /// Blocks that were not compared pair by pair.
        degraded: Vec<DegradedBlock>,
    },
}

impl CandidateIndex {
    pub(crate) fn new(records: &Records, settings: &Settings) -> Self {
        if records.len() <= settings.every_pair_up_to {
            return Self::EveryPair { records: u32::try_from(records.len()).unwrap_or(u32::MAX) };
        }
        let built: Vec<_> = RULES.par_iter().map(|rule| (*rule, RuleIndex::new(*rule, records, settings))).collect();
        let mut rules = Vec::with_capacity(built.len());
        let mut degraded = Vec::new();
        for (rule, (index, blocks)) in built {
            degraded.extend(blocks);
            rules.push((rule, index));
        }
        Self::Blocks { rules, degraded }
    }

    /// The blocks that were not compared pair by pair; the index is not needed any more.
    pub(crate) fn into_degraded(self) -> Vec<DegradedBlock> {
        match self {
            Self::EveryPair { .. } => Vec::new(),
            Self::Blocks { degraded, .. } => degraded,
        }
    }

    /// The records after `left` that it is compared with, in rising order, each with the
    /// first rule that proposes it.
    pub(crate) fn partners(&self, left: u32, found: &mut Vec<(u32, Rule)>) {
        found.clear();
        match self {
            Self::EveryPair { records } => found.extend((left + 1..*records).map(|right| (right, Rule::EveryPair))),
            Self::Blocks { rules, .. } => {
                for (rule, index) in rules {
                    index.partners(left, |right| found.push((right, *rule)));
                }
                found.sort_unstable();
                found.dedup_by_key(|(right, _)| *right);
            }
        }
    }
}
