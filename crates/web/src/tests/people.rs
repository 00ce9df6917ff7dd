//! One donor's view: who is found, what is told, and what a role is not told.
//!
//! Ann Lee is known to two systems, was merged of two ids, and lives in Oregon with Bob, who lives in no chapter's
//! states and has one record.

use super::small_lake::{page_as, tables};
use super::{Answer, get};
use crate::AppState;
use axum::http::StatusCode;
use lake::{Lake, SnapshotInputs};
use records::golden::GoldenTables;
use records::staged::{SourceFile, StagedRecords};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SECTIONS: [&str; 7] = ["profile", "giving", "membership", "consent", "household", "records", "evidence"];

/// Personal values of the lake.
const SECRETS: [&str; 5] = ["Annika", "Leeward", "annika@example.org", "+15035550147", "1 Secret Street"];

fn row<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// The small lake, with names, contacts, a household, a link and a merged id.
fn people() -> GoldenTables {
    let mut tables = tables();
    for (person, region) in tables.constituents.iter_mut().zip(["OR", "NY", "CA"]) {
        person.region = Some(region.to_owned());
    }
    let ann = &mut tables.constituents[0];
    "Annika Leeward".clone_into(&mut ann.display_name);
    "Leeward, Annika".clone_into(&mut ann.sort_name);
    (ann.given_name, ann.family_name) = (Some("Annika".to_owned()), Some("Leeward".to_owned()));
    ann.email = row(json!("annika@example.org"));
    ann.phone = row(json!("+15035550147"));
    ann.street = Some("1 Secret Street".to_owned());
    tables.crosswalk.push(row(json!({ "source_record_key": "mail:ann", "source": "mail", "constituent_id": "ann" })));
    tables.emails = vec![row(json!({
        "constituent_id": "ann", "address": "annika@example.org", "contact_use": "home", "status": "active",
        "is_primary": true, "is_shared": false, "source_record_key": "crm:ann"
    }))];
    tables.phones = vec![row(json!({
        "constituent_id": "ann", "number": "+15035550147", "contact_use": "home", "is_primary": true,
        "is_shared": false, "source_record_key": "crm:ann"
    }))];
    tables.values = [("given_name", "Annika"), ("family_name", "Leeward"), ("email", "annika@example.org")]
        .map(|(field, value)| {
            row(json!({
                "constituent_id": "ann", "field": field, "value": value, "source_record_key": "crm:ann",
                "rule": "most_recent"
            }))
        })
        .to_vec();
    tables.households = vec![row(json!({ "household_id": "H1", "name": "The Leeward Household", "member_count": 2 }))];
    tables.household_members = ["ann", "bob"]
        .map(|id| row(json!({ "household_id": "H1", "constituent_id": id, "basis": "declared" })))
        .to_vec();
    tables.match_links = vec![row(json!({
        "left_key": "crm:ann", "right_key": "mail:ann", "weight_bits": 12.5, "probability": 0.98, "outcome": "match",
        "rule": "email", "evidence": r#"[{"field":"e-mail","level":"e-mail is the same","bits":12.5}]"#
    }))];
    tables.redirects = vec![row(json!({ "retired_id": "annie", "constituent_id": "ann" }))];
    tables
}

fn party(key: &str, source: &str, given: &str) -> Value {
    json!({
        "source_record_key": key, "source": source, "kind": "person", "given_name": given, "family_name": "Leeward",
        "deceased": false, "is_anonymous": false, "file_id": source, "line": 2
    })
}

/// Stages one record of Ann in a file of its source.
async fn stage(lake: &Lake, source: &str, given: &str) {
    let file: SourceFile = row(json!({
        "file_id": source, "source": source, "mapping": "m@1", "file_name": format!("{source}.csv"), "rows_read": 1,
        "rows_staged": 1, "rows_rejected": 0, "rows_not_data": 0, "received_at": "2024-03-02T00:00:00Z"
    }));
    let parties = vec![row(party(&format!("{source}:ann"), source, given))];
    lake.write_staged(&file, &StagedRecords { parties, ..StagedRecords::default() }).await.unwrap();
}

async fn page(role: Option<&str>) -> AppState {
    let lake = Lake::memory();
    stage(&lake, "crm", "Annika").await;
    stage(&lake, "mail", "Anika").await;
    let file_ids = vec![row(json!("crm")), row(json!("mail"))];
    let inputs = SnapshotInputs { file_ids, config_hash: "c".to_owned(), engine_version: "0".to_owned() };
    lake.write_snapshot("first", &people(), &inputs).await.unwrap();
    page_as(&lake, role)
}

