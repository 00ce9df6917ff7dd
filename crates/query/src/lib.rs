//! SQL over a local lake: the same views that run on Athena, answered on a laptop.
//!
//! In:  a [`lake::Lake`] with a published snapshot, an [`Organization`] (fiscal year, currency, grace days),
//!      and, to ask as a role, a [`governance::Policy`].
//! Out: [`QueryEngine`]: every golden table and every view of `schemas/views`, read-only; results as
//!      a text table, CSV or JSON ([`mod@format`]).
//!
//! * [`dictionary`]: what every table and view is, as one page.
//! * [`engine`]: tables and views registered in `DataFusion`; what a statement may do.
//!
//! The views keep to the SQL that Trino and `DataFusion` share; `date_diff` alone is added here, with
//! Trino's meaning. Errors never repeat a value from the lake.

pub mod dictionary;
mod empty;
pub mod engine;
pub mod error;
pub mod format;

#[cfg(test)]
mod sample_lake;

pub use empty::empty_lake;
pub use engine::{ColumnInfo, QueryEngine, QueryResult, TableInfo, ViewInfo};
pub use error::QueryError;
pub use views::{Organization, OrganizationError, View, ViewError};
