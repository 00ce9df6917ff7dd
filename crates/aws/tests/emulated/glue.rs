//! The catalog in Glue, and what a publisher leaves that dies on the way.

use crate::failing_call::FailingCall;
use crate::harness::{clients, config, fresh_database, ministack};
use aws::Clients;
use aws::glue::{GATE_VIEW, GlueCatalog};
use lake::conformance::FailureMoment;
use lake::tables::{CONSTITUENT, GIFT, HOUSEHOLD};
use lake::{Catalog, CatalogError, CatalogSnapshot, CatalogTable, Manifest, ManifestTable, TableSchema, zones};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const BUCKET: &str = "lake-bucket";

/// A catalog whose call number `failing` fails, and the count of its calls.
async fn failing_catalog(database: &str, failing: usize, moment: FailureMoment) -> (GlueCatalog, Arc<AtomicUsize>) {
    let (interceptor, calls) = FailingCall::new(failing, moment);
    let config = aws_sdk_glue::config::Builder::from(&config(&ministack()).await).interceptor(interceptor).build();
    (catalog(aws_sdk_glue::Client::from_conf(config), database), calls)
}

fn catalog(client: aws_sdk_glue::Client, database: &str) -> GlueCatalog {
    GlueCatalog::new(client, database.to_owned(), BUCKET.to_owned())
}

fn snapshot(revision: u64, id: &str, tables: &[&TableSchema]) -> CatalogSnapshot {
    let table = |schema: &&TableSchema| {
        let keys = vec![zones::golden(id, schema).unwrap()];
        CatalogTable::new(schema, zones::golden_folder(id, schema.name).unwrap(), keys, 3)
    };
    CatalogSnapshot { revision, snapshot_id: id.to_owned(), tables: tables.iter().map(table).collect() }
}

/// Publishes a golden snapshot, whatever is current, as the use case does.
async fn publish(catalog: &GlueCatalog, id: &str) -> Result<u64, CatalogError> {
    let next = CatalogSnapshot::of_manifest(&manifest(id), catalog.current().await?.as_ref())?;
    catalog.publish(&next).await.map(|()| next.revision)
}

fn manifest(id: &str) -> Manifest {
    let table = |schema: &&TableSchema| ManifestTable {
        name: schema.name.to_owned(),
        key: zones::golden(id, schema).unwrap(),
        rows: 3,
        bytes: 1,
        sha256: String::new(),
    };
    Manifest {
        snapshot_id: id.to_owned(),
        engine_version: String::new(),
        config_hash: String::new(),
        file_ids: Vec::new(),
        tables: [&CONSTITUENT, &GIFT].iter().map(table).collect(),
    }
}

