//! What a column may hold, and who may see it.
//!
//! Only types that Athena reads from Parquet are offered: no unsigned integers, no nanoseconds,
//! no nested values.

use arrow::datatypes::{DataType as ArrowType, TimeUnit};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// Digits of an amount of money, all told.
pub const MONEY_PRECISION: u8 = 18;
/// Digits of an amount of money after the point.
pub const MONEY_SCALE: u8 = 2;

/// What a column holds. The text form is the type's name in Glue, Athena and SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DataType {
    /// Text, also the words of closed lists.
    #[serde(rename = "string")]
    String,
    /// A 64-bit whole number.
    #[serde(rename = "bigint")]
    BigInt,
    /// A 64-bit floating number. Never money.
    #[serde(rename = "double")]
    Double,
    /// Yes or no.
    #[serde(rename = "boolean")]
    Boolean,
    /// A day without a time.
    #[serde(rename = "date")]
    Date,
    /// An instant in UTC, to the microsecond; finer parts are cut off.
    #[serde(rename = "timestamp")]
    TimestampMicros,
    /// Money: [`MONEY_PRECISION`] digits, [`MONEY_SCALE`] of them after the point.
    #[serde(rename = "decimal(18,2)")]
    Decimal,
}

/// Who may see a column. Policies grant classes, not columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnClass {
    /// Names nobody: ids, amounts, dates, words of closed lists.
    Public,
    /// Names somebody or reaches them: names, e-mail, phone, address.
    Contact,
    /// Private even among colleagues: birth, death, gender, and free text that may hold anything.
    Sensitive,
    /// How a value came about: files, lines, rules, weights.
    Internal,
}

impl DataType {
    /// The name in Glue, Athena and SQL.
    #[must_use]
    pub fn athena_name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::BigInt => "bigint",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::TimestampMicros => "timestamp",
            Self::Decimal => "decimal(18,2)",
        }
    }

    /// The type in Arrow, and so in Parquet.
    #[must_use]
    pub fn to_arrow(self) -> ArrowType {
        match self {
            Self::String => ArrowType::Utf8,
            Self::BigInt => ArrowType::Int64,
            Self::Double => ArrowType::Float64,
            Self::Boolean => ArrowType::Boolean,
            Self::Date => ArrowType::Date32,
            Self::TimestampMicros => ArrowType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC"))),
            Self::Decimal => ArrowType::Decimal128(MONEY_PRECISION, MONEY_SCALE.cast_signed()),
        }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.athena_name())
    }
}

impl ColumnClass {
    /// The class as policies and the catalog spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Contact => "contact",
            Self::Sensitive => "sensitive",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for ColumnClass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
