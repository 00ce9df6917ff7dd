//! Every panel over a small lake whose figures are worked out by hand.
//!
//! The fiscal year starts in July. Ann gave 100 in FY 2023 and 60 in FY 2024; Bob gave 50 in FY 2023
//! alone; Cy, first heard of in FY 2024, gave 30, is known to two sources, and is a member. The last
//! gift, on 2024-03-01, is the data horizon.

use super::LakeSource;
use crate::panels::{OVERVIEW, PANELS, Panel, find};
use crate::source::{Row, ViewError, ViewSource};
use lake::{Lake, SnapshotInputs};
use records::golden::{Constituent, Crosswalk, GoldenTables};
use records::staged::{Gift, GiftCredit, MembershipTerm, Rejection, SourceFile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A row from its JSON form; absent columns are empty.
fn row<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn constituent(id: &str, sources: i64) -> Constituent {
    row(json!({
        "constituent_id": id, "kind": "person", "display_name": "Someone", "sort_name": "Someone",
        "email": (id != "bob").then(|| format!("{id}@example.org")), "deceased": false,
        "email_consent": "unknown", "phone_consent": "unknown", "sms_consent": "unknown", "mail_consent": "unknown",
        "source_record_count": sources, "source_count": sources
    }))
}

fn crosswalk(source: &str, id: &str) -> Crosswalk {
    row(json!({ "source_record_key": format!("{source}:{id}"), "source": source, "constituent_id": id }))
}

fn gift(id: &str, date: &str, amount: &str) -> (Gift, GiftCredit) {
    let key = format!("crm:{id}-{date}");
    let gift = json!({
        "gift_key": key, "source": "crm", "source_record_key": format!("crm:{id}"), "kind": "one_time",
        "amount": amount, "currency": "USD", "gift_date": date, "status": "succeeded", "is_anonymous": false,
        "file_id": "f", "line": 2
    });
    let credit = json!({
        "gift_key": key, "source_record_key": format!("crm:{id}"), "credit_type": "hard", "role": "donor",
        "amount": amount, "file_id": "f", "line": 2
    });
    (row(gift), row(credit))
}

fn term() -> MembershipTerm {
    row(json!({
        "term_key": "club:cy:1", "source": "club", "source_record_key": "club:cy", "level": "Family",
        "start_date": "2023-09-01", "end_date": "2024-08-31", "status": "active", "is_lifetime": false,
        "derived_from": "row", "file_id": "f", "line": 2
    }))
}

fn source_file() -> SourceFile {
    row(json!({
        "file_id": "f", "source": "crm", "mapping": "crm@1", "file_name": "crm.csv", "rows_read": 10, "rows_staged": 8,
        "rows_rejected": 1, "rows_not_data": 1, "received_at": "2024-03-02T00:00:00Z"
    }))
}

fn rejection() -> Rejection {
    row(json!({ "source": "crm", "file_id": "f", "line": 4, "column": "Gift Date", "reason": "not a date" }))
}

fn tables() -> GoldenTables {
    let gifts = [
        gift("ann", "2022-09-01", "100.00"),
        gift("bob", "2023-02-01", "50.00"),
        gift("ann", "2023-10-01", "60.00"),
        gift("cy", "2024-03-01", "30.00"),
    ];
    let (gifts, credits) = gifts.into_iter().unzip();
    GoldenTables {
        constituents: vec![constituent("ann", 1), constituent("bob", 1), constituent("cy", 2)],
        crosswalk: vec![
            crosswalk("club", "cy"),
            crosswalk("crm", "ann"),
            crosswalk("crm", "bob"),
            crosswalk("crm", "cy"),
        ],
        gifts,
        credits,
        membership_terms: vec![term()],
        source_files: vec![source_file()],
        rejections: vec![rejection()],
        ..GoldenTables::default()
    }
}

async fn publish(lake: &Lake, snapshot_id: &str, tables: &GoldenTables) {
    let inputs = SnapshotInputs { file_ids: Vec::new(), config_hash: "c".to_owned(), engine_version: "0".to_owned() };
    lake.write_snapshot(snapshot_id, tables, &inputs).await.unwrap();
}

fn rules() -> query::Organization {
    query::Organization::bundled().unwrap()
}

async fn rows(source: &LakeSource, panel: &Panel) -> Vec<Row> {
    source.view(panel).await.unwrap().rows
}

async fn source_of(tables: &GoldenTables) -> LakeSource {
    let lake = Lake::memory();
    publish(&lake, "first", tables).await;
    LakeSource::new(lake, rules())
}

async fn check(source: &LakeSource, panel: &Panel, expected: Value) {
    assert_eq!(Value::from_iter(rows(source, panel).await), expected, "{}", panel.name);
}

#[tokio::test]
async fn the_overview_compares_with_the_same_day_of_the_year_before() {
    // Bob's gift of February 2023 lies before March 1, 2023; both donors of FY 2023 count.
    let expected = json!([{
        "as_of": "2024-03-01", "fiscal_year": 2024, "constituents": 3, "organizations": 0, "source_records": 4,
        "duplicates_merged": 1, "donors": 2, "donors_by_now_before": 2, "raised": 90.0, "raised_by_now_before": 150.0,
        "active_members": 1, "members_in_grace": 0
    }]);
    check(&source_of(&tables()).await, &OVERVIEW, expected).await;
}

#[tokio::test]
async fn gifts_after_the_same_day_of_the_year_before_are_not_compared() {
    let mut tables = tables();
    let (late, credit) = gift("bob", "2023-03-02", "1000.00");
    tables.gifts.push(late);
    tables.credits.push(credit);
    let row = rows(&source_of(&tables).await, &OVERVIEW).await.remove(0);
    assert_eq!(row["raised_by_now_before"], json!(150.0));
}

#[tokio::test]
async fn each_panel_tells_the_figures_worked_out_by_hand() {
    let source = source_of(&tables()).await;
    let cases = [
        (
            "giving_by_year",
            json!([
                { "fiscal_year": 2023, "amount": 150.0, "gifts": 2, "donors": 2 },
                { "fiscal_year": 2024, "amount": 90.0, "gifts": 2, "donors": 2 },
            ]),
        ),
        (
            "donor_retention",
            json!([{
                "fiscal_year": 2024, "prior_donors": 2, "overall_rate": 0.5, "new_prior_donors": 2, "new_rate": 0.5,
                "repeat_prior_donors": 0, "repeat_rate": null,
            }]),
        ),
        (
            "gain_loss",
            json!([
                { "fiscal_year": 2024, "category": "downgraded", "units": 1, "change": -40.0 },
                { "fiscal_year": 2024, "category": "lapsed_new", "units": 1, "change": -50.0 },
                { "fiscal_year": 2024, "category": "new", "units": 1, "change": 30.0 },
            ]),
        ),
        ("membership_by_level", json!([{ "level": "Family", "current_members": 1, "grace_members": 0 }])),
        (
            "membership_by_status",
            json!([
                { "membership_status": "current", "constituents": 1 },
                { "membership_status": "grace", "constituents": 0 },
                { "membership_status": "lapsed", "constituents": 0 },
                { "membership_status": "deceased", "constituents": 0 },
                { "membership_status": "never", "constituents": 2 },
            ]),
        ),
        (
            "donor_member_overlap",
            json!([
                { "is_donor": true, "is_member": true, "constituents": 1 },
                { "is_donor": true, "is_member": false, "constituents": 1 },
                { "is_donor": false, "is_member": true, "constituents": 0 },
                { "is_donor": false, "is_member": false, "constituents": 1 },
            ]),
        ),
        (
            "rejection_reasons",
            json!([
                { "source": "crm", "column_name": "Gift Date", "reason": "not a date", "rows_rejected": 1 },
            ]),
        ),
        (
            "merging",
            json!([{
                "source_records": 4, "constituents": 3, "duplicates_merged": 1, "review_pairs": 0, "duplicate_gifts": 0,
            }]),
        ),
        (
            "contact_gaps",
            json!([{
                "constituents": 3, "without_email": 1, "without_phone": 3, "without_address": 3, "unreachable": 1,
            }]),
        ),
    ];
    for (name, expected) in cases {
        check(&source, find(name).unwrap(), expected).await;
    }
    let by_source = rows(&source, find("data_quality_by_source").unwrap()).await;
    let crm = by_source.iter().find(|row| row["source"] == "crm").unwrap();
    assert_eq!((&crm["rows_read"], &crm["rows_staged"]), (&json!(10), &json!(8)));
    let months = rows(&source, find("giving_by_month").unwrap()).await;
    let last = months.last().unwrap();
    assert_eq!((&last["month"], &last["amount"]), (&json!("2024-03-01"), &json!(30.0)));
}

#[tokio::test]
async fn every_panel_answers_with_the_columns_that_the_page_reads() {
    let source = source_of(&tables()).await;
    for panel in PANELS.iter().chain([&OVERVIEW]) {
        for row in rows(&source, panel).await {
            let found: BTreeSet<&str> = row.keys().map(String::as_str).collect();
            assert_eq!(found, panel.columns.iter().copied().collect(), "{}", panel.name);
        }
    }
}

#[tokio::test]
async fn a_snapshot_without_rows_answers_every_panel() {
    let source = source_of(&GoldenTables::default()).await;
    for panel in PANELS {
        source.view(panel).await.unwrap();
    }
    assert_eq!(rows(&source, &OVERVIEW).await.len(), 1);
}

#[tokio::test]
async fn an_empty_lake_fills_while_the_page_is_served() {
    let lake = Lake::memory();
    let source = LakeSource::new(lake.clone(), rules());
    assert_eq!(source.snapshot_id().await, Ok(None));
    assert_eq!(source.view(&OVERVIEW).await, Err(ViewError::EmptyLake));

    publish(&lake, "first", &GoldenTables::default()).await;
    assert_eq!(source.view(&OVERVIEW).await.unwrap().snapshot_id, "first");

    publish(&lake, "second", &tables()).await;
    let rows = source.view(&OVERVIEW).await.unwrap();
    assert_eq!((rows.snapshot_id.as_str(), &rows.rows[0]["constituents"]), ("second", &json!(3)));
}
