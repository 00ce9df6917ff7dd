//! The catalog in AWS Glue, as a [`lake::Catalog`]: each golden table is a table that Athena reads.
//!
//! In:  a snapshot's tables.
//! Out: Glue tables over its Parquet files, moved so that of many publishers one wins and no update is lost.
//!
//! Glue changes one table at a time, so a publication has an order:
//!
//! 1. **The gate**: the view [`GATE_VIEW`] moves from revision N−1 to N, with the version that was
//!    read. Who moves it has won; everybody else is stale.
//! 2. **The tables** move to N, each with the version that was read, and only if it stands below N. A publisher that
//!    was overtaken meanwhile meets a newer table and stops.
//! 3. **Leftovers**: tables that we published before and that the snapshot lacks are deleted, after looking at the
//!    gate once more.
//!
//! A publication that is broken off leaves some tables behind; [`Catalog::current`] then lists only those that arrived,
//! so it is not equal to what was to be published, and publishing the same snapshot again moves the rest. Between
//! 1 and 3 (seconds) a query that joins tables may see two snapshots; a query of one table never does.
//!
//! Glue deletes without a version. Should a publisher be overtaken between its last look at the gate and a deletion, a
//! table that the newer snapshot brought back would be missing until that snapshot is published again.

mod gate;
mod publishing;
mod table;
#[cfg(test)]
mod tests;
mod view_text;

pub use gate::GATE_VIEW;
pub(crate) use table::parameter;

use crate::clients::Clients;
use crate::failure::Failure;
use crate::settings::PublishSettings;
use async_trait::async_trait;
use aws_sdk_glue::Client;
use aws_sdk_glue::types::{Table, TableInput};
use lake::{Catalog, CatalogError, CatalogSnapshot};
use publishing::Publication;

/// A Glue database whose tables lie in one bucket. The database must be there.
#[derive(Debug, Clone)]
pub struct GlueCatalog {
    client: Client,
    database: String,
    bucket: String,
}

/// What became of a change that only one can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// It was made.
    Made,
    /// Somebody else was faster.
    Lost,
}

impl GlueCatalog {
    /// The catalog in `database`, of tables whose files lie in `bucket`.
    #[must_use]
    pub fn new(client: Client, database: String, bucket: String) -> Self {
        Self { client, database, bucket }
    }

    /// The catalog of a deployment.
    #[must_use]
    pub fn of_settings(settings: &PublishSettings, clients: &Clients) -> Self {
        Self::new(clients.glue.clone(), settings.glue_database.clone(), settings.lake.lake_bucket.clone())
    }

    /// All tables and views of the database.
    async fn tables(&self) -> Result<Vec<Table>, CatalogError> {
        let request = self.client.get_tables().database_name(&self.database);
        let mut pages = request.into_paginator().send();
        let mut tables = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| failed(&self.database)(Failure::of(&error)))?;
            tables.extend(page.table_list.unwrap_or_default());
        }
        Ok(tables)
    }

    async fn table(&self, name: &str) -> Result<Option<Table>, CatalogError> {
        let sent = self.client.get_table().database_name(&self.database).name(name).send().await;
        match sent.map_err(|error| Failure::of(&error)) {
            Ok(answer) => Ok(answer.table),
            Err(failure) if failure.is("EntityNotFoundException") => Ok(None),
            Err(failure) => Err(failed(name)(failure)),
        }
    }

    /// Creates the table, or changes it if it still is the version of `seen`.
    async fn change(&self, seen: Option<&Table>, input: TableInput) -> Result<Change, CatalogError> {
        let name = input.name().to_owned();
        let sent = match seen {
            None => self.create(input).await,
            Some(table) => self.update(table.version_id().unwrap_or_default(), input).await,
        };
        match sent {
            Ok(()) => Ok(Change::Made),
            Err(failure) if is_lost(&failure) => Ok(Change::Lost),
            Err(failure) => Err(failed(name)(failure)),
        }
    }

    async fn create(&self, input: TableInput) -> Result<(), Failure> {
        let request = self.client.create_table().database_name(&self.database).table_input(input);
        request.send().await.map(|_| ()).map_err(|error| Failure::of(&error))
    }

    async fn update(&self, version: &str, input: TableInput) -> Result<(), Failure> {
        let request = self.client.update_table().database_name(&self.database).table_input(input);
        let request = request.version_id(version).skip_archive(true);
        request.send().await.map(|_| ()).map_err(|error| Failure::of(&error))
    }

    async fn delete(&self, name: &str) -> Result<(), CatalogError> {
        let sent = self.client.delete_table().database_name(&self.database).name(name).send().await;
        match sent.map_err(|error| Failure::of(&error)) {
            Err(failure) if !failure.is("EntityNotFoundException") => Err(failed(name)(failure)),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl Catalog for GlueCatalog {
    async fn publish(&self, snapshot: &CatalogSnapshot) -> Result<(), CatalogError> {
        Publication { catalog: self, snapshot }.run().await
    }

    async fn current(&self) -> Result<Option<CatalogSnapshot>, CatalogError> {
        let Some(gate) = self.gate().await? else { return Ok(None) };
        let mut tables = Vec::new();
        for table in self.tables().await? {
            if table::revision(&table) == Some(gate.revision) && table.name() != GATE_VIEW {
                tables.push(table::read(&table, &self.bucket)?);
            }
        }
        tables.sort_by_key(|(position, _)| *position);
        let tables = tables.into_iter().map(|(_, table)| table).collect();
        Ok(Some(CatalogSnapshot { revision: gate.revision, snapshot_id: gate.snapshot_id, tables }))
    }
}

/// Whether somebody else created, changed or deleted the table since it was read.
fn is_lost(failure: &Failure) -> bool {
    ["AlreadyExistsException", "ConcurrentModificationException", "EntityNotFoundException"]
        .iter()
        .any(|code| failure.is(code))
}

/// For `map_err`: says at which table or database Glue failed.
fn failed(table: impl Into<String>) -> impl FnOnce(Failure) -> CatalogError {
    move |failure| CatalogError::Service {
        table: table.into(),
        retryable: failure.retryable,
        source: Box::new(failure),
    }
}
