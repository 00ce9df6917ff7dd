//! Tables as Glue holds them, without Glue.

use super::*;
use aws_sdk_glue::types::Table;
use lake::{CatalogTable, GOLDEN_TABLES, zones};

fn snapshot() -> CatalogSnapshot {
    let tables = GOLDEN_TABLES.iter().map(|schema| {
        let keys = vec![zones::golden("a", schema).unwrap()];
        CatalogTable::new(schema, zones::golden_folder("a", schema.name).unwrap(), keys, 12)
    });
    CatalogSnapshot { revision: 7, snapshot_id: "a".to_owned(), tables: tables.collect() }
}

/// What Glue gives back for what was put in.
fn stored(input: &TableInput) -> Table {
    let table = Table::builder().name(input.name()).set_description(input.description().map(str::to_owned));
    let table = table.set_storage_descriptor(input.storage_descriptor().cloned());
    table.set_parameters(input.parameters().cloned()).build().unwrap()
}

#[test]
fn every_golden_table_comes_back_as_it_was_put() {
    let snapshot = snapshot();
    for (position, table) in snapshot.tables.iter().enumerate() {
        let stored = stored(&table::input(&snapshot, position, table, "lake").unwrap());
        assert_eq!(table::read(&stored, "lake").unwrap(), (position, table.clone()));
        assert_eq!(table::revision(&stored), Some(7));
    }
}

#[test]
fn a_long_comment_is_cut_for_glue_and_kept_whole() {
    let snapshot = snapshot();
    let mut table = snapshot.tables[0].clone();
    table.columns[0].comment = "é".repeat(200);
    let stored = stored(&table::input(&snapshot, 0, &table, "lake").unwrap());
    let column = &stored.storage_descriptor().unwrap().columns()[0];
    assert_eq!(column.comment().map(str::len), Some(254), "whole letters within 255 bytes");
    assert_eq!(table::read(&stored, "lake").unwrap().1, table);
}

#[test]
fn a_table_of_another_bucket_or_of_somebody_else_is_no_table_of_ours() {
    let snapshot = snapshot();
    let stored = stored(&table::input(&snapshot, 0, &snapshot.tables[0], "lake").unwrap());
    let error = table::read(&stored, "lak").unwrap_err();
    assert_eq!(error.to_string(), "`constituent` is not a catalog that this version can read");
    let foreign = Table::builder().name("of_an_analyst").build().unwrap();
    assert_eq!(table::revision(&foreign), None);
}
