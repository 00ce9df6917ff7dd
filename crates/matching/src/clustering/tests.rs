//! Chains do not glue, vetoes and decisions hold, and every record is in one cluster.

use proptest::prelude::*;

use super::{Affinity, Edge, Task, cluster};
use crate::decisions::{Decisions, Rulings};
use crate::records::{RawRecord, Records, RecordsBuilder};

const LETTERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn six_records() -> Records {
    let mut builder = RecordsBuilder::new();
    for id in LETTERS {
        builder.push(RawRecord { record_id: id.into(), given_name: id.repeat(3), ..RawRecord::default() });
    }
    builder.finish()
}

fn pairs(text: &str) -> Vec<(String, String)> {
    text.split_whitespace().map(|pair| (pair[..1].to_owned(), pair[1..].to_owned())).collect()
}

fn affinity(likely: bool) -> Affinity {
    Affinity { probability: if likely { 0.9 } else { 0.0 }, weight: 1.0 }
}

/// Clusters six records a to f. `likely` are pairs of probability .9, `vetoed` ones that
/// forbid each other; all others have probability 0.
#[track_caller]
fn check(likely: &str, vetoed: &str, must: &str, never: &str, limit: usize, expected: &str) {
    let records = six_records();
    let rulings = Rulings::new(&records, &Decisions { must_match: pairs(must), never_match: pairs(never) });
    let has = |list: &str, left: u32, right: u32| {
        let (left, right) = (LETTERS[left as usize], LETTERS[right as usize]);
        list.split_whitespace().any(|pair| pair == format!("{left}{right}"))
    };
    let all = (0..6_u32).flat_map(|left| (left + 1..6).map(move |right| (left, right)));
    let edges: Vec<Edge> =
        all.filter(|(left, right)| has(likely, *left, *right)).map(|(left, right)| (left, right, 4.0)).collect();
    let task = Task { records: 6, edges: &edges, rulings: &rulings, limit, threshold: 0.5 };
    let (clusters, _) =
        cluster(&task, |left, right| (!has(vetoed, left, right)).then_some(affinity(has(likely, left, right))));
    let mut groups: Vec<String> = Vec::new();
    for lowest in 0..6_u32 {
        let members: String =
            (0..6).filter(|member| clusters[*member] == lowest).map(|member| LETTERS[member]).collect();
        groups.extend((!members.is_empty()).then_some(members));
    }
    assert_eq!(groups.join(" "), expected);
}

#[test]
fn records_that_all_agree_are_one() {
    check("ab ac bc", "", "", "", 100, "abc d e f");
}

#[test]
fn a_chain_does_not_glue_two_families() {
    check("ab bc cd", "", "", "", 100, "ab cd e f");
    check("ab ac bc cd de df ef", "", "", "", 100, "abc def");
}

#[test]
fn a_pair_that_knows_little_has_little_say() {
    let records = six_records();
    let rulings = Rulings::new(&records, &Decisions::default());
    let edges: Vec<Edge> = vec![(0, 1, 4.0), (1, 2, 4.0)];
    let task = Task { records: 6, edges: &edges, rulings: &rulings, limit: 400, threshold: 0.5 };
    let joined = |weight: f64| {
        let pair = |left: u32, right: u32| {
            if (left, right) == (0, 2) { Affinity { probability: 0.0, weight } } else { affinity(true) }
        };
        cluster(&task, |left, right| Some(pair(left, right))).0
    };
    assert_eq!(joined(0.1), [0, 0, 0, 3, 4, 5]);
    assert_eq!(joined(1.0), [0, 0, 2, 3, 4, 5]);
}

#[test]
fn a_veto_outweighs_all_agreement() {
    check("ab ac bc ad bd", "cd", "", "", 100, "abc d e f");
}

#[test]
fn decisions_are_carried_out_exactly() {
    check("", "", "af", "", 100, "af b c d e");
    check("ab ac bc", "", "", "bc", 100, "ab c d e f");
    check("ab bc ac", "", "cd", "bd", 100, "ab cd e f");
}

#[test]
fn never_beats_must_and_the_contradiction_is_told() {
    let records = six_records();
    let decisions = Decisions { must_match: pairs("ab bc xa"), never_match: pairs("ca") };
    let rulings = Rulings::new(&records, &decisions);
    assert_eq!(rulings.must, vec![(0, 1)]);
    assert_eq!(rulings.contradictions.len(), 1);
    assert_eq!((rulings.contradictions[0].left.as_str(), rulings.contradictions[0].right.as_str()), ("b", "c"));
    assert_eq!(rulings.unknown, 1);
    check("", "", "ab bc", "ca", 100, "ab c d e f");
}

#[test]
fn a_group_above_the_limit_is_cut_but_decisions_stay_whole() {
    check("ab ac ad bc bd cd", "", "", "", 2, "ab cd e f");
    check("ab ac ad bc bd cd", "", "ad", "", 2, "ad bc e f");
}

proptest! {
    #[test]
    fn linked_records_only_are_joined(edges in prop::collection::vec((0_u32..20, 0_u32..20), 0..40)) {
        let records = six_records();
        let rulings = Rulings::new(&records, &Decisions::default());
        let mut edges: Vec<Edge> = edges.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (a.min(b), a.max(b), 1.0)).collect();
        edges.sort_unstable_by_key(|edge| (edge.0, edge.1));
        edges.dedup();
        let linked = |left: u32, right: u32| edges.iter().any(|edge| (edge.0, edge.1) == (left, right));
        let task = Task { records: 20, edges: &edges, rulings: &rulings, limit: 400, threshold: 0.5 };
        let (clusters, _) = cluster(&task, |left, right| Some(affinity(linked(left, right))));
        for (member, lowest) in (0_u32..).zip(&clusters) {
            prop_assert!(*lowest <= member);
            prop_assert_eq!(clusters[*lowest as usize], *lowest);
            let met = *lowest == member || (0..20).any(|other| clusters[other as usize] == *lowest && linked(other.min(member), other.max(member)));
            prop_assert!(met, "record {} joined a cluster that it has no link to", member);
        }
    }
}
