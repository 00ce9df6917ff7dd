//! Reads a dashboard file: TOML in, a [`Dashboard`] out, or the line that is wrong.
//!
//! What can be told without knowing the views is refused here: unknown keys, kinds, filters and formulas, a
//! measure without a name, parts that do not go together. Whether views and columns exist is for
//! [`check`](crate::check).

use crate::dashboard::{Binding, Dashboard, Drill, Filter, Format, Kind, ListColumn, Measure, Sort, Visual, Width};
use crate::error::DashboardError;
use crate::formula::{Aggregate, Formula, is_name};
use crate::literal::Value;
use crate::reference::Reference;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DashboardFile {
    title: String,
    purpose: String,
    order: u32,
    #[serde(default)]
    filters: Vec<Filter>,
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, String>>,
    /// View → the filters of every visual over it.
    #[serde(default)]
    narrow: BTreeMap<String, BTreeMap<Spanned<String>, Spanned<String>>>,
    visual: Vec<Spanned<VisualFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisualFile {
    name: Spanned<String>,
    title: String,
    explanation: String,
    kind: Kind,
    width: Option<Width>,
    view: Spanned<String>,
    category: Option<Spanned<String>>,
    series: Option<Spanned<String>>,
    #[serde(default)]
    measures: Vec<MeasureFile>,
    #[serde(default)]
    columns: Vec<ListColumnFile>,
    #[serde(default, rename = "where")]
    conditions: BTreeMap<Spanned<String>, LiteralFile>,
    #[serde(default)]
    filters: BTreeMap<Spanned<String>, Spanned<String>>,
    sort: Option<Spanned<String>>,
    limit: Option<u32>,
    #[serde(default)]
    forecast: bool,
    #[serde(default)]
    anomaly: bool,
    #[serde(default)]
    page_only: bool,
    drill: Option<Spanned<DrillFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureFile {
    name: Spanned<String>,
    label: String,
    formula: Spanned<String>,
    format: Format,
    n: Option<Spanned<String>>,
    of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListColumnFile {
    column: Spanned<String>,
    label: String,
    format: Option<Format>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrillFile {
    title: String,
    view: Spanned<String>,
    who: Option<Spanned<String>>,
    #[serde(default)]
    on: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "where")]
    conditions: BTreeMap<Spanned<String>, LiteralFile>,
    columns: Vec<ListColumnFile>,
    sort: Option<Spanned<String>>,
}

/// One literal or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum LiteralFile {
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<LiteralFile>),
}

impl LiteralFile {
    fn values(self) -> Vec<Value> {
        match self {
            Self::Flag(flag) => vec![Value::Boolean(flag)],
            Self::Number(number) => vec![Value::Integer(number)],
            Self::Text(text) => vec![Value::Text(text)],
            Self::List(list) => list.into_iter().flat_map(Self::values).collect(),
        }
    }
}

impl Dashboard {
    /// Reads one dashboard file.
    ///
    /// # Errors
    /// A name that is none; the first line that is not TOML, has an unknown key, kind or filter, or a formula that is none.
    pub fn parse(name: &str, text: &str) -> Result<Self, DashboardError> {
        let reader = Reader { name, text };
        if !is_name(name) {
            return Err(reader.wrong(0, "the file's own name must be of small letters, digits and underscores"));
        }
        let file: DashboardFile = toml::from_str(text).map_err(|error| {
            reader.wrong(error.span().map_or(0, |span| span.start), error.message().lines().next().unwrap_or_default())
        })?;
        let visuals: Result<Vec<Visual>, DashboardError> =
            file.visual.into_iter().map(|visual| reader.visual(visual, &file.narrow)).collect();
        Ok(Self {
            name: name.to_owned(),
            title: file.title,
            purpose: file.purpose,
            order: file.order,
            filters: file.filters,
            words: file.words,
            visuals: visuals?,
        })
    }
}

/// Knows the text, to say the line of what is wrong.
struct Reader<'text> {
    name: &'text str,
    text: &'text str,
}

