//! Exports in, golden records out: nothing lost, nobody glued, no opt-out forgotten, every value with its source.

use crate::fixtures::{by_record_id, ingest_files, resolve_files, resolved, sample_files, samples, wait};
use lake::Row;
use matching::evaluation::evaluate;
use pipeline::explain::explain;
use pipeline::ingest::DroppedFile;
use pipeline::resolve::resolve;
use pipeline::{Configuration, MemoryBudget, NoProgress};
use records::golden::{Constituent, ConstituentValue, Crosswalk, Redirect};
use records::keys::SourceRecordKey;
use records::kinds::{Channel, ConsentState};
use records::staged::{Commitment, ConsentEvent, Gift, GiftAdjustment, SourceFile};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_row_of_every_file_is_accounted_for() {
    for outcome in &resolved().files {
        let file = &outcome.file;
        let sum = file.rows_staged + file.rows_rejected + file.rows_not_data;
        assert_eq!(file.rows_read, sum, "{}", file.file_name);
        assert_eq!(outcome.rejections.len() as i64, file.rows_rejected, "{}", file.file_name);
        assert_eq!(outcome.not_data.values().sum::<i64>(), file.rows_not_data, "{}", file.file_name);
    }
}

#[test]
fn the_sample_people_are_told_apart_and_found_again() {
    let truth = by_record_id(&std::fs::read(samples().join("labels.csv")).unwrap(), "entity_id");
    let found: BTreeMap<String, String> = resolved()
        .golden::<Crosswalk>()
        .into_iter()
        .map(|row| (row.source_record_key.to_string(), row.constituent_id.to_string()))
        .collect();
    let unlabelled: Vec<&String> = found.keys().filter(|key| !truth.contains_key(*key)).collect();
    assert!(unlabelled.is_empty(), "{} records have no label", unlabelled.len());
    let missing = truth.keys().filter(|key| !found.contains_key(*key)).count();
    assert_eq!(missing, 0, "labelled records that no constituent holds");
    let scores = evaluate(truth.iter().map(|(key, entity)| (found[key].as_str(), entity.as_str()))).pairwise;
    assert!(scores.precision >= 0.98, "pairwise precision {:.4}", scores.precision);
    assert!(scores.recall >= 0.95, "pairwise recall {:.4}", scores.recall);
}

#[test]
fn every_value_of_a_constituent_names_a_record_of_that_constituent() {
    let crosswalk = resolved().golden::<Crosswalk>();
    let owners: BTreeMap<&SourceRecordKey, _> =
        crosswalk.iter().map(|row| (&row.source_record_key, &row.constituent_id)).collect();
    let values = resolved().golden::<ConstituentValue>();
    for value in &values {
        assert_eq!(owners.get(&value.source_record_key), Some(&&value.constituent_id), "field {}", value.field);
    }
    let sourced: BTreeSet<_> = values.iter().map(|value| (&value.constituent_id, value.field.as_str())).collect();
    for one in &resolved().golden::<Constituent>() {
        let id = &one.constituent_id;
        for (field, present) in
            [("family_name", one.family_name.is_some()), ("email", one.email.is_some()), ("city", one.city.is_some())]
        {
            assert!(!present || sourced.contains(&(id, field)), "{id}: {field} has no source");
        }
    }
}

