//! Parameters and what they narrow.
//!
//! One parameter per filter of the definition, so that a choice holds on every sheet; a group of filters per
//! (sheet, data set, column), over the visuals that the definition binds to it.

use super::data_sets::{RUNNING, choice_of, column};
use super::fields::{field_name, up_to};
use super::lists::{self, Place, list_id, places, sheet_id};
use super::visuals::Shown;
use super::{Parts, id};
use crate::columns::ColumnType;
use crate::dashboard::{Dashboard, Filter};
use crate::literal::Value as Literal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The parameter of a filter.
fn parameter_of(filter: Filter) -> &'static str {
    match filter {
        Filter::FiscalYear => "FiscalYear",
        Filter::Source => "Source",
        Filter::Campaign => "Campaign",
        Filter::Level => "Level",
        Filter::Unit => "Unit",
    }
}

/// Every parameter: one per filter that is in use, one per place on an axis that leads to a list.
pub(super) fn parameters(parts: &Parts<'_>) -> Vec<Value> {
    let is_used = |filter: &Filter| parts.dashboards.iter().any(|dashboard| dashboard.filters.contains(filter));
    let mut declared: Vec<Value> = Filter::ALL.into_iter().filter(is_used).map(declaration).collect();
    for shown in all(parts) {
        if let (Some(drill), Some(_)) = (&shown.visual.drill, lists::action(&shown)) {
            declared.extend(places(&shown, drill).iter().map(place_declaration));
        }
    }
    declared
}

fn declaration(filter: Filter) -> Value {
    let name = parameter_of(filter);
    match filter {
        Filter::FiscalYear => text_parameter(name, "SINGLE_VALUED", Some(RUNNING)),
        Filter::Unit => text_parameter(name, "SINGLE_VALUED", Some("person")),
        _ => text_parameter(name, "MULTI_VALUED", None),
    }
}

fn text_parameter(name: &str, values: &str, default: Option<&str>) -> Value {
    let mut declared = json!({"Name": name, "ParameterValueType": values});
    match default {
        Some(default) => declared["DefaultValues"] = json!({"StaticValues": [default]}),
        None => declared["ValueWhenUnset"] = json!({"ValueWhenUnsetOption": "RECOMMENDED_VALUE"}),
    }
    json!({"StringParameterDeclaration": declared})
}

fn place_declaration(place: &Place) -> Value {
    match place.column_type {
        ColumnType::Date => {
            json!({"DateTimeParameterDeclaration": {"Name": place.parameter, "TimeGranularity": "MONTH"}})
        }
        ColumnType::Integer => {
            json!({"IntegerParameterDeclaration": {"Name": place.parameter, "ParameterValueType": "SINGLE_VALUED"}})
        }
        _ => text_parameter(&place.parameter, "SINGLE_VALUED", None),
    }
}

/// The controls of a sheet, and their ids.
pub(super) fn controls(dashboard: &Dashboard) -> Vec<Value> {
    dashboard.filters.iter().filter_map(|filter| control(dashboard, *filter)).collect()
}

/// The id of a filter's control on a dashboard's sheet.
pub(super) fn control_id(dashboard: &Dashboard, filter: Filter) -> String {
    id(&[&dashboard.name, "choose", filter.name()])
}

fn control(dashboard: &Dashboard, filter: Filter) -> Option<Value> {
    let (visual, binding) = dashboard.visuals.iter().find_map(|visual| Some((visual, visual.filters.get(&filter)?)))?;
    let values = match filter {
        Filter::Unit => json!({"Values": ["person", "household"]}),
        Filter::FiscalYear => json!({"LinkToDataSetColumn": column(&visual.view, &choice_of(&binding.column))}),
        _ => json!({"LinkToDataSetColumn": column(&visual.view, &binding.column)}),
    };
    let is_single = matches!(filter, Filter::Unit | Filter::FiscalYear);
    Some(json!({"Dropdown": {
        "ParameterControlId": control_id(dashboard, filter),
        "Title": filter.label(),
        "SourceParameterName": parameter_of(filter),
        "Type": if is_single { "SINGLE_SELECT" } else { "MULTI_SELECT" },
        "SelectableValues": values}}))
}

/// What a group of filters compares.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Test {
    /// A text with a parameter.
    TextIs { column: String, parameter: String },
    /// A text with fixed values.
    TextIn { column: String, values: Vec<String> },
    /// A number with a parameter.
    NumberIs { column: String, parameter: String },
    /// A number with a fixed value.
    NumberEquals { column: String, value: i64 },
    /// A month with a parameter.
    MonthIs { column: String, parameter: String },
}

/// Sheet, data set and test → the visuals that it narrows.
type Groups = BTreeMap<(String, String, Test), Vec<String>>;

