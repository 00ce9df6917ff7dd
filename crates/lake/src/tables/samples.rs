//! Rows for tests, made from the schema: every column set, or only those that every row has.

use super::{Column, DataType, Row};
use serde_json::{Map, Value, json};

/// Which columns of a sample row are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    All,
    RequiredOnly,
}

/// A row of `T`, or what serde has against it.
pub(crate) fn sample<T: Row>(fill: Fill) -> T {
    let columns = T::schema().columns.iter();
    let value = |column: &Column| match fill {
        Fill::RequiredOnly if column.nullable => Value::Null,
        _ => sample_value(T::schema().name, column),
    };
    let object: Map<String, Value> = columns.map(|column| (column.name.to_owned(), value(column))).collect();
    serde_json::from_value(object.into()).unwrap_or_else(|error| panic!("{}: {error}", T::schema().name))
}

/// A value that a column can hold.
pub(crate) fn sample_value(table: &str, column: &Column) -> Value {
    match column.data_type {
        DataType::String => json!(sample_text(table, column.name)),
        DataType::BigInt => json!(i64::MAX),
        DataType::Double => json!(-0.125),
        DataType::Boolean => json!(true),
        DataType::Date => json!("2024-02-29"),
        DataType::TimestampMicros => json!("1969-12-31T23:59:59.999999Z"),
        DataType::Decimal => json!("-9999999999999999.99"),
    }
}

/// A text that the field's type takes: a word of its list, or a value of its form.
fn sample_text(table: &str, column: &str) -> &'static str {
    match (table, column) {
        ("source_email" | "constituent_email", "address") | (_, "email") => "ann.lee@example.org",
        (_, "number" | "phone") => "+12025550123",
        (_, "currency") => "USD",
        (_, "country") => "US",
        ("gift", "kind") => "daf_grant",
        ("gift_adjustment", "kind") => "refund",
        ("commitment", "kind") => "pledge",
        (_, "kind") => "person",
        ("gift", "status") => "partially_refunded",
        ("membership_term", "status") => "lapsed",
        (_, "status") => "active",
        (_, "contact_use") => "mobile",
        (_, "credit_type") => "soft",
        (_, "role") => "daf_advisor",
        (_, "frequency") => "monthly",
        (_, "derived_from") => "notes",
        (_, "channel") => "mail",
        (_, "state" | "email_consent" | "phone_consent" | "sms_consent" | "mail_consent") => "opt_out",
        (_, "household_basis" | "basis") => "joint_name",
        (_, "outcome") => "review",
        (_, "birth_month_day") => "02-29",
        _ => "Zoë \"O'Neil\", \u{1f33b}",
    }
}