/// The law of consent, stated anew here: a channel is open only if no opt-out about it stands
/// without a newer opt-in.
#[test]
fn nobody_who_opted_out_is_contactable() {
    let crosswalk: BTreeMap<_, _> =
        resolved().golden::<Crosswalk>().into_iter().map(|row| (row.source_record_key, row.constituent_id)).collect();
    let people: BTreeMap<_, _> =
        resolved().golden::<Constituent>().into_iter().map(|one| (one.constituent_id.clone(), one)).collect();
    let events = resolved().golden::<ConsentEvent>();
    let opt_ins: Vec<&ConsentEvent> = events.iter().filter(|event| event.state == ConsentState::OptIn).collect();
    let mut checked = 0;
    for out in events.iter().filter(|event| event.state == ConsentState::OptOut) {
        let Some(id) = crosswalk.get(&out.source_record_key) else { continue };
        let renewed = opt_ins
            .iter()
            .any(|event| crosswalk.get(&event.source_record_key) == Some(id) && event.effective_at > out.effective_at);
        if matches!(out.channel, Channel::Email | Channel::All) && !renewed {
            assert_eq!(people[id].email_consent, ConsentState::OptOut, "{id}");
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} opt-outs in the sample");
}

#[test]
fn no_gift_is_lost_on_the_way() {
    let files = wait(resolved().lake.source_files()).unwrap();
    let staged: BTreeSet<String> = files.iter().flat_map(staged_gifts).map(|gift| gift.gift_key.to_string()).collect();
    let golden: BTreeSet<String> =
        resolved().golden::<Gift>().into_iter().map(|gift| gift.gift_key.to_string()).collect();
    assert!(!golden.is_empty());
    assert_eq!(staged, golden);
}

/// A refund and a pledge, each with a column that no mapping names.
#[test]
fn promises_and_refunds_keep_the_columns_that_no_mapping_names() {
    assert!(resolved().golden::<GiftAdjustment>().iter().any(|row| row.extra.is_some()));
    let header = "Gift ID,Constituent ID,Gift Date,Gift Type,Gift Amount,Fund ID,Campaign ID,Shelf";
    let bytes = format!("{header}\n77,1042,03/04/2026,Pledge,$600.00,General,,north\n").into_bytes();
    let run = resolve_files(&[DroppedFile { name: "gifts.csv".to_owned(), bytes }]);
    let commitments = run.golden::<Commitment>();
    assert_eq!(commitments.len(), 1);
    assert_eq!(commitments[0].extra.as_deref(), Some(r#"{"Shelf":"north"}"#));
}

fn staged_gifts(file: &SourceFile) -> Vec<Gift> {
    wait(resolved().lake.read_staged(file)).unwrap()
}

#[test]
fn dropping_the_same_files_again_changes_nothing() {
    let run = resolve_files(&sample_files());
    let again = ingest_files(&run.lake, &sample_files());
    assert!(again.iter().all(|outcome| outcome.already_staged));
    let report =
        wait(resolve(&run.lake, &Configuration::bundled().unwrap(), MemoryBudget::UNLIMITED, &NoProgress)).unwrap();
    assert!(report.unchanged);
    assert_eq!(report.snapshot_id, run.report.snapshot_id);
}

/// One more person in one more file: everybody else keeps the id.
#[test]
fn golden_ids_stay_when_a_file_is_added() {
    let run = resolve_files(&sample_files());
    let before: BTreeMap<_, _> = ids(&run);
    let header = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID";
    let row = "xanthe.quillfeather@example.org,Xanthe,Quillfeather,2,2026-06-01 10:00:00,2026-06-01 10:00:00,\
               2026-06-01 10:00:00,900001,ffff000001";
    let name = "subscribed_members_export_new.csv".to_owned();
    let bytes = format!("{header}\n{row}\n").into_bytes();
    let added = ingest_files(&run.lake, &[DroppedFile { name, bytes }]);
    assert_eq!(added[0].file.rows_staged, 1);
    let report =
        wait(resolve(&run.lake, &Configuration::bundled().unwrap(), MemoryBudget::UNLIMITED, &NoProgress)).unwrap();
    assert!(!report.unchanged);
    let after = ids(&run);
    assert_eq!(after.len(), before.len() + 1);
    let redirects: BTreeMap<_, _> =
        run.golden::<Redirect>().into_iter().map(|row| (row.retired_id, row.constituent_id)).collect();
    for (key, id) in &before {
        let now = &after[key];
        assert!(now == id || redirects.get(id) == Some(now), "{key} moved from {id} to {now} without a redirect");
    }
}

fn ids(run: &crate::fixtures::Resolved) -> BTreeMap<SourceRecordKey, records::keys::ConstituentId> {
    run.golden::<Crosswalk>().into_iter().map(|row| (row.source_record_key, row.constituent_id)).collect()
}

#[test]
fn explain_shows_every_record_and_evidence_that_adds_up() {
    let richest = resolved().golden::<Constituent>().into_iter().max_by_key(|one| one.source_record_count).unwrap();
    let explanation = wait(explain(&resolved().lake, richest.constituent_id.as_str())).unwrap();
    assert_eq!(explanation.source_records.len() as i64, richest.source_record_count);
    assert!(!explanation.links.is_empty());
    for explained in &explanation.links {
        let sum: f64 = explained.fields.iter().map(|field| field.bits).sum();
        let weight = explained.link.weight_bits;
        assert!((sum - weight).abs() < 0.01, "fields add up to {sum:.2} bits, the pair weighs {weight:.2}");
    }
}

#[test]
fn every_golden_table_is_there_even_when_it_is_empty() {
    let manifest = wait(resolved().lake.current_snapshot()).unwrap().unwrap();
    assert_eq!(manifest.tables.len(), lake::GOLDEN_TABLES.len());
    assert!(manifest.table(Constituent::schema().name).unwrap().rows > 1_000);
}
