//! Fields: dimensions, measures, and the calculated fields behind rates and words.

use super::data_sets::{HORIZON, RUNNING, column, day_of, measured, needed, worded};
use super::{Parts, id};
use crate::columns::ColumnType;
use crate::dashboard::{Dashboard, Format, Kind, Measure, Visual};
use crate::formula::{Aggregate, Formula, Function};
use crate::reference::Reference;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Every calculated field: words for values, rates, and whether a row lies in the chosen years.
pub(super) fn calculated(parts: &Parts<'_>) -> Vec<Value> {
    let mut fields: BTreeMap<(String, String), String> = BTreeMap::new();
    for (view, columns) in needed(parts) {
        for dashboard in parts.dashboards {
            for column in columns.iter().filter(|column| dashboard.words.contains_key(*column)) {
                let Some(name) = worded(dashboard, column).filter(|_| names_view(dashboard, &view)) else { continue };
                fields.insert((view.clone(), field_name(&view, &name)), words(parts, dashboard, &view, column));
            }
        }
    }
    for visual in parts.dashboards.iter().flat_map(|dashboard| &dashboard.visuals) {
        for measure in visual.measures.iter().filter(|measure| is_calculated(visual, measure)) {
            fields.insert((visual.view.name.clone(), figure(parts, visual, measure)), figure_expression(measure));
        }
        for binding in visual.filters.values().filter(|binding| binding.up_to) {
            let list = visual.drill.as_ref().map(|drill| (&drill.view.name, drill.column_for(&binding.column)));
            for (view, column) in [Some((&visual.view.name, &*binding.column)), list].into_iter().flatten() {
                fields.insert((view.clone(), field_name(view, &up_to(column))), up_to_expression(column));
            }
        }
    }
    let field = |((view, name), expression)| json!({"DataSetIdentifier": view, "Name": name, "Expression": expression});
    fields.into_iter().map(field).collect()
}

/// Names of calculated fields are unique in an analysis, so that they end with the view's.
pub(super) fn field_name(view: &str, name: &str) -> String {
    format!("{name} ({view})")
}

fn names_view(dashboard: &Dashboard, view: &str) -> bool {
    dashboard
        .visuals
        .iter()
        .any(|visual| visual.view.name == view || visual.drill.as_ref().is_some_and(|drill| drill.view.name == view))
}

/// The words for a column's values; a value without words stays as it is.
fn words(parts: &Parts<'_>, dashboard: &Dashboard, view: &str, column: &str) -> String {
    let empty = BTreeMap::new();
    let words = dashboard.words.get(column).unwrap_or(&empty);
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "\u{2019}"));
    if parts.columns.type_of(view, column) == Some(ColumnType::Boolean) {
        let word = |value: &str| quoted(words.get(value).map_or(value, String::as_str));
        return format!("ifelse({{{column}}} = 1, {}, {})", word("true"), word("false"));
    }
    let cases: Vec<String> = words.iter().map(|(value, word)| format!("{}, {}", quoted(value), quoted(word))).collect();
    format!("switch({{{column}}}, {}, {{{column}}})", cases.join(", "))
}

/// Rates are calculated, and so are several figures of one chart: their names are what the legend shows.
fn is_calculated(visual: &Visual, measure: &Measure) -> bool {
    visual.measures.len() > 1 || matches!(measure.formula, Formula::Ratio(..))
}

/// The calculated field of a figure: its label, and the visual's title where two figures have one label.
fn figure(parts: &Parts<'_>, visual: &Visual, measure: &Measure) -> String {
    let others = parts.dashboards.iter().flat_map(|dashboard| &dashboard.visuals);
    let is_told_apart = others
        .flat_map(|other| other.measures.iter().map(move |one| (other, one)))
        .filter(|(other, one)| is_calculated(other, one) && one.label == measure.label)
        .all(|(other, one)| other.view == visual.view && one.formula == measure.formula);
    if is_told_apart { measure.label.clone() } else { format!("{} ({})", measure.label, visual.title) }
}

fn figure_expression(measure: &Measure) -> String {
    match &measure.formula {
        Formula::Of(one) => expression(one),
        Formula::Ratio(above, below) => format!("{} / nullIf({}, 0)", expression(above), expression(below)),
    }
}

fn expression(aggregate: &Aggregate) -> String {
    let function = match aggregate.function {
        Function::Sum | Function::CountTrue => "sum",
        Function::Count => "count",
        Function::CountDistinct => "distinct_count",
        Function::Min => "min",
        Function::Max => "max",
    };
    format!("{function}({{{}}})", measured(aggregate))
}

/// The calculated field that is 1 for the chosen year and those before it.
pub(super) fn up_to(column: &str) -> String {
    format!("{column} up to the chosen one")
}

fn up_to_expression(column: &str) -> String {
    let chosen = format!("ifelse(${{FiscalYear}} = '{RUNNING}', {{{HORIZON}}}, parseInt(${{FiscalYear}}))");
    format!("ifelse({{{column}}} <= {chosen}, 1, 0)")
}

