//! The sample data is what the generator makes, and intake reads it as the generator meant it.

use crate::fixtures::{resolved, samples};

#[test]
fn the_sample_data_is_made_by_the_generator_byte_for_byte() {
    let made = sample::generate(&sample::Settings::default()).files;
    for file in &made {
        let kept = std::fs::read(samples().join(&file.path)).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        assert!(kept == file.bytes, "{}: run `donorlake sample --out samplemdata`", file.path);
    }
    let kept = walk(&samples());
    assert_eq!(kept, made.len(), "samplemdata/ holds files that the generator does not make");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}

/// The generator counts what it writes into each file; intake counts what it finds.
#[test]
fn intake_finds_in_each_file_what_the_generator_put_there() {
    let mut reader = csv::Reader::from_path(samples().join("expected.csv")).unwrap();
    let mut checked = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let name = row[0].rsplit('/').next().unwrap();
        let found = resolved().files.iter().find(|outcome| outcome.file.file_name == name);
        let file = &found.unwrap_or_else(|| panic!("{name} was not ingested")).file;
        let counts = [file.rows_read, file.rows_staged, file.rows_rejected, file.rows_not_data];
        let expected: Vec<i64> = (1..=4).map(|column| row[column].parse().unwrap()).collect();
        assert_eq!(counts.to_vec(), expected, "{name}: rows read, staged, rejected, no data");
        checked += 1;
    }
    assert_eq!(checked, 9);
}
