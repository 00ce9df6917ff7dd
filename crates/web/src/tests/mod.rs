//! What the page promises, asked of the whole router as a browser would ask.

mod dashboards;
mod data;
mod guard;
mod page;
mod people;
mod roles;
mod serving;
mod small_lake;
mod work;

use crate::{AppState, router};
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
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

async fn ask(state: &AppState, request: Request<Body>) -> Answer {
    let response = router(state.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
}

/// A request as this machine's browser sends it, with more headers if wanted.
fn request(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let builder = Request::get(path).header("host", "127.0.0.1:8080");
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Body::empty()).unwrap()
}

async fn get(state: &AppState, path: &str) -> Answer {
    ask(state, request(path, &[])).await
}