async fn section(page: &AppState, id: &str, section: &str) -> Value {
    let answer = get(page, &format!("/api/people/{id}/{section}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{section}: {}", answer.text());
    answer.json()["parts"].take()
}

/// The ids that a query finds, best first.
async fn found(page: &AppState, query: &str) -> Vec<String> {
    let answer = get(page, &format!("/api/people?q={query}")).await.json();
    let hits = answer["hits"].as_array().unwrap().clone();
    hits.iter().map(|hit| hit["person"]["constituent_id"].as_str().unwrap().to_owned()).collect()
}

fn location(answer: &Answer) -> (StatusCode, &str) {
    (answer.status, answer.header("location"))
}

#[tokio::test]
async fn a_misspelt_name_a_phone_and_an_id_find_their_person() {
    let page = page(None).await;
    for query in ["Anika%20Leward", "annika@example.org", "503%20555%200147", "mail:ann", "annie"] {
        assert_eq!(found(&page, query).await.first().map(String::as_str), Some("ann"), "{query}");
    }
}

#[tokio::test]
async fn a_merged_id_and_a_records_key_lead_to_the_person() {
    let page = page(None).await;
    assert_eq!(location(&get(&page, "/people/annie").await), (StatusCode::FOUND, "/people/ann?from=annie"));
    assert_eq!(location(&get(&page, "/people/crm%3Aann").await), (StatusCode::FOUND, "/people/ann?from=crm%3Aann"));
    assert_eq!(get(&page, "/people/ann").await.status, StatusCode::OK);
    for nowhere in ["/people/nobody", "/nothing"] {
        let answer = get(&page, nowhere).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
        assert!(answer.text().contains("There is no such page") && answer.text().contains("<nav"), "{nowhere}");
    }
    assert_eq!(get(&page, "/api/people/ann/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_sections_tell_what_the_lake_knows() {
    let page = page(None).await;
    let giving = section(&page, "ann", "giving").await;
    let amounts: Vec<&Value> = giving["gifts"]["rows"].as_array().unwrap().iter().map(|gift| &gift["amount"]).collect();
    assert_eq!(amounts, [&json!("60.00"), &json!("100.00")], "amounts keep their digits, the latest gift first");
    let profile = section(&page, "ann", "profile").await;
    assert_eq!(profile["totals"]["rows"][0]["lifetime_amount"], json!("160.00"));
    assert_eq!(profile["lifecycle"]["rows"][0]["lifecycle"], json!("downgraded"));
    let household = section(&page, "ann", "household").await;
    assert_eq!(household["members"]["rows"][1]["display_name"], json!("Someone"));
    let term = section(&page, "cy", "membership").await;
    assert_eq!(term["terms"]["rows"][0]["is_counted"], json!(true));
}

#[tokio::test]
async fn records_stand_side_by_side_with_the_reason() {
    let records = section(&page(Some("steward")).await, "ann", "records").await;
    let compared = &records["side_by_side"]["rows"];
    assert_eq!(compared["records"][1]["file_name"], json!("mail.csv"));
    let given = compared["fields"].as_array().unwrap().iter().find(|field| field["field"] == "given_name").unwrap();
    let standings: Vec<&Value> = given["cells"].as_array().unwrap().iter().map(|cell| &cell["standing"]).collect();
    assert_eq!(standings, [&json!("won"), &json!("differs")]);
    assert!(given["reason"].as_str().unwrap().starts_with("its record was changed last"), "{given}");
}

#[tokio::test]
async fn evidence_names_the_weakest_link_and_the_merged_id() {
    let evidence = section(&page(None).await, "ann", "evidence").await;
    let link = &evidence["links"]["rows"]["links"][0];
    assert_eq!((&link["is_weakest"], &link["fields"][0]["bits"]), (&json!(true), &json!(12.5)));
    assert_eq!(evidence["retired"]["rows"][0]["retired_id"], json!("annie"));
    assert_eq!(evidence["decisions"]["rows"], json!([]));
}

/// All that the endpoints and pages answer about Ann, as a role.
async fn everything(role: &str) -> String {
    let page = page(Some(role)).await;
    let sections = SECTIONS.iter().map(|name| format!("/api/people/ann/{name}"));
    let others = ["/api/people?q=ann", "/api/people?q=crm:ann", "/people/ann", "/people"].map(str::to_owned);
    let mut text = String::new();
    for path in sections.chain(others) {
        let answer = get(&page, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{role} {path}: {}", answer.text());
        text += answer.text();
    }
    text
}

#[tokio::test]
async fn no_role_without_names_is_told_a_personal_value() {
    let steward = everything("steward").await;
    assert!(SECRETS.iter().all(|secret| steward.contains(secret)), "a steward sees all of them");
    for role in ["analyst", "auditor", "dashboard"] {
        let told = everything(role).await;
        let leaked: Vec<&str> = SECRETS.into_iter().filter(|secret| told.contains(secret)).collect();
        assert_eq!(leaked, [""; 0], "{role}");
    }
}

#[tokio::test]
async fn what_a_role_does_not_see_is_said_by_name() {
    let analyst = page(Some("analyst")).await;
    let records = section(&analyst, "ann", "records").await;
    assert_eq!(records["side_by_side"], json!({ "withheld": "column `value` of table `constituent_value`" }));
    assert_eq!(
        section(&analyst, "ann", "evidence").await["links"]["withheld"],
        "column `evidence` of table `match_link`"
    );
    assert_eq!(found(&analyst, "Annika%20Leeward").await, [""; 0]);
    assert_eq!(found(&analyst, "crm:ann").await, ["ann"]);
}

#[tokio::test]
async fn an_auditor_sees_the_evidence_and_not_the_people() {
    let auditor = page(Some("auditor")).await;
    assert_eq!(section(&auditor, "ann", "evidence").await["links"]["rows"]["links"][0]["probability"], json!(0.98));
    assert!(section(&auditor, "ann", "profile").await["person"]["withheld"].is_string());
}

#[tokio::test]
async fn a_chapter_finds_the_people_of_its_states_alone() {
    let chapter = page(Some("chapter_fundraiser_west")).await;
    assert_eq!(found(&chapter, "leeward").await, ["ann"]);
    assert_eq!(get(&chapter, "/people/bob").await.status, StatusCode::NOT_FOUND);
    assert!(section(&chapter, "ann", "giving").await["gifts"]["withheld"].is_string());
}
