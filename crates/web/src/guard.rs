//! Who may ask, and what a browser may do with the answer.
//!
//! A page on the web can make a browser send requests to 127.0.0.1, and by DNS rebinding can even
//! read the answers under its own name. It cannot choose the `Host` and `Origin` headers that the
//! browser sends along, so a request whose headers name anything but this machine is refused.
//!
//! A request that may change something must also say by `Origin` that it comes from this very page, and have
//! a type of content that no form of another site can send without asking first.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Scripts, styles and data from this server only; no inline script or style, no frames, no forms.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

/// What a changing request may carry. A form can send `text/plain`, `multipart/form-data` and
/// `application/x-www-form-urlencoded` to any site without asking; none of these is here.
const CONTENT_TYPES: [&str; 3] = ["application/json", "text/csv", "application/octet-stream"];

/// Set on every answer, refusals included.
const SECURITY_HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Answers requests of this machine's own pages, refuses the others, and locks down every answer.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.headers()) {
        Some(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in SECURITY_HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is refused, or `None` if it is not.
fn refusal(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let Some(host) = single(headers, &header::HOST).filter(|host| is_loopback(host)) else {
        return Some("the Host header must name this machine: 127.0.0.1, localhost or [::1]");
    };
    match single(headers, &header::ORIGIN) {
        None if headers.contains_key(header::ORIGIN) => Some("the Origin header must be one plain text"),
        Some(origin) if origin != format!("http://{host}") => Some("the Origin header must be this page's own"),
        origin if ![Method::GET, Method::HEAD].contains(method) => refusal_of_change(origin, headers),
        _ => None,
    }
}

/// Why a request that may change something is refused; its origin, if it has one, is this page.
fn refusal_of_change(origin: Option<&str>, headers: &HeaderMap) -> Option<&'static str> {
    if origin.is_none() {
        return Some("a request that changes something must have the Origin header of this page");
    }
    let content_type = single(headers, &header::CONTENT_TYPE).unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let is_allowed = CONTENT_TYPES.iter().any(|allowed| kind.eq_ignore_ascii_case(allowed));
    (!is_allowed).then_some("the Content-Type must be application/json, text/csv or application/octet-stream")
}

/// A header that stands exactly once and is plain text.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether `host`, with or without a port, names this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
