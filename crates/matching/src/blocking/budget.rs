//! How large a block may be.

/// Pairs within a block.
pub(crate) fn pairs(size: u64) -> u64 {
    size * size.saturating_sub(1) / 2
}

/// The largest block size for which all blocks up to it hold at most `budget` pairs.
///
/// `sizes` in any order. Exact: one size more would exceed the budget, or there is no
/// larger block.
pub(crate) fn largest_block(sizes: impl Iterator<Item = usize>, budget: u64) -> usize {
    let mut sizes: Vec<usize> = sizes.filter(|size| *size > 1).collect();
    sizes.sort_unstable();
    let mut spent = 0;
    let mut largest = 1;
    for group in sizes.chunk_by(|left, right| left == right) {
        spent += pairs(group[0] as u64) * group.len() as u64;
        if spent > budget {
            break;
        }
        largest = group[0];
    }
    largest
}
