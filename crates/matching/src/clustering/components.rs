//! Groups of records that links hold together.
//!
//! In:  edges. Out: groups of two records or more, none larger than the limit, save where
//!      decisions make it so. The strongest links join first; a link that would make a
//!      group too large is left out, so that groups are cut at their weakest links.

use super::{Edge, Task, UnionFind};

/// The groups, in the order of their lowest member, and how many had to be cut.
pub(super) fn components(task: &Task<'_>) -> (Vec<Vec<u32>>, u64) {
    let mut edges = task.edges.to_vec();
    edges.sort_unstable_by(|one, other| other.2.total_cmp(&one.2).then((one.0, one.1).cmp(&(other.0, other.1))));
    let mut groups = UnionFind::new(task.records);
    let mut sizes = vec![1_usize; task.records];
    for (left, right) in &task.rulings.must {
        join(&mut groups, &mut sizes, *left, *right, usize::MAX);
    }
    let left_out: Vec<Edge> = edges
        .iter()
        .filter(|(left, right, _)| !join(&mut groups, &mut sizes, *left, *right, task.limit))
        .copied()
        .collect();
    let cut = count_cut(task.records, &mut groups, &left_out);
    (members(task, &mut groups), cut)
}

/// Joins two groups if the limit allows; true when they are one afterwards.
fn join(groups: &mut UnionFind, sizes: &mut [usize], left: u32, right: u32, limit: usize) -> bool {
    let (one, other) = (groups.find(left), groups.find(right));
    if one == other {
        return true;
    }
    let size = sizes[one as usize].saturating_add(sizes[other as usize]);
    if size > limit {
        return false;
    }
    groups.union(one, other);
    sizes[one.min(other) as usize] = size;
    true
}

/// How many groups the links that were left out would have made of those that are.
fn count_cut(records: usize, groups: &mut UnionFind, left_out: &[Edge]) -> u64 {
    if left_out.is_empty() {
        return 0;
    }
    let mut whole = UnionFind::new(records);
    for (left, right, _) in left_out {
        whole.union(groups.find(*left), groups.find(*right));
    }
    let mut roots: Vec<u32> = left_out.iter().map(|edge| whole.find(groups.find(edge.0))).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.len() as u64
}

fn members(task: &Task<'_>, groups: &mut UnionFind) -> Vec<Vec<u32>> {
    let linked = task.edges.iter().flat_map(|(left, right, _)| [*left, *right]);
    let decided = task.rulings.must.iter().flat_map(|(left, right)| [*left, *right]);
    let mut keyed: Vec<(u32, u32)> = linked.chain(decided).map(|member| (groups.find(member), member)).collect();
    keyed.sort_unstable();
    keyed.dedup();
    let lists = keyed.chunk_by(|left, right| left.0 == right.0).filter(|group| group.len() > 1);
    lists.map(|group| group.iter().map(|(_, member)| *member).collect()).collect()
}
