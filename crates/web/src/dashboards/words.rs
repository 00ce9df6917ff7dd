//! How the page's scripts call formats and types. In: the definition's word. Out: theirs.

use dashboards::{ColumnType, Format};

/// The name of a format.
pub(crate) fn format_word(format: Format) -> &'static str {
    match format {
        Format::Money => "money",
        Format::Count => "count",
        Format::Number => "number",
        Format::Percent => "percent",
        Format::Text => "text",
        Format::Date => "date",
        Format::Month => "month",
        Format::Year => "year",
        Format::Flag => "flag",
    }
}

/// The format of a column whose definition names none.
pub(crate) fn type_word(column: &str, column_type: Option<ColumnType>) -> &'static str {
    match column_type {
        Some(ColumnType::Integer) if column.ends_with("fiscal_year") => "year",
        Some(ColumnType::Integer) => "count",
        Some(ColumnType::Decimal) => "money",
        Some(ColumnType::Double) => "number",
        Some(ColumnType::Boolean) => "flag",
        Some(ColumnType::Date | ColumnType::Timestamp) => "date",
        Some(ColumnType::Text) | None => "text",
    }
}
