//! What the lake promises, whatever fails.

use crate::conformance::{FailingStore, FailureMoment};
use crate::error::LakeError;
use crate::lake::{Lake, file_id};
use crate::snapshots::SnapshotInputs;
use crate::store::{MemoryStore, Store};
use crate::tables::GOLDEN_TABLES;
use crate::tables::samples::{Fill, sample};
use crate::zones;
use records::golden::GoldenTables;
use records::staged::{Gift, Rejection, SourceFile, SourceParty, StagedRecords};
use rust_decimal::Decimal;
use std::sync::Arc;

const MOMENTS: [FailureMoment; 2] = [FailureMoment::BeforeWriting, FailureMoment::AfterWriting];

fn file(name: &str) -> SourceFile {
    SourceFile {
        file_id: file_id(name.as_bytes()),
        source: "paypal".to_owned(),
        mapping: "paypal@1".to_owned(),
        file_name: name.to_owned(),
        rows_read: 3,
        received_at: "2026-03-01T12:00:00Z".parse().unwrap(),
        ..sample(Fill::All)
    }
}

/// Rows of every table; `amount` tells one version of them from another, in the first table that is
/// written and in the last, so that a mixture of two versions is neither.
fn staged(amount: i64) -> StagedRecords {
    let party = SourceParty { line: amount, ..sample(Fill::All) };
    let rejection = Rejection { line: amount, ..sample(Fill::All) };
    let gift = Gift { amount: Decimal::from(amount), ..sample(Fill::All) };
    StagedRecords {
        parties: vec![party, sample(Fill::RequiredOnly)],
        emails: vec![sample(Fill::All)],
        phones: vec![sample(Fill::All)],
        addresses: vec![sample(Fill::RequiredOnly)],
        gifts: vec![gift; 3],
        allocations: vec![sample(Fill::All)],
        credits: vec![sample(Fill::All)],
        adjustments: vec![sample(Fill::All)],
        commitments: vec![sample(Fill::All)],
        membership_terms: vec![sample(Fill::All)],
        consent_events: vec![sample(Fill::All)],
        rejections: vec![rejection],
    }
}

fn golden(amount: i64) -> GoldenTables {
    GoldenTables {
        constituents: vec![sample(Fill::All), sample(Fill::RequiredOnly)],
        match_links: vec![sample(Fill::All)],
        gifts: staged(amount).gifts,
        source_files: vec![file("a.csv")],
        ..GoldenTables::default()
    }
}

fn inputs() -> SnapshotInputs {
    let file_ids = vec![file_id(b"b"), file_id(b"a"), file_id(b"b")];
    SnapshotInputs { file_ids, config_hash: "c0ffee".to_owned(), engine_version: "0.1.0".to_owned() }
}

/// A lake over `store` whose write number `write` fails.
fn failing(store: &Arc<MemoryStore>, write: usize, moment: FailureMoment) -> (Lake, Arc<FailingStore>) {
    let failing = Arc::new(FailingStore::new(Arc::clone(store) as Arc<dyn Store>, write, moment));
    (Lake::in_store(Arc::clone(&failing) as Arc<dyn Store>), failing)
}

/// Handlers of requests and events run on several threads.
#[test]
fn every_step_can_move_between_threads() {
    fn sendable(_: impl Send) {}
    let (lake, file, rows, tables) = (Lake::memory(), file("a.csv"), staged(1), golden(1));
    sendable(lake.put_raw("paypal", "a.csv", "a"));
    sendable(lake.is_staged("paypal", &file.file_id));
    sendable(lake.write_staged(&file, &rows));
    sendable(lake.source_files());
    sendable(lake.read_staged_records(&file));
    sendable(async { lake.write_snapshot("1", &tables, &inputs()).await });
    sendable(async { lake.read_golden_tables(&lake.current_snapshot().await?.unwrap()).await });
    sendable(lake.append_decision("match", "1.json", "one"));
    sendable(lake.decisions("match"));
}

#[tokio::test]
async fn raw_keeps_both_files_of_one_name() {
    let lake = Lake::memory();
    let mut keys = Vec::new();
    for bytes in ["one", "two", "one", "two"] {
        keys.push(lake.put_raw("paypal", "a b.csv", bytes).await.unwrap().to_string());
    }
    let second = format!("raw/paypal/{}-a b.csv", &file_id(b"two").as_str()[..8]);
    assert_eq!(keys, ["raw/paypal/a b.csv", &second, "raw/paypal/a b.csv", &second]);
    assert_eq!(lake.store.list("raw").await.unwrap().len(), 2);
}

