//! Who fits a query: `GET /api/people?q=…`.
//!
//! In:  the query, perhaps `limit`.
//! Out: how many fit, the best of them with the reason, and what the role can be asked by.
//!
//! The index is built at the first question about a snapshot and kept for as long as the snapshot is current.

use super::directory;
use crate::error::PageError;
use crate::snapshot::Snapshot;
use crate::state::AppState;
use crate::validator::kept_json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use pipeline::search::{Answer, SearchIndex};
use serde::{Deserialize, Serialize};

/// How many people are listed when nothing else is asked for, and at most.
const USUAL: usize = 20;
const MOST: usize = 100;

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
}

#[derive(Serialize)]
struct Found<'a> {
    query: &'a str,
    snapshot_id: &'a str,
    people: usize,
    by_name: bool,
    by_contact: bool,
    #[serde(flatten)]
    answer: Answer<'a>,
}

pub(super) async fn find(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let index = index(&state, &snapshot).await?;
    let answer = index.find(&asked.q, asked.limit.unwrap_or(USUAL).min(MOST));
    kept_json(
        &headers,
        &Found {
            query: &asked.q,
            snapshot_id: snapshot.id(),
            people: index.len(),
            by_name: snapshot.sees("constituent", "display_name"),
            by_contact: snapshot.sees("constituent", "email") || snapshot.sees("constituent_email", "address"),
            answer,
        },
    )
}

/// The index of a snapshot, as the role sees it.
pub(crate) async fn index<'a>(state: &AppState, snapshot: &'a Snapshot) -> Result<&'a SearchIndex, PageError> {
    let build = || async {
        let directory = directory::read(snapshot).await?;
        Ok(SearchIndex::build(directory, &state.organization().default_country))
    };
    snapshot.search.get_or_try_init(build).await
}
