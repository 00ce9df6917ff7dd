//! Opening a lake, what a statement may do, and what errors tell.

use crate::sample_lake::{SampleLake, july, lines};
use crate::{QueryEngine, QueryError};
use lake::Lake;
use views::View;

#[tokio::test]
async fn a_lake_without_a_snapshot_says_so() {
    let error = QueryEngine::open(&Lake::memory(), &july()).await.unwrap_err();
    assert!(matches!(error, QueryError::EmptyLake), "{error}");
}

#[tokio::test]
async fn every_view_answers_on_a_lake_without_rows() {
    let engine = SampleLake::default().engine().await;
    for info in engine.views() {
        let rows = engine.rows_of(&info.view.name).await;
        assert!(rows.is_ok(), "{}: {:?}", info.view.name, rows.err());
    }
    assert_eq!(engine.tables().len(), 21);
}

#[test]
fn keeping_rows_changes_no_answer() {
    // A tower of views in one plan is deep, and unoptimised code wants much stack for each level.
    let run = || tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(compare_kept_with_inlined());
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
}

async fn compare_kept_with_inlined() {
    let sample = super::giving::six_donors();
    let lake = Lake::memory();
    lake.write_snapshot("s1", &sample.tables, &crate::sample_lake::inputs()).await.unwrap();
    let inlined: Vec<View> =
        views::bundled(&july()).unwrap().into_iter().map(|view| View { is_cached: false, ..view }).collect();
    let inlined = QueryEngine::open_with_views(&lake, inlined).await.unwrap();
    let kept = QueryEngine::open(&lake, &july()).await.unwrap();
    for view in ["donor_retention", "gain_loss", "giving_by_month", "constituent_360", "data_quality"] {
        let sql = format!("SELECT * FROM {view} ORDER BY 1, 2, 3, 4");
        assert_eq!(lines(&inlined, &sql).await, lines(&kept, &sql).await, "{view}");
    }
}

/// An engine without views: planning them all takes a second, and these statements name none.
async fn bare_engine(sample: &SampleLake) -> QueryEngine {
    let lake = Lake::memory();
    lake.write_snapshot("s1", &sample.tables, &crate::sample_lake::inputs()).await.unwrap();
    QueryEngine::open_with_views(&lake, Vec::new()).await.unwrap()
}

async fn refusal(sql: &str) -> String {
    let engine = bare_engine(&SampleLake::default()).await;
    engine.sql(sql).await.map(|rows| rows.row_count()).unwrap_err().to_string()
}

#[tokio::test]
async fn a_statement_that_changes_something_is_refused() {
    let cases = [
        ("DROP VIEW gift_net", "DROP is not allowed"),
        ("CREATE TABLE a AS SELECT 1", "CREATE is not allowed"),
        ("CREATE EXTERNAL TABLE a STORED AS PARQUET LOCATION '/tmp/a'", "CREATE is not allowed"),
        ("INSERT INTO gift SELECT * FROM gift", "INSERT is not allowed"),
        ("DELETE FROM gift", "DELETE is not allowed"),
        ("COPY gift TO '/tmp/a.parquet'", "COPY is not allowed"),
        ("SET datafusion.execution.batch_size = 1", "SET is not allowed"),
        ("EXPLAIN DELETE FROM gift", "EXPLAIN is not allowed"),
        ("SELECT 1 INTO a", "SELECT is not allowed"),
        ("SELECT 1; DROP VIEW gift_net", "exactly one statement"),
        ("SELEC 1", "cannot be understood"),
        ("SELECT * FROM '/etc/passwd'", "cannot be understood"),
        ("", "exactly one statement"),
    ];
    for (sql, expected) in cases {
        let message = refusal(sql).await;
        assert!(message.contains(expected), "{sql}: {message}");
    }
}

#[tokio::test]
async fn questions_of_every_form_are_answered() {
    let engine = bare_engine(&SampleLake::default()).await;
    for sql in
        ["WITH a AS (SELECT 1 AS n) SELECT n FROM a", "EXPLAIN SELECT 1", "SHOW TABLES", "DESCRIBE gift", "VALUES (1)"]
    {
        assert!(engine.sql(sql).await.unwrap().row_count() > 0, "{sql}");
    }
}

#[tokio::test]
async fn an_error_never_quotes_a_value() {
    let mut sample = SampleLake::default();
    sample.person("ann", &["crm"]).given_name = Some("Secretname".to_owned());
    let engine = bare_engine(&sample).await;
    let error = engine.sql("SELECT CAST(given_name AS DATE) FROM constituent").await.unwrap_err().to_string();
    assert!(!error.contains("Secretname"), "{error}");
    assert!(error.contains("a value cannot be converted"), "{error}");
}

#[tokio::test]
async fn date_diff_counts_days_as_trino_does() {
    let engine = bare_engine(&SampleLake::default()).await;
    let sql = "SELECT date_diff('day', DATE '2024-02-28', DATE '2024-03-01'), date_diff('day', DATE '2024-03-01', DATE '2024-02-28'),
        date_diff('day', NULL, DATE '2024-02-28')";
    assert_eq!(lines(&engine, sql).await, ["2,-2,"]);
    assert!(engine.sql("SELECT date_diff('month', DATE '2024-02-28', DATE '2024-03-01')").await.is_err());
}

#[tokio::test]
async fn a_local_lake_is_read_in_place_with_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let sample = super::giving::six_donors();
    let lake = Lake::local(folder.path().join("a lake")).unwrap();
    lake.write_snapshot("s1", &sample.tables, &crate::sample_lake::inputs()).await.unwrap();
    let engine = QueryEngine::open(&lake, &july()).await.unwrap();
    let sql = "SELECT * FROM donor_retention ORDER BY 1, 2";
    assert_eq!(lines(&engine, sql).await, lines(&sample.engine().await, sql).await);
}

#[tokio::test]
async fn every_view_of_rates_marks_those_of_few() {
    let engine = QueryEngine::open_empty(&july()).await.unwrap();
    for info in engine.views() {
        let has = |ends: &[&str]| info.columns.iter().any(|column| ends.iter().any(|end| column.name.ends_with(end)));
        if has(&["_rate", "_share", "survival"]) {
            assert!(has(&["is_small"]), "{} tells rates and marks none of few", info.view.name);
        }
    }
}