impl Reader<'_> {
    fn visual(
        &self,
        given: Spanned<VisualFile>,
        narrow: &BTreeMap<String, BTreeMap<Spanned<String>, Spanned<String>>>,
    ) -> Result<Visual, DashboardError> {
        let line = self.line(given.span().start);
        let file = given.into_inner();
        let measures: Result<Vec<Measure>, DashboardError> =
            file.measures.into_iter().map(|measure| self.measure(measure)).collect();
        let mut filters = self.bindings(narrow.get(file.view.get_ref()).cloned().unwrap_or_default())?;
        filters.extend(self.bindings(file.filters)?);
        Ok(Visual {
            name: self.reference(file.name)?.name,
            title: file.title,
            explanation: file.explanation,
            kind: file.kind,
            width: file.width.unwrap_or_else(|| usual_width(file.kind)),
            view: self.reference(file.view)?,
            category: file.category.map(|column| self.reference(column)).transpose()?,
            series: file.series.map(|column| self.reference(column)).transpose()?,
            measures: measures?,
            columns: self.list_columns(file.columns)?,
            conditions: self.conditions(file.conditions)?,
            filters,
            sort: file.sort.map(|sort| self.sort(&sort)).transpose()?,
            limit: file.limit,
            forecast: file.forecast,
            anomaly: file.anomaly,
            page_only: file.page_only,
            drill: file.drill.map(|drill| self.drill(drill)).transpose()?,
            line,
        })
    }

    fn measure(&self, file: MeasureFile) -> Result<Measure, DashboardError> {
        let start = file.formula.span().start;
        let formula = Formula::parse(file.formula.get_ref()).map_err(|expected| self.wrong(start, &expected))?;
        let n = match file.n {
            Some(text) => Some(self.aggregate(&text)?),
            None => formula.denominator().cloned(),
        };
        let line = self.line(start);
        if n.is_some() != file.of.is_some() {
            return Err(self.wrong(start, "a rate, and only a rate, says in `of` what its n counts"));
        }
        let name = self.reference(file.name)?.name;
        Ok(Measure { name, label: file.label, formula, format: file.format, n, of: file.of, line })
    }

    fn aggregate(&self, text: &Spanned<String>) -> Result<Aggregate, DashboardError> {
        let wrong = |expected: &str| self.wrong(text.span().start, expected);
        match Formula::parse(text.get_ref()).map_err(|expected| wrong(&expected))? {
            Formula::Of(one) => Ok(one),
            Formula::Ratio(..) => Err(wrong("expected one aggregate, not a ratio")),
        }
    }

    fn drill(&self, given: Spanned<DrillFile>) -> Result<Drill, DashboardError> {
        let line = self.line(given.span().start);
        let file = given.into_inner();
        let on: Result<BTreeMap<Reference, Reference>, DashboardError> =
            file.on.into_iter().map(|(from, to)| Ok((self.reference(from)?, self.reference(to)?))).collect();
        Ok(Drill {
            title: file.title,
            view: self.reference(file.view)?,
            who: file.who.map(|column| self.reference(column)).transpose()?,
            on: on?,
            conditions: self.conditions(file.conditions)?,
            columns: self.list_columns(file.columns)?,
            sort: file.sort.map(|sort| self.sort(&sort)).transpose()?,
            line,
        })
    }

    fn list_columns(&self, files: Vec<ListColumnFile>) -> Result<Vec<ListColumn>, DashboardError> {
        let column = |file: ListColumnFile| {
            Ok(ListColumn { column: self.reference(file.column)?, label: file.label, format: file.format })
        };
        files.into_iter().map(column).collect()
    }

    fn conditions(
        &self,
        files: BTreeMap<Spanned<String>, LiteralFile>,
    ) -> Result<BTreeMap<Reference, Vec<Value>>, DashboardError> {
        files.into_iter().map(|(column, literal)| Ok((self.reference(column)?, literal.values()))).collect()
    }

    fn bindings(
        &self,
        files: BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Result<BTreeMap<Filter, Binding>, DashboardError> {
        files.into_iter().map(|(filter, column)| self.binding(&filter, column)).collect()
    }

    /// `fiscal_year = "fiscal_year"`, or `"<= fiscal_year"` for the chosen year and those before it.
    fn binding(&self, filter: &Spanned<String>, column: Spanned<String>) -> Result<(Filter, Binding), DashboardError> {
        let known = Filter::ALL.into_iter().find(|known| known.name() == filter.get_ref());
        let filter = known.ok_or_else(|| {
            self.wrong(filter.span().start, &format!("unknown filter; expected one of {}", filter_names()))
        })?;
        let start = column.span().start;
        let text = column.into_inner();
        let (up_to, name) = match text.strip_prefix("<=") {
            Some(rest) if filter == Filter::FiscalYear => (true, rest.trim()),
            Some(_) => return Err(self.wrong(start, "only `fiscal_year` can be narrowed with `<=`")),
            None => (false, text.as_str()),
        };
        Ok((filter, Binding { column: self.name(name, start)?, up_to }))
    }

    /// `amount`, or `amount desc`.
    fn sort(&self, text: &Spanned<String>) -> Result<Sort, DashboardError> {
        let (by, descending) = match text.get_ref().strip_suffix(" desc") {
            Some(by) => (by, true),
            None => (text.get_ref().as_str(), false),
        };
        Ok(Sort { by: self.name(by, text.span().start)?, descending })
    }

    fn reference(&self, text: Spanned<String>) -> Result<Reference, DashboardError> {
        let start = text.span().start;
        self.name(&text.into_inner(), start)
    }

    fn name(&self, name: &str, start: usize) -> Result<Reference, DashboardError> {
        if !is_name(name) {
            return Err(self.wrong(start, "expected a name of small letters, digits and underscores"));
        }
        Ok(Reference { name: name.to_owned(), line: self.line(start) })
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    fn wrong(&self, offset: usize, message: &str) -> DashboardError {
        DashboardError { file: self.name.to_owned(), line: self.line(offset), message: message.to_owned() }
    }
}

fn filter_names() -> String {
    Filter::ALL.map(Filter::name).join(", ")
}

fn usual_width(kind: Kind) -> Width {
    match kind {
        Kind::Number => Width::Quarter,
        Kind::HeatMap | Kind::Table => Width::Full,
        _ => Width::Half,
    }
}
