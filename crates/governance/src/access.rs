//! What one role sees of one table: columns and rows.
//!
//! In:  the rules of a policy.
//! Out: [`TableAccess`], and the row rule as the text that Lake Formation and Athena take.

use serde::Serialize;
use std::fmt::Write;

/// What a role sees of a table. A role that sees no column has no access at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableAccess {
    /// The columns, in the order of the table.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: RowRule,
}

/// Which rows of a table are seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowRule {
    /// Every row.
    All,
    /// The rows whose column holds one of these texts. A row without a value is not among them.
    OneOf {
        /// A text column of the same table; it need not be among the columns that are seen.
        column: String,
        /// The texts, sorted, each once.
        values: Vec<String>,
    },
}

impl RowRule {
    /// The rule as a condition in SQL, for a data cells filter: `region IN ('CA', 'OR')`; none for
    /// every row.
    #[must_use]
    pub fn condition(&self) -> Option<String> {
        let Self::OneOf { column, values } = self else { return None };
        let mut text = format!("{column} IN (");
        for (position, value) in values.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            // Writing into a String cannot fail.
            let _ = write!(text, "{comma}'{}'", value.replace('\'', "''"));
        }
        text.push(')');
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&str], expected: &str) {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        assert_eq!(RowRule::OneOf { column: "region".to_owned(), values }.condition().as_deref(), Some(expected));
    }

    #[test]
    fn a_row_rule_is_a_condition_with_its_quotes_doubled() {
        check(&["CA", "OR"], "region IN ('CA', 'OR')");
        check(&["Côte d'Or"], "region IN ('Côte d''Or')");
        check(&["') OR (1=1"], "region IN (''') OR (1=1')");
        assert_eq!(RowRule::All.condition(), None);
    }
}
