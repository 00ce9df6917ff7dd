//! Metrics as `CloudWatch`'s embedded metric format: log lines of which `CloudWatch` makes metrics.
//!
//! In:  a namespace, names that stand in the program, and numbers. Never a personal value: there is no way to hand one in.
//! Out: one JSON line on standard output.
//!
//! Source: `CloudWatch` User Guide, "Specification: Embedded metric format".

use serde_json::{Map, Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Time.
    Milliseconds,
    /// Size.
    Bytes,
}

impl Unit {
    /// The unit as `CloudWatch` spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "Count",
            Self::Milliseconds => "Milliseconds",
            Self::Bytes => "Bytes",
        }
    }
}

/// Metrics of one event, on their way out.
#[derive(Debug, Clone)]
pub struct Emf {
    namespace: String,
    dimensions: Vec<&'static str>,
    metrics: Vec<Value>,
    values: Map<String, Value>,
}

impl Emf {
    /// Starts with nothing measured.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        Self { namespace: namespace.to_owned(), dimensions: Vec::new(), metrics: Vec::new(), values: Map::new() }
    }

    /// Says of whom or what the metrics are, for example of which source.
    ///
    /// A dimension's value is a name from the deployment: lower-case letters, digits, `_` and `-`. Anything else
    /// becomes `other`, so that no value of a record can end up here, and no dimension grows without bound.
    #[must_use]
    pub fn dimension(mut self, name: &'static str, value: &str) -> Self {
        let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter);
        let is_name = (1..=64).contains(&value.len()) && value.chars().all(fits);
        self.dimensions.push(name);
        self.values.insert(name.to_owned(), json!(if is_name { value } else { "other" }));
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn metric(mut self, name: &'static str, unit: Unit, value: u64) -> Self {
        self.metrics.push(json!({ "Name": name, "Unit": unit.as_str() }));
        self.values.insert(name.to_owned(), json!(value));
        self
    }

    /// The JSON line of metrics that were measured at `at`.
    #[must_use]
    pub fn line(&self, at: SystemTime) -> String {
        let milliseconds = at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let directive = json!({
            "Namespace": self.namespace,
            "Dimensions": [self.dimensions],
            "Metrics": self.metrics,
        });
        let metadata = json!({
            "Timestamp": u64::try_from(milliseconds).unwrap_or_default(),
            "CloudWatchMetrics": [directive],
        });
        let mut document = Map::from_iter([("_aws".to_owned(), metadata)]);
        document.extend(self.values.clone());
        Value::Object(document).to_string()
    }

    /// Writes the line to standard output, from where Lambda takes it.
    #[expect(clippy::print_stdout, reason = "the embedded metric format is a line on standard output")]
    pub fn emit(&self) {
        println!("{}", self.line(SystemTime::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn line(emf: &Emf) -> Value {
        serde_json::from_str(&emf.line(UNIX_EPOCH + Duration::from_millis(1_700_000_000_123))).unwrap()
    }

    /// The shape by hand, from the specification's example.
    #[test]
    fn a_line_has_the_shape_of_the_specification() {
        let emf = Emf::new("Donorlake/test").dimension("Source", "paypal").metric("RowsRead", Unit::Count, 12).metric(
            "Duration",
            Unit::Milliseconds,
            340,
        );
        let expected = json!({
            "_aws": {
                "Timestamp": 1_700_000_000_123_u64,
                "CloudWatchMetrics": [{
                    "Namespace": "Donorlake/test",
                    "Dimensions": [["Source"]],
                    "Metrics": [{ "Name": "RowsRead", "Unit": "Count" }, { "Name": "Duration", "Unit": "Milliseconds" }],
                }],
            },
            "Source": "paypal",
            "RowsRead": 12,
            "Duration": 340,
        });
        assert_eq!(line(&emf), expected);
    }

    #[test]
    fn metrics_without_a_dimension_have_one_empty_set_of_dimensions() {
        let line = line(&Emf::new("n").metric("Snapshots", Unit::Count, 1));
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([[]]));
    }

    #[test]
    fn a_value_that_is_no_name_is_not_written() {
        for value in ["anna@example.org", "Anna", "", "a b"] {
            assert_eq!(line(&Emf::new("n").dimension("Source", value))["Source"], "other", "{value:?}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(Emf::new("a\nb").metric("M", Unit::Bytes, 1).line(UNIX_EPOCH).lines().count(), 1);
    }
}
