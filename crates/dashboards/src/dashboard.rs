//! The words of the definition: dashboards, visuals, measures, filters, the lists behind them.

use crate::formula::{Aggregate, Formula};
use crate::literal::Value;
use crate::reference::Reference;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One page of visuals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dashboard {
    /// The file's name without its ending.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What it is for, in one sentence.
    pub purpose: String,
    /// Its place among the others.
    pub order: u32,
    /// What a reader may narrow it by, in this order.
    pub filters: Vec<Filter>,
    /// Column → value → the words that are shown for the value.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// What it shows, in reading order.
    pub visuals: Vec<Visual>,
}

/// What a reader may narrow a dashboard by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// A fiscal year; the running one when nothing is chosen.
    FiscalYear,
    /// Source systems; all when none is chosen.
    Source,
    /// Campaigns; all when none is chosen.
    Campaign,
    /// Levels of membership; all when none is chosen.
    Level,
    /// Whether people or households are counted.
    Unit,
}

/// How a visual looks; every kind can be drawn on the page and in `QuickSight`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One figure; with a category, the newest beside the one before.
    Number,
    /// A line per measure or series along the category.
    Line,
    /// Upright bars of one measure.
    Bar,
    /// Bars of several measures or series, on top of each other.
    StackedBar,
    /// Bars of several measures or series, side by side.
    GroupedBar,
    /// Lying bars of one measure, the first on top: pyramids, rankings.
    HorizontalBar,
    /// Category across, series down, one measure as the colour: cohort triangles.
    HeatMap,
    /// Rows: of figures (category, series, measures), or of a list (columns).
    Table,
}

/// How much of the page's width a visual takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// A quarter.
    Quarter,
    /// A half.
    Half,
    /// All of it.
    Full,
}

/// One picture, figure or table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Visual {
    /// What it is called in addresses and ids; once per dashboard.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What it says, to somebody who raises funds and knows no SQL.
    pub explanation: String,
    /// How it looks.
    pub kind: Kind,
    /// How wide it is.
    pub width: Width,
    /// The view behind it.
    pub view: Reference,
    /// The column along the axis.
    pub category: Option<Reference>,
    /// The column that tells lines or bars apart.
    pub series: Option<Reference>,
    /// The figures.
    pub measures: Vec<Measure>,
    /// The columns of a list; only tables have them, and then no measures.
    pub columns: Vec<ListColumn>,
    /// Column → the values that its rows hold, whatever a reader chooses.
    pub conditions: BTreeMap<Reference, Vec<Value>>,
    /// Filter → the column that it narrows here. A filter that is not named does not touch the visual.
    pub filters: BTreeMap<Filter, Binding>,
    /// What comes first; by category and series when not said.
    pub sort: Option<Sort>,
    /// How many rows are shown at most.
    pub limit: Option<u32>,
    /// Whether the line is continued into the future by `QuickSight`'s forecast.
    pub forecast: bool,
    /// Whether `QuickSight` looks for values that are out of the ordinary.
    pub anomaly: bool,
    /// Whether it is shown on the page alone, because the role `dashboard` may not see its view.
    pub page_only: bool,
    /// The list behind a bar.
    pub drill: Option<Drill>,
    /// The line of the file on which it begins.
    #[serde(skip)]
    pub line: usize,
}

/// One figure of a visual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its column in the answer.
    pub name: String,
    /// What it is called in legends.
    pub label: String,
    /// How it is worked out.
    pub formula: Formula,
    /// How it is written.
    pub format: Format,
    /// Of how many a rate speaks; its column in the answer is the name with `_n` behind it.
    pub n: Option<Aggregate>,
    /// What the n counts, in words: "donors of the year before".
    pub of: Option<String>,
    /// The line of the file on which it stands.
    #[serde(skip)]
    pub line: usize,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// In the organisation's currency.
    Money,
    /// A whole number.
    Count,
    /// A number with one decimal.
    Number,
    /// A share, 1 being 100 %.
    Percent,
    /// Words as they are.
    Text,
    /// A day.
    Date,
    /// A month of a year.
    Month,
    /// A fiscal year.
    Year,
    /// Yes or no.
    Flag,
}

/// One column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListColumn {
    /// The view's column.
    pub column: Reference,
    /// Its heading.
    pub label: String,
    /// How its values are written; as their type asks when not said.
    pub format: Option<Format>,
}

/// The column that a filter narrows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// The view's column.
    pub column: Reference,
    /// For the fiscal year: the chosen one and those before it, so that a trend keeps its past.
    pub up_to: bool,
}

/// What comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sort {
    /// A measure, or a column of the view.
    pub by: Reference,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// The list behind a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drill {
    /// What the list holds.
    pub title: String,
    /// The view of the list.
    pub view: Reference,
    /// The list's column that says who: the id of a constituent or a household, to show a name and open it.
    pub who: Option<Reference>,
    /// The visual's column → the list's column with the same values, where they are not called alike.
    pub on: BTreeMap<Reference, Reference>,
    /// Column of the list → the values that its rows hold besides.
    pub conditions: BTreeMap<Reference, Vec<Value>>,
    /// What is shown of each row.
    pub columns: Vec<ListColumn>,
    /// What comes first.
    pub sort: Option<Sort>,
    /// The line of the file on which it begins.
    #[serde(skip)]
    pub line: usize,
}

impl Drill {
    /// The list's column that holds the same values as a column of the visual.
    #[must_use]
    pub fn column_for<'a>(&'a self, column: &'a str) -> &'a str {
        self.on.get(column).map_or(column, |to| &to.name)
    }
}

impl Filter {
    /// All filters.
    pub const ALL: [Self; 5] = [Self::FiscalYear, Self::Source, Self::Campaign, Self::Level, Self::Unit];

    /// Its name in files and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FiscalYear => "fiscal_year",
            Self::Source => "source",
            Self::Campaign => "campaign",
            Self::Level => "level",
            Self::Unit => "unit",
        }
    }

    /// What it is called on the page.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FiscalYear => "Fiscal year",
            Self::Source => "Source",
            Self::Campaign => "Campaign",
            Self::Level => "Membership level",
            Self::Unit => "Count",
        }
    }
}

impl Dashboard {
    /// What links to it are called: its name in words, "Data quality".
    #[must_use]
    pub fn label(&self) -> String {
        let words = self.name.replace('_', " ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The path of its page: "/data-quality".
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}", self.name.replace('_', "-"))
    }

    /// The visual of that name.
    #[must_use]
    pub fn visual(&self, name: &str) -> Option<&Visual> {
        self.visuals.iter().find(|visual| visual.name == name)
    }

    /// The words that are shown for a value of a column; the value itself when the file says none.
    #[must_use]
    pub fn words_for<'a>(&'a self, column: &str, value: &'a str) -> &'a str {
        self.words.get(column).and_then(|words| words.get(value)).map_or(value, String::as_str)
    }
}
