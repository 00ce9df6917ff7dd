//! Candidate pairs within an exact budget.
//!
//! In:  records. Out: a `CandidateIndex`, which names for each record the later records
//!      it is compared with, each once, and a report of every block that was too large.
//!
//! Promise: a rule adds at most `pairs_per_record · N` pairs from whole blocks, as many
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

/// All rules' blocks, ready to be asked for candidates.
pub(crate) struct CandidateIndex {
    rules: Vec<(Rule, RuleIndex)>,
    /// Blocks that were not compared pair by pair.
    pub(crate) degraded: Vec<DegradedBlock>,
}

impl CandidateIndex {
    pub(crate) fn new(records: &Records, settings: &Settings) -> Self {
        let built: Vec<_> = RULES.par_iter().map(|rule| (*rule, RuleIndex::new(*rule, records, settings))).collect();
        let mut rules = Vec::with_capacity(built.len());
        let mut degraded = Vec::new();
        for (rule, (index, blocks)) in built {
            degraded.extend(blocks);
            rules.push((rule, index));
        }
        Self { rules, degraded }
    }

    /// The records after `left` that it is compared with, in rising order, each with the
    /// first rule that proposes it.
    pub(crate) fn partners(&self, left: u32, found: &mut Vec<(u32, Rule)>) {
        found.clear();
        for (rule, index) in &self.rules {
            index.partners(left, |right| found.push((right, *rule)));
        }
        found.sort_unstable();
        found.dedup_by_key(|(right, _)| *right);
    }
}
