//! The template of a small dashboard, and how it is written.

use super::{House, template, yaml};
use crate::tests::{GOOD, columns};
use crate::{Columns, Dashboard};
use serde_json::json;

const HOUSE: House<'static> = House { currency: "USD", time_zone: "America/New_York" };

fn made(text: &str, columns: &Columns) -> String {
    template(&[Dashboard::parse("giving", text).unwrap()], columns, HOUSE).unwrap()
}

#[track_caller]
fn check(text: &str, parts: &[&str]) {
    // Where a line is broken says nothing.
    let plain: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(plain.contains(part), "lacks `{part}`");
    }
}

#[test]
fn the_same_definitions_give_the_same_bytes() {
    assert_eq!(made(GOOD, &columns()), made(GOOD, &columns()));
}

#[test]
fn a_rate_is_a_ratio_of_sums_and_shows_its_n() {
    check(
        &made(GOOD, &columns()),
        &[
            "Name: \"Gave again\" Expression: \"sum({retained}) / nullIf(sum({prior}), 0)\"",
            "Label: \"of so many donors\"",
        ],
    );
}

#[test]
fn the_running_year_is_a_choice_that_does_not_age() {
    check(
        &made(GOOD, &columns()),
        &[
            "DefaultValues: {StaticValues: [\"running year\"]}",
            "CASE WHEN v.\\\"fiscal_year\\\" = h.fiscal_year THEN 'running year' ELSE",
            "ifelse({fiscal_year} <= ifelse(${FiscalYear} = 'running year', {horizon_fiscal_year}, parseInt(${FiscalYear})), 1, 0)",
        ],
    );
}

#[test]
fn words_are_shown_and_cannot_end_their_quotes() {
    let text = GOOD
        .replace("category = \"campaign\"", "category = \"kind\"")
        .replace("[words.category]\nnew = \"New donors\"", "[words.kind]\ngrant = \"Foundations' grants\"");
    let text = text.replace("on = { campaign = \"campaign_name\" }\n", "");
    check(&made(&text, &columns()), &["switch({kind}, 'grant', 'Foundations\u{2019} grants', {kind})"]);
}

#[test]
fn yes_and_no_add_up_as_1_and_0() {
    check(&made(GOOD, &columns()), &["CASE WHEN v.\\\"is_counted\\\" THEN 1 ELSE 0 END AS \\\"is_counted\\\""]);
}

#[test]
fn what_the_role_may_not_see_is_refused_or_left_out() {
    let seen = crate::tests::COLUMNS.iter().copied();
    let without = |view: &'static str| Columns::new(seen.clone().filter(move |(of, _, _)| *of != view));
    let no_list = made(GOOD, &without("gift_list"));
    assert!(!no_list.contains("gift_list") && !no_list.contains("NavigationOperation"), "the list is left out");
    let dashboards = [Dashboard::parse("giving", GOOD).unwrap()];
    let error = template(&dashboards, &without("giving_detail"), HOUSE).unwrap_err();
    assert_eq!((error.line, error.message.as_str()), (27, "there is no view `giving_detail`"));
    let text = GOOD.replace("kind = \"horizontal_bar\"", "kind = \"horizontal_bar\"\npage_only = true");
    assert!(!made(&text, &without("giving_detail")).contains("giving_detail"));
}

#[test]
fn yaml_leaves_no_text_to_be_taken_for_anything_else() {
    let long = "x".repeat(130);
    let value = json!({
        "A": {"Fn::Sub": "${Name}-x"},
        "yes": ["on", "1.0", "a b", "plain-word", ""],
        "n": [[], {}, 3, true],
        "list": [{"a": 1, "b": {"c": "x: y # z", "long": long}}, "\"quoted\"\n"]});
    let expected = format!(
        r#"A: {{Fn::Sub: "${{Name}}-x"}}
"yes": ["on", "1.0", "a b", plain-word, ""]
"n": [[], {{}}, 3, true]
list:
  - a: 1
    b:
      c: "x: y # z"
      long: {long}
  - "\"quoted\"\n"
"#
    );
    assert_eq!(yaml::write("", &value), expected);
}
