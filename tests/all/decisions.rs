//! What stewards decide binds every later resolution, and can be taken back.

use crate::fixtures::{Resolved, resolve_files, sample_files, wait};
use jiff::{Timestamp, ToSpan};
use pipeline::decide::{Verdict, decide};
use pipeline::resolve::{ResolveReport, resolve};
use pipeline::{Configuration, MemoryBudget, NoProgress, RunContext};
use records::golden::Crosswalk;
use records::keys::{ConstituentId, SourceRecordKey};
use std::collections::BTreeMap;

type Pair<'a> = (&'a SourceRecordKey, &'a SourceRecordKey, Verdict);

/// Decides at a moment of its own, then resolves.
fn resolve_after(run: &Resolved, minute: i64, pairs: &[Pair<'_>]) -> ResolveReport {
    let start: Timestamp = "2026-07-02T08:00:00Z".parse().unwrap();
    let context = RunContext::starting_at(start + minute.minutes());
    let pairs: Vec<_> = pairs.iter().map(|(one, other, said)| ((*one).clone(), (*other).clone(), *said)).collect();
    wait(decide(&run.lake, &pairs, &context)).unwrap();
    let configuration = Configuration::bundled().unwrap();
    wait(resolve(&run.lake, &configuration, MemoryBudget::UNLIMITED, &NoProgress)).unwrap()
}

fn owners(run: &Resolved) -> BTreeMap<SourceRecordKey, ConstituentId> {
    run.golden::<Crosswalk>().into_iter().map(|row| (row.source_record_key, row.constituent_id)).collect()
}

/// The records of each constituent, those with most records first.
fn clusters(owners: &BTreeMap<SourceRecordKey, ConstituentId>) -> Vec<Vec<SourceRecordKey>> {
    let mut members: BTreeMap<&ConstituentId, Vec<SourceRecordKey>> = BTreeMap::new();
    for (key, id) in owners {
        members.entry(id).or_default().push(key.clone());
    }
    let mut clusters: Vec<Vec<SourceRecordKey>> = members.into_values().collect();
    clusters.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    clusters
}

#[test]
fn a_decision_binds_until_it_is_taken_back() {
    let run = resolve_files(&sample_files());
    let before = owners(&run);
    let found = clusters(&before);
    let (merged, lone, other) = (&found[0], &found[found.len() - 1][0], &found[found.len() - 2][0]);
    let never = (&merged[0], &merged[1], Verdict::Never);
    let together = (lone, other, Verdict::Match);
    assert!(!resolve_after(&run, 1, &[never, together]).unchanged, "a decision is something new");
    let after = owners(&run);
    assert_ne!(after[&merged[0]], after[&merged[1]], "never is never");
    assert_eq!(after[lone], after[other], "a match is a match");
    let moved: Vec<_> = before.keys().filter(|key| before[*key] != after[*key]).collect();
    let of_the_decisions = |key: &SourceRecordKey| merged.contains(key) || key == lone || key == other;
    assert!(moved.iter().all(|key| of_the_decisions(key)), "nobody else moved: {moved:?}");

    resolve_after(&run, 2, &[(never.0, never.1, Verdict::Open), (together.0, together.1, Verdict::Open)]);
    assert_eq!(clusters(&owners(&run)), found, "taken back, everything is as it was");
}

#[test]
fn a_match_through_others_meets_a_never_and_is_told() {
    let run = resolve_files(&sample_files());
    let found = clusters(&owners(&run));
    let [a, b, c] = [1, 2, 3].map(|from_the_end| &found[found.len() - from_the_end][0]);
    let report = resolve_after(&run, 1, &[(a, b, Verdict::Match), (b, c, Verdict::Match), (a, c, Verdict::Never)]);
    let after = owners(&run);
    assert_ne!(after[a], after[c], "a never holds through others");
    assert_eq!(report.contradictions.len(), 1, "{:?}", report.contradictions);
    assert!(report.notes.iter().any(|note| note.contains("1 decisions contradict others")), "{:?}", report.notes);
}
