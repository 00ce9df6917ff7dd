//! The review queue over the sample data: what is asked first is what pays, and a steward's answers make it right.

use crate::fixtures::{by_record_id, resolve_files, sample_files, samples, wait};
use jiff::Timestamp;
use pipeline::decide::{Verdict, decide};
use pipeline::resolve::{is_up_to_date, resolve};
use pipeline::review::{ReviewQuestion, review};
use pipeline::{Configuration, MemoryBudget, NoProgress, RunContext};
use records::keys::SourceRecordKey;
use std::collections::BTreeMap;

type Truth = BTreeMap<String, String>;

fn truth() -> Truth {
    by_record_id(&std::fs::read(samples().join("labels.csv")).unwrap(), "entity_id")
}

fn are_one(truth: &Truth, question: &ReviewQuestion) -> bool {
    truth.get(question.link.left_key.as_str()) == truth.get(question.link.right_key.as_str())
}

/// Pairs of records that a true answer puts right: none where the engine has it right already.
fn put_right(truth: &Truth, question: &ReviewQuestion) -> usize {
    let is_held_one = question.left_constituent == question.right_constituent;
    if is_held_one == are_one(truth, question) { 0 } else { question.left_records.len() * question.right_records.len() }
}

#[test]
fn the_first_half_of_the_queue_puts_more_right_than_the_second() {
    let run = resolve_files(&sample_files());
    let truth = truth();
    let questions = wait(review(&run.lake)).unwrap().questions;
    assert!(questions.len() >= 20, "{} questions", questions.len());
    let (first, second) = questions.split_at(questions.len() / 2);
    let sum = |half: &[ReviewQuestion]| half.iter().map(|one| put_right(&truth, one)).sum::<usize>();
    assert!(sum(first) > sum(second), "{} in the first half, {} in the second", sum(first), sum(second));
}

#[test]
fn a_steward_who_answers_all_has_nothing_left_and_nothing_comes_back() {
    let run = resolve_files(&sample_files());
    let truth = truth();
    let start: Timestamp = "2026-07-02T08:00:00Z".parse().unwrap();
    let before = wait(review(&run.lake)).unwrap();
    assert_eq!((before.progress.answered, before.progress.total), (0, before.questions.len()));
    let answer = |question: &ReviewQuestion| {
        let verdict = if are_one(&truth, question) { Verdict::Match } else { Verdict::Never };
        (question.link.left_key.clone(), question.link.right_key.clone(), verdict)
    };
    let answers: Vec<(SourceRecordKey, SourceRecordKey, Verdict)> = before.questions.iter().map(answer).collect();
    wait(decide(&run.lake, &answers, &RunContext::starting_at(start))).unwrap();
    let decided = wait(review(&run.lake)).unwrap();
    assert_eq!(decided.questions, [], "every question was answered");
    assert_eq!((decided.progress.answered, decided.progress.total), (before.questions.len(), before.questions.len()));

    let configuration = Configuration::bundled().unwrap();
    assert!(!wait(is_up_to_date(&run.lake, &configuration)).unwrap(), "the decisions wait");
    let report = wait(resolve(&run.lake, &configuration, MemoryBudget::UNLIMITED, &NoProgress)).unwrap();
    assert_eq!(report.contradictions, [], "true answers do not contradict each other");
    assert!(wait(is_up_to_date(&run.lake, &configuration)).unwrap());
    let after = wait(review(&run.lake)).unwrap();
    assert_eq!(after.progress.waiting, 0, "every decision is in effect");
    let asked_again = after.questions.iter().filter(|question| {
        answers.iter().any(|(left, right, _)| (left, right) == (&question.link.left_key, &question.link.right_key))
    });
    assert_eq!(asked_again.count(), 0, "no decided pair came back");
}