/// Every group of filters.
pub(super) fn groups(parts: &Parts<'_>) -> Vec<Value> {
    let mut groups = Groups::new();
    for shown in all(parts) {
        let sheet = id(&[&shown.dashboard.name]);
        let ids: Vec<String> = [shown.id()]
            .into_iter()
            .chain(shown.n_of_number().map(|_| format!("{}-n", shown.id())))
            .chain(super::insights::insight(&shown).map(|_| format!("{}-insight", shown.id())))
            .collect();
        for test in tests(&shown, &shown.visual.view, str::to_owned) {
            groups.entry((sheet.clone(), shown.visual.view.name.clone(), test)).or_default().extend(ids.clone());
        }
        if let (Some(drill), Some(_)) = (&shown.visual.drill, lists::action(&shown)) {
            let fixed =
                drill.conditions.iter().filter_map(|(column, values)| fixed(&shown, &drill.view, column, values));
            let same = tests(&shown, &drill.view, |column| drill.column_for(column).to_owned());
            let clicked = places(&shown, drill).into_iter().map(place_test);
            for test in fixed.chain(same).chain(clicked) {
                let key = (sheet_id(&shown.dashboard.name), drill.view.name.clone(), test);
                groups.entry(key).or_default().push(list_id(&shown));
            }
        }
    }
    groups.into_iter().enumerate().map(|(number, (key, visuals))| group(number, &key, &visuals)).collect()
}

fn place_test(place: Place) -> Test {
    let (column, parameter) = (place.column, place.parameter);
    match place.column_type {
        ColumnType::Date => Test::MonthIs { column, parameter },
        ColumnType::Integer => Test::NumberIs { column, parameter },
        _ => Test::TextIs { column, parameter },
    }
}

/// What narrows a visual, or the list behind it, whose columns may be called otherwise.
fn tests(shown: &Shown<'_>, view: &str, called: impl Fn(&str) -> String) -> Vec<Test> {
    let fixed =
        shown.visual.conditions.iter().filter_map(|(column, values)| fixed(shown, view, &called(column), values));
    let chosen = shown.visual.filters.iter().map(|(filter, binding)| {
        let column = called(&binding.column);
        let parameter = parameter_of(*filter).to_owned();
        match filter {
            Filter::FiscalYear if binding.up_to => {
                Test::NumberEquals { column: field_name(view, &up_to(&column)), value: 1 }
            }
            Filter::FiscalYear => Test::TextIs { column: choice_of(&column), parameter },
            _ => Test::TextIs { column, parameter },
        }
    });
    fixed.chain(chosen).collect()
}

/// A `where` of the definition.
fn fixed(shown: &Shown<'_>, view: &str, column: &str, values: &[Literal]) -> Option<Test> {
    let column = column.to_owned();
    match (shown.parts.columns.type_of(view, &column)?, values) {
        (ColumnType::Text, values) => {
            let text = |value: &Literal| if let Literal::Text(text) = value { Some(text.clone()) } else { None };
            Some(Test::TextIn { column, values: values.iter().filter_map(text).collect() })
        }
        (_, [Literal::Boolean(value)]) => Some(Test::NumberEquals { column, value: i64::from(*value) }),
        (_, [Literal::Integer(value)]) => Some(Test::NumberEquals { column, value: *value }),
        _ => None,
    }
}

fn group(number: usize, (sheet, view, test): &(String, String, Test), visuals: &[String]) -> Value {
    let group_id = format!("filters-{number}");
    json!({
        "FilterGroupId": group_id,
        "CrossDataset": "SINGLE_DATASET",
        "Status": "ENABLED",
        "Filters": [filter(&format!("{group_id}-filter"), view, test)],
        "ScopeConfiguration": {"SelectedSheets": {"SheetVisualScopingConfigurations": [
            {"SheetId": sheet, "Scope": "SELECTED_VISUALS", "VisualIds": visuals}]}},
    })
}

fn filter(id: &str, view: &str, test: &Test) -> Value {
    let of = |name: &str| column(view, name);
    match test {
        Test::TextIs { column, parameter } => json!({"CategoryFilter": {
            "FilterId": id, "Column": of(column), "Configuration": {"CustomFilterConfiguration": {
                "MatchOperator": "EQUALS", "ParameterName": parameter, "NullOption": "NON_NULLS_ONLY",
                "SelectAllOptions": "FILTER_ALL_VALUES"}}}}),
        Test::TextIn { column, values } => json!({"CategoryFilter": {
            "FilterId": id, "Column": of(column), "Configuration": {"FilterListConfiguration": {
                "MatchOperator": "CONTAINS", "CategoryValues": values}}}}),
        Test::NumberIs { column, parameter } => json!({"NumericEqualityFilter": {
            "FilterId": id, "Column": of(column), "MatchOperator": "EQUALS", "ParameterName": parameter,
            "NullOption": "NON_NULLS_ONLY", "SelectAllOptions": "FILTER_ALL_VALUES"}}),
        Test::NumberEquals { column, value } => json!({"NumericEqualityFilter": {
            "FilterId": id, "Column": of(column), "MatchOperator": "EQUALS", "Value": value, "NullOption": "NON_NULLS_ONLY"}}),
        Test::MonthIs { column, parameter } => json!({"TimeEqualityFilter": {
            "FilterId": id, "Column": of(column), "ParameterName": parameter, "TimeGranularity": "MONTH"}}),
    }
}

/// Every visual with what it is made from.
pub(super) fn all<'a>(parts: &'a Parts<'a>) -> impl Iterator<Item = Shown<'a>> {
    parts
        .dashboards
        .iter()
        .flat_map(move |dashboard| dashboard.visuals.iter().map(move |visual| Shown { parts, dashboard, visual }))
}
