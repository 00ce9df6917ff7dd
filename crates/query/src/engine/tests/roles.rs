//! What a role sees, and that nothing else reaches it: by any statement, in any answer or error.

mod lakes;
mod statements;

use crate::format::to_csv;
use crate::sample_lake::{SampleLake, july, lines};
use crate::{QueryEngine, QueryError};
use governance::{Policy, RowRule};
use lake::Lake;
use lake::tables::GOLDEN_TABLES;
use lakes::MARKS;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use statements::{Author, Tape};
use std::sync::atomic::{AtomicUsize, Ordering};

const ROLES: [&str; 4] = ["fundraiser", "analyst", "auditor", "chapter_fundraiser_west"];

async fn open(lake: &Lake, role: &str) -> QueryEngine {
    QueryEngine::open_as(lake, &july(), &Policy::bundled().unwrap(), role).await.unwrap()
}

/// Everything that a statement tells: the answer, or the error.
async fn told(engine: &QueryEngine, sql: &str) -> Result<String, String> {
    let rows = engine.sql(sql).await.map_err(|error| error.to_string())?;
    let text = to_csv(&rows).unwrap();
    Ok(if sql.starts_with("EXPLAIN ANALYZE") { without_timings(&text) } else { text })
}

/// Cuts what EXPLAIN ANALYZE measures: it takes another time every time.
fn without_timings(text: &str) -> String {
    let mut parts = text.split("metrics=[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + part.split_once(']').map_or("", |(_, rest)| rest))
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Runs random statements as `role` on the two lakes that differ in what it may not see.
fn check_blind(role: &str) {
    let (policy, runtime) = (Policy::bundled().unwrap(), runtime());
    let engines =
        [0, 1].map(|variant| runtime.block_on(async { open(&lakes::lake(&policy, role, variant).await, role).await }));
    let views: Vec<String> = engines[0].views().iter().map(|info| info.view.name.clone()).collect();
    let answered = AtomicUsize::new(0);
    let tapes = proptest::collection::vec(any::<u8>(), 120);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::default()))
        .run(&tapes, |bytes| {
            let mut tape = Tape::new(bytes);
            let gropes = tape.below(3) == 0;
            let mut author = Author { policy: &policy, role, views: &views, tape, gropes, aliases: 0 };
            let sql = author.statement();
            let [one, other] = engines.each_ref().map(|engine| runtime.block_on(told(engine, &sql)));
            let text = format!("{one:?}");
            prop_assert!(!MARKS.iter().any(|mark| text.contains(mark)), "{role} {sql}\n{text}");
            prop_assert_eq!(&one, &other, "{} {}", role, sql);
            answered.fetch_add(usize::from(one.is_ok()), Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
    let answered = answered.into_inner();
    assert!(answered * 3 > CASES as usize, "{role}: only {answered} of {CASES} statements were answered");
}

const CASES: u32 = 160;

#[test]
fn no_statement_tells_a_fundraiser_what_is_hidden() {
    check_blind("fundraiser");
}

#[test]
fn no_statement_tells_an_analyst_what_is_hidden() {
    check_blind("analyst");
}

#[test]
fn no_statement_tells_an_auditor_what_is_hidden() {
    check_blind("auditor");
}

#[test]
fn no_statement_tells_a_chapter_what_is_hidden() {
    check_blind("chapter_fundraiser_west");
}

#[tokio::test]
async fn a_role_sees_the_columns_and_rows_of_the_policy() {
    let policy = Policy::bundled().unwrap();
    for role in ROLES {
        let engine = open(&lakes::lake(&policy, role, 0).await, role).await;
        for table in GOLDEN_TABLES {
            let rows = engine.sql(&format!("SELECT * FROM {}", table.name)).await;
            let Some(access) = policy.access(role, table.name) else {
                assert!(matches!(rows, Err(QueryError::NotForRole { .. })), "{role} {}", table.name);
                continue;
            };
            let (rows, info) = (rows.unwrap(), engine.tables().iter().find(|info| info.name == table.name).unwrap());
            let names: Vec<&str> = rows.schema().fields().iter().map(|field| field.name().as_str()).collect();
            assert_eq!(names, access.columns, "{role} {}", table.name);
            assert_eq!(rows.row_count(), if access.rows == RowRule::All { 6 } else { 3 }, "{role} {}", table.name);
            assert_eq!((info.columns.len(), info.row_count), (names.len(), rows.row_count() as u64), "{role}");
        }
    }
}

#[tokio::test]
async fn a_steward_gets_the_answers_of_someone_without_a_role() {
    let sample = super::giving::six_donors();
    let lake = Lake::memory();
    lake.write_snapshot("s1", &sample.tables, &crate::sample_lake::inputs()).await.unwrap();
    let steward = open(&lake, "steward").await;
    assert!(steward.withheld().is_empty());
    for sql in ["SELECT * FROM donor_retention ORDER BY 1, 2", "SELECT * FROM constituent"] {
        assert_eq!(lines(&steward, sql).await, lines(&sample.engine().await, sql).await, "{sql}");
    }
}

#[tokio::test]
async fn the_dashboards_get_the_same_figures() {
    let sample = super::giving::six_donors();
    let lake = Lake::memory();
    lake.write_snapshot("s1", &sample.tables, &crate::sample_lake::inputs()).await.unwrap();
    let dashboard = open(&lake, "dashboard").await;
    for view in ["donor_retention", "gain_loss", "giving_by_month", "donor_lifecycle"] {
        let sql = format!("SELECT * FROM {view} ORDER BY 1, 2, 3, 4");
        assert_eq!(lines(&dashboard, &sql).await, lines(&sample.engine().await, &sql).await, "{view}");
    }
}

async fn refusal(role: &str, sql: &str) -> String {
    let lake = Lake::memory();
    lake.write_snapshot("s1", &SampleLake::default().tables, &crate::sample_lake::inputs()).await.unwrap();
    told(&open(&lake, role).await, sql).await.unwrap_err()
}

#[tokio::test]
async fn asking_for_what_is_not_there_says_what_the_role_lacks() {
    let cases = [
        ("fundraiser", "SELECT * FROM match_link", "does not see table `match_link`"),
        ("fundraiser", "WITH a AS (SELECT 1 FROM rejection) SELECT * FROM a", "does not see table `rejection`"),
        ("analyst", "SELECT * FROM constituent_360", "does not see column `email` of table `constituent`"),
        ("chapter_fundraiser_west", "SELECT * FROM donor_retention", "`donor_retention` is not there for the role"),
        ("analyst", "SELECT email FROM constituent", "No field named email"),
        ("analyst", "SELECT * FROM nowhere", "not found"),
    ];
    for (role, sql, expected) in cases {
        let message = refusal(role, sql).await;
        assert!(message.contains(expected), "{sql}: {message}");
    }
}

#[tokio::test]
async fn an_unknown_role_is_told_which_there_are() {
    let lake = Lake::memory();
    let error = QueryEngine::open_as(&lake, &july(), &Policy::bundled().unwrap(), "boss").await.unwrap_err();
    assert!(error.to_string().contains("no role `boss`; expected one of steward, fundraiser"), "{error}");
}

#[tokio::test]
async fn a_plan_names_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::local(folder.path()).unwrap();
    lake.write_snapshot("s1", &super::giving::six_donors().tables, &crate::sample_lake::inputs()).await.unwrap();
    let plan = told(&open(&lake, "fundraiser").await, "EXPLAIN VERBOSE SELECT * FROM household").await.unwrap();
    assert!(plan.contains("DataSourceExec") && !plan.contains(".parquet"), "{plan}");
}
