//! What a statement may do: ask. Everything else is refused before it is planned.

use crate::QueryError;
use datafusion::execution::context::{SQLOptions, SessionState};
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::{DFParser, Statement};
use datafusion::sql::sqlparser::ast::Statement as SqlStatement;

/// Plans one statement that changes nothing.
pub(super) async fn plan(state: &SessionState, sql: &str) -> Result<LogicalPlan, QueryError> {
    let mut statements = DFParser::parse_sql(sql).map_err(|error| QueryError::in_statement(&error))?;
    let Some(statement) = statements.pop_front().filter(|_| statements.is_empty()) else {
        return Err(QueryError::Statement { message: "expected exactly one statement".to_owned() });
    };
    if !asks(&statement) {
        return Err(not_read_only(&statement));
    }
    let plan = state.statement_to_plan(statement.clone()).await.map_err(|error| QueryError::in_statement(&error))?;
    // SELECT … INTO and EXPLAIN of a change only show in the plan.
    options().verify_plan(&plan).map_err(|_| not_read_only(&statement))?;
    Ok(plan)
}

fn options() -> SQLOptions {
    SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false)
}

fn asks(statement: &Statement) -> bool {
    match statement {
        Statement::Statement(inner) => is_question(inner),
        Statement::Explain(explain) => asks(&explain.statement),
        _ => false,
    }
}

fn is_question(statement: &SqlStatement) -> bool {
    match statement {
        SqlStatement::Explain { statement, .. } => is_question(statement),
        SqlStatement::Query(_)
        | SqlStatement::ExplainTable { .. }
        | SqlStatement::ShowTables { .. }
        | SqlStatement::ShowColumns { .. }
        | SqlStatement::ShowVariable { .. } => true,
        _ => false,
    }
}

/// Names the statement by its first word alone: the rest may hold anything.
fn not_read_only(statement: &Statement) -> QueryError {
    let text = statement.to_string();
    let word = text.split_whitespace().next().unwrap_or("the statement");
    QueryError::NotReadOnly { statement: word.to_uppercase() }
}
