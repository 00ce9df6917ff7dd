//! The data sets: of each view the columns that a sheet needs, as `QuickSight` takes them.
//!
//! Yes and no become 1 and 0, which add up. A fiscal year gets a column of choices beside it, so that "running
//! year" is a choice that is right in every year, and, for figures that are compared, a day that stands for it.

use super::{Parts, id};
use crate::columns::ColumnType;
use crate::dashboard::{Dashboard, Filter, Kind, Visual};
use crate::formula::Aggregate;
use crate::literal::name;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The column that counts rows.
pub(super) const ROW: &str = "row_count";
/// The fiscal year of the data horizon.
pub(super) const HORIZON: &str = "horizon_fiscal_year";
/// The choice that stands for it.
pub(super) const RUNNING: &str = "running year";

/// View → the columns that are needed of it.
pub(super) fn needed(parts: &Parts<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let mut needed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for visual in parts.dashboards.iter().flat_map(|dashboard| &dashboard.visuals) {
        needed.entry(visual.view.name.clone()).or_default().extend(of_visual(visual));
        if let Some(drill) = &visual.drill {
            let columns = drill.columns.iter().map(|one| &one.column).chain(drill.conditions.keys());
            let columns = columns.chain(drill.sort.iter().map(|sort| &sort.by)).map(|column| column.name.clone());
            let narrowed = narrowing(visual).map(|column| drill.column_for(&column).to_owned()).collect::<Vec<_>>();
            needed.entry(drill.view.name.clone()).or_default().extend(columns.chain(narrowed));
        }
    }
    needed
}

/// The columns by which a visual's rows are told apart.
fn narrowing(visual: &Visual) -> impl Iterator<Item = String> {
    let axes = [&visual.category, &visual.series].into_iter().flatten();
    let bound = visual.filters.values().map(|binding| &binding.column);
    axes.chain(bound).chain(visual.conditions.keys()).map(|column| column.name.clone())
}

fn of_visual(visual: &Visual) -> BTreeSet<String> {
    let measured = visual.measures.iter().flat_map(|measure| measure.formula.aggregates().chain(&measure.n));
    let mut columns: BTreeSet<String> = narrowing(visual).collect();
    columns.extend(measured.filter_map(|aggregate| aggregate.column.clone()));
    columns.extend(visual.columns.iter().map(|one| one.column.name.clone()));
    let sort = visual.sort.iter().map(|sort| sort.by.name.clone());
    columns.extend(sort.filter(|by| !visual.measures.iter().any(|measure| measure.name == *by)));
    columns
}

/// Whether the filter for the fiscal year narrows this column of the view, of a visual or of the list behind one.
fn is_fiscal_year(parts: &Parts<'_>, view: &str, column: &str) -> bool {
    parts.dashboards.iter().flat_map(|dashboard| &dashboard.visuals).any(|visual| {
        let Some(binding) = visual.filters.get(&Filter::FiscalYear) else { return false };
        let of_list = visual.drill.as_ref().map(|drill| (&drill.view.name, drill.column_for(&binding.column)));
        (visual.view.name == view && binding.column.name == column)
            || of_list.is_some_and(|(list, to)| list == view && to == column)
    })
}

/// Whether figures of this view are compared along this column of whole numbers.
fn is_compared(parts: &Parts<'_>, view: &str, column: &str) -> bool {
    parts.dashboards.iter().flat_map(|dashboard| &dashboard.visuals).any(|visual| {
        visual.kind == Kind::Number
            && visual.view.name == view
            && visual.category.as_ref().is_some_and(|category| category.name == column)
    })
}

/// The column of choices beside a fiscal year.
pub(super) fn choice_of(column: &str) -> String {
    format!("{column}_choice")
}

/// The day that stands for a fiscal year.
pub(super) fn day_of(column: &str) -> String {
    format!("{column}_day")
}

/// One column of a data set: its name, its type, and the expression that gives it.
struct InputColumn {
    name: String,
    kind: &'static str,
    sql: String,
}

