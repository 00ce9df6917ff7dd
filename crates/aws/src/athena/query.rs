//! One statement: sent, waited for, its rows read.

use super::{AthenaError, AthenaViews};
use crate::failure::Failure;
use aws_sdk_athena::types::{QueryExecutionContext, QueryExecutionState, QueryExecutionStatus, Row};
use std::time::Duration;
use tokio::time::Instant;

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// What Athena is asked to run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'a> {
    /// What an error names: a view, or `query`.
    pub(super) subject: &'a str,
    pub(super) sql: &'a str,
    /// Whether it reads rows; then a failure's reason may quote them.
    pub(super) reads_data: bool,
}

impl AthenaViews {
    /// Runs a statement to its end, and gives its id.
    pub(super) async fn run(&self, statement: Statement<'_>) -> Result<String, AthenaError> {
        let context = QueryExecutionContext::builder().database(&self.database).build();
        let request = self.athena.start_query_execution().work_group(&self.workgroup).query_string(statement.sql);
        let started = request.query_execution_context(context).send().await;
        let started = started.map_err(|error| AthenaError::service(statement.subject)(Failure::of(&error)))?;
        let id = started.query_execution_id.unwrap_or_default();
        self.wait(statement, &id).await?;
        Ok(id)
    }

    async fn wait(&self, statement: Statement<'_>, id: &str) -> Result<(), AthenaError> {
        let end = Instant::now() + self.limit;
        let mut pause = FIRST_PAUSE;
        loop {
            let status = self.status(statement, id).await?;
            match status.state() {
                Some(QueryExecutionState::Succeeded) => return Ok(()),
                Some(state @ (QueryExecutionState::Failed | QueryExecutionState::Cancelled)) => {
                    return Err(AthenaError::refused(statement, state, &status));
                }
                _ if Instant::now() >= end => return Err(self.stop(statement, id).await),
                _ => tokio::time::sleep(pause).await,
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn status(&self, statement: Statement<'_>, id: &str) -> Result<QueryExecutionStatus, AthenaError> {
        let asked = self.athena.get_query_execution().query_execution_id(id).send().await;
        let asked = asked.map_err(|error| AthenaError::service(statement.subject)(Failure::of(&error)))?;
        Ok(asked.query_execution.and_then(|execution| execution.status).unwrap_or_else(unknown))
    }

    /// Stops a statement that runs too long, as far as that works.
    async fn stop(&self, statement: Statement<'_>, id: &str) -> AthenaError {
        if let Err(error) = self.athena.stop_query_execution().query_execution_id(id).send().await {
            tracing::warn!(error = %Failure::of(&error), subject = statement.subject, "a statement could not be stopped");
        }
        AthenaError::TooLong { subject: statement.subject.to_owned(), seconds: self.limit.as_secs() }
    }

    /// All rows after the header, which Athena sends first.
    pub(super) async fn rows(&self, id: &str) -> Result<Vec<Vec<Option<String>>>, AthenaError> {
        let mut pages = self.athena.get_query_results().query_execution_id(id).into_paginator().send();
        let mut rows = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| AthenaError::service("query")(Failure::of(&error)))?;
            let found = page.result_set.and_then(|set| set.rows).unwrap_or_default();
            rows.extend(found.iter().map(texts));
        }
        Ok(rows.into_iter().skip(1).collect())
    }
}

fn unknown() -> QueryExecutionStatus {
    QueryExecutionStatus::builder().build()
}

fn texts(row: &Row) -> Vec<Option<String>> {
    row.data().iter().map(|datum| datum.var_char_value().map(str::to_owned)).collect()
}
