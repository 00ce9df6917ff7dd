//! The statements behind a visual, behind its bars, and behind a filter's choices.
//!
//! In:  a checked visual and what a reader chose.
//! Out: one statement each, in the SQL that the views keep to; what a reader chose stands in it as literals.

use crate::dashboard::{Dashboard, Drill, Filter, Kind, ListColumn, Sort, Visual};
use crate::literal::{Value, name, one_of};
use crate::reference::Reference;
use serde::{Deserialize, Serialize};

/// Whom a reader counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Each person and organisation.
    #[default]
    Person,
    /// People who share a household once.
    Household,
}

/// What a reader chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The fiscal year; the data horizon's when none.
    pub fiscal_year: Option<i64>,
    /// Source systems; all when empty.
    pub sources: Vec<String>,
    /// Campaigns; all when empty.
    pub campaigns: Vec<String>,
    /// Levels of membership; all when empty.
    pub levels: Vec<String>,
    /// Whom to count.
    pub unit: Unit,
}

/// The bar that a reader chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point {
    /// Its place on the axis.
    pub category: Option<Value>,
    /// Which of the lines or bars there.
    pub series: Option<Value>,
}

/// A statement, and what its columns are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The text.
    pub sql: String,
    /// The columns of the answer, in order.
    pub columns: Vec<String>,
}

impl Visual {
    /// The statement behind the visual.
    ///
    /// Its columns are called `category`, `series`, and as the measures are, each rate followed by its `…_n`;
    /// of a list, as the columns of the view are.
    #[must_use]
    pub fn statement(&self, choices: &Choices) -> Statement {
        let conditions = where_clause(&self.narrowed(choices));
        if !self.columns.is_empty() {
            return list(&self.columns, &self.view, &conditions, self.sort.as_ref(), self.limit);
        }
        let axes = self.axes();
        let mut selected: Vec<(String, String)> =
            axes.iter().map(|(called, column)| (name(column), (*called).to_owned())).collect();
        let grouped: Vec<String> = selected.iter().map(|(column, _)| column.clone()).collect();
        for measure in &self.measures {
            selected.push((measure.formula.sql(), measure.name.clone()));
            if let Some(n) = &measure.n {
                selected.push((n.sql(), format!("{}_n", measure.name)));
            }
        }
        let group = if grouped.is_empty() { String::new() } else { format!(" GROUP BY {}", grouped.join(", ")) };
        let sql = format!(
            "SELECT {} FROM {}{conditions}{group}{}{}",
            selected.iter().map(|(what, called)| format!("{what} AS {}", name(called))).collect::<Vec<_>>().join(", "),
            name(&self.view),
            order_by(&self.order(&grouped)),
            limit(self.rows()),
        );
        Statement { sql, columns: selected.into_iter().map(|(_, called)| called).collect() }
    }

    /// The statement of the list behind a bar; `None` when the visual has no list.
    ///
    /// `named` puts the column `name` in front, of the person or household that the list is about; only for
    /// readers who may see the names in `constituent` and `household`.
    #[must_use]
    pub fn drill_statement(&self, choices: &Choices, point: &Point, named: bool) -> Option<Statement> {
        let drill = self.drill.as_ref()?;
        let conditions = where_clause(&self.behind(drill, choices, point));
        let plain = list(&drill.columns, &drill.view, &conditions, drill.sort.as_ref(), None);
        Some(match drill.who.as_ref().filter(|_| named) {
            Some(who) => with_names(&drill.view, who, &plain),
            None => plain,
        })
    }

    /// The axes, as the answer calls them, with their columns.
    fn axes(&self) -> Vec<(&'static str, &Reference)> {
        let category = self.category.iter().map(|column| ("category", column));
        category.chain(self.series.iter().map(|column| ("series", column))).collect()
    }

    /// The conditions on the visual's own view.
    fn narrowed(&self, choices: &Choices) -> Vec<String> {
        let fixed = self.conditions.iter().map(|(column, values)| one_of(column, values));
        let chosen = self
            .filters
            .iter()
            .filter_map(|(filter, binding)| condition(*filter, &binding.column, binding.up_to, choices));
        fixed.chain(chosen).collect()
    }

    /// The conditions on the list's view: the bar's place, and everything that narrows the visual.
    fn behind(&self, drill: &Drill, choices: &Choices, point: &Point) -> Vec<String> {
        let places = [(&self.category, &point.category), (&self.series, &point.series)];
        let bar = places
            .into_iter()
            .filter_map(|(column, value)| Some(value.as_ref()?.condition(drill.column_for(column.as_ref()?))));
        let fixed = self.conditions.iter().map(|(column, values)| one_of(drill.column_for(column), values));
        let chosen = self.filters.iter().filter_map(|(filter, binding)| {
            condition(*filter, drill.column_for(&binding.column), binding.up_to, choices)
        });
        let own = drill.conditions.iter().map(|(column, values)| one_of(column, values));
        bar.chain(fixed).chain(chosen).chain(own).collect()
    }

