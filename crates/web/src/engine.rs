//! A [`ViewSource`] over a lake, answered by the query engine.
//!
//! In:  a [`Lake`] and the organisation's house rules.
//! Out: the panels of whatever snapshot is current when they are asked for.
//!
//! The engine is opened at the first question and again when another snapshot became current, so
//! that a page left open shows the new numbers when it is loaded again.

use crate::panels::Panel;
use crate::source::{Organization, ViewError, ViewRows, ViewSource};
use async_trait::async_trait;
use lake::Lake;
use query::{QueryEngine, QueryError, format::to_json_rows};
use std::sync::Arc;
use tokio::sync::Mutex;

/// The current snapshot of a lake.
#[derive(Debug)]
pub struct LakeSource {
    lake: Lake,
    rules: query::Organization,
    organization: Organization,
    opened: Mutex<Option<Arc<QueryEngine>>>,
}

impl LakeSource {
    /// A source over `lake`, which may still be empty.
    #[must_use]
    pub fn new(lake: Lake, rules: query::Organization) -> Self {
        let organization = Organization::from(&rules);
        Self { lake, rules, organization, opened: Mutex::new(None) }
    }

    /// The engine of the current snapshot; many requests at once open it only once.
    async fn engine(&self) -> Result<Arc<QueryEngine>, ViewError> {
        let mut opened = self.opened.lock().await;
        let current = self.snapshot_id().await?.ok_or(ViewError::EmptyLake)?;
        if let Some(engine) = opened.as_ref().filter(|engine| engine.snapshot_id() == current) {
            return Ok(Arc::clone(engine));
        }
        let engine = Arc::new(QueryEngine::open(&self.lake, &self.rules).await.map_err(opening_failed)?);
        *opened = Some(Arc::clone(&engine));
        Ok(engine)
    }
}

#[async_trait]
impl ViewSource for LakeSource {
    fn organization(&self) -> &Organization {
        &self.organization
    }

    async fn snapshot_id(&self) -> Result<Option<String>, ViewError> {
        let current = self.lake.current_snapshot().await;
        let current = current.map_err(|error| ViewError::Lake { reason: error.to_string() })?;
        Ok(current.map(|manifest| manifest.snapshot_id))
    }

    async fn view(&self, panel: &Panel) -> Result<ViewRows, ViewError> {
        let engine = self.engine().await?;
        let failed = |error: QueryError| ViewError::Query { panel: panel.name.to_owned(), reason: error.to_string() };
        let result = engine.sql(panel.sql).await.map_err(failed)?;
        let rows = to_json_rows(&result).map_err(failed)?;
        Ok(ViewRows { snapshot_id: engine.snapshot_id().to_owned(), rows })
    }
}

impl From<&query::Organization> for Organization {
    fn from(rules: &query::Organization) -> Self {
        Self {
            name: rules.name.clone(),
            currency: rules.currency.clone(),
            fiscal_year_start_month: rules.fiscal_year_start_month,
        }
    }
}

fn opening_failed(error: QueryError) -> ViewError {
    match error {
        QueryError::EmptyLake => ViewError::EmptyLake,
        error => ViewError::Lake { reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests;
