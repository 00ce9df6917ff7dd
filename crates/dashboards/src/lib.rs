//! The dashboards: what each file of `schemas/dashboards` says, and the statements that answer it.
//!
//! In:  the files' texts; the columns of the views, as the query engine tells them; what a reader chose.
//! Out: [`Dashboard`]s, whose every view, column, filter and kind exists ([`check`]); per visual the statement
//!      behind it, the statement of the list behind a bar, and the choices of a filter ([`sql`]).
//!
//! One definition serves the page and `QuickSight`, so that a figure has one name, one formula and one
//! explanation wherever it is shown. Nothing here reads a file or asks an engine.
//!
//! **Invariants.** A rate is a ratio of two sums and comes with its n. What a reader chose reaches a statement
//! as a literal only ([`literal`]). A list behind a bar keeps to every filter that the bar keeps to.

mod bundled;
pub mod check;
mod columns;
mod dashboard;
mod error;
mod file;
mod formula;
pub mod literal;
pub mod quicksight;
mod reference;
pub mod sql;

pub use bundled::BUNDLED;
pub use columns::{ColumnType, Columns};
pub use dashboard::{Binding, Dashboard, Drill, Filter, Format, Kind, ListColumn, Measure, Sort, Visual, Width};
pub use error::DashboardError;
pub use formula::{Aggregate, Formula, Function};
pub use literal::Value;
pub use reference::Reference;
pub use sql::{Choices, Point, Statement, Unit};

/// The bundled dashboards, in the order in which they are shown.
///
/// # Errors
/// When a bundled file is broken, which a test of this crate rules out.
pub fn bundled() -> Result<Vec<Dashboard>, DashboardError> {
    load(BUNDLED)
}

/// Reads dashboard files, given as name and text, and puts them in the order in which they are shown.
///
/// # Errors
/// The first file that is broken, with the line.
pub fn load(files: &[(&str, &str)]) -> Result<Vec<Dashboard>, DashboardError> {
    let mut dashboards =
        files.iter().map(|(name, text)| Dashboard::parse(name, text)).collect::<Result<Vec<Dashboard>, _>>()?;
    dashboards.sort_by(|left, right| (left.order, &left.name).cmp(&(right.order, &right.name)));
    Ok(dashboards)
}

#[cfg(test)]
mod tests;
