//! What is wrong with a dashboard file, and where.

/// The first thing in a dashboard file that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dashboard `{file}`, line {line}: {message}")]
pub struct DashboardError {
    /// The file's name without its ending.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What was found, and what was expected there.
    pub message: String,
}