    /// What comes first: as the file says, then category and series, so that no order is left to chance.
    fn order(&self, grouped: &[String]) -> Vec<String> {
        let mut order = Vec::new();
        if self.kind == Kind::Number {
            order.extend(grouped.first().map(|category| format!("{category} DESC")));
        } else if let Some(sort) = &self.sort {
            let by = match self.measures.iter().any(|measure| measure.name == sort.by.name) {
                true => name(&sort.by),
                false if grouped.contains(&name(&sort.by)) => name(&sort.by),
                false => format!("MIN({})", name(&sort.by)),
            };
            order.push(directed(&by, sort.descending));
        }
        for column in grouped {
            if !order.iter().any(|first| first.starts_with(column.as_str())) {
                order.push(column.clone());
            }
        }
        order
    }

    /// A number needs the newest row and the one before.
    fn rows(&self) -> Option<u32> {
        if self.kind == Kind::Number { Some(2) } else { self.limit }
    }
}

impl Dashboard {
    /// The statement of a filter's choices, one column `choice`; `None` for `unit`, whose choices are fixed,
    /// and for a filter that narrows nothing.
    #[must_use]
    pub fn choices_of(&self, filter: Filter) -> Option<Statement> {
        let bound = self.visuals.iter().find_map(|visual| Some((visual, visual.filters.get(&filter)?)));
        let (visual, binding) = bound.filter(|_| filter != Filter::Unit)?;
        let column = name(&binding.column);
        // Terms and pledges lie in years to come, of which there is nothing to show yet.
        let (known, order) = match filter {
            Filter::FiscalYear => (format!(" AND {column} <= (SELECT fiscal_year FROM data_horizon)"), " DESC"),
            _ => (String::new(), ""),
        };
        let sql = format!(
            "SELECT DISTINCT {column} AS \"choice\" FROM {} WHERE {column} IS NOT NULL{known} ORDER BY \"choice\"{order}",
            name(&visual.view)
        );
        Some(Statement { sql, columns: vec!["choice".to_owned()] })
    }
}

/// The condition of a reader's choice; `None` when everything was chosen.
fn condition(filter: Filter, column: &str, up_to: bool, choices: &Choices) -> Option<String> {
    let any_of = |values: &[String]| {
        let values: Vec<Value> = values.iter().cloned().map(Value::Text).collect();
        (!values.is_empty()).then(|| one_of(column, &values))
    };
    match filter {
        Filter::FiscalYear => {
            let sign = if up_to { "<=" } else { "=" };
            let year = choices.fiscal_year.map(|year| Value::Integer(year).to_string());
            let year = year.unwrap_or_else(|| "(SELECT fiscal_year FROM data_horizon)".to_owned());
            Some(format!("{} {sign} {year}", name(column)))
        }
        Filter::Source => any_of(&choices.sources),
        Filter::Campaign => any_of(&choices.campaigns),
        Filter::Level => any_of(&choices.levels),
        Filter::Unit => {
            let unit = if choices.unit == Unit::Person { "person" } else { "household" };
            any_of(&[unit.to_owned()])
        }
    }
}

fn list(columns: &[ListColumn], view: &str, conditions: &str, sort: Option<&Sort>, rows: Option<u32>) -> Statement {
    let mut order: Vec<String> = sort.iter().map(|sort| directed(&name(&sort.by), sort.descending)).collect();
    order.extend(
        columns.iter().map(|one| name(&one.column)).filter(|column| sort.is_none_or(|sort| name(&sort.by) != *column)),
    );
    let selected: Vec<String> = columns.iter().map(|one| name(&one.column)).collect();
    let sql =
        format!("SELECT {} FROM {}{conditions}{}{}", selected.join(", "), name(view), order_by(&order), limit(rows));
    Statement { sql, columns: columns.iter().map(|one| one.column.name.clone()).collect() }
}

/// Puts the name of whom each row is about before the other columns.
fn with_names(view: &str, who: &str, plain: &Statement) -> Statement {
    let from = format!("FROM {}", name(view));
    let joined = format!(
        "{from} LEFT JOIN (SELECT constituent_id AS named_id, display_name AS \"name\" FROM constituent \
         UNION ALL SELECT household_id AS named_id, name AS \"name\" FROM household) named ON named_id = {}",
        name(who)
    );
    let sql = plain.sql.replacen(&from, &joined, 1).replacen("SELECT ", "SELECT \"name\", ", 1);
    let columns = std::iter::once("name".to_owned()).chain(plain.columns.iter().cloned()).collect();
    Statement { sql, columns }
}

fn directed(by: &str, descending: bool) -> String {
    if descending { format!("{by} DESC") } else { by.to_owned() }
}

fn where_clause(conditions: &[String]) -> String {
    if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) }
}

fn order_by(order: &[String]) -> String {
    if order.is_empty() { String::new() } else { format!(" ORDER BY {}", order.join(", ")) }
}

fn limit(rows: Option<u32>) -> String {
    rows.map_or_else(String::new, |rows| format!(" LIMIT {rows}"))
}
