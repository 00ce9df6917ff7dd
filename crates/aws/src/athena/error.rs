//! Why a statement did not run.

use super::query::Statement;
use crate::failure::Failure;
use aws_sdk_athena::types::{QueryExecutionState, QueryExecutionStatus};

/// Why Athena did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AthenaError {
    /// Athena refused the statement, or could not finish it.
    #[error("athena did not run `{subject}`: {state}: {reason}")]
    Refused {
        /// The view, or `query`.
        subject: String,
        /// Athena's state: `FAILED` or `CANCELLED`.
        state: String,
        /// Athena's reason, without values of rows.
        reason: String,
        /// Whether Athena says that the same statement may succeed later.
        retryable: bool,
    },
    /// The statement ran too long and was stopped.
    #[error("athena did not finish `{subject}` within {seconds} s")]
    TooLong {
        /// The view, or `query`.
        subject: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The service could not be asked.
    #[error("athena or glue failed at `{subject}`")]
    Service {
        /// The view, the database, or `query`.
        subject: String,
        /// What happened.
        #[source]
        source: Failure,
    },
}

impl AthenaError {
    /// Whether the same call may succeed later, without anybody mending anything.
    #[must_use]
    pub fn retryable(&self) -> bool {
        match self {
            Self::Refused { retryable, .. } => *retryable,
            Self::TooLong { .. } => true,
            Self::Service { source, .. } => source.retryable,
        }
    }

    /// For `map_err`: says at what the service failed.
    pub(super) fn service(subject: &str) -> impl FnOnce(Failure) -> Self {
        move |source| Self::Service { subject: subject.to_owned(), source }
    }

    pub(super) fn refused(
        statement: Statement<'_>,
        state: &QueryExecutionState,
        status: &QueryExecutionStatus,
    ) -> Self {
        let reason = status.state_change_reason().unwrap_or("no reason given");
        Self::Refused {
            subject: statement.subject.to_owned(),
            state: state.as_str().to_owned(),
            reason: if statement.reads_data { code(reason) } else { reason }.to_owned(),
            retryable: status.athena_error().is_some_and(aws_sdk_athena::types::AthenaError::retryable),
        }
    }
}

/// The code before the words: of `INVALID_CAST_ARGUMENT: Cannot cast 'x' to bigint` the first part, since the rest
/// may quote a row. A statement that reads no rows has only its own text to quote, which is no personal value.
pub(super) fn code(reason: &str) -> &str {
    let code = reason.split(':').next().unwrap_or_default();
    let is_code =
        !code.is_empty() && code.chars().all(|letter| letter.is_ascii_uppercase() || "_0123456789".contains(letter));
    if is_code { code } else { "no code given" }
}
