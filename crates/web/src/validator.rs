//! Entity tags: the browser keeps its copy of an answer for as long as the answer is the same.

use crate::error::PageError;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Names a version of an answer. Two answers with the same validator are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Validator(String);

impl Validator {
    /// Of all that the answer depends on, besides the program, whose version is always included.
    pub(crate) fn of(parts: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        parts.hash(&mut hasher);
        Self(format!("\"{:016x}\"", hasher.finish()))
    }

    /// "Not modified", if the browser says that it has this version.
    pub(crate) fn not_modified(&self, headers: &HeaderMap) -> Option<Response> {
        let known = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim().trim_start_matches("W/") == self.0);
        known.then(|| self.mark(StatusCode::NOT_MODIFIED.into_response()))
    }

    /// Tells the browser to keep the answer and to ask each time whether it is still good, so that a
    /// new snapshot shows at once.
    pub(crate) fn mark(&self, mut response: Response) -> Response {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&self.0) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// An answer as JSON, or "not modified" if the browser has the very same.
pub(crate) fn kept_json(headers: &HeaderMap, body: &impl Serialize) -> Result<Response, PageError> {
    let text = serde_json::to_string(body).map_err(|error| PageError::Query { reason: error.to_string() })?;
    let validator = Validator::of(&text);
    let whole = || ([(header::CONTENT_TYPE, "application/json")], text).into_response();
    Ok(validator.not_modified(headers).unwrap_or_else(|| validator.mark(whole())))
}
