//! The current snapshot, opened once, as one role sees it.
//!
//! In:  the lake's pointer, which moves while the page is served; SQL.
//! Out: rows. The rows of statements that are asked again are kept until another snapshot is current: a
//!      snapshot never changes.

use crate::error::PageError;
use crate::state::Settings;
use dashboards::{ColumnType, Columns};
use lake::Lake;
use pipeline::review::Doubtful;
use pipeline::search::SearchIndex;
use query::format::to_json_rows;
use query::{QueryEngine, QueryResult};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// One row of an answer: column name to value.
pub(crate) type Row = Map<String, Value>;

/// Rows that are kept.
type KeptRows = Arc<OnceCell<Arc<Vec<Row>>>>;

/// How many answers are kept; a page asks for a few dozen, filters multiply them.
const ANSWERS_KEPT: usize = 1_000;

/// The snapshot that was opened last.
#[derive(Debug, Default)]
pub(crate) struct Opened(tokio::sync::Mutex<Option<Arc<Snapshot>>>);

impl Opened {
    /// The current snapshot; many requests at once open it only once.
    pub(crate) async fn current(&self, settings: &Settings) -> Result<Arc<Snapshot>, PageError> {
        let mut opened = self.0.lock().await;
        let current = current_id(&settings.lake).await?.ok_or(PageError::EmptyLake)?;
        if let Some(snapshot) = opened.as_ref().filter(|snapshot| snapshot.id() == current) {
            return Ok(Arc::clone(snapshot));
        }
        let snapshot = Arc::new(Snapshot::new(open(settings).await?));
        *opened = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }
}

async fn open(settings: &Settings) -> Result<QueryEngine, PageError> {
    let Settings { lake, organization, policy, role, .. } = settings;
    Ok(match role {
        None => QueryEngine::open(lake, organization).await?,
        Some(role) => QueryEngine::open_as(lake, organization, policy, role).await?,
    })
}

/// The id of the current snapshot; none before the first.
pub(crate) async fn current_id(lake: &Lake) -> Result<Option<String>, PageError> {
    let current = lake.current_snapshot().await.map_err(|error| PageError::Lake { reason: error.to_string() })?;
    Ok(current.map(|manifest| manifest.snapshot_id))
}

/// One snapshot, as one role sees it.
#[derive(Debug)]
pub(crate) struct Snapshot {
    engine: QueryEngine,
    withheld: BTreeMap<String, String>,
    columns: Columns,
    kept: Mutex<BTreeMap<String, KeptRows>>,
    /// Who can be found, once somebody asked.
    pub(crate) search: OnceCell<SearchIndex>,
    /// What a steward may decide, once one asked.
    pub(crate) doubtful: OnceCell<Doubtful>,
}

impl Snapshot {
    fn new(engine: QueryEngine) -> Self {
        let withheld = engine.withheld();
        let tables = engine.tables().iter().map(|table| (table.name.as_str(), &table.columns));
        let views = engine.views().into_iter().map(|info| (info.view.name.as_str(), &info.columns));
        let typed = tables.chain(views).flat_map(|(name, columns)| {
            columns.iter().map(move |column| (name, column.name.as_str(), column.data_type.as_str()))
        });
        let columns = Columns::new(typed);
        Self { engine, withheld, columns, kept: Mutex::default(), search: OnceCell::new(), doubtful: OnceCell::new() }
    }

    pub(crate) fn id(&self) -> &str {
        self.engine.snapshot_id()
    }

    /// What the role lacks to see a table or view; none when it sees it.
    pub(crate) fn lack_of(&self, name: &str) -> Option<&str> {
        self.withheld.get(name).map(String::as_str)
    }

    /// Whether the role sees a column of a table or view.
    pub(crate) fn sees(&self, name: &str, column: &str) -> bool {
        self.type_of(name, column).is_some()
    }

    /// What a table's or view's column holds; none when the role does not see it.
    pub(crate) fn type_of(&self, name: &str, column: &str) -> Option<ColumnType> {
        self.columns.type_of(name, column)
    }

    /// The last day that the data know of; none for a role that may not know it.
    pub(crate) async fn as_of(&self) -> Result<Option<String>, PageError> {
        if self.lack_of("data_horizon").is_some() {
            return Ok(None);
        }
        let rows = self.kept_rows("SELECT as_of FROM data_horizon").await?;
        Ok(rows.first().and_then(|row| row.get("as_of")?.as_str()).map(str::to_owned))
    }

    /// The rows of a statement; kept, for those that every reader of a page asks again.
    pub(crate) async fn kept_rows(&self, sql: &str) -> Result<Arc<Vec<Row>>, PageError> {
        let cell = self.cell(sql);
        let rows = cell.get_or_try_init(|| async { self.rows(sql).await.map(Arc::new) }).await?;
        Ok(Arc::clone(rows))
    }

    /// The rows of a statement, asked afresh: amounts are JSON numbers, to be drawn and not added up.
    pub(crate) async fn rows(&self, sql: &str) -> Result<Vec<Row>, PageError> {
        Ok(to_json_rows(&self.query(sql).await?)?)
    }

    /// The answer of a statement with its types.
    pub(crate) async fn query(&self, sql: &str) -> Result<QueryResult, PageError> {
        Ok(self.engine.sql(sql).await?)
    }

    fn cell(&self, sql: &str) -> KeptRows {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= ANSWERS_KEPT && !kept.contains_key(sql) {
            kept.clear();
        }
        Arc::clone(kept.entry(sql.to_owned()).or_default())
    }
}
