//! The queue that golden tables and decisions give.

use super::*;
use jiff::Timestamp;
use records::kinds::MatchOutcome;

fn key(text: &str) -> SourceRecordKey {
    SourceRecordKey::from_stored(text)
}

fn crosswalk(owners: &[(&str, &str)]) -> Vec<Crosswalk> {
    let row = |(record, owner): &(&str, &str)| Crosswalk {
        source_record_key: key(record),
        source: "s".to_owned(),
        constituent_id: ConstituentId::from_stored(*owner),
    };
    owners.iter().map(row).collect()
}

fn link(left: &str, right: &str, probability: f64) -> MatchLink {
    MatchLink {
        left_key: key(left),
        right_key: key(right),
        weight_bits: 8.0,
        probability,
        outcome: if probability < 0.5 { MatchOutcome::Review } else { MatchOutcome::Match },
        rule: "email".to_owned(),
        evidence: r#"[{"field":"e-mail","level":"e-mail is the same","bits":9.5}]"#.to_owned(),
    }
}

fn decision(left: &str, right: &str, verdict: Verdict) -> Decision {
    Decision { left: key(left), right: key(right), verdict, decided_at: Timestamp::UNIX_EPOCH }
}

/// The pairs that are asked about, and progress as answered, total, people, waiting.
#[track_caller]
fn check(links: &[MatchLink], decisions: &[Decision], asked: &[(&str, &str)], progress: [usize; 4]) {
    let owners = [("s:a", "C1"), ("s:a#2", "C2"), ("s:b", "C3"), ("s:c", "C4"), ("s:d", "C4")];
    let queue = Doubtful::new("7".to_owned(), crosswalk(&owners), links.to_vec()).queue(decisions.to_vec());
    let pairs: Vec<(&str, &str)> =
        queue.questions.iter().map(|one| (one.link.left_key.as_str(), one.link.right_key.as_str())).collect();
    assert_eq!(pairs, asked);
    assert!(queue.questions.iter().all(|one| one.fields.len() == 1), "the evidence is read");
    let told = queue.progress;
    assert_eq!([told.answered, told.total, told.people_affected, told.waiting], progress);
}

#[test]
fn the_larger_group_of_records_is_asked_first() {
    let links = [link("s:a", "s:b", 0.4), link("s:b", "s:c", 0.4), link("s:b", "s:d", 0.4)];
    check(&links, &[], &[("s:b", "s:c"), ("s:a", "s:b")], [0, 2, 0, 0]);
}

#[test]
fn the_two_of_a_couple_are_never_asked_about() {
    check(&[link("s:a", "s:a#2", 0.4)], &[], &[], [0, 0, 0, 0]);
}

#[test]
fn a_decided_pair_is_out_and_counted() {
    let links = [link("s:a", "s:b", 0.4), link("s:b", "s:c", 0.3)];
    check(&links, &[decision("s:a", "s:b", Verdict::Never)], &[("s:b", "s:c")], [1, 2, 2, 0]);
    check(&links, &[decision("s:b", "s:c", Verdict::Match)], &[("s:a", "s:b")], [1, 2, 2, 1]);
}

#[test]
fn a_decision_about_a_record_that_is_gone_asks_nothing_and_waits() {
    check(&[link("s:a", "s:b", 0.4)], &[decision("s:a", "s:zz", Verdict::Match)], &[("s:a", "s:b")], [0, 1, 1, 1]);
}
