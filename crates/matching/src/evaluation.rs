//! How good a clustering is, where the truth is known.
//!
//! In:  for each record, its cluster and its true entity. Out: pairwise and B-cubed
//!      precision, recall and F1, entities that came out exactly, the largest cluster.
//!
//! Pairwise figures count all true pairs, so that what blocking missed counts too.
//! B-cubed: Bagga & Baldwin, "Algorithms for Scoring Coreference Chains", 1998.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Share of what was claimed that is true.
    pub precision: f64,
    /// Share of what is true that was claimed.
    pub recall: f64,
    /// Harmonic mean; 0 when both are 0.
    pub f1: f64,
}

/// The figures of one clustering.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Records.
    pub records: usize,
    /// True entities.
    pub entities: usize,
    /// Clusters found.
    pub clusters: usize,
    /// Records in the largest cluster.
    pub largest_cluster: usize,
    /// Over pairs of records.
    pub pairwise: Quality,
    /// Over records.
    pub b_cubed: Quality,
    /// Share of entities whose records form exactly one cluster.
    pub exact_entities: f64,
}

impl Quality {
    fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        Self { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// Compares clusters with the truth; each item is the cluster and the entity of one record.
#[must_use]
pub fn evaluate<'a>(records: impl IntoIterator<Item = (&'a str, &'a str)>) -> Evaluation {
    let mut both: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut clusters: BTreeMap<&str, usize> = BTreeMap::new();
    let mut entities: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = 0;
    for (cluster, entity) in records {
        *both.entry((cluster, entity)).or_default() += 1;
        *clusters.entry(cluster).or_default() += 1;
        *entities.entry(entity).or_default() += 1;
        count += 1;
    }
    let exact = both
        .iter()
        .filter(|((cluster, entity), size)| **size == clusters[cluster] && **size == entities[entity])
        .count();
    let per_record = |whole: &dyn Fn(&str, &str) -> usize| {
        let sum: f64 =
            both.iter().map(|((cluster, entity), size)| (size * size) as f64 / whole(cluster, entity) as f64).sum();
        share(sum, count)
    };
    Evaluation {
        records: count,
        entities: entities.len(),
        clusters: clusters.len(),
        largest_cluster: clusters.values().copied().max().unwrap_or(0),
        pairwise: Quality::new(
            share(pairs(both.values()) as f64, pairs(clusters.values())),
            share(pairs(both.values()) as f64, pairs(entities.values())),
        ),
        b_cubed: Quality::new(per_record(&|cluster, _| clusters[cluster]), per_record(&|_, entity| entities[entity])),
        exact_entities: share(exact as f64, entities.len()),
    }
}

/// Lower ends of the bands of probability that [`reliability`] counts; the last one ends at 1.
const BANDS: [f64; 6] = [0.2, 0.5, 0.7, 0.9, 0.99, 0.999];

/// Pairs of one band of probability, and how many of them are right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// From this probability,
    pub from: f64,
    /// to below this one (the last band holds its end too).
    pub to: f64,
    /// How many pairs.
    pub pairs: usize,
    /// Their mean probability: what the engine expects to be right. 0 without pairs.
    pub expected: f64,
    /// The share that the truth calls one entity. 0 without pairs.
    pub right: f64,
}

/// Compares probabilities with the truth; each item is a pair's probability and whether it is one entity.
///
/// An engine is calibrated when `right` is near `expected` in every band. Pairs below the first band are left out.
#[must_use]
pub fn reliability(pairs: impl IntoIterator<Item = (f64, bool)>) -> Vec<Band> {
    let mut sums = [(0_usize, 0.0, 0_usize); BANDS.len()];
    for (probability, is_right) in pairs {
        if let Some(band) = BANDS.iter().rposition(|from| probability >= *from) {
            let (count, expected, right) = &mut sums[band];
            *count += 1;
            *expected += probability;
            *right += usize::from(is_right);
        }
    }
    let ends = BANDS.iter().skip(1).copied().chain([1.0]);
    let mean = |sum: f64, count: usize| if count == 0 { 0.0 } else { sum / count as f64 };
    BANDS
        .iter()
        .zip(ends)
        .zip(sums)
        .map(|((from, to), (pairs, expected, right))| Band {
            from: *from,
            to,
            pairs,
            expected: mean(expected, pairs),
            right: mean(right as f64, pairs),
        })
        .collect()
}

fn pairs<'a>(sizes: impl Iterator<Item = &'a usize>) -> usize {
    sizes.map(|size| size * (size - 1) / 2).sum()
}

/// A share of nothing is all of it: who claims nothing claims nothing wrong.
fn share(part: f64, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cluster a = {1, 2, 3}, b = {4}; entities x = {1, 2}, y = {3, 4}. One of three claimed
    /// pairs is true, one of two true pairs is claimed. B-cubed precision: (2/3+2/3+1/3+1)/4.
    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let found = evaluate([("a", "x"), ("a", "x"), ("a", "y"), ("b", "y")]);
        let close = |left: f64, right: f64| assert!((left - right).abs() < 1e-12, "{left} {right}");
        close(found.pairwise.precision, 1.0 / 3.0);
        close(found.pairwise.recall, 0.5);
        close(found.pairwise.f1, 0.4);
        close(found.b_cubed.precision, 2.0 / 3.0);
        close(found.b_cubed.recall, 0.75);
        close(found.exact_entities, 0.0);
        assert_eq!((found.records, found.entities, found.clusters, found.largest_cluster), (4, 2, 2, 3));
    }

    #[test]
    fn the_truth_itself_is_perfect() {
        let found = evaluate([("a", "x"), ("a", "x"), ("b", "y")]);
        assert_eq!((found.pairwise.f1, found.b_cubed.f1, found.exact_entities), (1.0, 1.0, 1.0));
    }

    /// Two pairs at .5 and .6 of which one is right; one at 1 that is; one below all bands.
    #[test]
    fn each_band_counts_its_own_pairs() {
        let bands = reliability([(0.5, true), (0.6, false), (1.0, true), (0.1, true)]);
        assert_eq!(bands.iter().map(|band| band.pairs).collect::<Vec<_>>(), [0, 2, 0, 0, 0, 1]);
        assert!((bands[1].expected - 0.55).abs() < 1e-12 && (bands[1].right - 0.5).abs() < 1e-12, "{bands:?}");
        assert_eq!((bands[5].from, bands[5].to, bands[5].right), (0.999, 1.0, 1.0));
    }

    #[test]
    fn records_alone_claim_nothing_wrong() {
        let found = evaluate([("a", "x"), ("b", "x")]);
        assert_eq!((found.pairwise.precision, found.pairwise.recall, found.pairwise.f1), (1.0, 0.0, 0.0));
    }
}
