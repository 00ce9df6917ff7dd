//! The views, made and kept in Athena.
//!
//! In:  the finished SQL of [`views::View`]s, each after the views that it reads.
//! Out: views in the Glue database that answer the same; views that we made before and that are no longer wanted, dropped.
//!
//! All views are made anew each time, because a view that reads a table whose columns changed is stale in Athena
//! although its text is the same. A view is known to be ours by a parameter of its Glue table, which is set after
//! it was made; what analysts make themselves has none and is never dropped.

mod error;
mod query;
#[cfg(test)]
mod tests;

pub use error::AthenaError;

use crate::clients::Clients;
use crate::failure::Failure;
use crate::glue::parameter;
use crate::settings::PublishSettings;
use aws_sdk_glue::types::{Table, TableInput};
use query::Statement;
use std::time::Duration;
use views::View;

/// Parameter of a view's Glue table: donorlake made it.
const OURS: &str = "donorlake.view";

/// Views of one database, made in one workgroup.
#[derive(Debug, Clone)]
pub struct AthenaViews {
    athena: aws_sdk_athena::Client,
    glue: aws_sdk_glue::Client,
    database: String,
    workgroup: String,
    limit: Duration,
}

/// What a synchronisation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncedViews {
    /// The views that were made, in the order of their making.
    pub made: Vec<String>,
    /// The views that were dropped.
    pub dropped: Vec<String>,
}

impl AthenaViews {
    /// Views of `database`. A statement that runs longer than a minute is stopped.
    #[must_use]
    pub fn new(clients: &Clients, database: String, workgroup: String) -> Self {
        let limit = Duration::from_mins(1);
        Self { athena: clients.athena.clone(), glue: clients.glue.clone(), database, workgroup, limit }
    }

    /// The views of a deployment.
    #[must_use]
    pub fn of_settings(settings: &PublishSettings, clients: &Clients) -> Self {
        Self::new(clients, settings.glue_database.clone(), settings.athena_workgroup.clone())
    }

    /// Makes every view, in the order given, and drops ours that are not among them.
    ///
    /// # Errors
    /// The first view that cannot be made, or the service that failed. Views that were made before it stay.
    pub async fn sync(&self, views: &[View]) -> Result<SyncedViews, AthenaError> {
        for view in views {
            let sql = create_view(&self.database, view);
            self.run(Statement { subject: &view.name, sql: &sql, reads_data: false }).await?;
        }
        let dropped = self.mark_and_drop(views).await?;
        Ok(SyncedViews { made: views.iter().map(|view| view.name.clone()).collect(), dropped })
    }

    /// The rows that a query gives, as text, without the header; for checks, not for many rows.
    ///
    /// # Errors
    /// When the query fails; the reason is cut to Athena's code, because the rest may quote values.
    pub async fn query(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, AthenaError> {
        let id = self.run(Statement { subject: "query", sql, reads_data: true }).await?;
        self.rows(&id).await
    }

    /// Marks what was made as ours, and drops what is ours and was not made.
    async fn mark_and_drop(&self, views: &[View]) -> Result<Vec<String>, AthenaError> {
        let mut dropped = Vec::new();
        for table in self.views_in_glue().await? {
            let is_wanted = views.iter().any(|view| view.name == table.name());
            let is_ours = parameter(&table, OURS).is_some();
            if is_wanted && !is_ours {
                self.mark(&table).await?;
            } else if is_ours && !is_wanted {
                let sql = format!("DROP VIEW IF EXISTS {}", qualified(&self.database, table.name()));
                self.run(Statement { subject: table.name(), sql: &sql, reads_data: false }).await?;
                dropped.push(table.name().to_owned());
            }
        }
        Ok(dropped)
    }

    async fn views_in_glue(&self) -> Result<Vec<Table>, AthenaError> {
        let mut pages = self.glue.get_tables().database_name(&self.database).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| AthenaError::service(&self.database)(Failure::of(&error)))?;
            let tables = page.table_list.unwrap_or_default();
            found.extend(tables.into_iter().filter(|table| table.table_type() == Some("VIRTUAL_VIEW")));
        }
        Ok(found)
    }

    async fn mark(&self, view: &Table) -> Result<(), AthenaError> {
        let failed = |failure| AthenaError::service(view.name())(failure);
        let input = TableInput::builder()
            .name(view.name())
            .set_description(view.description().map(str::to_owned))
            .set_owner(view.owner().map(str::to_owned))
            .set_table_type(view.table_type().map(str::to_owned))
            .set_storage_descriptor(view.storage_descriptor().cloned())
            .set_view_original_text(view.view_original_text().map(str::to_owned))
            .set_view_expanded_text(view.view_expanded_text().map(str::to_owned))
            .set_parameters(view.parameters().cloned())
            .parameters(OURS, "true")
            .build()
            .map_err(|error| failed(Failure::unanswered(error, false)))?;
        let request = self.glue.update_table().database_name(&self.database).table_input(input).skip_archive(true);
        let sent = request.set_version_id(view.version_id().map(str::to_owned)).send().await;
        sent.map(|_| ()).map_err(|error| failed(Failure::of(&error)))
    }
}

/// The statement that makes a view.
fn create_view(database: &str, view: &View) -> String {
    format!("CREATE OR REPLACE VIEW {} AS\n{}", qualified(database, &view.name), view.sql.trim().trim_end_matches(';'))
}

fn qualified(database: &str, name: &str) -> String {
    format!("\"{}\".\"{}\"", database.replace('"', "\"\""), name.replace('"', "\"\""))
}
