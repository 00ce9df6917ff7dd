//! Mistakes in mappings are told with the line and with what is allowed.

use super::*;
use crate::MappingSet;

const GOOD: &str = r#"version = "1"
source = "demo"
title = "Demo"
grain = "one row per gift"
[detect]
require = ["id"]
[file]
currency = "USD"
country = "US"
[columns]
id = "Id"
amount = "Amount"
day = "Day"
[gift]
key = "id"
donor = "id"
amount = "amount"
gift_date = "day"
kind = { column = "id", words = { "A" = "grant" }, on_unknown = "none" }
"#;

#[track_caller]
fn check(from: &str, to: &str, line: usize, expected: &str) {
    assert!(GOOD.contains(from), "{from}");
    let error = Mapping::parse("demo", &GOOD.replacen(from, to, 1)).unwrap_err();
    assert_eq!((error.mapping.as_str(), error.line), ("demo", line), "{error}");
    assert!(error.message.contains(expected), "{error}");
}

#[test]
fn every_bundled_mapping_parses() {
    let ids: Vec<String> = MappingSet::bundled().unwrap().mappings().iter().map(|mapping| mapping.id.clone()).collect();
    let expected = [
        "mailchimp_audience",
        "paypal_activity",
        "raisers_edge_constituents",
        "raisers_edge_gifts",
        "salesforce_contacts",
        "salesforce_opportunities",
        "wild_apricot_members",
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_good_mapping_parses() {
    let mapping = Mapping::parse("demo", GOOD).unwrap();
    assert_eq!((mapping.source(), mapping.label().as_str()), ("demo", "demo@1"));
}

#[test]
fn unknown_names_are_told_with_what_is_allowed() {
    check(
        "amount = \"amount\"",
        "amount = \"sum\"",
        17,
        "`sum` is no name of [columns]; expected one of: amount, day, id",
    );
    check("gift_date", "gift_day", 18, "unknown key `gift_day`; allowed here: when, key, donor");
    check("[file]", "[fil]", 7, "unknown key `fil`; allowed here: version");
    check("\"grant\"", "\"present\"", 19, "unknown word `present`; expected one of: one_time");
    check("on_unknown = \"none\"", "on_unknown = \"maybe\"", 19, "unknown word `maybe`");
    check("[\"id\"]", "[\"nr\"]", 6, "`nr` is no name of [columns]");
}

#[test]
fn missing_and_malformed_values_are_told() {
    check("currency = \"USD\"", "", 7, "missing key `currency`");
    check("key = \"id\"\n", "", 14, "missing key `key`");
    check("[columns]", "[columns", 10, "no valid TOML");
    check("\"Id\"", "7", 11, "expected a text, found integer");
    check("\"USD\"", "\"XYZ1\"", 8, "");
    check(
        "\"Amount\"",
        "{ headings = \"Amount\", transform = \"round\" }",
        12,
        "unknown transform `round`; expected one of: \"salesforce_id\"",
    );
    check("\"Amount\"", "{ headings = \"Amount\", transform = { extract = \"(\" } }", 12, "no regular expression");
    check("column = \"id\"", "when = \"idd is empty\", column = \"id\"", 19, "in condition: `idd` is no name");
    check("column = \"id\", ", "", 19, "expected either `column` or `value`");
}

#[test]
fn a_rule_may_only_emit_sections_that_are_there() {
    let text = format!("{GOOD}\n[[row]]\nemit = [\"party\"]\n");
    let error = Mapping::parse("demo", &text).unwrap_err();
    assert!(error.message.contains("no section [party]"), "{error}");
}

#[test]
fn a_pattern_for_notes_needs_its_groups() {
    let text = format!(
        "{GOOD}\n[membership]\nmember = \"id\"\nstart_date = \"day\"\n[membership.notes]\ncolumn = \"id\"\npattern = 'from (?<start>.*)'\n"
    );
    let error = Mapping::parse("demo", &text).unwrap_err();
    assert!(error.message.contains("(?<end>"), "{error}");
}
