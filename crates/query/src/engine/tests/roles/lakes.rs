//! Two lakes for one role that differ in nothing but what it may not see, there down to the last value.
//!
//! Every hidden text, number and date bears a mark that no visible one has.

use governance::{Policy, RowRule, TableAccess};
use lake::Lake;
use lake::tables::{Column, DataType, Row, TableSchema};
use records::golden::GoldenTables;
use serde_json::{Value, json};

/// What stands in hidden texts, numbers and dates alone.
pub(super) const MARKS: [&str; 3] = ["zqhid", "731955", "1873-"];

/// Rows of every table; of a table with a row rule, the odd ones are hidden.
const ROWS: usize = 6;

/// One of the two lakes: `variant` is 0 or 1.
pub(super) async fn lake(policy: &Policy, role: &str, variant: usize) -> Lake {
    let maker = Maker { policy, role, variant };
    let tables = GoldenTables {
        constituents: maker.rows(),
        values: maker.rows(),
        emails: maker.rows(),
        phones: maker.rows(),
        addresses: maker.rows(),
        consents: maker.rows(),
        households: maker.rows(),
        household_members: maker.rows(),
        crosswalk: maker.rows(),
        match_links: maker.rows(),
        redirects: maker.rows(),
        gifts: maker.rows(),
        allocations: maker.rows(),
        credits: maker.rows(),
        adjustments: maker.rows(),
        duplicate_gifts: maker.rows(),
        commitments: maker.rows(),
        membership_terms: maker.rows(),
        consent_events: maker.rows(),
        source_files: maker.rows(),
        rejections: maker.rows(),
    };
    let lake = Lake::memory();
    let snapshot = format!("s{variant}");
    lake.write_snapshot(&snapshot, &tables, &crate::sample_lake::inputs()).await.unwrap();
    lake
}

struct Maker<'a> {
    policy: &'a Policy,
    role: &'a str,
    variant: usize,
}

impl Maker<'_> {
    fn rows<T: Row>(&self) -> Vec<T> {
        let table = T::schema();
        let access = self.policy.access(self.role, table.name);
        let row_count = if has_hidden_rows(access.as_ref()) { ROWS + 2 * self.variant } else { ROWS };
        let row = |row: usize| {
            let value = |column: &Column| (column.name.to_owned(), self.value(table, access.as_ref(), column, row));
            let fields: serde_json::Map<String, Value> = table.columns.iter().map(value).collect();
            serde_json::from_value(Value::Object(fields)).unwrap_or_else(|error| panic!("{}: {error}", table.name))
        };
        (0..row_count).map(row).collect()
    }

    fn value(&self, table: &TableSchema, access: Option<&TableAccess>, column: &Column, row: usize) -> Value {
        let is_hidden_row = has_hidden_rows(access) && (access.is_none() || row % 2 == 1 || row >= ROWS);
        if column.name == "region" {
            let hidden = [json!("TX"), json!("NY"), Value::Null];
            let is_seen = !is_hidden_row && is_seen(access, column);
            return if is_seen { json!(["CA", "OR", "WA"][row / 2]) } else { hidden[(row + self.variant) % 3].clone() };
        }
        let is_hidden = is_hidden_row || !is_seen(access, column);
        if is_hidden { hidden_value(table, column, row, self.variant) } else { visible_value(table, column, row) }
    }
}

fn is_seen(access: Option<&TableAccess>, column: &Column) -> bool {
    access.is_some_and(|access| access.columns.iter().any(|name| name == column.name))
}

fn has_hidden_rows(access: Option<&TableAccess>) -> bool {
    access.is_none_or(|access| access.rows != RowRule::All)
}

fn visible_value(table: &TableSchema, column: &Column, row: usize) -> Value {
    if column.nullable && row == 4 {
        return Value::Null;
    }
    match column.data_type {
        DataType::String => json!(visible_text(table, column, row)),
        DataType::BigInt => json!(row),
        DataType::Double => json!(0.5),
        DataType::Boolean => json!(row.is_multiple_of(3)),
        DataType::Date => json!(format!("202{}-03-0{}", row % 5, row + 1)),
        DataType::TimestampMicros => json!(format!("2024-01-0{}T00:00:00Z", row + 1)),
        DataType::Decimal => json!(format!("{}.25", row * 10)),
    }
}

fn visible_text(table: &TableSchema, column: &Column, row: usize) -> String {
    let words = words(table.name, column.name);
    match column.name {
        _ if !words.is_empty() => words[row % words.len()].to_owned(),
        "address" | "email" => format!("v{row}@example.org"),
        "number" | "phone" => format!("+1202555010{row}"),
        "constituent_id" => format!("C{}", row % 4),
        "source_record_key" | "left_key" => format!("crm:r{}", row % 4),
        "gift_key" => format!("crm:g{}", row % 5),
        name => format!("{name} {row}"),
    }
}

fn hidden_value(table: &TableSchema, column: &Column, row: usize, variant: usize) -> Value {
    if column.nullable && (row + variant).is_multiple_of(4) {
        return Value::Null;
    }
    let words = words(table.name, column.name);
    match column.data_type {
        DataType::String if !words.is_empty() => json!(words[(row + variant) % words.len()]),
        DataType::String => json!(match column.name {
            "address" | "email" => format!("zqhid{variant}x{row}@example.org"),
            "number" | "phone" => format!("+17319550{variant}{row:02}"),
            _ => format!("zqhid{}x{row}", "y".repeat(20 * variant)),
        }),
        DataType::BigInt => json!(731_955_000 + 100 * variant + row),
        DataType::Double => json!(format!("731955.{variant}{row}").parse::<f64>().unwrap()),
        DataType::Boolean => json!(variant == 1),
        DataType::Date => json!(format!("1873-0{}-0{}", variant + 1, row + 1)),
        DataType::TimestampMicros => json!(format!("1873-0{}-0{}T00:00:00Z", variant + 1, row + 1)),
        DataType::Decimal => json!(format!("731955.{variant}{row}")),
    }
}

/// The words of closed lists, at least two of each where there are two.
fn words(table: &str, column: &str) -> &'static [&'static str] {
    match (table, column) {
        (_, "currency") => &["USD", "EUR"],
        (_, "country") => &["US", "CA"],
        ("gift", "kind") => &["one_time", "daf_grant"],
        ("gift_adjustment", "kind") => &["refund", "chargeback"],
        ("commitment", "kind") => &["pledge", "recurring"],
        (_, "kind") => &["person", "organization"],
        ("gift", "status") => &["succeeded", "partially_refunded"],
        ("constituent_email", "status") => &["active", "cleaned"],
        ("commitment", "status") => &["active", "completed"],
        (_, "status") => &["active", "lapsed"],
        (_, "contact_use") => &["home", "work"],
        (_, "credit_type") => &["hard", "soft"],
        (_, "role") => &["donor", "daf_advisor"],
        (_, "frequency") => &["monthly", "quarterly"],
        (_, "derived_from") => &["notes", "row"],
        (_, "channel") => &["mail", "email"],
        (_, "state" | "email_consent" | "phone_consent" | "sms_consent" | "mail_consent") => &["opt_out", "opt_in"],
        ("household_member", "basis") => &["joint_name"],
        (_, "outcome") => &["review", "match"],
        _ => &[],
    }
}
