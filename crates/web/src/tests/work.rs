//! The pages that change the lake: review, import, resolving; and the pictures of matching.

use super::small_lake::settings;
use super::{Answer, ask, get};
use crate::{AppState, Settings};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use lake::Lake;
use pipeline::ingest::{DroppedFile, ingest};
use pipeline::publish::publish;
use pipeline::resolve::resolve;
use pipeline::{Configuration, MemoryBudget, NoProgress, RunContext};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const HEADER: &str = "Email Address,First Name,Last Name,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\r\n";
const NAME: &str = "subscribed_members_export_8f2.csv";

fn row(email: &str, given: &str, family: &str, id: u32, euid: &str) -> String {
    format!("{email},{given},{family},2021-10-06 20:06:46,2024-01-02 10:00:00,{id},{euid}\r\n")
}

/// Two records of which a careful engine does not say whether they are one, among others.
fn audience() -> String {
    let strangers = [("Ann", "Abbott"), ("Bo", "Baker"), ("Cy", "Clark"), ("Di", "Dunn"), ("Ed", "Ellis")];
    let strangers = strangers.iter().zip(1..).map(|((given, family), id)| {
        row(&format!("{given}.{family}@example.org"), given, family, id, &format!("e{id}"))
    });
    let bob = row("rokafor@example.org", "Bob", "Okafor", 8, "e8");
    let robert = row("rokafor@example.com", "Robert", "Okafor", 9, "e9");
    format!("{HEADER}{}{bob}{robert}", strangers.collect::<String>())
}

/// So careful that it joins nobody by itself.
fn careful() -> Configuration {
    let matching = ("matching.toml".to_owned(), "match_probability = 0.9999999".to_owned());
    Configuration::with_overrides(&BTreeMap::from([matching])).unwrap()
}

fn page_as(lake: &Lake, role: Option<&str>) -> AppState {
    let clock = || RunContext::starting_at(jiff::Timestamp::now());
    AppState::new(Settings { configuration: careful(), clock, ..settings(lake, role) }).unwrap()
}

async fn sample() -> Lake {
    let lake = Lake::memory();
    let configuration = careful();
    let dropped = DroppedFile { name: NAME.to_owned(), bytes: audience().into_bytes() };
    ingest(&lake, &configuration, &dropped, &RunContext::starting_at(jiff::Timestamp::UNIX_EPOCH)).await.unwrap();
    resolve(&lake, &configuration, MemoryBudget::UNLIMITED, &NoProgress).await.unwrap();
    publish(&lake).await.unwrap();
    lake
}

async fn post(state: &AppState, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("host", "127.0.0.1:8080").header("origin", "http://127.0.0.1:8080");
    ask(state, request.header("content-type", kind).body(body.into()).unwrap()).await
}

async fn post_json(state: &AppState, path: &str, value: &Value) -> Answer {
    post(state, path, "application/json", value.to_string()).await
}

async fn drop_file(state: &AppState, name: &str, text: impl Into<Body>) -> Answer {
    post(state, &format!("/api/import/files?name={name}"), "text/csv", text).await
}

