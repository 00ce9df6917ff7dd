//! The page and its parts, embedded in the binary.

use crate::validator::Validator;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// `GET /assets/{path}`: one embedded file.
pub(crate) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    file(&path, &headers)
}

/// The text of one embedded file.
pub(crate) fn text(path: &str) -> Option<&'static str> {
    ASSETS.get_file(path)?.contents_utf8()
}

/// One embedded file, or 404.
fn file(path: &str, headers: &HeaderMap) -> Response {
    let Some(file) = ASSETS.get_file(path) else {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    };
    let validator = Validator::of(&file.contents());
    validator.not_modified(headers).unwrap_or_else(|| {
        validator.mark(([(header::CONTENT_TYPE, content_type(path))], file.contents()).into_response())
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
