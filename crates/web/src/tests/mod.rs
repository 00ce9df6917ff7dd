//! What the page promises, asked of the whole router as a browser would ask.

mod data;
mod guard;
mod page;
mod serving;

use crate::{AppState, MemorySource, Organization, Row, router};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;

/// A status, headers and a body.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(source: &MemorySource, request: Request<Body>) -> Answer {
    let response = router(AppState::new(Arc::new(source.clone()))).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
}

/// A request as this machine's browser sends it, with more headers if wanted.
fn request(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let builder = Request::get(path).header("host", "127.0.0.1:8080");
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Body::empty()).unwrap()
}

async fn get(source: &MemorySource, path: &str) -> Answer {
    ask(source, request(path, &[])).await
}

fn organization() -> Organization {
    Organization { name: "Harbor Light".to_owned(), currency: "USD".to_owned(), fiscal_year_start_month: 7 }
}

fn empty() -> MemorySource {
    MemorySource::empty(organization())
}

/// The invented rows that the example server shows.
fn demo() -> MemorySource {
    serde_json::from_str(include_str!("../../examples/demo.json")).unwrap()
}

/// One panel with the given rows, in the given snapshot.
fn with_rows(snapshot_id: &str, panel: &str, rows: &Value) -> MemorySource {
    let rows: Vec<Row> = serde_json::from_value(rows.clone()).unwrap();
    MemorySource::new(organization(), snapshot_id, BTreeMap::from([(panel.to_owned(), rows)]))
}
