//! Only this machine's own page gets an answer, and every answer is locked down.

use super::small_lake::{demo, empty};
use super::{Answer, ask, get, request};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

async fn ask_with(headers: &[(&str, &str)]) -> Answer {
    let builder =
        headers.iter().fold(Request::get("/api/context"), |builder, (name, value)| builder.header(*name, *value));
    ask(&demo().await, builder.body(Body::empty()).unwrap()).await
}

#[track_caller]
fn check(answer: &Answer, expected: StatusCode, headers: &[(&str, &str)]) {
    assert_eq!(answer.status, expected, "{headers:?}");
    if expected == StatusCode::FORBIDDEN {
        assert!(!answer.text().contains("snapshot_id"), "a refusal must not hold data: {headers:?}");
    }
}

#[tokio::test]
async fn a_host_that_is_not_this_machine_is_refused() {
    let foreign = [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8080",
        "127.0.0.1:8080:8080",
        "127.0.0.1:port",
        "127.0.0.1@evil.example",
        "127.0.0.1:",
        "192.168.0.2",
        "0.0.0.0:8080",
        "",
    ];
    for host in foreign {
        let headers = [("host", host)];
        check(&ask_with(&headers).await, StatusCode::FORBIDDEN, &headers);
    }
}

#[tokio::test]
async fn a_missing_or_repeated_host_is_refused() {
    for headers in [&[][..], &[("host", "localhost"), ("host", "localhost")]] {
        check(&ask_with(headers).await, StatusCode::FORBIDDEN, headers);
    }
}

#[tokio::test]
async fn every_name_of_this_machine_is_answered() {
    for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST:8080", "[::1]:8080", "[::1]"] {
        let headers = [("host", host)];
        check(&ask_with(&headers).await, StatusCode::OK, &headers);
    }
}

#[tokio::test]
async fn an_origin_other_than_the_page_itself_is_refused() {
    let foreign = [
        "http://evil.example",
        "null",
        "http://127.0.0.1:9090",
        "https://127.0.0.1:8080",
        "http://localhost:8080",
        "http://127.0.0.1:8080.evil.example",
        "",
    ];
    for origin in foreign {
        let headers = [("host", "127.0.0.1:8080"), ("origin", origin)];
        check(&ask_with(&headers).await, StatusCode::FORBIDDEN, &headers);
    }
    let twice = [("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")];
    check(&ask_with(&twice).await, StatusCode::FORBIDDEN, &twice);
    let own = [("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")];
    check(&ask_with(&own).await, StatusCode::OK, &own);
}

#[tokio::test]
async fn every_answer_is_locked_down() {
    let refused = Request::get("/").header("host", "evil.example").body(Body::empty()).unwrap();
    let answers = [
        get(&demo().await, "/").await,
        get(&empty(), "/").await,
        get(&demo().await, "/assets/style.css").await,
        get(&demo().await, "/api/context").await,
        get(&demo().await, "/api/nothing").await,
        get(&demo().await, "/nothing").await,
        ask(&demo().await, refused).await,
    ];
    for answer in answers {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("access-control-allow-origin"), "", "no page elsewhere may read this");
    }
}

async fn change(headers: &[(&str, &str)]) -> StatusCode {
    let mut asked = request("/api/context", headers);
    *asked.method_mut() = Method::POST;
    ask(&empty(), asked).await.status
}

/// A change that the guard lets pass is refused by the route, which only reads.
const PASSED: StatusCode = StatusCode::METHOD_NOT_ALLOWED;
const OWN: (&str, &str) = ("origin", "http://127.0.0.1:8080");

#[tokio::test]
async fn a_change_comes_from_this_very_page() {
    for origin in [None, Some("null"), Some("http://evil.example"), Some("http://127.0.0.1:9090")] {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(origin.map(|origin| ("origin", origin)));
        assert_eq!(change(&headers).await, StatusCode::FORBIDDEN, "{origin:?}");
    }
    assert_eq!(change(&[OWN, ("content-type", "application/json")]).await, PASSED);
}

#[tokio::test]
async fn a_change_carries_what_no_form_of_another_site_can_send() {
    let forms =
        ["", "text/plain", "text/plain;application/json", "multipart/form-data", "application/x-www-form-urlencoded"];
    for kind in forms {
        assert_eq!(change(&[OWN, ("content-type", kind)]).await, StatusCode::FORBIDDEN, "{kind}");
    }
    assert_eq!(change(&[OWN]).await, StatusCode::FORBIDDEN, "no type at all");
    for kind in ["application/json", "Application/JSON; charset=utf-8", "text/csv", "application/octet-stream"] {
        assert_eq!(change(&[OWN, ("content-type", kind)]).await, PASSED, "{kind}");
    }
}

#[tokio::test]
async fn every_method_that_is_no_question_counts_as_a_change() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "ANYTHING"] {
        let mut asked = request("/api/context", &[]);
        *asked.method_mut() = method.parse().unwrap();
        assert_eq!(ask(&empty(), asked).await.status, StatusCode::FORBIDDEN, "{method}");
    }
}
