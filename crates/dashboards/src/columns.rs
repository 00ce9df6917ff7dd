//! The columns of the views and what they hold, as the query engine tells them.

use crate::literal::Value;
use std::collections::BTreeMap;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Words.
    Text,
    /// Whole numbers.
    Integer,
    /// Money, exact.
    Decimal,
    /// Other numbers: shares, averages.
    Double,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A moment.
    Timestamp,
}

impl ColumnType {
    /// The type that Athena calls by this name; `None` for those that no view has.
    #[must_use]
    pub fn from_athena(name: &str) -> Option<Self> {
        Some(match name.split('(').next().unwrap_or_default() {
            "string" | "varchar" => Self::Text,
            "tinyint" | "smallint" | "int" | "integer" | "bigint" => Self::Integer,
            "decimal" => Self::Decimal,
            "float" | "double" => Self::Double,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "timestamp" => Self::Timestamp,
            _ => return None,
        })
    }

    /// Reads a value of this type from the text that a reader sent; `None` when it is no such value.
    ///
    /// Money, shares and moments are no values that a reader may choose by.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::Text(text.to_owned())),
            Self::Integer => text.parse().ok().map(Value::Integer),
            Self::Boolean => text.parse().ok().map(Value::Boolean),
            Self::Date => Value::date(text),
            Self::Decimal | Self::Double | Self::Timestamp => None,
        }
    }

    /// Whether values of this type can be added up.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Double)
    }
}

/// View → column → what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    views: BTreeMap<String, BTreeMap<String, ColumnType>>,
}

impl Columns {
    /// Collects (view, column, name of the type in Athena); columns of other types are left out.
    #[must_use]
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let mut views: BTreeMap<String, BTreeMap<String, ColumnType>> = BTreeMap::new();
        for (view, column, data_type) in columns {
            if let Some(column_type) = ColumnType::from_athena(data_type) {
                views.entry(view.to_owned()).or_default().insert(column.to_owned(), column_type);
            }
        }
        Self { views }
    }

    /// Whether there is such a view.
    #[must_use]
    pub fn has_view(&self, view: &str) -> bool {
        self.views.contains_key(view)
    }

    /// What a view's column holds; `None` when there is none.
    #[must_use]
    pub fn type_of(&self, view: &str, column: &str) -> Option<ColumnType> {
        self.views.get(view)?.get(column).copied()
    }

    /// The names of a view's columns, sorted.
    pub fn names(&self, view: &str) -> impl Iterator<Item = &str> {
        self.views.get(view).into_iter().flat_map(|columns| columns.keys().map(String::as_str))
    }
}
