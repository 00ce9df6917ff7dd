//! The dashboards: a page each, and the JSON from which one renderer draws any of them.
//!
//! In:  the definitions of `schemas/dashboards`, what the reader chose (the query of the address), the snapshot.
//! Out: `/overview`, `/retention`, …; `GET /api/dashboards/{name}`: the definition with the rows of every visual,
//!      and each filter with its choices. A visual whose view the role may not see says what it lacks instead.

mod answer;
pub(crate) mod choices;
pub(crate) mod words;

use crate::error::PageError;
use crate::shell;
use crate::state::AppState;
use crate::validator::kept_json;
use ::dashboards::Dashboard;
pub(crate) use answer::answer as answer_of;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use choices::Pairs;

/// The page of every dashboard; `/` is the first.
pub(crate) fn routes(dashboards: &[Dashboard]) -> Router<AppState> {
    let router = Router::new().route("/api/dashboards/{name}", get(dashboard));
    let router = dashboards.iter().take(1).fold(router, |router, first| router.route("/", page_of(first)));
    dashboards.iter().fold(router, |router, one| router.route(&one.path(), page_of(one)))
}

fn page_of(dashboard: &Dashboard) -> MethodRouter<AppState> {
    let (name, label, path) = (dashboard.name.clone(), dashboard.label(), dashboard.path());
    get(async move |State(state): State<AppState>, headers: HeaderMap| {
        let texts = [("name", name.as_str()), ("label", label.as_str())];
        shell::page_filled(&state, &headers, "dashboard.html", &path, &texts).await
    })
}

async fn dashboard(
    State(state): State<AppState>,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let dashboard = state.dashboard(&name)?;
    let chosen = choices::read(&pairs)?;
    kept_json(&headers, &answer_of(state.snapshot().await?, dashboard, &chosen).await?)
}
