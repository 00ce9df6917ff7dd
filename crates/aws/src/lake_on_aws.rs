//! The lake on AWS: its objects in two buckets, its tables in Glue for whoever publishes.

use crate::clients::Clients;
use crate::glue::GlueCatalog;
use crate::s3::{S3Store, ZonedStore};
use crate::settings::{IngestSettings, LakeSettings, PublishSettings};
use lake::{Lake, Store};
use std::sync::Arc;

/// The lake with its raw zone, for `ingest`: two buckets as one store.
///
/// Its catalog is one object of the store, because functions that only write objects must not need any access to
/// Glue; what analysts see is the catalog of [`open_published_lake`].
#[must_use]
pub fn open_whole_lake(settings: &IngestSettings, clients: &Clients) -> Lake {
    let raw = bucket(&settings.raw_bucket, &settings.lake, clients);
    let rest = bucket(&settings.lake.lake_bucket, &settings.lake, clients);
    Lake::in_store(Arc::new(ZonedStore::new(raw, rest)))
}

/// The lake without its raw zone, for `entity-resolution`.
#[must_use]
pub fn open_lake(settings: &LakeSettings, clients: &Clients) -> Lake {
    Lake::in_store(open_store(settings, clients))
}

fn open_store(settings: &LakeSettings, clients: &Clients) -> Arc<dyn Store> {
    Arc::new(bucket(&settings.lake_bucket, settings, clients))
}

fn bucket(name: &str, settings: &LakeSettings, clients: &Clients) -> S3Store {
    S3Store::new(clients.s3.clone(), name.to_owned(), settings.kms_key.clone())
}

/// The lake for `publish`: its catalog is Glue.
#[must_use]
pub fn open_published_lake(settings: &PublishSettings, clients: &Clients) -> Lake {
    Lake::new(open_store(&settings.lake, clients), Arc::new(GlueCatalog::of_settings(settings, clients)))
}
