//! Resolving from the page: one run at a time, in the background, watched by asking.
//!
//! In:  `POST /api/resolve` begins a run (resolve, publish, open the new snapshot).
//! Out: `GET /api/resolve`: idle, running (at which stage), done (report, and who was joined or parted), or why not.

mod run;

use crate::error::PageError;
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use pipeline::resolve::is_up_to_date;
use serde_json::{Value, json};

pub(crate) use run::{Resolving, Run};

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/api/resolve", get(watch).post(begin))
}

async fn watch(State(state): State<AppState>) -> Result<Json<Value>, PageError> {
    let (lake, configuration, _) = state.to_change()?;
    let run = state.work().resolving.told();
    // A page that watches a run asks often, and need not know yet.
    let up_to_date = !matches!(run, Run::Running { .. }) && is_up_to_date(lake, configuration).await?;
    Ok(Json(json!({ "up_to_date": up_to_date, "run": run })))
}

async fn begin(State(state): State<AppState>) -> Result<(StatusCode, Json<Value>), PageError> {
    state.to_change()?;
    let begun = run::begin(&state);
    let status = if begun { StatusCode::ACCEPTED } else { StatusCode::CONFLICT };
    Ok((status, Json(json!({ "run": state.work().resolving.told() }))))
}
