//! The JSON endpoints: the overview, and one per chart.

use crate::panels::{self, Panel};
use crate::server::AppState;
use crate::source::{Organization, Row, ViewError, ViewRows};
use crate::validator::Validator;
use crate::{assets, overview};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Body of `GET /api/views/{name}`.
#[derive(Serialize)]
struct PanelBody<'a> {
    view: &'a str,
    snapshot_id: &'a str,
    rows: &'a [Row],
}

/// Body of `GET /api/overview`.
#[derive(Serialize)]
struct OverviewBody<'a> {
    organization: &'a Organization,
    snapshot_id: &'a str,
    totals: &'a Row,
}

/// `GET /`: the page, or the words that say how to fill an empty lake.
pub(crate) async fn page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    let page = match state.source.snapshot_id().await? {
        Some(_) => "index.html",
        None => "empty.html",
    };
    Ok(assets::file(page, &headers))
}

/// `GET /api/views/{name}`: the rows of one panel.
pub(crate) async fn view(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let panel = panels::find(&name).ok_or(ApiError::UnknownPanel)?;
    answer(&state, panel, &headers, |ViewRows { snapshot_id, rows }| {
        Ok(Json(PanelBody { view: panel.name, snapshot_id, rows }).into_response())
    })
    .await
}

/// `GET /api/overview`: whose page it is, and the totals at its head.
pub(crate) async fn overview(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    answer(&state, &panels::OVERVIEW, &headers, |ViewRows { snapshot_id, rows }| {
        let totals = overview::totals(rows)?;
        Ok(Json(OverviewBody { organization: state.source.organization(), snapshot_id, totals }).into_response())
    })
    .await
}

/// Asks the source only if the browser has no copy of the current snapshot's answer.
async fn answer(
    state: &AppState,
    panel: &'static Panel,
    headers: &HeaderMap,
    body: impl FnOnce(&ViewRows) -> Result<Response, ViewError>,
) -> Result<Response, ApiError> {
    let validator = |snapshot_id: &str| Validator::of(&(snapshot_id, state.source.organization(), panel));
    let snapshot_id = state.source.snapshot_id().await?.ok_or(ViewError::EmptyLake)?;
    if let Some(response) = validator(&snapshot_id).not_modified(headers) {
        return Ok(response);
    }
    let rows = state.source.view(panel).await?;
    Ok(validator(&rows.snapshot_id).mark(body(&rows)?))
}

/// Why an endpoint has no answer.
pub(crate) enum ApiError {
    /// The name is not in the list of panels.
    UnknownPanel,
    /// The source failed.
    View(ViewError),
}

impl From<ViewError> for ApiError {
    fn from(error: ViewError) -> Self {
        Self::View(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::UnknownPanel => (StatusCode::NOT_FOUND, "no such view".to_owned()),
            Self::View(error @ ViewError::EmptyLake) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()),
            Self::View(error) => {
                tracing::error!(%error, "a panel was not answered");
                (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
            }
        };
        (status, Json(serde_json::json!({ "error": message }))).into_response()
    }
}
