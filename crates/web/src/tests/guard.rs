//! Only this machine's own page gets an answer, and every answer is locked down.

use super::{Answer, ask, demo, empty, get, request};
use axum::body::Body;
use axum::http::{Request, StatusCode};

async fn ask_with(headers: &[(&str, &str)]) -> Answer {
    let builder =
        headers.iter().fold(Request::get("/api/overview"), |builder, (name, value)| builder.header(*name, *value));
    ask(&demo(), builder.body(Body::empty()).unwrap()).await
}

#[track_caller]
fn check(answer: &Answer, expected: StatusCode, headers: &[(&str, &str)]) {
    assert_eq!(answer.status, expected, "{headers:?}");
    if expected == StatusCode::FORBIDDEN {
        assert!(!answer.text().contains("constituents"), "a refusal must not hold data: {headers:?}");
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
        get(&demo(), "/").await,
        get(&empty(), "/").await,
        get(&demo(), "/assets/style.css").await,
        get(&demo(), "/api/overview").await,
        get(&demo(), "/api/views/nothing").await,
        get(&demo(), "/nothing").await,
        ask(&demo(), refused).await,
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

#[tokio::test]
async fn nothing_can_be_written() {
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let mut asked = request("/api/overview", &[]);
        *asked.method_mut() = method.parse().unwrap();
        assert_eq!(ask(&demo(), asked).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}
