//! The frame around every page: head, masthead, navigation, foot.
//!
//! In:  a page's own HTML file, with `<!-- head -->`, `<!-- masthead -->` and `<!-- foot -->` where the frame
//!      belongs.
//! Out: the file with them filled in, the current page marked; for a lake without a snapshot, the words that
//!      say how to fill it.

use crate::assets;
use crate::error::PageError;
use crate::state::AppState;
use crate::validator::Validator;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

/// The pages for work, after the dashboards: path and label.
const PAGES_FOR_WORK: [(&str, &str); 4] =
    [("/people", "People"), ("/review", "Review"), ("/import", "Import"), ("/matching", "Matching")];

/// Paths that are pages of their own, without a link.
const OTHER_PATHS: [&str; 3] = ["/list", "/api", "/assets"];

/// Whether a path belongs to something that is no dashboard.
pub(crate) fn is_taken(path: &str) -> bool {
    PAGES_FOR_WORK.iter().map(|(to, _)| *to).chain(OTHER_PATHS).any(|taken| taken == path)
}

/// A page that needs a snapshot: without one, the words that say how to fill the lake stand in its place.
///
/// * `file` is the page's HTML below `assets/`, `path` the link of the navigation that it stands for.
pub(crate) async fn page(state: &AppState, headers: &HeaderMap, file: &str, path: &str) -> Result<Response, PageError> {
    page_filled(state, headers, file, path, &[]).await
}

/// As [`page`], with a text in the place of each `<!-- name -->` of the file.
pub(crate) async fn page_filled(
    state: &AppState,
    headers: &HeaderMap,
    file: &str,
    path: &str,
    texts: &[(&str, &str)],
) -> Result<Response, PageError> {
    if state.snapshot_id().await?.is_none() {
        return page_of_any_lake(state, headers, "empty.html", path);
    }
    let html = texts.iter().fold(html_of(file)?.to_owned(), |html, (name, text)| {
        html.replace(&format!("<!-- {name} -->"), &escaped(text))
    });
    Ok(framed(state, headers, &html, path))
}

/// A page that is of use before the first snapshot, too.
pub(crate) fn page_of_any_lake(
    state: &AppState,
    headers: &HeaderMap,
    file: &str,
    path: &str,
) -> Result<Response, PageError> {
    Ok(framed(state, headers, html_of(file)?, path))
}

fn html_of(file: &str) -> Result<&'static str, PageError> {
    assets::text(file).ok_or(PageError::NotFound { what: "page" })
}

/// The page for an address that nothing has.
pub(crate) fn missing(state: &AppState) -> Result<Response, PageError> {
    Ok((StatusCode::NOT_FOUND, with_frame(state, html_of("missing.html")?, "")).into_response())
}

fn framed(state: &AppState, headers: &HeaderMap, html: &str, path: &str) -> Response {
    let html = with_frame(state, html, path);
    let validator = Validator::of(&html.0);
    validator.not_modified(headers).unwrap_or_else(|| validator.mark(html.into_response()))
}

fn with_frame(state: &AppState, html: &str, path: &str) -> Html<String> {
    let parts = [("head", HEAD), ("masthead", &masthead(state, path)), ("foot", FOOT)];
    Html(parts.iter().fold(html.to_owned(), |html, (name, part)| html.replace(&format!("<!-- {name} -->"), part)))
}

fn masthead(state: &AppState, path: &str) -> String {
    let dashboards: String =
        state.dashboards().iter().map(|dashboard| item(&dashboard.path(), &dashboard.label(), path)).collect();
    let work: String = PAGES_FOR_WORK.iter().map(|(to, label)| item(to, label, path)).collect();
    let role = state.role().map(|role| format!("<p class=\"role\">Seen as {}</p>", escaped(&role.replace('_', " "))));
    format!(
        "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"masthead\">\
         <div class=\"bar\"><p class=\"wordmark\"><a href=\"/\">donorlake</a></p><p class=\"organization\">{}</p>{}</div>\
         <nav aria-label=\"Pages\"><ul>{dashboards}</ul><ul>{work}</ul></nav></header>",
        escaped(&state.organization().name),
        role.unwrap_or_default(),
    )
}

/// A link of the navigation; `path` is the page that is shown.
fn item(to: &str, label: &str, path: &str) -> String {
    let current = if to == path { " aria-current=\"page\"" } else { "" };
    format!("<li><a href=\"{to}\"{current}>{}</a></li>", escaped(label))
}

const HEAD: &str = "<meta charset=\"utf-8\">\
                    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                    <meta name=\"color-scheme\" content=\"light dark\">\
                    <link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">\
                    <link rel=\"stylesheet\" href=\"/assets/style.css\">";

const FOOT: &str = "<footer class=\"foot\"><p id=\"snapshot\"></p>\
                    <p>Everything on this page comes from this computer and stays on it.</p></footer>";

/// Text as HTML shows it.
fn escaped(text: &str) -> String {
    let entity = |character: char| match character {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(entity).collect()
}
