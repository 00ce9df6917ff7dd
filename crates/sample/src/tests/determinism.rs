use super::reading::DEFAULT;
use crate::{Settings, generate};

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert!(generate(&Settings::default()) == *DEFAULT);
}

#[test]
fn another_seed_gives_another_community() {
    let other = generate(&Settings { seed: 7, ..Settings::default() });
    for (left, right) in DEFAULT.files.iter().zip(&other.files) {
        assert_eq!(left.path, right.path);
        assert!(left.bytes != right.bytes, "{}", left.path);
    }
}

/// These bytes are also what stands in `samplemdata/`: a change here changes the sample of record.
#[test]
#[expect(clippy::disallowed_methods, reason = "the committed files are what this test is about")]
fn the_committed_sample_is_the_default_sample() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samplemdata");
    for file in &DEFAULT.files {
        let committed = std::fs::read(format!("{folder}/{}", file.path)).unwrap();
        assert!(committed == file.bytes, "{} differs: write the sample anew", file.path);
    }
}

#[test]
fn the_sample_is_small_enough_for_a_repository() {
    let bytes: usize = DEFAULT.files.iter().map(|file| file.bytes.len()).sum();
    assert!(bytes < 8 << 20, "{bytes} bytes");
}

/// Rare names in rare places come up only in a large community.
#[test]
fn a_large_community_is_no_trouble() {
    let sample = generate(&Settings { people: 40_000, seed: 1 });
    assert!(sample.statistics.records > 100_000);
}

#[test]
fn a_tiny_community_is_no_trouble() {
    for people in [0, 1, 2, 26] {
        assert_eq!(generate(&Settings { people, seed: 3 }).files.len(), 11);
    }
}
