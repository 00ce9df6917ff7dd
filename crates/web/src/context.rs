//! What every page asks first: whose lake it is, up to which day, as whom it is seen.
//!
//! In:  `GET /api/context`.
//! Out: the organisation, the snapshot, the day that the data reach (none for a role that may not know it),
//!      the role, and whether this page may change something.

use crate::error::PageError;
use crate::state::AppState;
use crate::validator::kept_json;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

#[derive(Serialize)]
struct Context<'a> {
    organization: Organization<'a>,
    snapshot_id: &'a str,
    as_of: Option<String>,
    role: Option<&'a str>,
    may_change: bool,
}

#[derive(Serialize)]
struct Organization<'a> {
    name: &'a str,
    currency: &'a str,
    fiscal_year_start_month: u8,
}

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/api/context", get(context))
}

async fn context(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let rules = state.organization();
    let organization = Organization {
        name: &rules.name,
        currency: &rules.currency,
        fiscal_year_start_month: rules.fiscal_year_start_month,
    };
    let as_of = snapshot.as_of().await?;
    let (role, may_change) = (state.role(), state.may_change());
    kept_json(&headers, &Context { organization, snapshot_id: snapshot.id(), as_of, role, may_change })
}
