//! The same input gives the same bytes: on any number of threads, in any order of rows.

use crate::fixtures::{resolve_files, sample_files, wait};
use matching::{Decisions, Settings, Silent};
use rayon::ThreadPoolBuilder;

/// SHA-256 of every golden table, as the manifest lists them.
fn golden_hashes(threads: usize) -> Vec<(String, String)> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let run = pool.install(|| resolve_files(&sample_files()));
    let manifest = wait(run.lake.current_snapshot()).unwrap().unwrap();
    manifest.tables.into_iter().map(|table| (table.name, table.sha256)).collect()
}

#[test]
fn golden_bytes_do_not_depend_on_the_number_of_threads() {
    let one = golden_hashes(1);
    for threads in [2, 8] {
        assert_eq!(golden_hashes(threads), one, "{threads} threads");
    }
}

/// The people of the sample as one CSV file, for the engine alone.
fn people() -> Vec<String> {
    let text =
        String::from_utf8(std::fs::read(crate::fixtures::samples().join("salesforce/npsp_contacts.csv")).unwrap());
    let text = text.unwrap().replacen("Contact ID", "record_id", 1);
    let mut lines: Vec<String> = text.lines().take_while(|line| !line.is_empty()).map(str::to_owned).collect();
    let mut seen = std::collections::HashSet::new();
    lines.retain(|line| line.split(',').next().is_some_and(|id| !id.is_empty() && seen.insert(id.to_owned())));
    lines
}

fn clusters(lines: &[String], threads: usize) -> String {
    let csv = lines.join("\n");
    let table = matching::table::read(csv.as_bytes(), None).unwrap();
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let resolution = pool
        .install(|| matching::resolve(&table.records, &Settings::default(), &Decisions::default(), &Silent))
        .unwrap();
    String::from_utf8(matching::table::clusters_csv(&table.records, &resolution)).unwrap()
}

#[test]
fn clusters_do_not_depend_on_the_order_of_rows_or_threads() {
    let lines = people();
    let expected = clusters(&lines, 1);
    assert!(expected.lines().count() > 1_000);
    for (shift, threads) in [(1, 1), (333, 2), (777, 8)] {
        // A fixed shuffle: rotate, then reverse every second stretch.
        let mut rows: Vec<String> = lines[1..].to_vec();
        rows.rotate_left(shift);
        rows.chunks_mut(97).step_by(2).for_each(<[String]>::reverse);
        rows.insert(0, lines[0].clone());
        assert_eq!(clusters(&rows, threads), expected, "rotated by {shift}, {threads} threads");
    }
}
