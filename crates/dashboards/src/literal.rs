//! Values that people choose, as literals of a statement.
//!
//! In:  a [`Value`], perhaps typed by somebody who means harm.
//! Out: one SQL literal that means this very value in `DataFusion` and Trino, and nothing else.
//!
//! Both take a text between single quotes as it stands, but for a quote, which is doubled; neither knows
//! backslash escapes there.

use serde::Serialize;
use std::fmt;

/// One value of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day, `YYYY-MM-DD`; made by [`Value::date`], which reads nothing else.
    Date(Day),
    /// No value: the bar of those that the source says nothing about.
    Missing,
}

/// A day in the form `YYYY-MM-DD`, each part within its bounds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Day(String);

impl Value {
    /// Reads a day; `None` for any other text.
    #[must_use]
    pub fn date(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !is_shaped {
            return None;
        }
        let (month, day) = (text[5..7].parse::<u8>().ok()?, text[8..10].parse::<u8>().ok()?);
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then(|| Self::Date(Day(text.to_owned())))
    }

    /// The condition that a column holds this value.
    #[must_use]
    pub fn condition(&self, column: &str) -> String {
        match self {
            Self::Missing => format!("{} IS NULL", name(column)),
            value => format!("{} = {value}", name(column)),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(formatter, "'{}'", text.replace('\'', "''")),
            Self::Integer(number) => write!(formatter, "{number}"),
            Self::Boolean(true) => formatter.write_str("TRUE"),
            Self::Boolean(false) => formatter.write_str("FALSE"),
            Self::Date(Day(day)) => write!(formatter, "DATE '{day}'"),
            Self::Missing => formatter.write_str("NULL"),
        }
    }
}

/// The condition that a column holds one of these values; `FALSE` for none.
#[must_use]
pub fn one_of(column: &str, values: &[Value]) -> String {
    match values {
        [] => "FALSE".to_owned(),
        [value] => value.condition(column),
        values => {
            let conditions: Vec<String> = values.iter().map(|value| value.condition(column)).collect();
            format!("({})", conditions.join(" OR "))
        }
    }
}

/// A view's or column's name in a statement.
#[must_use]
pub fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
