//! One dashboard, answered: every visual with its rows, every filter with its choices.
//!
//! In:  a definition, what was chosen, a snapshot. Out: plain data for the renderer.
//!
//! All statements run at once; each is kept with the snapshot, so that the next reader waits for none.

use super::choices::chosen;
use super::words::type_word;
use crate::error::PageError;
use crate::snapshot::{Row, Snapshot};
use dashboards::{Choices, Dashboard, Filter, Visual};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Body of `GET /api/dashboards/{name}`.
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    name: &'a str,
    title: &'a str,
    purpose: &'a str,
    snapshot_id: String,
    words: &'a BTreeMap<String, BTreeMap<String, String>>,
    filters: Vec<FilterAnswer>,
    visuals: Vec<VisualAnswer<'a>>,
}

#[derive(Serialize)]
struct FilterAnswer {
    name: &'static str,
    label: &'static str,
    /// Whether several may be chosen.
    is_multiple: bool,
    options: Vec<Value>,
    chosen: Vec<String>,
}

#[derive(Serialize)]
struct VisualAnswer<'a> {
    #[serde(flatten)]
    visual: &'a Visual,
    /// Column → what it holds.
    types: BTreeMap<&'a str, &'static str>,
    rows: Arc<Vec<Row>>,
    /// Why there are no rows.
    trouble: Option<String>,
    /// Whether the role may see the list behind the bars.
    has_list: bool,
}

/// The rows of a statement that is running.
type Running = JoinHandle<Result<Arc<Vec<Row>>, PageError>>;

pub(crate) async fn answer<'a>(
    snapshot: Arc<Snapshot>,
    dashboard: &'a Dashboard,
    choices: &Choices,
) -> Result<Answer<'a>, PageError> {
    let visuals: Vec<(&Visual, Running)> =
        dashboard.visuals.iter().map(|visual| (visual, start(&snapshot, visual.statement(choices).sql))).collect();
    let filters = filters(&snapshot, dashboard, choices).await?;
    let mut answered = Vec::with_capacity(visuals.len());
    for (visual, running) in visuals {
        answered.push(visual_answer(&snapshot, visual, finish(running).await));
    }
    Ok(Answer {
        name: &dashboard.name,
        title: &dashboard.title,
        purpose: &dashboard.purpose,
        snapshot_id: snapshot.id().to_owned(),
        words: &dashboard.words,
        filters,
        visuals: answered,
    })
}

fn start(snapshot: &Arc<Snapshot>, sql: String) -> Running {
    let snapshot = Arc::clone(snapshot);
    tokio::spawn(async move { snapshot.kept_rows(&sql).await })
}

async fn finish(running: Running) -> Result<Arc<Vec<Row>>, PageError> {
    running.await.unwrap_or_else(|_| Err(PageError::Query { reason: "the query engine gave up".to_owned() }))
}

/// One visual that fails leaves the others standing.
fn visual_answer<'a>(
    snapshot: &Snapshot,
    visual: &'a Visual,
    rows: Result<Arc<Vec<Row>>, PageError>,
) -> VisualAnswer<'a> {
    let columns = visual.category.iter().chain(&visual.series).chain(visual.columns.iter().map(|one| &one.column));
    let types = columns.map(|column| (&**column, type_word(column, snapshot.type_of(&visual.view, column)))).collect();
    let (rows, trouble) = match rows {
        Ok(rows) => (rows, None),
        Err(error) => (Arc::default(), Some(error.to_string())),
    };
    let has_list = visual.drill.as_ref().is_some_and(|drill| snapshot.lack_of(&drill.view).is_none());
    VisualAnswer { visual, types, rows, trouble, has_list }
}

async fn filters(
    snapshot: &Arc<Snapshot>,
    dashboard: &Dashboard,
    choices: &Choices,
) -> Result<Vec<FilterAnswer>, PageError> {
    let mut answered = Vec::new();
    for &filter in &dashboard.filters {
        let options = match dashboard.choices_of(filter) {
            Some(statement) => finish(start(snapshot, statement.sql)).await.unwrap_or_default(),
            None => Arc::default(),
        };
        let options = options.iter().filter_map(|row| row.get("choice").cloned()).collect();
        let is_multiple = matches!(filter, Filter::Source | Filter::Campaign | Filter::Level);
        let chosen = match (filter, choices.fiscal_year) {
            (Filter::FiscalYear, None) => running_year(snapshot).await?,
            _ => chosen(choices, filter),
        };
        answered.push(FilterAnswer { name: filter.name(), label: filter.label(), is_multiple, options, chosen });
    }
    Ok(answered)
}

/// The fiscal year that is shown when none was chosen; nothing for a role that may not know it.
async fn running_year(snapshot: &Snapshot) -> Result<Vec<String>, PageError> {
    if snapshot.lack_of("data_horizon").is_some() {
        return Ok(Vec::new());
    }
    let rows = snapshot.kept_rows("SELECT fiscal_year FROM data_horizon").await?;
    Ok(rows.iter().filter_map(|row| row.get("fiscal_year")).map(Value::to_string).collect())
}
