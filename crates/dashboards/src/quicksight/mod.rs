//! The dashboards as a `CloudFormation` template: `infra/quicksight.yaml`.
//!
//! In:  the dashboards, the columns that the role `dashboard` sees, the organisation's currency and time zone.
//! Out: the template's text: a data source on Athena, a data set per view with its refresh schedule, a theme,
//!      a folder, one analysis and one dashboard with a sheet per definition and a sheet of lists behind it.
//!
//! The same definitions give the same bytes. What names people is left out: the role does not see it.
//!
//! * `data_sets`: which columns of which view, and the query that reads them.
//! * `fields`, `visuals`, `insights`, `lists`: field wells, charts, what is out of the ordinary, lists.
//! * `filters`: parameters, their controls, what they narrow.
//! * `sheets`: where everything stands. `stack`: the resources around it. `yaml`: how it is written.

mod data_sets;
mod fields;
mod filters;
mod insights;
mod lists;
mod sheets;
mod stack;
mod visuals;
mod yaml;

use crate::check::check;
use crate::columns::Columns;
use crate::dashboard::Dashboard;
use crate::error::DashboardError;
use serde_json::{Value, json};

/// What each part of the definition is made from.
struct Parts<'a> {
    dashboards: &'a [Dashboard],
    columns: &'a Columns,
}

/// What the template takes over from the organisation's house rules; whoever deploys may say otherwise.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// ISO 4217 code of every figure.
    pub currency: &'a str,
    /// IANA name: where the daily refresh keeps its hour.
    pub time_zone: &'a str,
}

/// The template. `columns` are those that the role `dashboard` sees.
///
/// # Errors
/// The first line that names what the role does not see, unless its visual is for the page alone.
pub fn template(dashboards: &[Dashboard], columns: &Columns, house: House<'_>) -> Result<String, DashboardError> {
    let shown: Vec<Dashboard> = dashboards.iter().map(|dashboard| for_quicksight(dashboard, columns)).collect();
    for dashboard in &shown {
        check(dashboard, columns)?;
    }
    let parts = Parts { dashboards: &shown, columns };
    Ok(yaml::write(stack::HEAD, &stack::template(&parts, &definition(&parts), house)))
}

/// The dashboard without what `QuickSight`'s readers may not see.
fn for_quicksight(dashboard: &Dashboard, columns: &Columns) -> Dashboard {
    let mut shown = dashboard.clone();
    shown.visuals.retain(|visual| !visual.page_only);
    for visual in &mut shown.visuals {
        visual.drill = visual.drill.take().filter(|drill| columns.has_view(&drill.view));
    }
    shown
}

/// What the analysis and the dashboard show alike.
fn definition(parts: &Parts<'_>) -> Value {
    json!({
        "DataSetIdentifierDeclarations": data_sets::declarations(parts),
        "CalculatedFields": fields::calculated(parts),
        "ParameterDeclarations": filters::parameters(parts),
        "FilterGroups": filters::groups(parts),
        "Sheets": sheets::sheets(parts),
    })
}

/// A name as an id: `giving` and `by_month` are `giving-by-month`.
fn id(parts: &[&str]) -> String {
    parts.join("-").replace('_', "-")
}

#[cfg(test)]
mod tests;
