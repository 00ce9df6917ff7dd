//! Sorting that never depends on the order in which rows came.

use std::cmp::Ordering;
use std::fmt::Debug;

/// Sorts by `compare`; rows that it takes for equal are ordered by all of their fields.
///
/// Wide rows are moved once each: what is sorted are their positions.
pub(crate) fn sorted<T: Debug>(rows: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut positions: Vec<usize> = (0..rows.len()).collect();
    positions.sort_by(|&left, &right| compare_rows(&rows[left], &rows[right], &compare));
    in_order(rows, &positions)
}

/// Sorts as [`sorted`] does and keeps one of each set of identical rows.
pub(crate) fn sorted_once<T: Debug + PartialEq>(rows: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut rows = sorted(rows, compare);
    rows.dedup();
    rows
}

/// Of all rows that `same` takes for equal, the one that is largest by `version`; sorted by `same`.
pub(crate) fn newest<T: Debug>(
    rows: Vec<T>,
    same: impl Fn(&T, &T) -> Ordering,
    version: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    let newest_first = |left: &T, right: &T| same(left, right).then_with(|| compare_rows(right, left, &version));
    let mut positions: Vec<usize> = (0..rows.len()).collect();
    positions.sort_by(|&left, &right| newest_first(&rows[left], &rows[right]));
    positions.dedup_by(|later, kept| same(&rows[*later], &rows[*kept]) == Ordering::Equal);
    in_order(rows, &positions)
}

/// `compare`, then all fields in their debug form: slow, and reached only by rows that share a line.
fn compare_rows<T: Debug>(left: &T, right: &T, compare: &impl Fn(&T, &T) -> Ordering) -> Ordering {
    compare(left, right).then_with(|| format!("{left:?}").cmp(&format!("{right:?}")))
}

/// The rows at `positions`, in that order.
fn in_order<T>(rows: Vec<T>, positions: &[usize]) -> Vec<T> {
    let mut slots: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    positions.iter().filter_map(|&position| slots[position].take()).collect()
}
