//! The template of a small dashboard, and how it is written.

use super::yaml;
use serde_json::json;

#[test]
fn yaml_leaves_no_text_to_be_taken_for_anything_else() {
    let long = "x".repeat(130);
    let value = json!({
        "A": {"Fn::Sub": "${Name}-x"},
        "yes": ["on", "1.0", "a b", "plain-word", ""],
        "n": [[], {}, 3, true],
        "list": [{"a": 1, "b": {"c": "x: y # z", "long": long}}, "\"quoted\"\n"]});
    let expected = format!(
        r##"A: {{Fn::Sub: "${{Name}}-x"}}
"yes": ["on", "1.0", "a b", plain-word, ""]
"n": [[], {{}}, 3, true]
list:
  - a: 1
    b:
      c: "x: y # z"
      long: {long}
  - "\"quoted\"\n"
"##
    );
    assert_eq!(yaml::write("", &value), expected);
}
