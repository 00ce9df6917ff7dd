//! Statements and reasons, without Athena.

use super::error::code;
use super::*;
use aws_sdk_athena::types::{QueryExecutionState, QueryExecutionStatus};
use views::Organization;

fn refused(reads_data: bool, reason: &str) -> String {
    let statement = Statement { subject: "lybunt", sql: "", reads_data };
    let status = QueryExecutionStatus::builder().state_change_reason(reason).build();
    AthenaError::refused(statement, &QueryExecutionState::Failed, &status).to_string()
}

#[test]
fn a_view_is_made_under_its_database_and_name() {
    let views = views::bundled(&Organization::bundled().unwrap()).unwrap();
    for view in &views {
        let sql = create_view("golden", view);
        let start = format!("CREATE OR REPLACE VIEW \"golden\".\"{}\" AS\n", view.name);
        assert!(sql.starts_with(&start) && !sql.ends_with(';'), "{}", view.name);
    }
    assert_eq!(qualified("a\"b", "c"), "\"a\"\"b\".\"c\"");
}

#[test]
fn a_view_that_is_refused_says_why() {
    let reason = "SYNTAX_ERROR: line 3:5: Column 'gift_date' cannot be resolved";
    assert_eq!(refused(false, reason), format!("athena did not run `lybunt`: FAILED: {reason}"));
}

#[test]
fn a_query_that_fails_quotes_no_row() {
    let reason = "INVALID_CAST_ARGUMENT: Cannot cast 'anna@example.org' to bigint";
    assert_eq!(refused(true, reason), "athena did not run `lybunt`: FAILED: INVALID_CAST_ARGUMENT");
    assert_eq!(code("Conversion Error: Could not convert 'anna'"), "no code given");
}
