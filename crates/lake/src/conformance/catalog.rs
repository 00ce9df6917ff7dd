//! What every catalog promises.

use crate::catalog::{Catalog, CatalogError, CatalogSnapshot, CatalogTable};
use crate::keys::ObjectKey;
use crate::tables::{CONSTITUENT, GIFT, TableSchema};
use crate::zones;
use std::sync::Arc;

/// How many tasks publish at once where only one may win.
const PUBLISHERS: usize = 8;

type Outcome = Result<(), CatalogError>;

/// Runs every case on a catalog of its own.
///
/// # Panics
/// With the promise that the catalog breaks.
pub async fn check_catalog<Factory, Made>(empty_catalog: Factory)
where
    Factory: Fn() -> Made,
    Made: Future<Output = Arc<dyn Catalog>>,
{
    kept("what is published is current", &what_is_published_is_current(&*empty_catalog().await).await);
    kept("a stale publication is refused", &stale_publications_are_refused(&*empty_catalog().await).await);
    kept("publishing again does nothing", &publishing_again_does_nothing(&*empty_catalog().await).await);
    kept("of many publishers one wins", &one_publisher_wins(empty_catalog().await).await);
}

#[track_caller]
fn kept(promise: &str, outcome: &Outcome) {
    assert!(outcome.is_ok(), "{promise}: the catalog failed: {outcome:?}");
}

async fn what_is_published_is_current(catalog: &dyn Catalog) -> Outcome {
    assert_eq!(catalog.current().await?, None, "nothing is current before the first publication");
    for (revision, id, tables) in [(1, "a", &[&GIFT, &CONSTITUENT][..]), (2, "b", &[&CONSTITUENT])] {
        let snapshot = snapshot(revision, id, tables)?;
        catalog.publish(&snapshot).await?;
        assert_eq!(catalog.current().await?.as_ref(), Some(&snapshot), "revision {revision}");
    }
    Ok(())
}

async fn stale_publications_are_refused(catalog: &dyn Catalog) -> Outcome {
    let skipped = snapshot(2, "x", &[&GIFT])?;
    assert_eq!(refused(catalog, &skipped).await, Some((2, 0)), "the first revision is 1");
    let first = snapshot(1, "a", &[&GIFT])?;
    catalog.publish(&first).await?;
    let second = snapshot(2, "b", &[&GIFT])?;
    catalog.publish(&second).await?;
    for stale in [snapshot(2, "c", &[&GIFT])?, snapshot(4, "d", &[&GIFT])?, first] {
        assert_eq!(refused(catalog, &stale).await, Some((stale.revision, 2)), "snapshot {}", stale.snapshot_id);
    }
    assert_eq!(catalog.current().await?, Some(second), "a refused publication changes nothing");
    Ok(())
}

async fn publishing_again_does_nothing(catalog: &dyn Catalog) -> Outcome {
    let snapshot = snapshot(1, "a", &[&GIFT])?;
    catalog.publish(&snapshot).await?;
    catalog.publish(&snapshot).await?;
    assert_eq!(catalog.current().await?, Some(snapshot), "as published");
    Ok(())
}

async fn one_publisher_wins(catalog: Arc<dyn Catalog>) -> Outcome {
    let mut tasks = Vec::new();
    for publisher in 0..PUBLISHERS {
        let (catalog, offered) = (Arc::clone(&catalog), snapshot(1, &format!("p{publisher}"), &[&GIFT])?);
        tasks.push(tokio::spawn(async move { (catalog.publish(&offered).await, offered) }));
    }
    let mut won = Vec::new();
    for task in tasks {
        let done = task.await;
        assert!(done.is_ok(), "a publisher panicked: {done:?}");
        match done {
            Ok((Ok(()), offered)) => won.push(offered),
            Ok((Err(CatalogError::Stale { .. }), _)) | Err(_) => {}
            Ok((Err(error), _)) => return Err(error),
        }
    }
    assert_eq!(won.len(), 1, "winners: {won:?}");
    assert_eq!(catalog.current().await?, won.into_iter().next(), "the winner's tables stay");
    Ok(())
}

/// The offered and the current revision of a refusal; none when it was not refused as stale.
async fn refused(catalog: &dyn Catalog, snapshot: &CatalogSnapshot) -> Option<(u64, u64)> {
    match catalog.publish(snapshot).await {
        Err(CatalogError::Stale { offered, current }) => Some((offered, current)),
        _ => None,
    }
}

fn snapshot(revision: u64, id: &str, tables: &[&TableSchema]) -> Result<CatalogSnapshot, CatalogError> {
    let table = |schema: &&TableSchema| {
        let keys: Vec<ObjectKey> = vec![zones::golden(id, schema)?];
        Ok(CatalogTable::new(schema, zones::golden_folder(id, schema.name)?, keys, 3))
    };
    let tables: Result<Vec<CatalogTable>, CatalogError> = tables.iter().map(table).collect();
    Ok(CatalogSnapshot { revision, snapshot_id: id.to_owned(), tables: tables? })
}
