//! Files from the browser: what each is, what would become of it, and, once confirmed, what did.
//!
//! In:  `POST /api/import/files?name=…` with the file as body; then `…/{id}/take` or `…/{id}/discard`.
//! Out: an inspection, which writes nothing to the lake; the report of the ingest; `…/{id}/rejected.csv`, the rows that
//!      are set aside with their reasons. A file that cannot be read gets where, what, and what to do.

mod report;
mod uploads;

use crate::error::PageError;
use crate::shell;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use pipeline::ingest::{DroppedFile, IngestError, ingest};
use pipeline::inspect::{inspect, rejected_rows_csv};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) use uploads::Uploads;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/import", get(page))
        .route("/api/import", get(limits))
        .route("/api/import/files", post(upload))
        .route("/api/import/files/{id}/take", post(take))
        .route("/api/import/files/{id}/discard", post(discard))
        .route("/api/import/files/{id}/rejected.csv", get(rejected))
}

async fn page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    shell::page_of_any_lake(&state, &headers, "import.html", "/import")
}

/// What may be dropped; a refusal for who may not.
async fn limits(State(state): State<AppState>) -> Result<Json<Value>, PageError> {
    let (_, configuration, _) = state.to_change()?;
    let kinds = configuration.mappings.mappings().iter();
    let kinds: Vec<Value> =
        kinds.map(|mapping| json!({ "source": mapping.source(), "title": mapping.title() })).collect();
    Ok(Json(json!({ "largest_file": uploads::LARGEST_FILE, "kinds": kinds })))
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn upload(
    State(state): State<AppState>,
    Query(named): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, PageError> {
    state.to_change()?;
    let uploads = &state.work().uploads;
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let id = match uploads.keep(&named.name, declared, body).await {
        Ok(id) => id,
        Err(refused) => return Ok(refused.into_response()),
    };
    let asked = state.clone();
    let dropped = uploads.file(&id).await?;
    let (outcome, dropped) = beside(move || async move {
        let outcome = match asked.to_change() {
            Ok((lake, configuration, _)) => Ok(inspect(lake, configuration, &dropped).await),
            Err(error) => Err(error),
        };
        (outcome, dropped)
    })
    .await?;
    match outcome? {
        Ok(inspection) => Ok(Json(report::inspected(&id, &inspection)).into_response()),
        Err(error) => {
            uploads.discard(&id);
            unread(error, &dropped)
        }
    }
}

/// Takes the file in: from here on it is in the lake.
async fn take(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, PageError> {
    state.to_change()?;
    let dropped = state.work().uploads.file(&id).await?;
    let asked = state.clone();
    let (outcome, dropped) = beside(move || async move {
        let outcome = match asked.to_change() {
            Ok((lake, configuration, context)) => Ok(ingest(lake, configuration, &dropped, &context).await),
            Err(error) => Err(error),
        };
        (outcome, dropped)
    })
    .await?;
    match outcome? {
        Ok(ingested) => {
            state.work().uploads.taken(&id);
            Ok(Json(report::ingested(&ingested)).into_response())
        }
        Err(error) => unread(error, &dropped),
    }
}

async fn discard(State(state): State<AppState>, Path(id): Path<String>) -> Result<StatusCode, PageError> {
    state.to_change()?;
    state.work().uploads.discard(&id);
    Ok(StatusCode::NO_CONTENT)
}

async fn rejected(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, PageError> {
    state.to_change()?;
    let dropped = state.work().uploads.file(&id).await?;
    let asked = state.clone();
    let (outcome, dropped) = beside(move || async move {
        let outcome = asked.to_change().map(|(_, configuration, _)| rejected_rows_csv(configuration, &dropped));
        (outcome, dropped)
    })
    .await?;
    match outcome? {
        Ok(csv) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"set-aside.csv\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            Ok((headers, csv).into_response())
        }
        Err(error) => unread(error, &dropped),
    }
}

/// Runs what keeps a core busy beside the threads that answer requests.
async fn beside<T: Send + 'static, F: Future<Output = T>>(
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, PageError> {
    let runtime = tokio::runtime::Handle::current();
    let done = tokio::task::spawn_blocking(move || runtime.block_on(work())).await;
    done.map_err(|_| PageError::Lake { reason: "reading the file ended unexpectedly".to_owned() })
}

/// A file that is wrong is an answer; a lake that fails is an error.
fn unread(error: IngestError, dropped: &DroppedFile) -> Result<Response, PageError> {
    match error {
        IngestError::Lake(error) => Err(error.into()),
        IngestError::Read { error, .. } => {
            let body = report::unread(&dropped.name, &error, &dropped.bytes);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response())
        }
    }
}