#[tokio::test]
async fn a_body_larger_than_a_decision_needs_is_refused() {
    let page = page_as(&sample().await, None);
    let long = json!({ "left": "a:1", "right": "x".repeat(64 * 1024), "verdict": "never" });
    let answer = post_json(&page, "/api/review/decisions", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn who_does_not_see_everything_changes_nothing_and_reads_no_name() {
    let lake = sample().await;
    for role in ["analyst", "fundraiser", "auditor", "chapter_fundraiser_west", "dashboard"] {
        let page = page_as(&lake, Some(role));
        let said = json!({ "left": "mailchimp:e8", "right": "mailchimp:e9", "verdict": "match" });
        let answers = [
            get(&page, "/api/review").await,
            post_json(&page, "/api/review/decisions", &said).await,
            get(&page, "/api/import").await,
            drop_file(&page, NAME, audience()).await,
            post_json(&page, "/api/import/files/0/take", &json!({})).await,
            get(&page, "/api/import/files/0/rejected.csv").await,
            get(&page, "/api/resolve").await,
            post_json(&page, "/api/resolve", &json!({})).await,
        ];
        for answer in answers {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role}: {}", answer.text());
            assert!(answer.json()["error"].as_str().unwrap().contains(role), "the refusal says as whom");
            assert!(!answer.text().contains("Okafor"), "{role}");
        }
    }
    assert!(pipeline::decide::decisions(&lake).await.unwrap().is_empty());
}

/// Keys of the pair that is asked first.
async fn first_pair(page: &AppState) -> (Value, Value) {
    let queue = get(page, "/api/review").await.json();
    let link = &queue["questions"][0]["link"];
    (link["left_key"].clone(), link["right_key"].clone())
}

#[tokio::test]
async fn a_steward_decides_takes_back_and_resolves() {
    let lake = sample().await;
    let page = page_as(&lake, Some("steward"));
    let queue = get(&page, "/api/review").await.json();
    let open = queue["open"].as_u64().unwrap();
    assert!(open >= 1 && queue["up_to_date"] == json!(true), "{queue}");
    let (left, right) = first_pair(&page).await;
    let shown = &queue["shown"][left.as_str().unwrap()];
    assert!(shown["fields"].as_array().unwrap().iter().any(|field| field["values"] == json!(["Okafor"])), "{shown}");

    let say = |verdict: &str| json!({ "left": left, "right": right, "verdict": verdict });
    assert_eq!(post_json(&page, "/api/review/decisions", &say("match")).await.status, StatusCode::OK);
    let decided = get(&page, "/api/review").await.json();
    assert_eq!((decided["open"].as_u64(), &decided["progress"]["answered"]), (Some(open - 1), &json!(1)));
    assert_eq!((&decided["decisions"][0]["honoured"], &decided["up_to_date"]), (&json!(false), &json!(false)));

    let done = resolved(&page).await;
    assert_eq!(done["changes"]["changes"][0]["kind"], json!("joined"), "{done}");
    let after = get(&page, "/api/review").await.json();
    assert_eq!((&after["decisions"][0]["honoured"], &after["up_to_date"]), (&json!(true), &json!(true)));
}

#[tokio::test]
async fn a_decision_that_is_taken_back_is_asked_again() {
    let page = page_as(&sample().await, None);
    let (left, right) = first_pair(&page).await;
    for verdict in ["never", "open"] {
        post_json(&page, "/api/review/decisions", &json!({ "left": left, "right": right, "verdict": verdict })).await;
        let again = first_pair(&page).await == (left.clone(), right.clone());
        assert_eq!(again, verdict == "open", "{verdict}");
    }
    assert_eq!(get(&page, "/api/review").await.json()["decisions"], json!([]));
}

#[tokio::test]
async fn a_decision_about_no_record_is_refused_in_words() {
    let page = page_as(&sample().await, None);
    let said = json!({ "left": "mailchimp:e8", "right": "mailchimp:nobody", "verdict": "match" });
    let answer = post_json(&page, "/api/review/decisions", &said).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["error"].as_str().unwrap().contains("no record `mailchimp:nobody`"), "{}", answer.text());
}

