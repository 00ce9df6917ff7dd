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
use ::dashboards::Choices;
use answer::answer;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use choices::Pairs;

/// The path of each dashboard's page. `/` is the first.
const PATHS: [&str; 5] = ["/overview", "/retention", "/giving", "/membership", "/data-quality"];

pub(crate) fn routes() -> Router<AppState> {
    let pages = PATHS.iter().fold(Router::new(), |router, path| router.route(path, page_at(path)));
    pages.route("/", page_at(PATHS[0])).route("/api/dashboards/{name}", get(dashboard))
}

/// The page at a path: its file is called like it.
fn page_at(path: &'static str) -> axum::routing::MethodRouter<AppState> {
    get(move |State(state): State<AppState>, headers: HeaderMap| async move {
        let file = format!("{}.html", path.trim_start_matches('/'));
        shell::page(&state, &headers, &file, path).await
    })
}

/// Asks every dashboard once, so that the first reader does not wait. What fails is told to who asks for it.
pub(crate) async fn warm_up(state: AppState) {
    for dashboard in state.dashboards() {
        let Ok(snapshot) = state.snapshot().await else { return };
        drop(answer(snapshot, dashboard, &Choices::default()).await);
    }
}

async fn dashboard(
    State(state): State<AppState>,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let dashboard = state.dashboard(&name)?;
    let chosen = choices::read(&pairs)?;
    kept_json(&headers, &answer(state.snapshot().await?, dashboard, &chosen).await?)
}
