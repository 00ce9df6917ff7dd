//! Why a page or an endpoint has no answer, in words that are shown to the reader.
//!
//! In:  what failed below. Out: a status and `{ "error": … }`, without a personal value.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use lake::LakeError;
use query::QueryError;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum PageError {
    /// Nothing was published yet.
    #[error("the lake holds no snapshot yet")]
    EmptyLake,
    /// There is no such thing.
    #[error("there is no such {what}")]
    NotFound {
        /// What was asked for: a page, a view, a person.
        what: &'static str,
    },
    /// The request cannot be understood.
    #[error("{reason}")]
    BadRequest {
        /// What is wrong with it and what was expected.
        reason: String,
    },
    /// The role that the page is served as does not see the rows.
    #[error("the role `{role}` does not see this: it lacks {lacks}")]
    NotForRole {
        /// The role.
        role: String,
        /// Names of tables and columns.
        lacks: String,
    },
    /// The query behind the answer failed.
    #[error("this could not be read: {reason}")]
    Query {
        /// What the engine said.
        reason: String,
    },
    /// The lake itself could not be read or written.
    #[error("the lake could not be used: {reason}")]
    Lake {
        /// What the lake said.
        reason: String,
    },
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::EmptyLake => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::NotForRole { .. } => StatusCode::FORBIDDEN,
            Self::Query { .. } | Self::Lake { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<LakeError> for PageError {
    fn from(error: LakeError) -> Self {
        Self::Lake { reason: error.to_string() }
    }
}

impl From<QueryError> for PageError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::EmptyLake => Self::EmptyLake,
            QueryError::NotForRole { role, lacks, .. } => Self::NotForRole { role, lacks },
            QueryError::Lake { message } => Self::Lake { reason: message },
            error => Self::Query { reason: error.to_string() },
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(error = %self, "a request was not answered");
        }
        (status, Json(serde_json::json!({ "error": self.to_string() }))).into_response()
    }
}
