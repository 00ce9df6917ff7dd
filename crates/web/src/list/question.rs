//! Which list is asked for: a visual's bar, narrowed as the visual is.

use crate::dashboards::choices::{self, Pairs};
use crate::dashboards::words::{format_word, type_word};
use crate::error::PageError;
use crate::snapshot::{Row, Snapshot};
use crate::state::AppState;
use dashboards::{Dashboard, Drill, Point, Reference, Statement, Unit, Value, Visual};
use serde::Serialize;
use serde_json::Value as Json;

/// A list that the role may see.
pub(super) struct Question<'a> {
    pub(super) dashboard: &'a Dashboard,
    pub(super) visual: &'a Visual,
    pub(super) drill: &'a Drill,
    pub(super) statement: Statement,
    pub(super) columns: Vec<ListColumn<'a>>,
    /// The bar, in the words that are shown for its values.
    pub(super) bar: Vec<&'a str>,
    /// Whether the rows are about people, each of whom has a page.
    pub(super) is_about_people: bool,
}

/// A column of the list.
#[derive(Serialize)]
pub(super) struct ListColumn<'a> {
    name: &'a str,
    pub(super) label: &'a str,
    format: &'static str,
}

/// The page that is asked for, counted from 1.
pub(super) fn page(pairs: &Pairs) -> Result<usize, PageError> {
    let wrong = || PageError::BadRequest { reason: "page must be a number from 1".to_owned() };
    last(pairs, "page").map_or(Ok(1), |text| text.parse().ok().filter(|page| *page > 0).ok_or_else(wrong))
}

fn last<'a>(pairs: &'a Pairs, wanted: &str) -> Option<&'a str> {
    pairs.iter().rev().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

impl<'a> Question<'a> {
    pub(super) fn read(state: &'a AppState, snapshot: &Snapshot, pairs: &'a Pairs) -> Result<Self, PageError> {
        let dashboard = state.dashboard(last(pairs, "dashboard").unwrap_or_default())?;
        let visual = dashboard.visual(last(pairs, "visual").unwrap_or_default());
        let visual = visual.ok_or(PageError::NotFound { what: "visual" })?;
        let drill = visual.drill.as_ref().ok_or(PageError::NotFound { what: "list" })?;
        if let (Some(role), Some(lacks)) = (state.role(), snapshot.lack_of(&drill.view)) {
            return Err(PageError::NotForRole { role: role.to_owned(), lacks: lacks.to_owned() });
        }
        let chosen = choices::read(pairs)?;
        let point = point(snapshot, visual, pairs)?;
        let statement = visual.drill_statement(&chosen, &point, sees_names(snapshot));
        let statement = statement.ok_or(PageError::NotFound { what: "list" })?;
        let columns = columns(snapshot, drill, &statement);
        let (bar, is_about_people) = (bar(dashboard, visual, pairs), chosen.unit == Unit::Person);
        Ok(Self { dashboard, visual, drill, statement, columns, bar, is_about_people })
    }

    pub(super) async fn row_count(&self, snapshot: &Snapshot) -> Result<usize, PageError> {
        let sql = format!("SELECT COUNT(*) AS row_count FROM ({}) AS list", self.statement.sql);
        let rows = snapshot.kept_rows(&sql).await?;
        let count = rows.first().and_then(|row| row.get("row_count")).and_then(Json::as_u64).unwrap_or_default();
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    pub(super) async fn rows(&self, snapshot: &Snapshot, page: usize, length: usize) -> Result<Vec<Row>, PageError> {
        let skipped = page.saturating_sub(1).saturating_mul(length);
        snapshot.rows(&format!("{} LIMIT {length} OFFSET {skipped}", self.statement.sql)).await
    }
}

/// The bar, as the address says it.
fn point(snapshot: &Snapshot, visual: &Visual, pairs: &Pairs) -> Result<Point, PageError> {
    let place = |column: &Option<Reference>, name| {
        let column = column.as_ref().zip(last(pairs, name));
        column.map(|(column, text)| value(snapshot, &visual.view, column, text)).transpose()
    };
    Ok(Point { category: place(&visual.category, "category")?, series: place(&visual.series, "series")? })
}

/// The bar, as the page calls it.
fn bar<'a>(dashboard: &'a Dashboard, visual: &Visual, pairs: &'a Pairs) -> Vec<&'a str> {
    let axes = [(&visual.category, "category"), (&visual.series, "series")];
    let values = axes.into_iter().filter_map(|(column, name)| column.as_ref().zip(last(pairs, name)));
    values.map(|(column, text)| if text.is_empty() { "Not said" } else { dashboard.words_for(column, text) }).collect()
}

/// A value of the address, as the column holds it.
fn value(snapshot: &Snapshot, view: &str, column: &str, text: &str) -> Result<Value, PageError> {
    if text.is_empty() {
        return Ok(Value::Missing);
    }
    let read = snapshot.type_of(view, column).and_then(|kind| kind.read(text));
    read.ok_or_else(|| PageError::BadRequest { reason: format!("no value of `{column}` is written like that") })
}

/// Whether the role may know what people and households are called.
fn sees_names(snapshot: &Snapshot) -> bool {
    let named = [("constituent", "display_name"), ("household", "name"), ("household", "household_id")];
    named.iter().all(|(table, column)| snapshot.type_of(table, column).is_some())
}

/// The columns of the statement, with their headings and how the values are written.
fn columns<'a>(snapshot: &Snapshot, drill: &'a Drill, statement: &Statement) -> Vec<ListColumn<'a>> {
    let is_named = statement.columns.len() > drill.columns.len();
    let name = is_named.then_some(ListColumn { name: "name", label: "Name", format: "text" });
    let others = drill.columns.iter().map(|one| ListColumn {
        name: &one.column,
        label: &one.label,
        format: one
            .format
            .map_or_else(|| type_word(&one.column, snapshot.type_of(&drill.view, &one.column)), format_word),
    });
    name.into_iter().chain(others).collect()
}