fn input_columns(parts: &Parts<'_>, view: &str, columns: &BTreeSet<String>) -> Vec<InputColumn> {
    let mut inputs = Vec::new();
    for column in columns {
        let Some(column_type) = parts.columns.type_of(view, column) else { continue };
        let own = format!("v.{}", name(column));
        let (kind, sql) = match column_type {
            ColumnType::Text => ("STRING", own.clone()),
            ColumnType::Integer => ("INTEGER", own.clone()),
            ColumnType::Decimal | ColumnType::Double => ("DECIMAL", own.clone()),
            ColumnType::Boolean => ("INTEGER", format!("CASE WHEN {own} THEN 1 ELSE 0 END")),
            ColumnType::Date | ColumnType::Timestamp => ("DATETIME", format!("CAST({own} AS TIMESTAMP)")),
        };
        inputs.push(InputColumn { name: column.clone(), kind, sql });
        if is_fiscal_year(parts, view, column) {
            let sql = format!("CASE WHEN {own} = h.fiscal_year THEN '{RUNNING}' ELSE CAST({own} AS VARCHAR) END");
            inputs.push(InputColumn { name: choice_of(column), kind: "STRING", sql });
        }
        if is_compared(parts, view, column) && column_type == ColumnType::Integer {
            let sql = format!("CAST(CAST({own} AS VARCHAR) || '-01-01' AS TIMESTAMP)");
            inputs.push(InputColumn { name: day_of(column), kind: "DATETIME", sql });
        }
    }
    inputs.push(InputColumn { name: ROW.to_owned(), kind: "INTEGER", sql: "1".to_owned() });
    inputs.push(InputColumn { name: HORIZON.to_owned(), kind: "INTEGER", sql: "h.fiscal_year".to_owned() });
    inputs
}

/// The query of a data set; `${Database}` is filled in by `CloudFormation`.
fn query(view: &str, inputs: &[InputColumn]) -> String {
    let selected: Vec<String> = inputs.iter().map(|input| format!("{} AS {}", input.sql, name(&input.name))).collect();
    format!(
        "SELECT {} FROM \"${{Database}}\".{} v CROSS JOIN \"${{Database}}\".\"data_horizon\" h",
        selected.join(", "),
        name(view)
    )
}

/// The resource of a view's data set.
pub(super) fn resource(parts: &Parts<'_>, view: &str, columns: &BTreeSet<String>) -> Value {
    let inputs = input_columns(parts, view, columns);
    let typed: Vec<Value> = inputs.iter().map(|input| json!({"Name": input.name, "Type": input.kind})).collect();
    json!({
        "CustomSql": {
            "DataSourceArn": {"Fn::GetAtt": ["DataSource", "Arn"]},
            "Name": view,
            "SqlQuery": {"Fn::Sub": query(view, &inputs)},
            "Columns": typed,
        }
    })
}

/// The data sets that the sheets may name.
pub(super) fn declarations(parts: &Parts<'_>) -> Vec<Value> {
    let declared = |view: &String| json!({"Identifier": view, "DataSetArn": {"Fn::GetAtt": [logical_id(view), "Arn"]}});
    needed(parts).keys().map(declared).collect()
}

/// `giving_detail` is the resource `DataSetGivingDetail`.
pub(super) fn logical_id(view: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    format!("DataSet{}", view.split('_').map(capital).collect::<String>())
}

/// The id of a view's data set in `QuickSight`; publish refreshes it by this id.
pub(super) fn data_set_id(view: &str) -> String {
    format!("${{Name}}-{}", id(&[view]))
}

/// How `QuickSight` calls a column of a data set.
pub(super) fn column(view: &str, column: &str) -> Value {
    json!({"DataSetIdentifier": view, "ColumnName": column})
}

/// The column's name when words are shown for its values: the calculated field that holds them.
pub(super) fn worded(dashboard: &Dashboard, column: &str) -> Option<String> {
    dashboard.words.contains_key(column).then(|| format!("{column} in words"))
}

/// The column that an aggregate reads.
pub(super) fn measured(aggregate: &Aggregate) -> &str {
    aggregate.column.as_deref().unwrap_or(ROW)
}
