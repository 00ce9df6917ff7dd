//! Writes a template as YAML: what fits stands on one line, the rest in blocks, so that a change shows where it is.
//!
//! In:  plain JSON. Out: YAML that reads back as the same JSON. A text is written plain only where no reader can
//! take it for anything else, else in double quotes with JSON's escapes, which YAML knows too.

use serde_json::Value;
use std::fmt::Write;

/// How long a line may be.
const WIDTH: usize = 120;

/// The value under a head of comment lines.
pub(super) fn write(head: &str, value: &Value) -> String {
    let mut text = head.to_owned();
    block(&mut text, value, 0);
    text
}

/// A mapping or a list, each entry on its line at `depth`.
fn block(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                indent(text, depth);
                let _ = write!(text, "{}:", scalar(key));
                after(text, value, depth + 1);
            }
        }
        Value::Array(items) => {
            for item in items {
                indent(text, depth);
                text.push('-');
                item_after_dash(text, item, depth + 1);
            }
        }
        _ => {}
    }
}

/// What follows a dash: a mapping begins on the same line.
fn item_after_dash(text: &mut String, item: &Value, depth: usize) {
    if !item.is_object() || 2 * depth + flow(item).len() <= WIDTH {
        return after(text, item, depth);
    }
    let mut inner = String::new();
    block(&mut inner, item, depth);
    text.push(' ');
    text.push_str(inner.trim_start());
}

/// What follows a key: what fits on the same line, else a block on the next.
fn after(text: &mut String, value: &Value, depth: usize) {
    let line = flow(value);
    let is_block = value.is_object() || value.is_array();
    if is_block && 2 * depth + line.len() > WIDTH {
        text.push('\n');
        block(text, value, depth);
    } else {
        let _ = writeln!(text, " {line}");
    }
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{}: {}", scalar(key), flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

fn indent(text: &mut String, depth: usize) {
    text.extend(std::iter::repeat_n("  ", depth));
}

fn scalar(text: &str) -> String {
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_alphabetic())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte))
    };
    let reads_otherwise = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let is_plain = text.split("::").all(is_word) && !reads_otherwise.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { Value::String(text.to_owned()).to_string() }
}
