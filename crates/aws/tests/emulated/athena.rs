//! Views and queries in Athena: `MiniStack` with `DuckDB`, made to keep its views in Glue as Athena does.

use crate::harness::{clients, fresh, fresh_bucket, fresh_database};
use aws::Clients;
use aws::athena::{AthenaError, AthenaViews};
use aws::glue::{GATE_VIEW, GlueCatalog};
use aws_sdk_athena::types::{ResultConfiguration, WorkGroupConfiguration};
use aws_sdk_glue::types::{Table, TableInput};
use lake::{Catalog, CatalogSnapshot, CatalogTable, GOLDEN_TABLES, zones};
use std::collections::BTreeSet;
use views::{Organization, View};

/// A database that shows an empty lake, and its views.
async fn published(clients: &Clients) -> (AthenaViews, String) {
    let (database, workgroup) = (fresh_database(clients).await, fresh("workgroup"));
    let bucket = fresh_bucket(clients).await;
    let results = ResultConfiguration::builder().output_location(format!("s3://{bucket}/results/")).build();
    let configuration = WorkGroupConfiguration::builder().result_configuration(results).build();
    clients.athena.create_work_group().name(&workgroup).configuration(configuration).send().await.unwrap();
    let tables = GOLDEN_TABLES.iter().map(|schema| {
        let keys = vec![zones::golden("a", schema).unwrap()];
        CatalogTable::new(schema, zones::golden_folder("a", schema.name).unwrap(), keys, 0)
    });
    let snapshot = CatalogSnapshot { revision: 1, snapshot_id: "it's a".to_owned(), tables: tables.collect() };
    GlueCatalog::new(clients.glue.clone(), database.clone(), bucket).publish(&snapshot).await.unwrap();
    (AthenaViews::new(clients, database.clone(), workgroup), database)
}

async fn glue_table(clients: &Clients, database: &str, name: &str) -> Option<Table> {
    let table = clients.glue.get_table().database_name(database).name(name).send().await;
    table.ok().and_then(|answer| answer.table)
}

fn bundled() -> Vec<View> {
    views::bundled(&Organization::bundled().unwrap()).unwrap()
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_query_gives_its_rows() {
    let clients = clients().await;
    let (athena, _) = published(&clients).await;
    let rows = athena.query("SELECT 1 AS one, 'a' AS letter UNION ALL SELECT 2, 'b' ORDER BY 1").await.unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(rows, [[text("1"), text("a")], [text("2"), text("b")]]);
    assert_eq!(athena.query("SELECT count(*) FROM gift").await.unwrap(), [[text("0")]]);
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn the_gate_can_be_asked_which_snapshot_is_shown() {
    let clients = clients().await;
    let (athena, _) = published(&clients).await;
    let rows = athena.query(&format!("SELECT revision, snapshot_id FROM {GATE_VIEW}")).await.unwrap();
    assert_eq!(rows, [[Some("1".to_owned()), Some("it's a".to_owned())]]);
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_query_that_fails_names_no_value() {
    let clients = clients().await;
    let (athena, _) = published(&clients).await;
    let error = athena.query("SELECT CAST('anna@example.org' AS bigint)").await.unwrap_err();
    assert!(matches!(error, AthenaError::Refused { .. }), "{error:?}");
    assert!(!error.to_string().contains("anna"), "{error}");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn every_view_is_made_can_be_asked_and_is_marked_as_ours() {
    let clients = clients().await;
    let (athena, database) = published(&clients).await;
    let views = bundled();
    let names: Vec<String> = views.iter().map(|view| view.name.clone()).collect();
    // Twice: the second time the views are there, and are ours.
    for _ in 0..2 {
        let synced = athena.sync(&views).await.unwrap();
        assert_eq!((synced.made, synced.dropped), (names.clone(), Vec::new()));
    }
    for name in &names {
        let view = glue_table(&clients, &database, name).await.unwrap();
        assert_eq!(view.table_type(), Some("VIRTUAL_VIEW"), "{name}");
        assert!(view.parameters().unwrap().contains_key("donorlake.view"), "{name}");
        assert!(view.view_original_text().is_some_and(|text| text.starts_with("/* Presto View: ")), "{name}");
        athena.query(&format!("SELECT count(*) FROM {name}")).await.unwrap();
    }
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_view_that_cannot_be_made_is_named_with_the_reason() {
    let clients = clients().await;
    let (athena, _) = published(&clients).await;
    let broken = View { sql: "SELECT nothing FROM gift".to_owned(), ..bundled()[0].clone() };
    let error = athena.sync(std::slice::from_ref(&broken)).await.unwrap_err();
    let start = format!("athena did not run `{}`: FAILED: ", broken.name);
    assert!(error.to_string().starts_with(&start) && error.to_string().contains("\"nothing\""), "{error}");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn only_a_view_of_ours_that_is_no_longer_wanted_is_dropped() {
    let clients = clients().await;
    let (athena, database) = published(&clients).await;
    let views = bundled();
    let input = TableInput::builder().name("of_an_analyst").table_type("VIRTUAL_VIEW").build().unwrap();
    clients.glue.create_table().database_name(&database).table_input(input).send().await.unwrap();
    athena.sync(&views).await.unwrap();
    let (kept, retired) = views.split_at(views.len() - 2);
    let dropped: BTreeSet<String> = athena.sync(kept).await.unwrap().dropped.into_iter().collect();
    assert_eq!(dropped, retired.iter().map(|view| view.name.clone()).collect());
    for (name, is_there) in [("of_an_analyst", true), (GATE_VIEW, true), (retired[0].name.as_str(), false)] {
        assert_eq!(glue_table(&clients, &database, name).await.is_some(), is_there, "{name}");
    }
}
