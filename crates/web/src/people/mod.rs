//! One donor's view: find somebody, and see all that is known of them.
//!
//! In:  `GET /people`, `GET /people/{id}`: the pages. A retired id or a source record's key leads to the person's own
//!      address, which then says which id was asked for.
//!      `GET /api/people?q=…`: who fits. `GET /api/people/{id}/{section}`: one section of the person's page.
//! Out: what the role may see, section by section. A part that the role does not see is there by name, with what the
//!      role lacks (`withheld`) in the place of its rows.
//!
//! * `sections`: the sections that are SQL, as data; `parts` answers them.
//! * `records`: the source records side by side; `evidence`: why they are one, and what became of merged ids.
//! * `directory`: who can be found, read as the role; `search`: the index over it, once per snapshot.

mod directory;
mod evidence;
mod parts;
mod records;
mod search;
mod sections;

use crate::error::PageError;
use crate::shell;
use crate::snapshot::Snapshot;
use crate::state::AppState;
use crate::validator::kept_json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt::Write as _;

pub(crate) use search::index;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/people", get(list_page))
        .route("/people/{id}", get(person_page))
        .route("/api/people", get(search::find))
        .route("/api/people/{id}/{section}", get(section))
}

async fn list_page(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, PageError> {
    shell::page(&state, &headers, "people.html", "/people").await
}

async fn person_page(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if state.snapshot_id().await?.is_some() {
        let snapshot = state.snapshot().await?;
        match search::index(&state, &snapshot).await?.person(&id) {
            Some(person) if person.id.as_str() != id => return Ok(moved(person.id.as_str(), &id)),
            Some(_) => {}
            None => return shell::missing(&state),
        }
    }
    shell::page(&state, &headers, "person.html", "/people").await
}

/// Leads to the person's own address. Not for ever: the id that somebody's record belongs to may change.
fn moved(id: &str, asked: &str) -> Response {
    let target = format!("/people/{}?from={}", in_address(id), in_address(asked));
    (StatusCode::FOUND, [(header::LOCATION, target)]).into_response()
}

/// A text as a part of an address: all but letters and digits written as their bytes.
fn in_address(text: &str) -> String {
    text.bytes().fold(String::new(), |mut whole, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(whole, "%{byte:02X}");
        }
        whole
    })
}

/// A section of one person's page.
#[derive(Serialize)]
struct SectionBody<'a> {
    constituent_id: &'a str,
    snapshot_id: &'a str,
    parts: Map<String, Value>,
}

async fn section(
    State(state): State<AppState>,
    Path((id, section)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let snapshot = state.snapshot().await?;
    let index = search::index(&state, &snapshot).await?;
    let person = index.person(&id).ok_or(PageError::NotFound { what: "person" })?;
    let mut parts = parts_of(&state, &snapshot, &section, person.id.as_str()).await?;
    parts::add_names(&mut parts, "members", ["constituent_id", "display_name"], index);
    parts::add_names(&mut parts, "soft_credits", ["donor_id", "donor_name"], index);
    kept_json(&headers, &SectionBody { constituent_id: person.id.as_str(), snapshot_id: snapshot.id(), parts })
}

async fn parts_of(
    state: &AppState,
    snapshot: &Snapshot,
    section: &str,
    id: &str,
) -> Result<Map<String, Value>, PageError> {
    match section {
        "records" => records::parts(state, snapshot, id).await,
        "evidence" => evidence::parts(state, snapshot, id).await,
        name => {
            let section = sections::find(name).ok_or(PageError::NotFound { what: "section" })?;
            parts::answer(snapshot, section.questions, id).await
        }
    }
}
