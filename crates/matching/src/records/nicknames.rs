//! Which given names stand for each other.
//!
//! In:  `data/nicknames.csv`: one group a line, the full name first. A name may be in
//!      several groups: Alex is short for Alexander and for Alexandra.
//! Out: the groups of a name. Two names that share a group are nicknames of each other.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TABLE: LazyLock<FxHashMap<&'static str, Vec<u32>>> = LazyLock::new(read_table);

fn read_table() -> FxHashMap<&'static str, Vec<u32>> {
    let mut groups: FxHashMap<&'static str, Vec<u32>> = FxHashMap::default();
    let lines = include_str!("../../data/nicknames.csv").lines().skip(1);
    for (group, line) in (1_u32..).zip(lines) {
        for name in line.split(',').filter(|name| !name.is_empty()) {
            let known = groups.entry(name).or_default();
            if !known.contains(&group) {
                known.push(group);
            }
        }
    }
    groups
}

/// The groups of a folded given name; none when the table does not know it.
#[must_use]
pub fn groups(name: &str) -> &'static [u32] {
    TABLE.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(left: &str, right: &str) -> bool {
        groups(left).iter().any(|group| groups(right).contains(group))
    }

    #[test]
    fn nicknames_share_a_group_with_their_name_only() {
        for (left, right) in [("bob", "robert"), ("peggy", "margaret"), ("pepe", "jose"), ("alex", "alexandra")] {
            assert!(related(left, right), "{left} {right}");
        }
        for (left, right) in [("bob", "william"), ("alexander", "alexandra"), ("mary", "marsha")] {
            assert!(!related(left, right), "{left} {right}");
        }
    }

    #[test]
    fn the_table_holds_folded_names_only() {
        for line in include_str!("../../data/nicknames.csv").lines() {
            assert!(line.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b','), "{line}");
        }
    }
}
