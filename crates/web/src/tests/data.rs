//! The JSON endpoints: what may be asked, what it looks like, and how long a browser may keep it.

use super::{Answer, ask, demo, empty, get, request, with_rows};
use crate::panels::{OVERVIEW, PANELS, Panel};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[track_caller]
fn check_columns(row: &Value, panel: &Panel) {
    let found: BTreeSet<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found, panel.columns.iter().copied().collect(), "{}", panel.name);
}

#[tokio::test]
async fn every_panel_is_an_array_of_objects_with_its_columns() {
    for panel in PANELS {
        let answer = get(&demo(), &format!("/api/views/{}", panel.name)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", panel.name);
        assert_eq!(answer.header("content-type"), "application/json");
        let body = answer.json();
        assert_eq!(body["view"], panel.name);
        assert_eq!(body["snapshot_id"], "20260419T020000Z-demo");
        let rows = body["rows"].as_array().unwrap();
        assert!(!rows.is_empty(), "{}", panel.name);
        for row in rows {
            check_columns(row, panel);
        }
    }
}

#[tokio::test]
async fn the_overview_says_whose_numbers_it_shows() {
    let body = get(&demo(), "/api/overview").await.json();
    assert_eq!(
        body["organization"],
        json!({ "name": "Harbor Light Community Trust", "currency": "USD", "fiscal_year_start_month": 7 })
    );
    assert_eq!(body["snapshot_id"], "20260419T020000Z-demo");
    check_columns(&body["totals"], &OVERVIEW);
}

#[tokio::test]
async fn a_view_that_is_not_a_panel_is_not_found() {
    let unlisted = [
        "constituent_360",
        "lybunt",
        "constituent",
        "overview",
        "",
        "GIVING_BY_YEAR",
        "giving_by_year;",
        "..%2foverview",
    ];
    for name in unlisted {
        assert_eq!(get(&demo(), &format!("/api/views/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[test]
fn no_panel_can_show_a_person() {
    let personal =
        ["constituent_id", "name", "email", "phone", "street", "postal_code", "birth_date", "source_record_key"];
    for panel in PANELS.iter().chain([&OVERVIEW]) {
        assert!(!panel.columns.iter().any(|column| personal.contains(column)), "{}", panel.name);
    }
}

#[test]
fn panels_have_names_of_their_own_and_only_read() {
    let names: BTreeSet<&str> = PANELS.iter().map(|panel| panel.name).collect();
    assert_eq!(names.len(), PANELS.len());
    for panel in PANELS.iter().chain([&OVERVIEW]) {
        assert!(panel.sql.starts_with("SELECT ") || panel.sql.starts_with("WITH "), "{}", panel.name);
        assert!(!panel.sql.contains(';'), "{}", panel.name);
    }
}

#[tokio::test]
async fn markup_in_a_value_stays_a_json_text() {
    let name = "<img src=x onerror=alert(1)></script>\"'";
    let rows = json!([{ "level": name, "current_members": 1, "grace_members": 0 }]);
    let answer = get(&with_rows("a", "membership_by_level", &rows), "/api/views/membership_by_level").await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.json()["rows"][0]["level"], name);
}

#[tokio::test]
async fn an_empty_lake_has_no_numbers_yet() {
    for path in ["/api/overview", "/api/views/giving_by_month"] {
        let answer = get(&empty(), path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.json(), json!({ "error": "the lake holds no snapshot yet" }));
    }
}

#[tokio::test]
async fn a_panel_that_fails_says_so_and_is_not_kept() {
    let answer = get(&with_rows("a", "merging", &json!([])), "/api/views/giving_by_month").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.json()["error"].as_str().unwrap().starts_with("panel `giving_by_month` could not be read"));
    assert_eq!(answer.header("etag"), "");
}

#[tokio::test]
async fn an_overview_of_two_rows_is_an_error() {
    let answer = get(&with_rows("a", "overview", &json!([{}, {}])), "/api/overview").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
}

async fn revalidate(snapshot_id: &str, etag: &str) -> Answer {
    let source = with_rows(snapshot_id, "giving_by_year", &json!([]));
    ask(&source, request("/api/views/giving_by_year", &[("if-none-match", etag)])).await
}

#[tokio::test]
async fn a_copy_is_good_until_the_next_snapshot() {
    let first = revalidate("a", "\"unknown\"").await;
    let etag = first.header("etag");
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("cache-control"), "private, no-cache");

    let same = revalidate("a", &format!("\"other\", W/{etag}")).await;
    assert_eq!((same.status, same.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(same.header("etag"), etag);

    let next = revalidate("b", etag).await;
    assert_eq!(next.status, StatusCode::OK);
    assert_ne!(next.header("etag"), etag);
}

#[tokio::test]
async fn a_copy_of_one_panel_is_none_of_another() {
    let of = async |path: &str| get(&demo(), path).await.header("etag").to_owned();
    assert_ne!(of("/api/views/giving_by_year").await, of("/api/views/giving_by_month").await);
    assert_ne!(of("/").await, of("/assets/style.css").await);
}
