//! The formulas of measures: an aggregate over a column, or the ratio of two.
//!
//! In:  `sum(amount)`, `count()`, `sum(retained_donors) / sum(prior_donors)`.
//! Out: a [`Formula`]; it says which columns it reads, and what it is in SQL.
//!
//! There is nothing else on purpose: a rate made of sums adds up over any filter, an average of rates does not.

use crate::literal::name;
use serde::Serialize;
use std::fmt;

/// What is done with a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Added up.
    Sum,
    /// Rows, or rows in which the column has a value.
    Count,
    /// Rows in which a yes-or-no column says yes.
    CountTrue,
    /// Different values.
    CountDistinct,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

const FUNCTIONS: [(&str, Function); 6] = [
    ("sum", Function::Sum),
    ("count", Function::Count),
    ("count_true", Function::CountTrue),
    ("count_distinct", Function::CountDistinct),
    ("min", Function::Min),
    ("max", Function::Max),
];

/// A function over a column; only `count` needs none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aggregate {
    /// What is done.
    pub function: Function,
    /// With the values of which column; `None` counts rows.
    pub column: Option<String>,
}

/// How a measure is worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// One aggregate.
    Of(Aggregate),
    /// The first divided by the second; nothing when the second is 0.
    Ratio(Aggregate, Aggregate),
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// What was expected, in words for the writer of the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('/') {
            None => Ok(Self::Of(Aggregate::parse(text)?)),
            Some((above, below)) => Ok(Self::Ratio(Aggregate::parse(above)?, Aggregate::parse(below)?)),
        }
    }

    /// The aggregates, one or two.
    pub fn aggregates(&self) -> impl Iterator<Item = &Aggregate> {
        let (first, second) = match self {
            Self::Of(one) => (one, None),
            Self::Ratio(above, below) => (above, Some(below)),
        };
        std::iter::once(first).chain(second)
    }

    /// The aggregate below the line, which is the n of a rate.
    #[must_use]
    pub fn denominator(&self) -> Option<&Aggregate> {
        match self {
            Self::Of(_) => None,
            Self::Ratio(_, below) => Some(below),
        }
    }

    /// The expression in SQL.
    #[must_use]
    pub fn sql(&self) -> String {
        match self {
            Self::Of(one) => one.sql(),
            Self::Ratio(above, below) => {
                format!("CAST({} AS DOUBLE) / NULLIF(CAST({} AS DOUBLE), 0)", above.sql(), below.sql())
            }
        }
    }
}

impl Aggregate {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            let functions: Vec<&str> = FUNCTIONS.iter().map(|(word, _)| *word).collect();
            format!("expected `function(column)` or a ratio of two, with one of the functions {}", functions.join(", "))
        };
        let (word, rest) = text.trim().split_once('(').ok_or_else(wrong)?;
        let column = rest.strip_suffix(')').ok_or_else(wrong)?.trim();
        let function = FUNCTIONS.iter().find(|(name, _)| *name == word.trim()).map(|(_, function)| *function);
        let function = function.ok_or_else(wrong)?;
        let column = Some(column).filter(|column| !column.is_empty()).map(str::to_owned);
        match &column {
            None if function != Function::Count => Err(format!("`{}()` needs a column", word.trim())),
            Some(column) if !is_name(column) => Err(wrong()),
            _ => Ok(Self { function, column }),
        }
    }

    /// The expression in SQL.
    #[must_use]
    pub fn sql(&self) -> String {
        let column = self.column.as_deref().map(name);
        match (self.function, column) {
            (_, None) => "COUNT(*)".to_owned(),
            (Function::Sum, Some(column)) => format!("SUM({column})"),
            (Function::Count, Some(column)) => format!("COUNT({column})"),
            (Function::CountTrue, Some(column)) => format!("COUNT(*) FILTER (WHERE {column})"),
            (Function::CountDistinct, Some(column)) => format!("COUNT(DISTINCT {column})"),
            (Function::Min, Some(column)) => format!("MIN({column})"),
            (Function::Max, Some(column)) => format!("MAX({column})"),
        }
    }
}

impl fmt::Display for Aggregate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = FUNCTIONS.iter().find(|(_, function)| *function == self.function).map_or("", |(word, _)| word);
        write!(formatter, "{word}({})", self.column.as_deref().unwrap_or_default())
    }
}

/// Whether a text can be the name of a view, column or measure: small letters, digits, underscores.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
