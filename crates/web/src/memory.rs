//! A [`ViewSource`] over rows held in memory: for tests, and for working on the page without a lake.

use crate::panels::Panel;
use crate::source::{Organization, Row, ViewError, ViewRows, ViewSource};
use async_trait::async_trait;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Rows by panel name, as one JSON document can hold them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MemorySource {
    organization: Organization,
    snapshot_id: Option<String>,
    #[serde(default)]
    panels: BTreeMap<String, Vec<Row>>,
}

impl MemorySource {
    /// A lake without a snapshot.
    #[must_use]
    pub fn empty(organization: Organization) -> Self {
        Self { organization, snapshot_id: None, panels: BTreeMap::new() }
    }

    /// A lake with one snapshot; panels that `panels` lacks fail when they are asked for.
    #[must_use]
    pub fn new(organization: Organization, snapshot_id: &str, panels: BTreeMap<String, Vec<Row>>) -> Self {
        Self { organization, snapshot_id: Some(snapshot_id.to_owned()), panels }
    }
}

#[async_trait]
impl ViewSource for MemorySource {
    fn organization(&self) -> &Organization {
        &self.organization
    }

    async fn snapshot_id(&self) -> Result<Option<String>, ViewError> {
        Ok(self.snapshot_id.clone())
    }

    async fn view(&self, panel: &Panel) -> Result<ViewRows, ViewError> {
        let snapshot_id = self.snapshot_id.clone().ok_or(ViewError::EmptyLake)?;
        let rows = self.panels.get(panel.name).cloned().ok_or_else(|| ViewError::Query {
            panel: panel.name.to_owned(),
            reason: "no such rows in memory".to_owned(),
        })?;
        Ok(ViewRows { snapshot_id, rows })
    }
}
