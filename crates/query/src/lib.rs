//! SQL over a local lake: the same views that run on Athena, answered on a laptop.
//!
//! In:  a [`lake::Lake`] with a published snapshot, and an [`Organization`] (fiscal year, currency,
//!      grace days).
//! Out: [`QueryEngine`]: every golden table and every view of `schemas/views`, read-only; results as
//!      a text table, CSV or JSON ([`mod@format`]).
//!
//! * [`views`]: what a view file says, and in which order views build on each other.
//! * [`engine`]: tables and views registered in `DataFusion`; what a statement may do.
//! * [`organization`]: the few house rules that figures depend on.
//!
//! The views keep to the SQL that Trino and `DataFusion` share; `date_diff` alone is added here, with
//! Trino's meaning. Errors never repeat a value from the lake.

pub mod engine;
pub mod error;
pub mod format;
pub mod organization;
pub mod views;

#[cfg(test)]
mod sample_lake;

pub use engine::{ColumnInfo, QueryEngine, QueryResult, TableInfo, ViewInfo};
pub use error::QueryError;
pub use organization::{Organization, OrganizationError};
pub use views::{View, ViewError};
