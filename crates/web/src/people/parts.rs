//! Answers the questions of a section as the role that the page is served as.
//!
//! In:  questions, a golden id.
//! Out: one part per question: its rows, or what the role lacks. Amounts are texts with all their digits: they become
//!      numbers where they are drawn.

use super::sections::Question;
use crate::error::PageError;
use crate::snapshot::{Row, Snapshot};
use dashboards::Value;
use pipeline::search::SearchIndex;
use query::format::to_exact_json_rows;
use serde_json::{Map, Value as Json, json};

/// Columns that say in which line of which file a row stood, or hold what no mapping names: too much for a page.
const LEFT_OUT: [&str; 3] = ["file_id", "line", "extra"];

pub(super) async fn answer(
    snapshot: &Snapshot,
    questions: &[Question],
    id: &str,
) -> Result<Map<String, Json>, PageError> {
    let mut parts = Map::new();
    for question in questions {
        let found = rows(snapshot, &question.sql.replace("${id}", &literal(id).to_string())).await;
        parts.insert(question.name.to_owned(), part(found)?);
    }
    Ok(parts)
}

/// The rows of a statement, without the columns that are too much for a page.
pub(super) async fn rows(snapshot: &Snapshot, sql: &str) -> Result<Vec<Row>, PageError> {
    let mut rows = to_exact_json_rows(&snapshot.query(sql).await?)?;
    for row in &mut rows {
        row.retain(|column, _| !LEFT_OUT.contains(&column.as_str()));
    }
    Ok(rows)
}

/// A part of a section: `{ "rows": … }`, or `{ "withheld": … }` with what the role lacks.
pub(super) fn part<T: serde::Serialize>(found: Result<T, PageError>) -> Result<Json, PageError> {
    match found {
        Ok(rows) => Ok(json!({ "rows": rows })),
        Err(PageError::NotForRole { lacks, .. }) => Ok(json!({ "withheld": lacks })),
        Err(error) => Err(error),
    }
}

/// Puts the names of the people whom a part's rows name beside their ids, where the role sees names.
pub(super) fn add_names(parts: &mut Map<String, Json>, part: &str, [id, name]: [&str; 2], index: &SearchIndex) {
    let rows = parts.get_mut(part).and_then(|part| part.get_mut("rows")?.as_array_mut());
    for row in rows.into_iter().flatten() {
        let found = row[id].as_str().and_then(|id| index.person(id)?.name.clone());
        if let (Some(row), Some(found)) = (row.as_object_mut(), found) {
            row.insert(name.to_owned(), found.into());
        }
    }
}

/// A text as a statement's literal.
pub(super) fn literal(text: &str) -> Value {
    Value::Text(text.to_owned())
}
