//! Average linkage within one group of linked records.

use super::{Affinity, Task};

/// What the pairs between two clusters say together.
#[derive(Debug, Clone, Copy, Default)]
struct Bond {
    /// Probabilities, each times its weight.
    sum: f64,
    weights: f64,
}

impl Bond {
    /// No number of agreeing pairs outweighs it.
    const VETO: Self = Self { sum: -1e9, weights: 1.0 };

    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.weights += other.weights;
    }

    fn mean(self) -> f64 {
        self.sum / self.weights
    }
}

/// Clusters the members of a group; every cluster is sorted, and together they are all members.
pub(super) fn cut(
    members: &[u32],
    task: &Task<'_>,
    affinity: &(impl Fn(u32, u32) -> Option<Affinity> + Sync),
) -> Vec<Vec<u32>> {
    let mut clusters = decided_clusters(members, task);
    let mut bonds = first_bonds(&clusters, task, affinity);
    while let Some((left, right)) = best_pair(&bonds, task.threshold) {
        merge(&mut clusters, &mut bonds, left, right);
    }
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters
}

/// One cluster per record, save that decisions are carried out already.
fn decided_clusters(members: &[u32], task: &Task<'_>) -> Vec<Vec<u32>> {
    let mut keyed: Vec<(u32, u32)> = members.iter().map(|member| (task.rulings.root(*member), *member)).collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|left, right| left.0 == right.0);
    groups.map(|group| group.iter().map(|(_, member)| *member).collect()).collect()
}

/// Bonds between all pairs of clusters.
fn first_bonds(
    clusters: &[Vec<u32>],
    task: &Task<'_>,
    affinity: &impl Fn(u32, u32) -> Option<Affinity>,
) -> Vec<Vec<Bond>> {
    let pair = |left: u32, right: u32| {
        let known = if task.rulings.forbids(left, right) { None } else { affinity(left.min(right), left.max(right)) };
        known.map_or(Bond::VETO, |one| Bond { sum: one.probability * one.weight, weights: one.weight })
    };
    let mut bonds = vec![vec![Bond::default(); clusters.len()]; clusters.len()];
    for left in 0..clusters.len() {
        for right in left + 1..clusters.len() {
            let mut bond = Bond::default();
            for one in &clusters[left] {
                for other in &clusters[right] {
                    bond.add(pair(*one, *other));
                }
            }
            bonds[left][right] = bond;
            bonds[right][left] = bond;
        }
    }
    bonds
}

/// The two clusters with the highest mean, if it reaches the threshold; the first of equals.
fn best_pair(bonds: &[Vec<Bond>], threshold: f64) -> Option<(usize, usize)> {
    let mut best = None;
    let mut highest = threshold;
    for (left, row) in bonds.iter().enumerate() {
        for (right, bond) in row.iter().enumerate().skip(left + 1) {
            let mean = bond.mean();
            if mean > highest || (best.is_none() && mean >= highest) {
                highest = mean;
                best = Some((left, right));
            }
        }
    }
    best
}

/// Joins the second cluster to the first.
fn merge(clusters: &mut Vec<Vec<u32>>, bonds: &mut Vec<Vec<Bond>>, left: usize, right: usize) {
    let gone = clusters.remove(right);
    clusters[left].extend(gone);
    let mut gone = bonds.remove(right);
    gone.remove(right);
    for row in bonds.iter_mut() {
        row.remove(right);
    }
    for (place, bond) in gone.into_iter().enumerate().filter(|(place, _)| *place != left) {
        bonds[left][place].add(bond);
        bonds[place][left].add(bond);
    }
}
