//! The settings of a run. One set of defaults serves all kinds of files.

use serde::{Deserialize, Serialize};

use crate::model::Model;

/// Thresholds and limits. Every field has a default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Probability from which two clusters are one person: the mean over all pairs
    /// between them. 0.5 makes wrong merges and missed ones equally likely.
    pub match_probability: f64,
    /// Probability from which a pair is kept for review and may join clusters.
    pub review_probability: f64,
    /// Per rule of blocking, pairs per record that whole blocks may hold. Larger blocks
    /// are refined, and walked by sorted neighbourhood.
    pub pairs_per_record: u64,
    /// Records up to which every pair is compared.
    pub every_pair_up_to: usize,
    /// Neighbours that each record of a block that is too large is compared with.
    pub window: usize,
    /// Iterations after which training stops without having converged.
    pub iterations: u32,
    /// Change of the shares of classes below which training has converged, relative.
    pub tolerance: f64,
    /// Random pairs from which chance agreement is measured.
    pub random_pairs: u64,
    /// Records in a group of linked ones up to which clustering is exact.
    pub component_limit: usize,
    /// A trained model to use as it is; without one, a model is trained on the records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Model>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            match_probability: 0.5,
            review_probability: 0.2,
            pairs_per_record: 4,
            every_pair_up_to: 2_000,
            window: 5,
            iterations: 100,
            tolerance: 1e-5,
            random_pairs: 1_000_000,
            component_limit: 400,
            model: None,
        }
    }
}
