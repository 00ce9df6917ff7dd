//! What became of people from one snapshot to the next: who was joined, who was parted.
//!
//! In:  the crosswalks of both. Out: counts, and which ids each change is about.

use records::golden::Crosswalk;
use records::keys::{ConstituentId, SourceRecordKey};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What changed between two snapshots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// People and organisations before.
    pub constituents_before: usize,
    /// People and organisations after.
    pub constituents_after: usize,
    /// Records that were in neither, or only in the later one.
    pub new_records: usize,
    /// Who was joined or parted, in the order of ids.
    pub changes: Vec<Change>,
}

/// Some ids became other ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// Joined or parted.
    pub kind: Kind,
    /// Whose the records were.
    pub before: Vec<ConstituentId>,
    /// Whose they are.
    pub after: Vec<ConstituentId>,
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Several became one.
    Joined,
    /// One became several.
    Parted,
}

/// Compares two crosswalks. Records that only one of them holds join and part nobody.
#[must_use]
pub fn changes(before: &[Crosswalk], after: &[Crosswalk]) -> Changes {
    let earlier = owners(before);
    let mut moved: Vec<(&ConstituentId, &ConstituentId)> = Vec::new();
    let mut new_records = 0;
    for row in after {
        match earlier.get(&row.source_record_key) {
            Some(owner) => moved.push((owner, &row.constituent_id)),
            None => new_records += 1,
        }
    }
    let joined = several(moved.iter().map(|(before, after)| (*after, *before)));
    let parted = several(moved.iter().copied());
    let join = |(after, before): (ConstituentId, Vec<ConstituentId>)| Change {
        kind: Kind::Joined,
        before,
        after: vec![after],
    };
    let part = |(before, after): (ConstituentId, Vec<ConstituentId>)| Change {
        kind: Kind::Parted,
        before: vec![before],
        after,
    };
    Changes {
        constituents_before: count(before),
        constituents_after: count(after),
        new_records,
        changes: joined.into_iter().map(join).chain(parted.into_iter().map(part)).collect(),
    }
}

fn owners(rows: &[Crosswalk]) -> BTreeMap<&SourceRecordKey, &ConstituentId> {
    rows.iter().map(|row| (&row.source_record_key, &row.constituent_id)).collect()
}

fn count(rows: &[Crosswalk]) -> usize {
    rows.iter().map(|row| &row.constituent_id).collect::<BTreeSet<_>>().len()
}

/// The firsts that come with more than one second.
fn several<'a>(
    pairs: impl Iterator<Item = (&'a ConstituentId, &'a ConstituentId)>,
) -> Vec<(ConstituentId, Vec<ConstituentId>)> {
    let mut seconds: BTreeMap<&ConstituentId, BTreeSet<&ConstituentId>> = BTreeMap::new();
    for (first, second) in pairs {
        seconds.entry(first).or_default().insert(second);
    }
    seconds.retain(|_, found| found.len() > 1);
    let owned = |(first, found): (&ConstituentId, BTreeSet<&ConstituentId>)| {
        (first.clone(), found.into_iter().cloned().collect())
    };
    seconds.into_iter().map(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(owners: &[(&str, &str)]) -> Vec<Crosswalk> {
        let row = |(key, owner): &(&str, &str)| Crosswalk {
            source_record_key: SourceRecordKey::from_stored(*key),
            source: "s".to_owned(),
            constituent_id: ConstituentId::from_stored(*owner),
        };
        owners.iter().map(row).collect()
    }

    #[track_caller]
    fn check(before: &[(&str, &str)], after: &[(&str, &str)], new_records: usize, expected: &[(Kind, &str, &str)]) {
        let found = changes(&rows(before), &rows(after));
        let joined = |ids: &[ConstituentId]| ids.iter().map(ConstituentId::as_str).collect::<Vec<_>>().join("+");
        let told: Vec<(Kind, String, String)> =
            found.changes.iter().map(|one| (one.kind, joined(&one.before), joined(&one.after))).collect();
        let wanted: Vec<(Kind, String, String)> =
            expected.iter().map(|(kind, before, after)| (*kind, (*before).to_owned(), (*after).to_owned())).collect();
        assert_eq!((found.new_records, told), (new_records, wanted));
    }

    #[test]
    fn two_who_became_one_are_told_as_joined() {
        let before = [("a", "C1"), ("b", "C2"), ("c", "C3")];
        check(&before, &[("a", "C1"), ("b", "C1"), ("c", "C3")], 0, &[(Kind::Joined, "C1+C2", "C1")]);
    }

    #[test]
    fn one_who_became_two_is_told_as_parted() {
        check(&[("a", "C1"), ("b", "C1")], &[("a", "C1"), ("b", "C9")], 0, &[(Kind::Parted, "C1", "C1+C9")]);
    }

    #[test]
    fn new_records_join_nobody() {
        check(&[("a", "C1")], &[("a", "C1"), ("b", "C1"), ("c", "C2")], 2, &[]);
    }
}
