//! The data dictionary that is checked in tells today's tables and views.

use crate::fixtures::wait;
use query::Organization;
use std::path::Path;

#[test]
fn the_checked_in_dictionary_is_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/DICTIONARY.md");
    let checked_in = std::fs::read_to_string(file).unwrap();
    let made = wait(query::dictionary::dictionary(&Organization::bundled().unwrap())).unwrap();
    let differs = checked_in.lines().zip(made.lines()).position(|(left, right)| left != right);
    assert!(
        checked_in == made,
        "stale from line {:?} on: run `donorlake dictionary > schemas/DICTIONARY.md`",
        differs.map(|line| line + 1)
    );
}
