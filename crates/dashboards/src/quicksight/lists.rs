//! Lists: tables of rows, and the way from a bar to the list behind it.
//!
//! A click sets parameters to the bar's place and goes to the sheet of lists, where they narrow the list.

use super::data_sets::{column, worded};
use super::fields::{field_name, number_format};
use super::id;
use super::visuals::Shown;
use crate::columns::ColumnType;
use crate::dashboard::{Drill, Format, Kind, ListColumn};
use crate::reference::Reference;
use serde_json::{Value, json};

/// The sheet with the lists of a dashboard.
pub(super) fn sheet_id(dashboard: &str) -> String {
    id(&[dashboard, "lists"])
}

/// A list that stands on the dashboard itself.
pub(super) fn of_visual(shown: &Shown<'_>) -> Value {
    let visual = shown.visual;
    let sort = visual.sort.as_ref().map(|sort| (&sort.by, sort.descending));
    table(shown, &visual.view, &visual.columns, sort, "list")
}

/// The list behind a visual's bars, as a table of its own.
pub(super) fn behind(shown: &Shown<'_>) -> Option<Value> {
    let drill = shown.visual.drill.as_ref()?;
    let sort = drill.sort.as_ref().map(|sort| (&sort.by, sort.descending));
    Some(json!({"TableVisual": {
        "VisualId": list_id(shown),
        "Title": {"Visibility": "VISIBLE", "FormatText": {"PlainText": format!("{}: {}", shown.visual.title, drill.title)}},
        "ChartConfiguration": table(shown, &drill.view, &drill.columns, sort, "behind"),
    }}))
}

/// The id of the list behind a visual.
pub(super) fn list_id(shown: &Shown<'_>) -> String {
    format!("{}-list", shown.id())
}

/// A place on an axis: the parameter that a click sets, the field it is read from, the list's column it narrows.
pub(super) struct Place {
    pub(super) parameter: String,
    pub(super) field: String,
    pub(super) column: String,
    pub(super) column_type: ColumnType,
}

/// The places by which the list behind a visual is narrowed.
pub(super) fn places(shown: &Shown<'_>, drill: &Drill) -> Vec<Place> {
    let visual = shown.visual;
    let axes = [(&visual.category, "category"), (&visual.series, "series")];
    let place = |axis: &Reference, role: &str| {
        let to = drill.column_for(axis);
        let words = worded(shown.dashboard, to).filter(|_| worded(shown.dashboard, axis).is_some());
        let is_boolean = shown.parts.columns.type_of(&drill.view, to) == Some(ColumnType::Boolean);
        let column_type = shown.parts.columns.type_of(&drill.view, to)?;
        Some(Place {
            parameter: parameter(&[&shown.dashboard.name, &visual.name, role]),
            field: id(&[&shown.dashboard.name, &visual.name, role]),
            column: words.as_ref().map_or_else(|| to.to_owned(), |words| field_name(&drill.view, words)),
            column_type: if is_boolean && words.is_some() { ColumnType::Text } else { column_type },
        })
    };
    axes.into_iter().filter_map(|(axis, role)| place(axis.as_ref()?, role)).collect()
}

/// `giving`, `by_month`, `category` are the parameter `GivingByMonthCategory`.
fn parameter(words: &[&str]) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    words.iter().flat_map(|word| word.split('_')).map(capital).collect()
}

/// The click that leads to the list; a single figure has no bar to click.
pub(super) fn action(shown: &Shown<'_>) -> Option<Value> {
    let drill = shown.visual.drill.as_ref().filter(|_| shown.visual.kind != Kind::Number)?;
    let set: Vec<Value> = places(shown, drill)
        .into_iter()
        .map(|place| json!({"DestinationParameterName": place.parameter, "Value": {"SourceField": place.field}}))
        .collect();
    Some(json!({
        "CustomActionId": format!("{}-open", shown.id()),
        "Name": drill.title,
        "Status": "ENABLED",
        "Trigger": "DATA_POINT_CLICK",
        "ActionOperations": [
            {"SetParametersOperation": {"ParameterValueConfigurations": set}},
            {"NavigationOperation": {"LocalNavigationConfiguration": {"TargetSheetId": sheet_id(&shown.dashboard.name)}}},
        ],
    }))
}

fn table(shown: &Shown<'_>, view: &str, columns: &[ListColumn], sort: Option<(&Reference, bool)>, role: &str) -> Value {
    let field = |name: &str| id(&[&shown.dashboard.name, &shown.visual.name, role, name]);
    let value = |one: &ListColumn| {
        let words = worded(shown.dashboard, &one.column).map(|words| field_name(view, &words));
        let mut value =
            json!({"FieldId": field(&one.column), "Column": column(view, words.as_deref().unwrap_or(&one.column))});
        if let (None, Some(format)) = (words, format_of(shown, view, one)) {
            value["FormatConfiguration"] = json!({"NumberFormatConfiguration": number_format(format)});
        }
        value
    };
    let labels: Vec<Value> =
        columns.iter().map(|one| json!({"FieldId": field(&one.column), "CustomLabel": one.label})).collect();
    let mut table = json!({
        "FieldWells": {"TableUnaggregatedFieldWells": {"Values": columns.iter().map(value).collect::<Vec<_>>()}},
        "FieldOptions": {"SelectedFieldOptions": labels},
    });
    let shown_sort = sort.filter(|(by, _)| columns.iter().any(|one| one.column == **by));
    if let Some((by, descending)) = shown_sort {
        let direction = if descending { "DESC" } else { "ASC" };
        table["SortConfiguration"] =
            json!({"RowSort": [{"FieldSort": {"FieldId": field(by), "Direction": direction}}]});
    }
    table
}

/// How a list's numbers are written; `None` for what is no number.
fn format_of(shown: &Shown<'_>, view: &str, one: &ListColumn) -> Option<Format> {
    let usual = match shown.parts.columns.type_of(view, &one.column)? {
        ColumnType::Decimal => Format::Money,
        ColumnType::Double => Format::Number,
        ColumnType::Integer if one.column.ends_with("fiscal_year") => Format::Year,
        ColumnType::Integer | ColumnType::Boolean => Format::Count,
        _ => return None,
    };
    Some(one.format.unwrap_or(usual))
}
