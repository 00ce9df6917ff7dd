//! Files dropped into the raw zone: staged, set aside or left alone, however often they are delivered.

use crate::fixtures::{sample_files, wait};
use jiff::Timestamp;
use lake::{Lake, LeaseRequest, ObjectKey};
use pipeline::ingest::DroppedFile;
use pipeline::land::{Landed, land};
use pipeline::publish::{PublishError, publish};
use pipeline::resolve::{ResolveError, Turn, resolve, resolve_alone};
use pipeline::{Configuration, MemoryBudget, NoProgress, RunContext};
use records::staged::SourceFile;

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn drop_file(lake: &Lake, key: &str, bytes: &[u8]) -> ObjectKey {
    let key = ObjectKey::parse(key).unwrap();
    wait(lake.store.put(&key, bytes.to_vec().into())).unwrap();
    key
}

fn landed(lake: &Lake, source: &str, key: &ObjectKey) -> Landed {
    let context = RunContext::starting_at(moment("2026-07-01T08:00:00Z"));
    wait(land(lake, &Configuration::bundled().unwrap(), source, key, &context)).unwrap()
}

fn sample(part_of_name: &str) -> DroppedFile {
    sample_files().into_iter().find(|file| file.name.contains(part_of_name)).unwrap()
}

fn staged_keys(lake: &Lake) -> Vec<String> {
    wait(lake.store.list("staged")).unwrap().into_iter().map(|meta| meta.key.to_string()).collect()
}

/// Everything below a prefix, with its version: nothing was written again when it is equal.
fn state(lake: &Lake, prefix: &str) -> Vec<(String, String)> {
    let listed = wait(lake.store.list(prefix)).unwrap();
    listed.into_iter().map(|meta| (meta.key.to_string(), meta.version.as_str().to_owned())).collect()
}

#[track_caller]
fn check_set_aside(source: &str, key: &str, bytes: &[u8], reason: &str) {
    let lake = Lake::memory();
    let key = drop_file(&lake, key, bytes);
    let Landed::Quarantined(report) = landed(&lake, source, &key) else { panic!("{key} was not set aside") };
    assert!(report.reason.contains(reason), "{}", report.reason);
    assert_eq!(staged_keys(&lake), Vec::<String>::new(), "nothing of it is staged");
    let kept = wait(lake.quarantine_report(source, &report.file_id)).unwrap();
    assert_eq!(kept.as_ref(), Some(&report), "the report lies beside the file");
    let aside = format!("quarantine/{source}/{}", report.file_id.as_str());
    let copies = wait(lake.store.list(&aside)).unwrap();
    assert_eq!(copies.len(), 2, "the file and its report: {copies:?}");
    assert!(wait(lake.store.get(&key)).unwrap().is_some(), "the raw zone is not edited");
}

#[test]
fn a_poison_file_is_set_aside_with_its_report() {
    check_set_aside("paypal", "raw/paypal/broken.csv", b"\x00\x01\x02,,\n\"", "");
    check_set_aside("paypal", "raw/paypal/empty.csv", b"", "empty");
    check_set_aside("paypal", "raw/paypal/report.json", b"a,b\n1,2\n", "");
}

#[test]
fn a_file_of_another_source_is_set_aside() {
    let gifts = sample("npsp_opportunities");
    let key = format!("raw/paypal/{}", gifts.name);
    check_set_aside("paypal", &key, &gifts.bytes, "source `salesforce`");
}

#[test]
fn a_function_stages_files_of_its_own_source_alone() {
    let gifts = sample("npsp_opportunities");
    let key = format!("raw/salesforce/{}", gifts.name);
    check_set_aside("paypal", &key, &gifts.bytes, "source `salesforce`");
}

#[test]
fn a_dropped_file_is_staged_once_however_often_it_is_delivered() {
    let file = sample("activity");
    let lake = Lake::memory();
    let key = drop_file(&lake, "raw/paypal/2026/Descarga año 2026 + extra.CSV", &file.bytes);
    let Landed::Staged(first) = landed(&lake, "paypal", &key) else { panic!("not staged") };
    assert!(!first.already_staged && first.file.rows_staged > 0);
    let (staged, raw) = (state(&lake, "staged"), state(&lake, "raw"));
    for _ in 0..10 {
        let Landed::Staged(again) = landed(&lake, "paypal", &key) else { panic!("not staged") };
        assert!(again.already_staged);
        assert_eq!(again.file, first.file);
    }
    assert_eq!((state(&lake, "staged"), state(&lake, "raw")), (staged, raw));
}