/// Begins a run and waits for its end.
async fn resolved(page: &AppState) -> Value {
    assert_eq!(post_json(page, "/api/resolve", &json!({})).await.status, StatusCode::ACCEPTED);
    for _ in 0..600 {
        let run = get(page, "/api/resolve").await.json()["run"].clone();
        if run["state"] != json!("running") {
            return run;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the run did not end");
}

#[tokio::test]
async fn a_file_is_looked_at_without_a_trace_and_taken_in_when_told() {
    let lake = Lake::memory();
    let page = page_as(&lake, None);
    let text =
        audience() + &row("no.id@example.org", "No", "Id", 10, "") + &row("no.id@example.org", "No", "Id", 10, "");
    let found = drop_file(&page, NAME, text).await.json();
    assert_eq!(
        (&found["source"], &found["rows_read"], &found["rows_staged"]),
        (&json!("mailchimp"), &json!(9), &json!(7))
    );
    assert_eq!((&found["set_aside"][0]["column"], &found["set_aside"][0]["lines"]), (&json!("EUID"), &json!([9])));
    assert_eq!(found["not_data"][0]["lines"], json!([10]));
    assert!(lake.store.list("raw").await.unwrap().is_empty() && lake.source_files().await.unwrap().is_empty());

    let id = found["id"].as_str().unwrap();
    let csv = get(&page, &format!("/api/import/files/{id}/rejected.csv")).await;
    assert_eq!(csv.text().lines().count(), 2, "{}", csv.text());
    let taken = post_json(&page, &format!("/api/import/files/{id}/take"), &json!({})).await.json();
    assert_eq!((&taken["already_staged"], &taken["rows_staged"]), (&json!(false), &json!(7)));
    assert_eq!(lake.source_files().await.unwrap().len(), 1);
    assert_eq!(resolved(&page).await["report"]["source_records"], json!(7));
}

#[tokio::test]
async fn a_broken_file_gets_what_is_wrong_and_what_to_do() {
    let page = page_as(&Lake::memory(), None);
    for (name, bytes, expected) in [
        ("colours.csv", &b"color,size\nred,4\n"[..], "header lacks"),
        ("nothing.csv", b"", "the file is empty"),
        ("book.csv", b"PK\x03\x04\x00", "not a CSV file"),
    ] {
        let answer = drop_file(&page, name, bytes.to_vec()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let body = answer.json();
        assert!(body["error"].as_str().unwrap().contains(expected), "{body}");
        assert!(
            body["error"].as_str().unwrap().starts_with(name) && body["advice"].as_str().unwrap().len() > 10,
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_or_has_no_name_is_not_kept() {
    let page = page_as(&Lake::memory(), None);
    let large = Request::post("/api/import/files?name=a.csv")
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("content-type", "text/csv")
        .header("content-length", (257_u64 * 1024 * 1024).to_string());
    let answer = ask(&page, large.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.json()["error"].as_str().unwrap().contains("donorlake ingest"));
    for name in ["", "..%2Fa.csv", "a%5Cb.csv"] {
        assert_eq!(drop_file(&page, name, "x").await.status, StatusCode::BAD_REQUEST, "{name}");
    }
    let unknown = post_json(&page, "/api/import/files/77/take", &json!({})).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_may_be_larger_than_other_bodies() {
    let page = page_as(&Lake::memory(), None);
    let rows: String =
        (0..2_000).map(|id| row(&format!("p{id}@example.org"), "Pat", "Poe", id, &format!("e{id}"))).collect();
    let found = drop_file(&page, NAME, format!("{HEADER}{rows}")).await;
    assert_eq!(found.json()["rows_read"], json!(2_000), "{}", found.text());
}

#[tokio::test]
async fn weights_and_scores_are_for_who_may_see_links() {
    let lake = sample().await;
    for (role, sees) in [(None, true), (Some("auditor"), true), (Some("analyst"), false), (Some("fundraiser"), false)] {
        let pictures = get(&page_as(&lake, role), "/api/matching").await.json();
        assert_eq!(!pictures["scores"].is_null(), sees, "{role:?}");
        assert_eq!(!pictures["weights"].is_null(), sees, "{role:?}");
    }
    let pictures = get(&page_as(&lake, Some("analyst")), "/api/matching").await.json();
    assert_eq!(pictures["flow"]["rows"][0]["rows_read"], json!(7), "{pictures}");
}

#[tokio::test]
async fn every_page_for_work_is_framed_and_marked() {
    let page = page_as(&sample().await, None);
    for path in ["/review", "/import", "/matching"] {
        let html = get(&page, path).await;
        assert_eq!(html.status, StatusCode::OK, "{path}");
        assert!(html.text().contains(&format!("href=\"{path}\" aria-current=\"page\"")), "{path}");
    }
}
