//! The views: what each file of `schemas/views` says, and in which order they build on each other.
//!
//! A view is SQL text with its documentation. Whoever answers it (`DataFusion` on a laptop, Athena in the
//! cloud) takes it from here, filled in with the same house rules, so that both show the same figures.
//!
//! In:  the files' texts and an [`Organization`].
//! Out: [`View`]s with their documentation and finished SQL, each after the views that it reads.
//!
//! A view file is a header of `-- ` comment lines and one query. The header's first sentence says
//! what a row tells; then come `grain`, `unit`, `formula`, `source`, `edge cases`, each on its line,
//! continued by indented lines; where they help, `order by` (SQL promises no order of a view's rows, so
//! that whoever shows them has to ask for it) and `cached: yes` (many views build on this one).

mod bundled;
mod header;
mod order;
mod organization;

use header::Header;

pub use bundled::BUNDLED;
pub use organization::{Organization, OrganizationError};

/// One view: its documentation and its query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The file's name without its ending; the name in SQL.
    pub name: String,
    /// What a row tells, in one sentence.
    pub summary: String,
    /// What one row stands for.
    pub grain: String,
    /// Who or what is counted.
    pub unit: String,
    /// How the figures are worked out.
    pub formula: String,
    /// Where the definition comes from.
    pub source: String,
    /// What happens in the odd cases.
    pub edge_cases: String,
    /// The order in which its rows are shown, as in `ORDER BY`; empty when none is better than another.
    pub order_by: String,
    /// Whether its rows are kept once they were worked out, because other views build on it.
    pub is_cached: bool,
    /// The query, with the organisation's values filled in.
    pub sql: String,
    /// The tables and views that the query names, sorted.
    pub reads: Vec<String>,
}

/// What is wrong with a view file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// The header lacks a part.
    #[error("view `{view}`: the header lacks `{part}`")]
    MissingPart {
        /// Which view.
        view: String,
        /// Which part.
        part: &'static str,
    },
    /// The header has a part that no header has.
    #[error("view `{view}`: the header has an unknown part on line {line}")]
    UnknownPart {
        /// Which view.
        view: String,
        /// Which line of the file, counted from 1.
        line: usize,
    },
    /// The query names a variable that is not filled in.
    #[error("view `{view}`: unknown variable `${{{variable}}}`")]
    UnknownVariable {
        /// Which view.
        view: String,
        /// Which variable.
        variable: String,
    },
    /// The query cannot be understood.
    #[error("view `{view}`: {message}")]
    Query {
        /// Which view.
        view: String,
        /// What is wrong.
        message: String,
    },
    /// Two views have one name.
    #[error("view `{view}` is there twice")]
    Duplicate {
        /// Which view.
        view: String,
    },
    /// Views read each other in a circle.
    #[error("views read each other in a circle: {}", views.join(", "))]
    Cycle {
        /// The views of the circle, and those that wait for it.
        views: Vec<String>,
    },
}

impl View {
    /// Reads one view file.
    ///
    /// # Errors
    /// The part of the header or query that is wrong.
    pub fn parse(name: &str, text: &str, organization: &Organization) -> Result<Self, ViewError> {
        let (header, query) = Header::parse(name, text)?;
        let sql = fill_in(name, query.trim(), organization)?;
        let reads = order::tables_read(name, &sql)?;
        Ok(Self {
            name: name.to_owned(),
            summary: header.summary,
            grain: header.grain,
            unit: header.unit,
            formula: header.formula,
            source: header.source,
            edge_cases: header.edge_cases,
            order_by: header.order_by,
            is_cached: header.is_cached,
            sql,
            reads,
        })
    }
}

/// The bundled views, each after the views that it reads.
///
/// # Errors
/// When a bundled file is broken, which a test of this crate rules out.
pub fn bundled(organization: &Organization) -> Result<Vec<View>, ViewError> {
    load(BUNDLED, organization)
}

/// Reads view files, given as name and text, and puts each after the views that it reads.
///
/// # Errors
/// The first file that is broken, a name that is there twice, or a circle.
pub fn load(files: &[(&str, &str)], organization: &Organization) -> Result<Vec<View>, ViewError> {
    let views: Result<Vec<View>, ViewError> =
        files.iter().map(|(name, text)| View::parse(name, text, organization)).collect();
    order::in_reading_order(views?)
}

/// Puts the organisation's values in place of the `${…}` variables.
fn fill_in(view: &str, query: &str, organization: &Organization) -> Result<String, ViewError> {
    let values = [
        ("${fiscal_year_start_month}", organization.fiscal_year_start_month.to_string()),
        ("${currency}", organization.currency.clone()),
        ("${membership_grace_days}", organization.membership_grace_days.to_string()),
        ("${daf_attribution}", organization.daf_attribution.clone()),
        ("${recapture_years}", organization.recapture_years.to_string()),
        ("${discount_rate_percent}", organization.discount_rate_percent.to_string()),
    ];
    let filled = values.iter().fold(query.to_owned(), |sql, (variable, value)| sql.replace(variable, value));
    let Some((_, rest)) = filled.split_once("${") else { return Ok(filled) };
    let variable = rest.split('}').next().unwrap_or_default().to_owned();
    Err(ViewError::UnknownVariable { view: view.to_owned(), variable })
}

#[cfg(test)]
mod tests;
