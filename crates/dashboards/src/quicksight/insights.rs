//! What is out of the ordinary, in words, below the line that it speaks of.
//!
//! A definition cannot hold `QuickSight`'s anomaly detection (its list of computations has none), so that what can be said
//! about unusual months is said with what it has: the change to the period before, the highest and the lowest.

use super::fields::{dimension, measure};
use super::visuals::Shown;
use serde_json::{Value, json};

/// The insight of a visual; `None` unless its definition asks for one.
pub(super) fn insight(shown: &Shown<'_>) -> Option<Value> {
    let visual = shown.visual;
    let time = visual.category.as_ref().filter(|_| visual.anomaly)?;
    let measured = visual.measures.first()?;
    let id = format!("{}-insight", shown.id());
    let with_id = |value: Value, name: &str| renamed(value, &format!("{id}-{name}"));
    let computation = |name: &str| {
        let time = dimension(shown.parts, shown.dashboard, visual, time, "time");
        let value = measure(shown.parts, shown.dashboard, visual, measured);
        json!({"ComputationId": format!("{id}-{name}"), "Name": name.replace('-', ""),
               "Time": with_id(time, &format!("{name}-time")), "Value": with_id(value, &format!("{name}-value"))})
    };
    let mut computations = vec![json!({"PeriodOverPeriod": computation("change")})];
    for (name, kind) in [("highest", "MAXIMUM"), ("lowest", "MINIMUM")] {
        let mut extreme = computation(name);
        extreme["Type"] = json!(kind);
        computations.push(json!({"MaximumMinimum": extreme}));
    }
    Some(json!({"InsightVisual": {
        "VisualId": id,
        "DataSetIdentifier": visual.view.name,
        "Title": {"Visibility": "VISIBLE", "FormatText": {"PlainText": format!("{}: what stands out", visual.title)}},
        "InsightConfiguration": {"Computations": computations},
    }}))
}

/// A field under another id: ids are unique within a sheet.
fn renamed(mut field: Value, id: &str) -> Value {
    if let Some(inner) = field.as_object_mut().and_then(|kinds| kinds.values_mut().next()) {
        inner["FieldId"] = json!(id);
    }
    field
}
