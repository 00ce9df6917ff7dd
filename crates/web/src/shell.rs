//! The frame around every page: masthead, navigation, foot.
//!
//! In:  a page's own HTML file, with `<!-- masthead -->` and `<!-- foot -->` where the frame belongs.
//! Out: the file with both filled in, the current page marked; for a lake without a snapshot, the words that
//!      say how to fill it.

use crate::assets;
use crate::error::PageError;
use crate::state::AppState;
use crate::validator::Validator;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

/// A link of the navigation.
struct Link {
    path: &'static str,
    label: &'static str,
}

const fn link(path: &'static str, label: &'static str) -> Link {
    Link { path, label }
}

/// The dashboards, then the pages for work.
const NAVIGATION: [&[Link]; 2] = [
    &[
        link("/overview", "Overview"),
        link("/retention", "Retention"),
        link("/giving", "Giving"),
        link("/membership", "Membership"),
        link("/data-quality", "Data quality"),
    ],
    &[link("/people", "People"), link("/review", "Review"), link("/import", "Import"), link("/matching", "Matching")],
];

/// A page that needs a snapshot: without one, the words that say how to fill the lake stand in its place.
pub(crate) async fn page(state: &AppState, headers: &HeaderMap, file: &str, path: &str) -> Result<Response, PageError> {
    let file = if state.snapshot_id().await?.is_some() { file } else { "empty.html" };
    page_of_any_lake(state, headers, file, path)
}

/// A page that is of use before the first snapshot, too.
///
/// * `file` is the page's HTML below `assets/`, `path` the link of the navigation that it stands for.
pub(crate) fn page_of_any_lake(
    state: &AppState,
    headers: &HeaderMap,
    file: &str,
    path: &str,
) -> Result<Response, PageError> {
    let html = assets::text(file).ok_or(PageError::NotFound { what: "page" })?;
    let html = html.replace("<!-- masthead -->", &masthead(state, path)).replace("<!-- foot -->", FOOT);
    let validator = Validator::of(&html);
    let whole = || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    Ok(validator.not_modified(headers).unwrap_or_else(|| validator.mark(whole())))
}

fn masthead(state: &AppState, path: &str) -> String {
    let groups = NAVIGATION.map(|links| {
        let items: String = links.iter().map(|link| item(link, path)).collect();
        format!("<ul>{items}</ul>")
    });
    let role = state.role().map(|role| format!("<p class=\"role\">Seen as {}</p>", escaped(&role.replace('_', " "))));
    format!(
        "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"masthead\">\
         <div class=\"bar\"><p class=\"wordmark\"><a href=\"/\">donorlake</a></p><p class=\"organization\">{}</p>{}</div>\
         <nav aria-label=\"Pages\">{}</nav></header>",
        escaped(&state.organization().name),
        role.unwrap_or_default(),
        groups.concat()
    )
}

fn item(link: &Link, path: &str) -> String {
    let current = if link.path == path { " aria-current=\"page\"" } else { "" };
    format!("<li><a href=\"{}\"{current}>{}</a></li>", link.path, link.label)
}

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