async fn glue_table(clients: &Clients, database: &str, name: &str) -> aws_sdk_glue::types::Table {
    clients.glue.get_table().database_name(database).name(name).send().await.unwrap().table.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn glue_keeps_the_promises_of_a_catalog() {
    let clients = clients().await;
    let empty = || async {
        let database = fresh_database(&clients).await;
        Arc::new(catalog(clients.glue.clone(), &database)) as Arc<dyn Catalog>
    };
    lake::conformance::check_catalog(empty).await;
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn every_golden_table_comes_back_as_it_was_published() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let catalog = catalog(clients.glue.clone(), &database);
    let all = snapshot(1, "all", lake::GOLDEN_TABLES);
    catalog.publish(&all).await.unwrap();
    assert_eq!(catalog.current().await.unwrap(), Some(all));
    let gift = glue_table(&clients, &database, "gift").await;
    let storage = gift.storage_descriptor().unwrap();
    assert_eq!(storage.location(), Some("s3://lake-bucket/golden/snapshot=all/gift/"));
    let longest = storage.columns().iter().filter_map(|column| column.comment()).map(str::len).max();
    assert!(longest <= Some(255), "Glue takes 255 bytes: {longest:?}");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_publication_that_was_broken_off_is_finished_by_the_next() {
    check_every_death(FailureMoment::BeforeWriting).await;
}

/// The call was carried out, and the publisher died without hearing of it.
#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_publication_whose_answer_got_lost_is_finished_by_the_next() {
    check_every_death(FailureMoment::AfterWriting).await;
}

/// Wherever the first publisher dies, the second finishes its work.
async fn check_every_death(moment: FailureMoment) {
    let clients = clients().await;
    let mut broken = 0;
    for failing in 0.. {
        let database = fresh_database(&clients).await;
        let whole = catalog(clients.glue.clone(), &database);
        whole.publish(&snapshot(1, "a", &[&CONSTITUENT, &GIFT, &HOUSEHOLD])).await.unwrap();
        let second = snapshot(2, "b", &[&GIFT, &CONSTITUENT]);
        let (dying, calls) = failing_catalog(&database, failing, moment).await;
        if dying.publish(&second).await.is_ok() {
            assert_eq!(calls.load(Ordering::SeqCst), failing, "every call failed once");
            break;
        }
        broken += 1;
        let current = whole.current().await.unwrap().unwrap();
        let is_finished = current == second;
        let next = CatalogSnapshot { revision: current.revision.max(2), ..second.clone() };
        whole.publish(&next).await.unwrap();
        assert_eq!(
            whole.current().await.unwrap(),
            Some(second),
            "after call {failing}, finished before: {is_finished}"
        );
        let left = clients.glue.get_table().database_name(&database).name("household").send().await;
        assert!(left.is_err(), "the table that the snapshot lacks is gone after call {failing}");
    }
    assert_eq!(broken, 7, "gate read and moved, list, two tables, gate read again, one table deleted");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn an_unfinished_publication_is_not_taken_for_a_whole_one() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let (dying, _) = failing_catalog(&database, 4, FailureMoment::BeforeWriting).await;
    let first = snapshot(1, "a", &[&CONSTITUENT, &GIFT, &HOUSEHOLD]);
    assert!(dying.publish(&first).await.is_err());
    let whole = catalog(clients.glue.clone(), &database);
    let current = whole.current().await.unwrap().unwrap();
    assert_eq!((current.revision, current.snapshot_id.as_str()), (1, "a"));
    assert!(current.tables.len() < 3, "some tables are missing: {}", current.tables.len());
    whole.publish(&first).await.unwrap();
    assert_eq!(whole.current().await.unwrap(), Some(first));
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_publisher_that_was_overtaken_changes_nothing_any_more() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let (slow, _) = failing_catalog(&database, 2, FailureMoment::BeforeWriting).await;
    let first = snapshot(1, "a", &[&CONSTITUENT, &GIFT]);
    assert!(slow.publish(&first).await.is_err(), "dies after the gate");
    let fast = catalog(clients.glue.clone(), &database);
    let second = snapshot(2, "b", &[&CONSTITUENT]);
    fast.publish(&second).await.unwrap();
    let refused = slow.publish(&first).await;
    assert!(matches!(refused, Err(CatalogError::Stale { offered: 1, current: 2 })), "{refused:?}");
    assert_eq!(fast.current().await.unwrap(), Some(second));
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn publishing_a_manifest_moves_on_finishes_or_does_nothing() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let whole = catalog(clients.glue.clone(), &database);
    let revision = async |id: &str| publish(&whole, id).await.unwrap();
    assert_eq!((revision("a").await, revision("a").await), (1, 1), "the same snapshot is published once");
    let (dying, _) = failing_catalog(&database, 6, FailureMoment::BeforeWriting).await;
    assert!(publish(&dying, "b").await.is_err(), "dies among the tables");
    assert_ne!(whole.current().await.unwrap().unwrap().tables.len(), 2, "not whole");
    assert_eq!(revision("b").await, 2, "the same publication is finished");
    assert_eq!(whole.current().await.unwrap().unwrap().tables.len(), 2);
    assert_eq!(revision("a").await, 3, "going back is a publication too");
}

/// The gate was passed, and then somebody else published: as the tables show, before the gate is looked at again.
#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_table_that_a_newer_publication_moved_is_not_moved_back() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let (dying, _) = failing_catalog(&database, 2, FailureMoment::BeforeWriting).await;
    let first = snapshot(1, "a", &[&CONSTITUENT, &GIFT]);
    assert!(dying.publish(&first).await.is_err(), "dies after the gate");
    let newer = aws_sdk_glue::types::TableInput::builder().name("gift").parameters("donorlake.revision", "2");
    let newer = newer.build().unwrap();
    clients.glue.create_table().database_name(&database).table_input(newer).send().await.unwrap();
    let refused = catalog(clients.glue.clone(), &database).publish(&first).await;
    assert!(matches!(refused, Err(CatalogError::Stale { offered: 1, current: 2 })), "{refused:?}");
    assert_eq!(glue_table(&clients, &database, "gift").await.parameters().unwrap()["donorlake.revision"], "2");
}

