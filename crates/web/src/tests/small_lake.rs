//! A small lake whose figures are worked out by hand.
//!
//! The fiscal year starts in July. Ann gave 100 in FY 2023 and 60 in FY 2024; Bob gave 50 in FY 2023
//! alone; Cy, first heard of in FY 2024, gave 30, is known to two sources, and is a member. The last
//! gift, on 2024-03-01, is the data horizon.

use crate::{AppState, Settings};
use governance::Policy;
use lake::{Lake, SnapshotInputs};
use pipeline::{Configuration, RunContext};
use records::golden::{Constituent, Crosswalk, GoldenTables};
use records::staged::{Gift, GiftCredit, MembershipTerm, Rejection, SourceFile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

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

pub(super) fn gift(id: &str, date: &str, amount: &str) -> (Gift, GiftCredit) {
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

pub(super) fn tables() -> GoldenTables {
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

pub(super) async fn publish(lake: &Lake, snapshot_id: &str, tables: &GoldenTables) {
    let inputs = SnapshotInputs { file_ids: Vec::new(), config_hash: "c".to_owned(), engine_version: "0".to_owned() };
    lake.write_snapshot(snapshot_id, tables, &inputs).await.unwrap();
}

fn rules() -> query::Organization {
    query::Organization { name: "Harbor <Light> & Co".to_owned(), ..query::Organization::bundled().unwrap() }
}

/// The page of `lake`, served as `role`.
pub(super) fn page_as(lake: &Lake, role: Option<&str>) -> AppState {
    AppState::new(settings(lake, role)).unwrap()
}

pub(super) fn settings(lake: &Lake, role: Option<&str>) -> Settings {
    Settings {
        lake: lake.clone(),
        organization: rules(),
        configuration: Configuration::bundled().unwrap(),
        policy: Policy::bundled().unwrap(),
        dashboards: dashboards::bundled().unwrap(),
        role: role.map(str::to_owned),
        clock: || RunContext::starting_at(jiff::Timestamp::UNIX_EPOCH),
    }
}

/// The page of these tables, as the lake's owner sees it.
pub(super) async fn page_of(tables: &GoldenTables) -> AppState {
    let lake = Lake::memory();
    publish(&lake, "first", tables).await;
    page_as(&lake, None)
}

/// The small lake's page, one for all tests: what it worked out once, it keeps.
pub(super) async fn demo() -> AppState {
    static PAGE: OnceCell<AppState> = OnceCell::const_new();
    PAGE.get_or_init(|| async { page_of(&tables()).await }).await.clone()
}

pub(super) fn empty() -> AppState {
    page_as(&Lake::memory(), None)
}
