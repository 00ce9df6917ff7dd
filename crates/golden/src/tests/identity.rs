//! Ids never change hands.

use super::world::{World, nobody};
use records::golden::GoldenTables;

/// `(record, id)` of the crosswalk, in the order of the records.
fn ids(tables: &GoldenTables) -> Vec<(&str, &str)> {
    tables.crosswalk.iter().map(|row| (row.source_record_key.as_str(), row.constituent_id.as_str())).collect()
}

fn redirects(tables: &GoldenTables) -> Vec<(&str, &str)> {
    tables.redirects.iter().map(|row| (row.retired_id.as_str(), row.constituent_id.as_str())).collect()
}

#[track_caller]
fn check(world: World, expected_ids: &[(&str, &str)], expected_redirects: &[(&str, &str)]) {
    let tables = world.tables();
    assert_eq!(ids(&tables), expected_ids);
    assert_eq!(redirects(&tables), expected_redirects);
}

#[test]
fn a_merge_keeps_the_id_of_most_records_and_redirects_the_other() {
    let world = World::of(["s:1", "s:2", "s:3"].map(nobody)).together(7, &["s:1", "s:2", "s:3"]);
    let world = world.had("s:1", "Ca").had("s:2", "Cb").had("s:3", "Cb");
    check(world, &[("s:1", "Cb"), ("s:2", "Cb"), ("s:3", "Cb")], &[("Ca", "Cb")]);
}

#[test]
fn a_merge_of_equals_keeps_the_smallest_id() {
    let world = World::of(["s:1", "s:2"].map(nobody)).together(7, &["s:1", "s:2"]);
    check(world.had("s:1", "Cb").had("s:2", "Ca"), &[("s:1", "Ca"), ("s:2", "Ca")], &[("Cb", "Ca")]);
}

#[test]
fn a_split_leaves_the_id_with_the_larger_part() {
    let world = World::of(["s:1", "s:2", "s:3"].map(nobody)).together(7, &["s:2", "s:3"]);
    let world = world.had("s:1", "Ca").had("s:2", "Ca").had("s:3", "Ca");
    let tables = world.tables();
    assert_eq!(ids(&tables)[1..], [("s:2", "Ca"), ("s:3", "Ca")]);
    assert_ne!(ids(&tables)[0].1, "Ca");
    assert!(tables.redirects.is_empty());
}

#[test]
fn a_split_of_equals_leaves_the_id_with_the_smallest_key() {
    let tables = World::of(["s:1", "s:2"].map(nobody)).had("s:1", "Ca").had("s:2", "Ca").tables();
    assert_eq!(ids(&tables)[0], ("s:1", "Ca"));
    assert_ne!(ids(&tables)[1].1, "Ca");
}

#[test]
fn a_new_id_was_never_in_use() {
    let first = World::of([nobody("s:1")]).tables();
    let founded = first.constituents[0].constituent_id.as_str().to_owned();
    let merged = World::of([nobody("s:1")]).redirected(&founded, "Cz").had("s:9", "Cz").tables();
    assert_ne!(merged.constituents[0].constituent_id.as_str(), founded);
    let live_elsewhere = World::of(["s:1", "s:2"].map(nobody)).had("s:2", &founded).tables();
    assert_eq!(ids(&live_elsewhere)[1].1, founded);
    assert_ne!(ids(&live_elsewhere)[0].1, founded);
}

#[test]
fn a_chain_of_redirects_is_flattened() {
    let world = World::of(["s:1", "s:2"].map(nobody)).together(7, &["s:1", "s:2"]);
    let world = world.had("s:1", "Cb").had("s:2", "Ca").redirected("Cd", "Cc").redirected("Cc", "Cb");
    check(world, &[("s:1", "Ca"), ("s:2", "Ca")], &[("Cb", "Ca"), ("Cc", "Ca"), ("Cd", "Ca")]);
}

#[test]
fn a_live_id_is_not_retired() {
    check(World::of([nobody("s:1")]).had("s:1", "Ca").redirected("Ca", "Cb"), &[("s:1", "Ca")], &[]);
}

#[test]
fn a_circle_of_redirects_does_no_harm() {
    let world = World::of([nobody("s:1")]).had("s:1", "Ca").redirected("Cb", "Cc").redirected("Cc", "Cb");
    assert_eq!(world.tables().redirects.len(), 2);
}

#[test]
fn an_id_in_two_parts_leads_to_the_part_with_most_of_its_records() {
    // Ca's records went to two clusters, both of which keep a stronger id.
    let world = World::of(["s:1", "s:2", "s:3", "s:4", "s:5", "s:6", "s:7", "s:8"].map(nobody));
    let world = world.together(1, &["s:1", "s:2", "s:3"]).together(2, &["s:4", "s:5", "s:6", "s:7", "s:8"]);
    let world = world.had("s:1", "Ca").had("s:2", "Cb").had("s:3", "Cb").had("s:4", "Ca").had("s:5", "Ca");
    let tables = world.had("s:6", "Cc").had("s:7", "Cc").had("s:8", "Cc").tables();
    assert_eq!(redirects(&tables), [("Ca", "Cc")]);
}

#[test]
fn anonymous_records_get_no_id_and_their_money_stays() {
    let mut anonymous = nobody("s:1");
    anonymous.is_anonymous = true;
    let mut world = World::of([anonymous, nobody("s:2")]).together(7, &["s:1", "s:2"]);
    world.staged.gifts = vec![super::world::gift("s:g", "s:1", 500, 1)];
    let output = world.build();
    assert_eq!(output.tables.crosswalk.len(), 1);
    assert_eq!(output.tables.gifts.len(), 1);
    assert_eq!(output.summary.anonymous_records, 1);
}
