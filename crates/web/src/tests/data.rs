//! The JSON that pages ask for: what it says, and how long a browser may keep it.

use super::small_lake::{demo, empty, page_as, publish, tables};
use super::{ask, get, request};
use axum::http::StatusCode;
use lake::Lake;
use serde_json::json;

#[tokio::test]
async fn the_context_says_whose_lake_it_is_and_up_to_when() {
    let answer = get(&demo().await, "/api/context").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    let expected = json!({
        "organization": { "name": "Harbor <Light> & Co", "currency": "USD", "fiscal_year_start_month": 7 },
        "snapshot_id": "first", "as_of": "2024-03-01", "role": null, "may_change": true
    });
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn an_empty_lake_has_no_numbers_yet() {
    let answer = get(&empty(), "/api/context").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json(), json!({ "error": "the lake holds no snapshot yet" }));
    assert_eq!(answer.header("etag"), "");
}

#[tokio::test]
async fn a_copy_is_good_until_the_next_snapshot() {
    let lake = Lake::memory();
    publish(&lake, "first", &tables()).await;
    let page = page_as(&lake, None);
    let again = async |etag: &str| ask(&page, request("/api/context", &[("if-none-match", etag)])).await;

    let first = again("\"unknown\"").await;
    assert_eq!((first.status, first.header("cache-control")), (StatusCode::OK, "private, no-cache"));
    let same = again(&format!("\"other\", W/{}", first.header("etag"))).await;
    assert_eq!((same.status, same.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(same.header("etag"), first.header("etag"));

    publish(&lake, "second", &tables()).await;
    let next = again(first.header("etag")).await;
    assert_eq!((next.status, &next.json()["snapshot_id"]), (StatusCode::OK, &json!("second")));
}

#[tokio::test]
async fn an_empty_lake_fills_while_the_page_is_served() {
    let lake = Lake::memory();
    let page = page_as(&lake, None);
    assert!(get(&page, "/").await.text().contains("Your lake is empty"));
    publish(&lake, "first", &tables()).await;
    assert!(!get(&page, "/").await.text().contains("Your lake is empty"));
}
