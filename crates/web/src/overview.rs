//! The totals at the head of the page: one row of one panel.

use crate::panels::OVERVIEW;
use crate::source::{Row, ViewError};

/// The only row of the overview panel.
///
/// # Errors
/// [`ViewError::Query`] when the query gave no row or several.
pub(crate) fn totals(rows: &[Row]) -> Result<&Row, ViewError> {
    match rows {
        [row] => Ok(row),
        rows => Err(ViewError::Query {
            panel: OVERVIEW.name.to_owned(),
            reason: format!("{} rows, expected one", rows.len()),
        }),
    }
}
