//! Which constituent a source record belongs to, why, and what became of merged ids.

use crate::keys::{ConstituentId, SourceRecordKey};
use crate::kinds::MatchOutcome;
use serde::{Deserialize, Serialize};

/// A source record and the constituent that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Crosswalk {
    /// The source record.
    pub source_record_key: SourceRecordKey,
    /// Its source system.
    pub source: String,
    /// The constituent.
    pub constituent_id: ConstituentId,
}

/// The evidence for one pair of source records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchLink {
    /// The smaller key of the two.
    pub left_key: SourceRecordKey,
    /// The larger key.
    pub right_key: SourceRecordKey,
    /// Weight of the evidence: log2 of the likelihood ratio.
    pub weight_bits: f64,
    /// Probability that both are one constituent.
    pub probability: f64,
    /// Match, or look at it.
    pub outcome: MatchOutcome,
    /// The blocking rule that proposed the pair.
    pub rule: String,
    /// Field by field, as a JSON list of `{field, level, bits}`; no personal values.
    pub evidence: String,
}

/// A constituent id that was merged into another. Never removed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Redirect {
    /// The id that is no longer in use.
    pub retired_id: ConstituentId,
    /// The id to use instead.
    pub constituent_id: ConstituentId,
}