#[tokio::test]
async fn staged_rows_are_read_as_they_were_written() {
    let lake = Lake::memory();
    let file = file("a.csv");
    assert!(!lake.is_staged("paypal", &file.file_id).await.unwrap());
    lake.write_staged(&file, &staged(5)).await.unwrap();
    assert!(lake.is_staged("paypal", &file.file_id).await.unwrap());
    assert_eq!(lake.source_files().await.unwrap(), std::slice::from_ref(&file));
    assert_eq!(lake.read_staged_records(&file).await.unwrap(), staged(5));
    assert_eq!(lake.read_staged::<Gift>(&file).await.unwrap(), staged(5).gifts);
}

#[tokio::test]
async fn files_are_listed_as_they_were_received() {
    let lake = Lake::memory();
    let at = |name: &str, time: &str| SourceFile { received_at: time.parse().unwrap(), ..file(name) };
    let (first, second) = ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    // The file that came first has the largest id of the four, so that the ids alone give another order.
    let mut same_time = [at("b", second), at("c", second), at("d", second)];
    same_time.sort_by(|left, right| left.file_id.cmp(&right.file_id));
    let expected = [vec![at("a", first)], same_time.to_vec()].concat();
    for file in expected.iter().rev() {
        lake.write_staged(file, &StagedRecords::default()).await.unwrap();
    }
    assert_eq!(lake.source_files().await.unwrap(), expected);
}

#[tokio::test]
async fn a_file_that_is_delivered_twice_keeps_its_first_record() {
    let lake = Lake::memory();
    let first = file("a.csv");
    let again = SourceFile {
        file_name: "copy.csv".to_owned(),
        received_at: "2027-01-01T00:00:00Z".parse().unwrap(),
        ..first.clone()
    };
    lake.write_staged(&first, &staged(5)).await.unwrap();
    let before = lake.store.list("").await.unwrap();
    lake.write_staged(&again, &staged(5)).await.unwrap();
    assert_eq!(lake.store.list("").await.unwrap(), before, "not even rewritten");
}

#[tokio::test]
async fn a_file_that_is_staged_anew_has_its_new_rows_alone() {
    let lake = Lake::memory();
    lake.write_staged(&file("a.csv"), &staged(5)).await.unwrap();
    let anew = SourceFile { mapping: "paypal@2".to_owned(), ..file("a.csv") };
    lake.write_staged(&anew, &staged(6)).await.unwrap();
    assert_eq!(lake.source_files().await.unwrap(), std::slice::from_ref(&anew));
    assert_eq!(lake.read_staged_records(&anew).await.unwrap(), staged(6));
}

/// Fails every write in turn, over an empty lake and over a lake that holds the file with other rows.
#[tokio::test]
async fn a_failed_staging_is_never_seen_half_and_can_be_repeated() {
    for (earlier, moment) in [None, Some(4)].into_iter().flat_map(|earlier| MOMENTS.map(|moment| (earlier, moment))) {
        let mut failures = 0;
        loop {
            let store = Arc::new(MemoryStore::new());
            let sound = Lake::in_store(Arc::clone(&store) as Arc<dyn Store>);
            if let Some(amount) = earlier {
                sound.write_staged(&file("a.csv"), &staged(amount)).await.unwrap();
            }
            let (broken, counter) = failing(&store, failures, moment);
            let outcome = broken.write_staged(&file("a.csv"), &staged(5)).await;
            for seen in sound.source_files().await.unwrap() {
                let rows = sound.read_staged_records(&seen).await.unwrap();
                assert!(rows == staged(5) || earlier.is_some_and(|amount| rows == staged(amount)), "write {failures}");
            }
            sound.write_staged(&file("a.csv"), &staged(5)).await.unwrap();
            assert_eq!(sound.source_files().await.unwrap(), [file("a.csv")]);
            assert_eq!(sound.read_staged_records(&file("a.csv")).await.unwrap(), staged(5), "write {failures}");
            if outcome.is_ok() {
                assert_eq!(counter.writes(), failures, "every write was failed once");
                break;
            }
            failures += 1;
        }
        assert!(failures >= 13, "12 tables and the record, {failures} failed");
    }
}

