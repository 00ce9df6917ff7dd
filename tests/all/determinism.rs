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

/// The contacts of the sample, header first: one row per record id, footers left out.
fn people() -> Vec<csv::StringRecord> {
    let path = crate::fixtures::samples().join("salesforce/npsp_contacts.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    let mut seen = std::collections::HashSet::new();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    rows.retain(|row| row.len() > 20 && !row[0].is_empty() && seen.insert(row[0].to_owned()));
    rows
}

/// Clusters of these rows, whose first column is the record id.
fn clusters(rows: &[csv::StringRecord], threads: usize) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let map = toml::from_str(
        "record_id = \"Contact ID\"\ngiven_name = \"First Name\"\nfamily_name = \"Last Name\"\n\
        email = \"Personal Email\"\nphone = [\"Home Phone\", \"Mobile Phone\"]\nstreet_line = \"Mailing Street\"\n\
        city = \"Mailing City\"\nbirth_date = \"Birthdate\"",
    );
    let table = matching::table::read(&writer.into_inner().unwrap(), Some(&map.unwrap())).unwrap();
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let resolution = pool
        .install(|| matching::resolve(&table.records, &Settings::default(), &Decisions::default(), &Silent))
        .unwrap();
    String::from_utf8(matching::table::clusters_csv(&table.records, &resolution)).unwrap()
}

#[test]
fn clusters_do_not_depend_on_the_order_of_rows_or_threads() {
    let rows = people();
    let expected = clusters(&rows, 1);
    assert!(expected.lines().count() > 1_000);
    for (shift, threads) in [(1, 1), (333, 2), (777, 8)] {
        // A fixed shuffle: rotate, then reverse every second stretch.
        let mut shuffled = rows.clone();
        shuffled[1..].rotate_left(shift);
        shuffled[1..].chunks_mut(97).step_by(2).for_each(<[csv::StringRecord]>::reverse);
        assert!(clusters(&shuffled, threads) == expected, "rotated by {shift}, {threads} threads");
    }
}
