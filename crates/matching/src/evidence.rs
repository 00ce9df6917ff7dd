//! Why two records are, or are not, one entity.
//!
//! In:  two records and a model. Out: field by field what they have in common, in words and
//!      bits. No personal value is inside: the caller shows those to whom it may.

use serde::{Deserialize, Serialize};

use crate::comparison::{FIELDS, Field, comparable, compare, vetoed};
use crate::model::{Model, Scorer};
use crate::records::Records;

/// The evidence for one pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// One entry per field that is known on both sides.
    pub fields: Vec<FieldEvidence>,
    /// What the chance of being two people of one household takes away, in bits; at most 0.
    pub household_bits: f64,
    /// What is taken back because fields tell in part the same, in bits.
    pub overlap_bits: f64,
    /// Sum of all bits above.
    pub weight: f64,
    /// log2 of the odds before any evidence.
    pub prior_bits: f64,
    /// Probability of being one entity.
    pub probability: f64,
    /// Whether suffix, or birth date and given name, or kind forbid a match whatever the weight.
    pub vetoed: bool,
}

/// The evidence of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldEvidence {
    /// The field.
    pub field: Field,
    /// Its name in words.
    pub name: String,
    /// What the two sides have in common, in words.
    pub level: String,
    /// Bits for (above 0) or against (below 0) one entity.
    pub bits: f64,
}

/// Explains one pair, candidates or not. `left` and `right` are indexes of [`Records::ids`];
/// the answer is the same both ways round.
#[must_use]
pub fn explain(records: &Records, model: &Model, left: usize, right: usize) -> Evidence {
    let scorer = Scorer::new(model, records.len());
    let pattern = compare(records, left, right);
    let score = scorer.score(pattern);
    let field = |(place, spec): (usize, &crate::comparison::fields::FieldSpec)| {
        let level = usize::from(pattern.level_at(place));
        (level > 0).then(|| FieldEvidence {
            field: spec.field,
            name: spec.words.to_owned(),
            level: spec.levels[level - 1].words.to_owned(),
            bits: scorer.bits[place][level],
        })
    };
    Evidence {
        fields: FIELDS.iter().enumerate().filter_map(field).collect(),
        household_bits: score.household,
        overlap_bits: score.overlap,
        weight: score.weight,
        prior_bits: scorer.prior_bits,
        probability: score.probability,
        vetoed: vetoed(pattern) || !comparable(records, left, right),
    }
}
