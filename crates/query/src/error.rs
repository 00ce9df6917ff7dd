//! Why a question could not be answered.
//!
//! Before a statement runs, its errors speak of the statement alone and are shown. Once it runs,
//! `DataFusion`'s texts may quote a value of the lake ("cannot cast string …"), so that only the kind
//! of failure is told.

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use views::ViewError;

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The lake holds no snapshot yet.
    #[error("the lake has no snapshot yet; expected files to be ingested and resolved first")]
    EmptyLake,
    /// The lake could not be read.
    #[error("the lake could not be read: {message}")]
    Lake {
        /// What the lake said; never a value.
        message: String,
    },
    /// The statement would change something.
    #[error("{statement} is not allowed here; expected SELECT, WITH, EXPLAIN, SHOW or DESCRIBE")]
    NotReadOnly {
        /// The statement's first word.
        statement: String,
    },
    /// The statement is no SQL, or names what does not exist.
    #[error("the statement cannot be understood: {message}")]
    Statement {
        /// What is wrong with it.
        message: String,
    },
    /// The statement failed while it ran.
    #[error("the statement failed while running: {reason} (values are not shown)")]
    Running {
        /// The kind of failure.
        reason: &'static str,
    },
    /// The policy has no such role.
    #[error("there is no role `{role}`; expected one of {}", known.join(", "))]
    UnknownRole {
        /// The role.
        role: String,
        /// The roles of the policy.
        known: Vec<String>,
    },
    /// The statement names a table or view that the role may not see.
    #[error("`{name}` is not there for the role `{role}`, which does not see {lacks}")]
    NotForRole {
        /// Who asked.
        role: String,
        /// The table or view.
        name: String,
        /// What the role would need: names of tables and columns.
        lacks: String,
    },
    /// A view file is broken.
    #[error(transparent)]
    View(#[from] ViewError),
}

impl QueryError {
    /// An error that came before any row was read.
    pub(crate) fn in_statement(error: &DataFusionError) -> Self {
        let text = error.strip_backtrace();
        Self::Statement { message: text.lines().next().unwrap_or_default().to_owned() }
    }

    /// An error that may quote rows: only its kind is kept.
    pub(crate) fn while_running(error: &DataFusionError) -> Self {
        Self::Running { reason: reason(error.find_root()) }
    }
}

fn reason(root: &DataFusionError) -> &'static str {
    match root {
        DataFusionError::ArrowError(error, _) => arrow_reason(error),
        DataFusionError::ParquetError(_) | DataFusionError::ObjectStore(_) | DataFusionError::IoError(_) => {
            "a file of the lake cannot be read"
        }
        DataFusionError::ResourcesExhausted(_) => "it needs more memory than there is",
        DataFusionError::NotImplemented(_) => "it uses something that is not supported",
        DataFusionError::Plan(_) | DataFusionError::SchemaError(..) => "its parts do not fit together",
        DataFusionError::Execution(_) => "a function cannot take a value it was given",
        _ => "the query engine gave up",
    }
}

fn arrow_reason(error: &ArrowError) -> &'static str {
    match error {
        ArrowError::CastError(_) | ArrowError::ParseError(_) => "a value cannot be converted",
        ArrowError::DivideByZero => "it divides by zero",
        ArrowError::ArithmeticOverflow(_) => "a number grows too large",
        ArrowError::ParquetError(_) | ArrowError::IoError(..) => "a file of the lake cannot be read",
        _ => "a value does not fit its column",
    }
}
