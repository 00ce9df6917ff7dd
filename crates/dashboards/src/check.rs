//! Whether a dashboard can be answered: its views, columns and filters exist, and its parts go together.
//!
//! In:  a [`Dashboard`] and the [`Columns`] of the views.
//! Out: nothing, or the first line that cannot be.

use crate::columns::{ColumnType, Columns};
use crate::dashboard::{Dashboard, Drill, Filter, Kind, ListColumn, Measure, Sort, Visual};
use crate::error::DashboardError;
use crate::formula::{Aggregate, Function};
use crate::literal::Value;
use crate::reference::Reference;
use std::collections::{BTreeMap, BTreeSet};

/// Checks one dashboard against the columns of the views.
///
/// # Errors
/// The first line that names what does not exist, or parts that do not go together.
pub fn check(dashboard: &Dashboard, columns: &Columns) -> Result<(), DashboardError> {
    let mut names = BTreeSet::new();
    for visual in &dashboard.visuals {
        let checker = Checker { dashboard, columns };
        if !names.insert(&visual.name) {
            return Err(checker.wrong(visual.line, format!("two visuals are called `{}`", visual.name)));
        }
        checker.visual(visual)?;
    }
    filters_are_used(dashboard)
}

/// A control that moves nothing would mislead.
fn filters_are_used(dashboard: &Dashboard) -> Result<(), DashboardError> {
    let is_used = |filter: &Filter| dashboard.visuals.iter().any(|visual| visual.filters.contains_key(filter));
    match dashboard.filters.iter().find(|filter| !is_used(filter)) {
        None => Ok(()),
        Some(filter) => Err(DashboardError {
            file: dashboard.name.clone(),
            line: 1,
            message: format!("no visual is narrowed by the filter `{}`", filter.name()),
        }),
    }
}

struct Checker<'a> {
    dashboard: &'a Dashboard,
    columns: &'a Columns,
}