/// A field along an axis.
pub(super) fn dimension(
    parts: &Parts<'_>,
    dashboard: &Dashboard,
    visual: &Visual,
    axis: &Reference,
    role: &str,
) -> Value {
    let field = id(&[&dashboard.name, &visual.name, role]);
    let view = &visual.view.name;
    if let Some(worded) = worded(dashboard, axis) {
        return json!({"CategoricalDimensionField": {"FieldId": field, "Column": column(view, &field_name(view, &worded))}});
    }
    match parts.columns.type_of(view, axis) {
        Some(ColumnType::Date | ColumnType::Timestamp) => json!({"DateDimensionField": {
            "FieldId": field, "Column": column(view, axis), "DateGranularity": "MONTH"}}),
        Some(ColumnType::Integer) if visual.kind == Kind::Number => json!({"DateDimensionField": {
            "FieldId": field, "Column": column(view, &day_of(axis)), "DateGranularity": "YEAR"}}),
        Some(ColumnType::Integer | ColumnType::Decimal | ColumnType::Double) => json!({"NumericalDimensionField": {
            "FieldId": field, "Column": column(view, axis), "FormatConfiguration": number_format(Format::Year)}}),
        _ => json!({"CategoricalDimensionField": {"FieldId": field, "Column": column(view, axis)}}),
    }
}

/// The id of a measure's field.
pub(super) fn measure_id(dashboard: &Dashboard, visual: &Visual, measure: &Measure) -> String {
    id(&[&dashboard.name, &visual.name, &measure.name])
}

/// The figure of a measure.
pub(super) fn measure(parts: &Parts<'_>, dashboard: &Dashboard, visual: &Visual, measure: &Measure) -> Value {
    let field = measure_id(dashboard, visual, measure);
    match &measure.formula {
        Formula::Of(one) if !is_calculated(visual, measure) => {
            aggregate(parts, &visual.view, one, &field, measure.format)
        }
        _ => json!({"NumericalMeasureField": {
            "FieldId": field,
            "Column": column(&visual.view, &figure(parts, visual, measure)),
            "FormatConfiguration": number_format(measure.format)}}),
    }
}

/// An aggregate as a field.
pub(super) fn aggregate(parts: &Parts<'_>, view: &str, one: &Aggregate, field: &str, format: Format) -> Value {
    let source = measured(one);
    let is_text = parts.columns.type_of(view, source) == Some(ColumnType::Text);
    let (kind, function) = aggregation(one, is_text);
    let format = if is_text {
        json!({"NumericFormatConfiguration": number_format(format)["FormatConfiguration"]})
    } else {
        number_format(format)
    };
    json!({kind: {
        "FieldId": field, "Column": column(view, source), "AggregationFunction": function, "FormatConfiguration": format}})
}

/// The kind of field, and how `QuickSight` calls what is done.
fn aggregation(one: &Aggregate, is_text: bool) -> (&'static str, Value) {
    let function = match one.function {
        Function::Count if one.column.is_some() => "COUNT",
        Function::Sum | Function::CountTrue | Function::Count => "SUM",
        Function::CountDistinct => "DISTINCT_COUNT",
        Function::Min => "MIN",
        Function::Max => "MAX",
    };
    if is_text {
        ("CategoricalMeasureField", json!(function))
    } else {
        ("NumericalMeasureField", json!({"SimpleNumericalAggregation": function}))
    }
}

/// The aggregation of an n in a tooltip.
pub(super) fn tooltip_aggregation(parts: &Parts<'_>, view: &str, one: &Aggregate) -> Value {
    let is_text = parts.columns.type_of(view, measured(one)) == Some(ColumnType::Text);
    let (_, function) = aggregation(one, is_text);
    if is_text {
        json!({"CategoricalAggregationFunction": function})
    } else {
        json!({"NumericalAggregationFunction": function})
    }
}

/// How a number is written.
pub(super) fn number_format(format: Format) -> Value {
    let places = |count: u8| json!({"DecimalPlaces": count});
    let inner = match format {
        Format::Money => json!({"CurrencyDisplayFormatConfiguration": {
            "Symbol": {"Ref": "Currency"}, "DecimalPlacesConfiguration": places(0)}}),
        Format::Percent => json!({"PercentageDisplayFormatConfiguration": {"DecimalPlacesConfiguration": places(1)}}),
        Format::Number => json!({"NumberDisplayFormatConfiguration": {"DecimalPlacesConfiguration": places(1)}}),
        Format::Year => json!({"NumberDisplayFormatConfiguration": {
            "DecimalPlacesConfiguration": places(0),
            "SeparatorConfiguration": {"ThousandsSeparator": {"Visibility": "HIDDEN"}}}}),
        _ => json!({"NumberDisplayFormatConfiguration": {"DecimalPlacesConfiguration": places(0)}}),
    };
    json!({"FormatConfiguration": inner})
}
