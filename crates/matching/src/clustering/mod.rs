//! From pairs to entities.
//!
//! In:  links at or above the threshold, and a way to ask for the probability of any pair.
//! Out: for each record the lowest index of its cluster.
//!
//! Groups of linked records are cut by average linkage: two clusters are joined only when
//! the mean over all pairs between them says so, and no pair forbids it. Chains of
//! look-alikes therefore do not glue families together.

mod components;
mod linkage;
mod union_find;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::decisions::Rulings;
use components::components;
use linkage::cut;
pub(crate) use union_find::UnionFind;

/// A link: two record indexes and the weight of the pair in bits, prior included.
pub(crate) type Edge = (u32, u32, f64);

/// What clustering needs to know.
pub(crate) struct Task<'a> {
    pub(crate) records: usize,
    pub(crate) edges: &'a [Edge],
    pub(crate) rulings: &'a Rulings,
    /// No group of linked records is larger: weak links that would make it so are left out.
    pub(crate) limit: usize,
    /// Mean from which two clusters are joined.
    pub(crate) threshold: f64,
}

/// What a pair says when two clusters are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Affinity {
    /// Probability of being one entity.
    pub(crate) probability: f64,
    /// How much the pair counts in the mean: above 0, and 1 for a pair that knows enough.
    pub(crate) weight: f64,
}

/// Finds clusters; also returns how many groups were too large for exact clustering.
///
/// `affinity` of two records is `None` for a veto.
pub(crate) fn cluster(task: &Task<'_>, affinity: impl Fn(u32, u32) -> Option<Affinity> + Sync) -> (Vec<u32>, u64) {
    let (groups, cut_components) = components(task);
    let parts: Vec<Vec<Vec<u32>>> = groups.par_iter().map(|members| cut(members, task, &affinity)).collect();
    let mut clusters: Vec<u32> = (0..).take(task.records).collect();
    for cluster in parts.iter().flatten() {
        let lowest = cluster.iter().copied().min().unwrap_or(0);
        for member in cluster {
            clusters[*member as usize] = lowest;
        }
    }
    (clusters, cut_components)
}