/// The suite lets publishers race for the first revision, where creating the gate decides; here its version does.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn of_many_later_publishers_one_wins() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let catalog = catalog(clients.glue.clone(), &database);
    catalog.publish(&snapshot(1, "a", &[&GIFT])).await.unwrap();
    let offered: Vec<_> = (0..8).map(|number| snapshot(2, &format!("p{number}"), &[&GIFT])).collect();
    let outcomes = futures::future::join_all(offered.iter().map(|snapshot| catalog.publish(snapshot))).await;
    let won = offered.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_ok());
    let won: Vec<_> = won.map(|(snapshot, _)| snapshot.clone()).collect();
    assert_eq!(won.len(), 1, "{outcomes:?}");
    assert_eq!(catalog.current().await.unwrap(), won.into_iter().next());
}

/// What the gate rests on, and what moto would not show.
#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn a_stale_version_is_refused() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let catalog = catalog(clients.glue.clone(), &database);
    catalog.publish(&snapshot(1, "a", &[&GIFT])).await.unwrap();
    let seen = glue_table(&clients, &database, GATE_VIEW).await;
    catalog.publish(&snapshot(2, "b", &[&GIFT])).await.unwrap();
    let input = aws_sdk_glue::types::TableInput::builder().name(GATE_VIEW).build().unwrap();
    let update = clients.glue.update_table().database_name(&database).table_input(input);
    let refused = update.set_version_id(seen.version_id).send().await.unwrap_err();
    assert!(refused.into_service_error().is_concurrent_modification_exception());
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn tables_and_views_of_others_are_left_alone() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    let input = aws_sdk_glue::types::TableInput::builder().name("of_an_analyst").build().unwrap();
    clients.glue.create_table().database_name(&database).table_input(input).send().await.unwrap();
    let catalog = catalog(clients.glue.clone(), &database);
    catalog.publish(&snapshot(1, "a", &[&GIFT])).await.unwrap();
    catalog.publish(&snapshot(2, "b", &[&CONSTITUENT])).await.unwrap();
    glue_table(&clients, &database, "of_an_analyst").await;
    let current = catalog.current().await.unwrap().unwrap();
    assert_eq!(current.tables.len(), 1, "only what was published is shown");
}

#[tokio::test]
#[ignore = "needs emulators: cargo xtask e2e"]
async fn the_gate_says_which_snapshot_the_database_shows() {
    let clients = clients().await;
    let database = fresh_database(&clients).await;
    catalog(clients.glue.clone(), &database).publish(&snapshot(1, "a", &[&GIFT])).await.unwrap();
    let gate = glue_table(&clients, &database, GATE_VIEW).await;
    assert_eq!(gate.table_type(), Some("VIRTUAL_VIEW"));
    assert!(gate.view_original_text().is_some_and(|text| text.starts_with("/* Presto View: ")));
    let columns = gate.storage_descriptor().unwrap().columns();
    let names: Vec<&str> = columns.iter().map(aws_sdk_glue::types::Column::name).collect();
    assert_eq!(names, ["revision", "snapshot_id"]);
}