/// Fails every write in turn, over an empty lake and over a lake that has a snapshot.
#[tokio::test]
async fn a_failed_snapshot_leaves_the_one_before_and_can_be_repeated() {
    for (earlier, moment) in [None, Some(4)].into_iter().flat_map(|earlier| MOMENTS.map(|moment| (earlier, moment))) {
        let mut failures = 0;
        loop {
            let store = Arc::new(MemoryStore::new());
            let sound = Lake::in_store(Arc::clone(&store) as Arc<dyn Store>);
            if let Some(amount) = earlier {
                sound.write_snapshot("before", &golden(amount), &inputs()).await.unwrap();
            }
            let (broken, counter) = failing(&store, failures, moment);
            let outcome = broken.write_snapshot("new", &golden(5), &inputs()).await;
            match sound.current_snapshot().await.unwrap() {
                Some(seen) if seen.snapshot_id == "new" => {
                    assert!(outcome.is_ok() || moment == FailureMoment::AfterWriting, "write {failures}");
                    assert_eq!(sound.read_golden_tables(&seen).await.unwrap(), golden(5), "write {failures}");
                }
                Some(seen) => assert_eq!(Some(sound.read_golden_tables(&seen).await.unwrap()), earlier.map(golden)),
                None => assert_eq!(earlier, None, "write {failures}"),
            }
            let repeated = sound.write_snapshot("new", &golden(5), &inputs()).await.unwrap();
            assert_eq!(sound.current_snapshot().await.unwrap(), Some(repeated.clone()));
            assert_eq!(sound.read_golden_tables(&repeated).await.unwrap(), golden(5));
            if outcome.is_ok() {
                assert_eq!(counter.writes(), failures, "every write was failed once");
                break;
            }
            failures += 1;
        }
        assert_eq!(failures, GOLDEN_TABLES.len() + 2, "the tables, the manifest and the pointer");
    }
}

#[tokio::test]
async fn a_snapshot_has_every_table_also_the_empty_ones() {
    let lake = Lake::memory();
    let manifest = lake.write_snapshot("1", &GoldenTables::default(), &inputs()).await.unwrap();
    let names: Vec<&str> = manifest.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, GOLDEN_TABLES.iter().map(|table| table.name).collect::<Vec<_>>());
    assert_eq!(manifest.row_count(), 0);
    assert_eq!(manifest.file_ids.len(), 2, "each file once");
    for table in &manifest.tables {
        let object = lake.store.get(&table.key).await.unwrap().unwrap();
        assert_eq!(object.bytes.len() as u64, table.bytes, "{}", table.name);
    }
    assert_eq!(lake.read_golden_tables(&manifest).await.unwrap(), GoldenTables::default());
}

#[tokio::test]
async fn a_snapshot_id_is_never_given_to_other_contents() {
    let lake = Lake::memory();
    let first = lake.write_snapshot("1", &golden(5), &inputs()).await.unwrap();
    let error = lake.write_snapshot("1", &golden(6), &inputs()).await.unwrap_err();
    assert!(
        matches!(error, LakeError::Taken { ref key } if key == "golden/snapshot=1/gift/part-00000.parquet"),
        "{error}"
    );
    assert_eq!(lake.current_snapshot().await.unwrap(), Some(first.clone()));
    assert_eq!(lake.read_golden_tables(&first).await.unwrap(), golden(5));
}

#[tokio::test]
async fn a_snapshot_made_from_an_older_one_does_not_replace_a_newer_one() {
    let lake = Lake::memory();
    lake.write_snapshot_after(None, "1", &golden(1), &inputs()).await.unwrap();
    lake.write_snapshot_after(Some("1"), "2", &golden(2), &inputs()).await.unwrap();
    lake.write_snapshot_after(Some("1"), "2", &golden(2), &inputs()).await.unwrap();
    let error = lake.write_snapshot_after(Some("1"), "3", &golden(3), &inputs()).await.unwrap_err();
    assert_eq!(error.to_string(), "snapshot `3` was not made current: expected `1` before it, found `2`");
    assert_eq!(lake.current_snapshot().await.unwrap().unwrap().snapshot_id, "2");
}

/// The pointer is replaced only if it is what it was when the call began.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_snapshots_written_at_once_every_winner_is_whole() {
    let lake = Lake::memory();
    let tasks: Vec<_> = (0..8_i64)
        .map(|number| {
            let lake = lake.clone();
            tokio::spawn(async move {
                lake.write_snapshot_after(None, &number.to_string(), &golden(number), &inputs()).await
            })
        })
        .collect();
    let won: Vec<_> =
        futures::future::join_all(tasks).await.into_iter().filter_map(|done| done.unwrap().ok()).collect();
    assert_eq!(won.len(), 1, "each started from an empty lake, so one alone may follow");
    let current = lake.current_snapshot().await.unwrap().unwrap();
    assert_eq!(Some(&current), won.first());
    let number: i64 = current.snapshot_id.parse().unwrap();
    assert_eq!(lake.read_golden_tables(&current).await.unwrap(), golden(number));
}

