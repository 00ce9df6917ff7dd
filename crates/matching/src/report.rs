//! What happened in a run, in numbers: no personal values, no times.

use serde::{Deserialize, Serialize};

use crate::blocking::Rule;

/// Counts of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Records that came in.
    pub records: u64,
    /// Pairs compared, by the first rule that proposed them, in the order of rules.
    pub candidates: Vec<RuleCount>,
    /// Blocks that were too large to be compared pair by pair, largest first per rule.
    pub degraded_blocks: Vec<DegradedBlock>,
    /// Pairs at or above the threshold of a match.
    pub matching_pairs: u64,
    /// Pairs between the thresholds of review and match.
    pub review_pairs: u64,
    /// Clusters, those of one record included.
    pub clusters: u64,
    /// Records in the largest cluster.
    pub largest_cluster: u64,
    /// Groups of linked records that were too large for exact clustering and were cut at their weakest links.
    pub cut_components: u64,
    /// Decisions that contradict others and were not followed.
    pub contradictions: Vec<Contradiction>,
    /// Decisions that name a record that is not here.
    pub unknown_decisions: u64,
}

/// How many pairs a rule was the first to propose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// Its pairs.
    pub pairs: u64,
}

/// Blocks of one rule and one size that were refined and walked by sorted neighbourhood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DegradedBlock {
    /// The rule.
    pub rule: Rule,
    /// Records in each of the blocks.
    pub size: u64,
    /// How many blocks of this size there are.
    pub blocks: u64,
    /// About how many of their pairs this rule did not propose; another rule may have.
    pub pairs_not_compared: u64,
}

/// A decision "must match" that a decision "never match" forbids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// Id of one record of the pair that was to match.
    pub left: String,
    /// Id of the other.
    pub right: String,
}
