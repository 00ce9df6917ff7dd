//! The port to the data: what the page asks of a lake.

use crate::panels::Panel;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One row of a view: column name to value.
pub type Row = Map<String, Value>;

/// Rows, and the snapshot that they were read from.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewRows {
    /// The snapshot; the browser's copy is good for as long as it is the current one.
    pub snapshot_id: String,
    /// The rows, in the order of the panel's query.
    pub rows: Vec<Row>,
}

/// Whose numbers the page shows, and in which currency and year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Organization {
    /// The name at the head of the page.
    pub name: String,
    /// ISO 4217 code of the reporting currency.
    pub currency: String,
    /// 1 is January. A fiscal year is named by the calendar year in which it ends.
    pub fiscal_year_start_month: u8,
}

/// Why a view could not be read. Messages are shown to the reader: they hold no personal value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// Nothing was published yet.
    #[error("the lake holds no snapshot yet")]
    EmptyLake,
    /// The query behind a panel failed.
    #[error("panel `{panel}` could not be read: {reason}")]
    Query {
        /// Name of the panel.
        panel: String,
        /// What the engine said.
        reason: String,
    },
    /// The lake itself could not be opened.
    #[error("the lake could not be read: {reason}")]
    Lake {
        /// What the lake said.
        reason: String,
    },
}

/// Answers panels from the current snapshot of one lake.
#[async_trait]
pub trait ViewSource: Send + Sync {
    /// The organisation that the lake belongs to.
    fn organization(&self) -> &Organization;

    /// The current snapshot, or `None` for a lake without one.
    ///
    /// # Errors
    /// [`ViewError::Lake`] when the lake cannot be read.
    async fn snapshot_id(&self) -> Result<Option<String>, ViewError>;

    /// The rows of one panel.
    ///
    /// # Errors
    /// [`ViewError::EmptyLake`] before the first snapshot; otherwise what went wrong.
    async fn view(&self, panel: &Panel) -> Result<ViewRows, ViewError>;
}