#[tokio::test]
async fn a_table_that_was_changed_by_hand_is_found_out() {
    let lake = Lake::memory();
    let manifest = lake.write_snapshot("1", &golden(5), &inputs()).await.unwrap();
    let other = lake.write_snapshot("2", &golden(6), &inputs()).await.unwrap();
    let forged = lake.store.get(&other.table("gift").unwrap().key).await.unwrap().unwrap();
    lake.store.put(&manifest.table("gift").unwrap().key, forged.bytes).await.unwrap();
    let error = lake.read_golden::<Gift>(&manifest).await.unwrap_err();
    assert!(matches!(error, LakeError::Damaged { .. }), "{error}");
}

#[tokio::test]
async fn a_pointer_to_nothing_is_an_error_and_no_empty_lake() {
    let lake = Lake::memory();
    let manifest = lake.write_snapshot("1", &golden(5), &inputs()).await.unwrap();
    lake.store.delete(&zones::manifest(&manifest.snapshot_id).unwrap()).await.unwrap();
    assert!(matches!(lake.current_snapshot().await.unwrap_err(), LakeError::Missing { .. }));
}

#[tokio::test]
async fn the_same_rows_give_the_same_objects_in_every_lake() {
    let folder = tempfile::TempDir::new().unwrap();
    let (local, memory) = (Lake::local(folder.path()).unwrap(), Lake::memory());
    for lake in [&local, &memory] {
        lake.write_staged(&file("a.csv"), &staged(5)).await.unwrap();
        lake.write_snapshot("1", &golden(5), &inputs()).await.unwrap();
    }
    let listed = memory.store.list("").await.unwrap();
    assert_eq!(listed.len(), 13 + GOLDEN_TABLES.len() + 2);
    assert_eq!(local.store.list("").await.unwrap().len(), listed.len());
    for meta in listed {
        let there = local.store.get(&meta.key).await.unwrap().unwrap();
        assert!(there.bytes == memory.store.get(&meta.key).await.unwrap().unwrap().bytes, "{}", meta.key);
        assert!(local.store.local_path(&meta.key).unwrap().is_file(), "{}", meta.key);
        assert_eq!(memory.store.local_path(&meta.key), None);
    }
}

#[tokio::test]
async fn a_decision_is_added_once_and_never_changed() {
    let lake = Lake::memory();
    lake.append_decision("match", "2.json", "two").await.unwrap();
    lake.append_decision("match", "1.json", "one").await.unwrap();
    lake.append_decision("match", "1.json", "one").await.unwrap();
    lake.append_decision("opt_out", "1.json", "other").await.unwrap();
    let error = lake.append_decision("match", "1.json", "changed").await.unwrap_err();
    assert!(matches!(error, LakeError::Taken { .. }), "{error}");
    let expected = [("1.json".to_owned(), "one".into()), ("2.json".to_owned(), "two".into())];
    assert_eq!(lake.decisions("match").await.unwrap(), expected);
    assert_eq!(lake.decisions("none").await.unwrap(), []);
}

#[tokio::test]
async fn a_snapshot_is_published_with_its_columns() {
    let lake = Lake::memory();
    let manifest = lake.write_snapshot("1", &golden(5), &inputs()).await.unwrap();
    let first = crate::CatalogSnapshot::of_manifest(&manifest, None).unwrap();
    lake.catalog.publish(&first).await.unwrap();
    let current = lake.catalog.current().await.unwrap();
    let again = crate::CatalogSnapshot::of_manifest(&manifest, current.as_ref()).unwrap();
    let other = crate::Manifest { snapshot_id: "2".to_owned(), ..manifest };
    let next = crate::CatalogSnapshot::of_manifest(&other, current.as_ref()).unwrap();
    assert_eq!((first.revision, again.revision, next.revision), (1, 1, 2));
    let gift = first.tables.iter().find(|table| table.name == "gift").unwrap();
    assert_eq!((gift.location.as_str(), gift.row_count), ("golden/snapshot=1/gift", 3));
    let amount = gift.columns.iter().find(|column| column.name == "amount").unwrap();
    assert_eq!(amount.data_type.to_string(), "decimal(18,2)");
}
