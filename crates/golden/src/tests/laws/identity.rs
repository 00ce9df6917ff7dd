//! Whatever is merged, split and merged again: ids never change hands, and none leads nowhere.

use super::random::{everybody, partition, with_partition, world};
use crate::tests::world::{day, file, nobody, person};
use proptest::collection::vec;
use proptest::prelude::*;
use records::golden::{Crosswalk, GoldenTables};
use std::collections::{BTreeMap, BTreeSet};

type Members<'t> = BTreeMap<&'t str, BTreeSet<&'t str>>;

/// The records of each id.
fn members(crosswalk: &[Crosswalk]) -> Members<'_> {
    let mut members: Members = BTreeMap::new();
    for row in crosswalk {
        members.entry(row.constituent_id.as_str()).or_default().insert(row.source_record_key.as_str());
    }
    members
}

fn check_step(before: &GoldenTables, after: &GoldenTables, ever: &mut BTreeSet<String>) {
    let (old, new) = (members(&before.crosswalk), members(&after.crosswalk));
    for (id, records) in &new {
        match old.get(id) {
            Some(former) => assert!(!former.is_disjoint(records), "an id changed hands"),
            None => assert!(ever.insert((*id).to_owned()), "a new id was in use before"),
        }
    }
    for (id, records) in &old {
        let unchanged = new.iter().find(|(_, now)| *now == records);
        assert!(unchanged.is_none_or(|(now, _)| now == id), "an unchanged constituent lost its id");
    }
    let redirects: BTreeMap<&str, &str> =
        after.redirects.iter().map(|row| (row.retired_id.as_str(), row.constituent_id.as_str())).collect();
    for (retired, target) in &redirects {
        assert!(!new.contains_key(retired), "a live id is retired");
        assert!(new.contains_key(target), "a redirect leads to no live id");
    }
    let is_known = |id: &&String| new.contains_key(id.as_str()) || redirects.contains_key(id.as_str());
    assert!(ever.iter().all(|id| is_known(&id)), "an id was forgotten");
}

proptest! {
    #[test]
    fn no_sequence_of_merges_and_splits_moves_an_id(partitions in vec(partition(), 1..8)) {
        let mut before = GoldenTables::default();
        let mut ever = BTreeSet::new();
        for partition in partitions {
            let after = with_partition(everybody(), &partition).after(&before).tables();
            check_step(&before, &after, &mut ever);
            before = after;
        }
    }

    #[test]
    fn a_file_that_matches_nothing_changes_no_id(world in world()) {
        let before = world.clone().tables();
        let mut more = world.after(&before);
        more.files.push(file("f9", day(9)));
        // One key sorts before all others, one after, and both bring no name that is known.
        more.staged.parties.extend([nobody("aaa:1"), person("zzz:1", "New", "Newer", 9)]);
        let after = more.build();
        let same: Vec<_> = after.tables.crosswalk.iter().filter(|row| before.crosswalk.contains(row)).collect();
        prop_assert_eq!(same.len(), before.crosswalk.len());
        prop_assert_eq!(after.tables.crosswalk.len(), before.crosswalk.len() + 2);
        prop_assert_eq!(after.summary.ids_founded, 2);
        prop_assert!(after.tables.redirects.is_empty());
    }
}
