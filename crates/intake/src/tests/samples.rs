//! The sample exports, held against what their generator put into them.

#![expect(clippy::disallowed_methods, reason = "a test may look at the samples; the crate itself does no IO")]

use super::*;
use records::staged::StagedRecords;
use std::{fs, path::Path};

/// One line of `expected.csv` as the generator writes it.
fn line_of(path: &str, intake: &Intake) -> String {
    let (staged, rejected, not_data) = counts(intake);
    let records: &StagedRecords = &intake.records;
    let amount: rust_decimal::Decimal = records.gifts.iter().map(|gift| gift.amount).sum();
    let tables = [
        records.adjustments.len(),
        records.commitments.len(),
        records.membership_terms.len(),
        records.parties.len(),
        records.consent_events.len(),
    ];
    let tables = tables.map(|count| count.to_string()).join(",");
    let (read, gifts) = (intake.tally.rows_read, records.gifts.len());
    format!("{path},{read},{staged},{rejected},{not_data},{gifts},{amount:.2},{tables}")
}

/// Reads the samples as they stand in the repository.
#[test]
fn the_samples_are_read_as_they_were_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samplemdata");
    let expected = fs::read_to_string(folder.join("expected.csv")).unwrap();
    let mut wrong = Vec::new();
    for line in expected.lines().skip(1) {
        let path = line.split(',').next().unwrap();
        let file_name = path.rsplit('/').next().unwrap();
        let intake = intake(file_name, fs::read(folder.join(path)).unwrap());
        let found = line_of(path, &intake);
        if found != line {
            wrong.push(format!(
                "expected {line}\n   found {found}\n{:#?}\n{:#?}\n{:#?}",
                intake.tally,
                intake.notes,
                rejections(&intake)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every label names a record that is staged, and every staged record that is not anonymous has one.
#[test]
fn every_record_of_the_samples_has_its_label() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samplemdata");
    let labels = fs::read_to_string(folder.join("labels.csv")).unwrap();
    let labelled: std::collections::BTreeSet<&str> =
        labels.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let expected = fs::read_to_string(folder.join("expected.csv")).unwrap();
    let mut staged = std::collections::BTreeSet::new();
    for path in expected.lines().skip(1).filter_map(|line| line.split(',').next()) {
        let records = intake(path.rsplit('/').next().unwrap(), fs::read(folder.join(path)).unwrap()).records;
        let known = records.parties.into_iter().filter(|party| !party.is_anonymous);
        staged.extend(known.map(|party| party.source_record_key.as_str().to_owned()));
    }
    let missing: Vec<&&str> = labelled.iter().filter(|key| !staged.contains(**key)).collect();
    let unlabelled: Vec<&String> = staged.iter().filter(|key| !labelled.contains(key.as_str())).collect();
    assert!(missing.is_empty() && unlabelled.is_empty(), "not staged: {missing:?}; without label: {unlabelled:?}");
}
