//! The text of a view as Athena stores it in Glue.
//!
//! In:  the query, the database, the columns with Trino's type names.
//! Out: `/* Presto View: <base64 of JSON> */`, as Trino's Hive connector writes and reads it.

use serde_json::{Value, json};

/// What Athena stores besides: nothing that it reads.
pub(super) const EXPANDED: &str = "/* Presto View */";

/// The original text of a view.
pub(super) fn encode(sql: &str, database: &str, columns: &[(&str, &str)]) -> String {
    let columns: Vec<Value> = columns.iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
    let definition = json!({ "originalSql": sql, "catalog": "awsdatacatalog", "schema": database, "columns": columns });
    format!("/* Presto View: {} */", base64(definition.to_string().as_bytes()))
}

/// Base 64 of RFC 4648, section 4, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = bits >> (18 - 6 * place) & 63;
            text.push(if place > group.len() { '=' } else { char::from(DIGITS[digit]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of RFC 4648, section 10.
    #[test]
    fn bytes_are_written_in_base_64() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), expected, "{bytes}");
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn a_view_is_a_comment_around_its_definition() {
        let text = encode("SELECT 1 a", "golden", &[("a", "integer")]);
        let definition = r#"{"originalSql":"SELECT 1 a","catalog":"awsdatacatalog","schema":"golden","columns":[{"name":"a","type":"integer"}]}"#;
        assert_eq!(text, format!("/* Presto View: {} */", base64(definition.as_bytes())));
    }
}
