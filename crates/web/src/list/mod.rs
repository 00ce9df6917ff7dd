//! The list behind a bar: its page, its rows a page at a time, and all of them as CSV.
//!
//! In:  `dashboard`, `visual`, what the reader chose, and the bar: `category`, `series` (an empty one is the bar of
//!      those without a value); `page`, counted from 1.
//! Out: `/list`; `GET /api/list`: title, columns, how many rows, the rows of that page; `GET /api/list.csv`.
//!
//! The role's columns and rows alone, as everywhere: names are there for who may see names.

mod question;

use crate::dashboards::choices::Pairs;
use crate::error::PageError;
use crate::shell;
use crate::snapshot::Row;
use crate::state::AppState;
use crate::validator::kept_json;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use question::{ListColumn, Question};
use serde::Serialize;
use std::collections::BTreeMap;

const ROWS_PER_PAGE: usize = 50;

#[derive(Serialize)]
struct ListBody<'a> {
    title: &'a str,
    dashboard: &'a str,
    dashboard_title: &'a str,
    visual_title: &'a str,
    bar: &'a [&'a str],
    words: &'a BTreeMap<String, BTreeMap<String, String>>,
    /// The column of ids; with a page for each where the rows are about people.
    who: Option<&'a str>,
    is_about_people: bool,
    columns: &'a [ListColumn<'a>],
    row_count: usize,
    page: usize,
    page_count: usize,
    rows: Vec<Row>,
}

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/list", get(page)).route("/api/list", get(rows)).route("/api/list.csv", get(csv))
}

async fn page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    shell::page(&state, &headers, "list.html", "/list").await
}

async fn rows(
    State(state): State<AppState>,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let question = Question::read(&state, &snapshot, &pairs)?;
    let row_count = question.row_count(&snapshot).await?;
    let page_count = row_count.div_ceil(ROWS_PER_PAGE).max(1);
    let page = question::page(&pairs)?.min(page_count);
    let rows = question.rows(&snapshot, page, ROWS_PER_PAGE).await?;
    let body = ListBody {
        title: &question.drill.title,
        dashboard: &question.dashboard.name,
        dashboard_title: &question.dashboard.title,
        visual_title: &question.visual.title,
        bar: &question.bar,
        words: &question.dashboard.words,
        who: question.drill.who.as_deref(),
        is_about_people: question.is_about_people,
        columns: &question.columns,
        row_count,
        page,
        page_count,
        rows,
    };
    kept_json(&headers, &body)
}

async fn csv(State(state): State<AppState>, Query(pairs): Query<Pairs>) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let question = Question::read(&state, &snapshot, &pairs)?;
    let headings: Vec<String> = question.columns.iter().map(|column| column.label.to_owned()).collect();
    let result = snapshot.query(&question.statement.sql).await?;
    let text = query::format::to_spreadsheet_csv(&result, &headings)?;
    let day = snapshot.as_of().await?.unwrap_or_else(|| snapshot.id().to_owned());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{day}.csv\"", &*question.drill.view)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}
