//! The template of a small dashboard, and how it is written.

use super::{template, yaml};
use crate::{Columns, Dashboard};
use expect_test::expect;
use serde_json::json;

#[test]
fn yaml_leaves_no_text_to_be_taken_for_anything_else() {
    let value = json!({"A": {"Fn::Sub": "${Name}-x"}, "yes": ["on", "1.0", "a b", "plain-word", ""], "n": [[], {}, 3, true],
        "list": [{"a": 1, "b": {"c": "x: y # z"}}, "\"quoted\"\n"]});
    expect![[r##"
        A:
          Fn::Sub: "${Name}-x"
        "yes":
          - "on"
          - "1.0"
          - "a b"
          - plain-word
          - ""
        "n":
          - []
          - {}
          - 3
          - true
        list:
          - a: 1
            b:
              c: "x: y # z"
          - "\"quoted\"\n"
    "##]]
    .assert_eq(&yaml::write("", &value));
}