impl Checker<'_> {
    fn visual(&self, visual: &Visual) -> Result<(), DashboardError> {
        self.view(&visual.view)?;
        self.columns_of(visual, &visual.view)?;
        self.form(visual)?;
        self.filters(visual)?;
        match &visual.drill {
            Some(drill) => self.drill(visual, drill),
            None => Ok(()),
        }
    }

    fn view(&self, view: &Reference) -> Result<(), DashboardError> {
        if self.columns.has_view(view) {
            return Ok(());
        }
        Err(self.wrong(view.line, format!("there is no view `{}`", view.name)))
    }

    /// The column's type in the view.
    fn column(&self, view: &str, column: &str, line: usize) -> Result<ColumnType, DashboardError> {
        self.columns.type_of(view, column).ok_or_else(|| {
            let known: Vec<&str> = self.columns.names(view).collect();
            self.wrong(line, format!("view `{view}` has no column `{column}`; it has {}", known.join(", ")))
        })
    }

    fn columns_of(&self, visual: &Visual, view: &str) -> Result<(), DashboardError> {
        for axis in [&visual.category, &visual.series].into_iter().flatten() {
            self.column(view, axis, axis.line)?;
        }
        for measure in &visual.measures {
            self.measure(measure, view)?;
        }
        self.list(&visual.columns, view)?;
        self.conditions(&visual.conditions, view)?;
        self.sort(visual.sort.as_ref(), view, &visual.measures)
    }

    fn measure(&self, measure: &Measure, view: &str) -> Result<(), DashboardError> {
        for aggregate in measure.formula.aggregates().chain(&measure.n) {
            self.aggregate(aggregate, view, measure.line)?;
        }
        Ok(())
    }

    fn aggregate(&self, aggregate: &Aggregate, view: &str, line: usize) -> Result<(), DashboardError> {
        let Some(column) = &aggregate.column else { return Ok(()) };
        let column_type = self.column(view, column, line)?;
        let fits = match aggregate.function {
            Function::Sum => column_type.is_number(),
            Function::CountTrue => column_type == ColumnType::Boolean,
            Function::Min | Function::Max => column_type.is_number() || column_type == ColumnType::Date,
            Function::Count | Function::CountDistinct => true,
        };
        if fits {
            return Ok(());
        }
        Err(self.wrong(line, format!("`{aggregate}` does not fit a column of the type {column_type:?}")))
    }

    fn list(&self, list: &[ListColumn], view: &str) -> Result<(), DashboardError> {
        list.iter().try_for_each(|one| self.column(view, &one.column, one.column.line).map(drop))
    }

    fn conditions(&self, conditions: &BTreeMap<Reference, Vec<Value>>, view: &str) -> Result<(), DashboardError> {
        for (column, values) in conditions {
            let column_type = self.column(view, column, column.line)?;
            let fits = |value: &Value| match value {
                Value::Text(_) => column_type == ColumnType::Text,
                Value::Integer(_) => column_type == ColumnType::Integer,
                Value::Boolean(_) => column_type == ColumnType::Boolean,
                Value::Date(_) | Value::Missing => false,
            };
            if !values.iter().all(fits) {
                return Err(
                    self.wrong(column.line, format!("`{}` holds values of the type {column_type:?}", column.name))
                );
            }
        }
        Ok(())
    }

    fn sort(&self, sort: Option<&Sort>, view: &str, measures: &[Measure]) -> Result<(), DashboardError> {
        match sort {
            Some(sort) if !measures.iter().any(|measure| measure.name == sort.by.name) => {
                self.column(view, &sort.by, sort.by.line).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Whether a visual has what its kind needs, and nothing that its kind cannot show.
    fn form(&self, visual: &Visual) -> Result<(), DashboardError> {
        let (measures, series) = (visual.measures.len(), visual.series.is_some());
        let is_list = visual.kind == Kind::Table && !visual.columns.is_empty();
        let needs = match visual.kind {
            Kind::Table if is_list => {
                (measures == 0 && visual.category.is_none() && !series, "either columns or measures")
            }
            Kind::Table => (measures > 0 && visual.category.is_some(), "columns, or a category and measures"),
            Kind::Number => (measures == 1 && !series, "one measure and no series"),
            Kind::Bar | Kind::HorizontalBar => {
                (measures == 1 && visual.category.is_some() && !series, "a category, one measure and no series")
            }
            Kind::HeatMap => {
                (measures == 1 && visual.category.is_some() && series, "a category, a series and one measure")
            }
            Kind::Line | Kind::StackedBar | Kind::GroupedBar => (
                measures > 0 && visual.category.is_some() && (measures == 1 || !series),
                "a category, and either several measures or one measure with a series",
            ),
        };
        let refuse = |message: String| Err(self.wrong(visual.line, message));
        match needs {
            (false, needed) => refuse(format!("a visual of this kind needs {needed}")),
            _ if !is_list && !visual.columns.is_empty() => refuse("only a table lists columns".to_owned()),
            _ if visual.forecast && !self.is_dated_line(visual) => {
                refuse("only a line along a column of dates can be forecast".to_owned())
            }
            _ if visual.anomaly && !self.is_dated_line(visual) => {
                refuse("only a line along a column of dates can be searched for anomalies".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn is_dated_line(&self, visual: &Visual) -> bool {
        let category = visual.category.as_ref().and_then(|column| self.columns.type_of(&visual.view, column));
        visual.kind == Kind::Line && category == Some(ColumnType::Date)
    }

    fn filters(&self, visual: &Visual) -> Result<(), DashboardError> {
        for (filter, binding) in &visual.filters {
            let line = binding.column.line;
            if !self.dashboard.filters.contains(filter) {
                return Err(self.wrong(line, format!("the dashboard has no filter `{}`", filter.name())));
            }
            let found = self.column(&visual.view, &binding.column, line)?;
            let needed = if *filter == Filter::FiscalYear { ColumnType::Integer } else { ColumnType::Text };
            if found != needed {
                return Err(
                    self.wrong(line, format!("the filter `{}` needs a column of the type {needed:?}", filter.name()))
                );
            }
        }
        self.unit(visual)
    }

    /// A view that holds people and households must never be added up over both.
    fn unit(&self, visual: &Visual) -> Result<(), DashboardError> {
        let has_units = self.columns.type_of(&visual.view, "unit").is_some();
        if has_units && !visual.filters.contains_key(&Filter::Unit) && !visual.conditions.contains_key("unit") {
            let message = format!("view `{}` counts people and households: narrow it by `unit`", visual.view.name);
            return Err(self.wrong(visual.line, message));
        }
        Ok(())
    }

    /// A list behind a bar has to hold what the bar counted, and nothing else.
    fn drill(&self, visual: &Visual, drill: &Drill) -> Result<(), DashboardError> {
        self.view(&drill.view)?;
        self.list(&drill.columns, &drill.view)?;
        self.conditions(&drill.conditions, &drill.view)?;
        self.sort(drill.sort.as_ref(), &drill.view, &[])?;
        for column in narrowing(visual) {
            let to = drill.column_for(column);
            let line = drill.on.get(column).map_or(drill.line, |to| to.line);
            let left = self.column(&visual.view, column, column.line)?;
            if left != self.column(&drill.view, to, line)? {
                return Err(self.wrong(line, format!("`{}` and `{to}` hold different types", column.name)));
            }
        }
        if let Some(useless) = drill.on.keys().find(|from| !narrowing(visual).any(|column| column == *from)) {
            return Err(self.wrong(useless.line, format!("nothing narrows the visual by `{}`", useless.name)));
        }
        if let Some(who) = &drill.who {
            self.column(&drill.view, who, who.line)?;
        }
        Ok(())
    }

    fn wrong(&self, line: usize, message: String) -> DashboardError {
        DashboardError { file: self.dashboard.name.clone(), line, message }
    }
}

/// The columns that decide which rows a bar counts.
fn narrowing(visual: &Visual) -> impl Iterator<Item = &Reference> {
    let axes = [&visual.category, &visual.series].into_iter().flatten();
    let bound = visual.filters.values().map(|binding| &binding.column);
    axes.chain(bound).chain(visual.conditions.keys())
}