#[test]
fn a_file_that_was_removed_meanwhile_is_no_failure() {
    let key = ObjectKey::parse("raw/paypal/gone.csv").unwrap();
    assert_eq!(landed(&Lake::memory(), "paypal", &key), Landed::Gone);
}

/// A lake with one staged file.
fn one_file() -> (Lake, SourceFile) {
    let lake = Lake::memory();
    let file = sample("activity");
    let key = drop_file(&lake, "raw/paypal/Download.CSV", &file.bytes);
    let Landed::Staged(staged) = landed(&lake, "paypal", &key) else { panic!("not staged") };
    (lake, staged.file)
}

fn turn(lake: &Lake, holder: &str, now: &str, until: &str) -> Turn {
    let request = LeaseRequest { holder: holder.to_owned(), now: moment(now), until: moment(until) };
    let configuration = Configuration::bundled().unwrap();
    wait(resolve_alone(lake, &configuration, MemoryBudget::UNLIMITED, &request, &NoProgress)).unwrap()
}

#[test]
fn while_one_resolves_another_waits_and_a_killed_one_blocks_nobody_for_ever() {
    let (lake, _) = one_file();
    let held = LeaseRequest {
        holder: "killed".to_owned(),
        now: moment("2026-07-01T08:00:00Z"),
        until: moment("2026-07-01T08:15:00Z"),
    };
    let lease = wait(lake.lease("resolve", &held)).unwrap().unwrap();
    drop(lease);
    let busy = turn(&lake, "second", "2026-07-01T08:05:00Z", "2026-07-01T08:20:00Z");
    assert_eq!(busy, Turn::Busy(held.until));
    assert!(wait(lake.current_snapshot()).unwrap().is_none(), "who waits writes nothing");
    let done = turn(&lake, "third", "2026-07-01T08:15:00Z", "2026-07-01T08:30:00Z");
    assert!(matches!(done, Turn::Done(report) if !report.unchanged));
    let next = turn(&lake, "fourth", "2026-07-01T08:16:00Z", "2026-07-01T08:31:00Z");
    assert!(matches!(next, Turn::Done(report) if report.unchanged), "the lease was given back");
}

#[test]
fn rows_that_do_not_fit_the_memory_are_refused_before_they_are_read() {
    let (lake, file) = one_file();
    let configuration = Configuration::bundled().unwrap();
    let small = MemoryBudget::of_bytes(64 * 1024 * 1024 + 4_000 * file.rows_staged.unsigned_abs() - 1);
    let error = wait(resolve(&lake, &configuration, small, &NoProgress)).unwrap_err();
    assert!(matches!(error, ResolveError::TooLarge { .. }), "{error}");
    assert!(error.to_string().contains("give the function more memory"), "{error}");
    assert!(wait(lake.current_snapshot()).unwrap().is_none());
    let enough = MemoryBudget::of_bytes(64 * 1024 * 1024 + 4_000 * file.rows_staged.unsigned_abs());
    assert!(wait(resolve(&lake, &configuration, enough, &NoProgress)).is_ok());
}

#[test]
fn a_snapshot_is_shown_once_and_only_when_there_is_one() {
    let (lake, _) = one_file();
    assert!(matches!(wait(publish(&lake)), Err(PublishError::NoSnapshot)));
    let configuration = Configuration::bundled().unwrap();
    let report = wait(resolve(&lake, &configuration, MemoryBudget::UNLIMITED, &NoProgress)).unwrap();
    let first = wait(publish(&lake)).unwrap();
    assert_eq!((first.revision, first.already_current), (1, false));
    assert_eq!(first.snapshot_id, report.snapshot_id);
    let again = wait(publish(&lake)).unwrap();
    assert_eq!((again.revision, again.already_current), (1, true));
}
