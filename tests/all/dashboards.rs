//! The dashboards fit the views, are answered by them, and the checked-in template is made of them.

use crate::fixtures::{resolved, wait};
use dashboards::check::check as check_dashboard;
use dashboards::quicksight::{self, House};
use dashboards::{
    Aggregate, Choices, Columns, Dashboard, Filter, Formula, Function, Point, Reference, Unit, Value, Visual, bundled,
};
use governance::Policy;
use query::{Organization, QueryEngine, empty_lake};
use serde_json::Value as Json;
use std::sync::OnceLock;

const ROLE: &str = "dashboard";

fn sample() -> &'static QueryEngine {
    static ENGINE: OnceLock<QueryEngine> = OnceLock::new();
    ENGINE.get_or_init(|| wait(QueryEngine::open(&resolved().lake, &Organization::bundled().unwrap())).unwrap())
}

/// The columns that everybody sees, and those that the dashboards' role sees.
fn columns() -> (Columns, Columns) {
    let organization = Organization::bundled().unwrap();
    let lake = wait(empty_lake()).unwrap();
    let all = wait(QueryEngine::open_empty(&organization)).unwrap();
    let role = wait(QueryEngine::open_as(&lake, &organization, &Policy::bundled().unwrap(), ROLE)).unwrap();
    (columns_of(&all), columns_of(&role))
}

fn columns_of(engine: &QueryEngine) -> Columns {
    let views = engine.views();
    let columns = views.iter().flat_map(|info| {
        info.columns.iter().map(|column| (info.view.name.as_str(), column.name.as_str(), column.data_type.as_str()))
    });
    Columns::new(columns)
}

#[track_caller]
fn rows(what: &str, sql: &str) -> Vec<Json> {
    let answer = wait(sample().sql(sql)).unwrap_or_else(|error| panic!("{what}: {error}\n{sql}"));
    serde_json::from_str(&query::format::to_json(&answer).unwrap()).unwrap()
}

fn every_visual() -> impl Iterator<Item = (Dashboard, Visual)> {
    bundled().unwrap().into_iter().flat_map(|dashboard| {
        let visuals = dashboard.visuals.clone();
        visuals.into_iter().map(move |visual| (dashboard.clone(), visual))
    })
}

#[test]
fn every_dashboard_names_views_and_columns_that_exist() {
    let (all, _) = columns();
    for dashboard in bundled().unwrap() {
        assert_eq!(check_dashboard(&dashboard, &all), Ok(()));
    }
}

#[test]
fn only_what_names_people_is_kept_from_quicksight() {
    let (_, role) = columns();
    for (dashboard, visual) in every_visual() {
        assert_eq!(visual.page_only, !role.has_view(&visual.view), "{}.{}", dashboard.name, visual.name);
        let list = visual.drill.map(|drill| drill.view.name);
        assert!(list.is_none_or(|view| role.has_view(&view)), "{}.{}: the list", dashboard.name, visual.name);
    }
}

/// The page shows something for everybody who opens it, and empty charts would go unnoticed.
#[test]
fn every_visual_has_rows_on_the_sample_data() {
    for (dashboard, visual) in every_visual() {
        let what = format!("{}.{}", dashboard.name, visual.name);
        let statement = visual.statement(&Choices::default());
        let found = rows(&what, &statement.sql);
        assert!(!found.is_empty(), "{what} shows nothing");
        let names: Vec<&String> = found[0].as_object().unwrap().keys().collect();
        assert_eq!(names, statement.columns.iter().collect::<Vec<_>>(), "{what}");
    }
}

#[test]
fn every_choice_of_every_filter_is_answered() {
    for (dashboard, visual) in every_visual() {
        let what = format!("{}.{}", dashboard.name, visual.name);
        let choice = |filter: Filter| -> Vec<String> {
            let Some(statement) = dashboard.choices_of(filter) else { return Vec::new() };
            let found = rows(&what, &statement.sql);
            found.iter().filter_map(|row| row["choice"].as_str().map(str::to_owned)).take(2).collect()
        };
        let choices = Choices {
            fiscal_year: Some(2024),
            sources: choice(Filter::Source),
            campaigns: choice(Filter::Campaign),
            levels: choice(Filter::Level),
            unit: Unit::Household,
        };
        rows(&what, &visual.statement(&choices).sql);
        if let Some(list) = visual.drill_statement(&choices, &Point::default(), true) {
            rows(&what, &list.sql);
        }
    }
}

/// A bar of money or rows and the list behind it are the same figure.
#[test]
fn the_list_behind_a_bar_adds_up_to_the_bar() {
    let (all, _) = columns();
    let compared = every_visual().filter(|(dashboard, visual)| adds_up(&dashboard.name, visual, &all)).count();
    assert!(compared >= 12, "only {compared} bars were compared with their lists");
}

/// Compares the last bar with its list; false when the list does not hold what the bar adds up.
fn adds_up(dashboard: &str, visual: &Visual, all: &Columns) -> bool {
    let what = format!("{dashboard}.{}", visual.name);
    let (Some(_), [measure]) = (&visual.drill, visual.measures.as_slice()) else { return false };
    let bar = rows(&what, &visual.statement(&Choices::default()).sql).pop().unwrap();
    let list = visual.drill_statement(&Choices::default(), &place_of(visual, &bar, all), false).unwrap();
    let figure = match &measure.formula {
        Formula::Of(Aggregate { column: None, .. }) => "COUNT(*)".to_owned(),
        Formula::Of(Aggregate { function: Function::Sum, column: Some(column) }) if list.columns.contains(column) => {
            format!("SUM(\"{column}\")")
        }
        _ => return false,
    };
    let total = rows(&what, &format!("SELECT {figure} AS total FROM ({}) listed", list.sql)).pop().unwrap();
    let (expected, found) = (bar[&measure.name].as_f64().unwrap(), total["total"].as_f64().unwrap());
    assert!((expected - found).abs() < 0.005, "{what}: the bar says {expected}, its list adds up to {found}");
    true
}

/// Where a bar stands: what the page sends when somebody chooses it.
fn place_of(visual: &Visual, bar: &Json, all: &Columns) -> Point {
    let place = |axis: &Option<Reference>, called: &str| {
        let text = bar[called].as_str().map_or_else(|| bar[called].to_string(), str::to_owned);
        all.type_of(&visual.view, axis.as_ref()?)?.read(&text)
    };
    Point { category: place(&visual.category, "category"), series: place(&visual.series, "series") }
}

#[test]
fn the_checked_in_template_is_made_of_these_dashboards() {
    let (_, role) = columns();
    let organization = Organization::bundled().unwrap();
    let house = House { currency: &organization.currency, time_zone: &organization.time_zone };
    let made = quicksight::template(&bundled().unwrap(), &role, house).unwrap();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/quicksight.yaml");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(made == kept, "infra/quicksight.yaml is older than schemas/dashboards: run `cargo xtask quicksight`");
    assert!(made.len() < 1_000_000, "CloudFormation takes templates of up to 1 MB; this has {}", made.len());
}

/// The example of schemas/dashboards/README.md is a file that can be used.
#[test]
fn the_example_of_the_readme_is_answered() {
    let readme = include_str!("../../schemas/dashboards/README.md");
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let dashboard = Dashboard::parse("example", example).unwrap();
    let (all, _) = columns();
    assert_eq!(check_dashboard(&dashboard, &all), Ok(()));
    let point = Point { category: Some(Value::Text("micro".to_owned())), series: None };
    for visual in &dashboard.visuals {
        assert!(!rows("example", &visual.statement(&Choices::default()).sql).is_empty());
        if let Some(list) = visual.drill_statement(&Choices::default(), &point, true) {
            assert!(!rows("example", &list.sql).is_empty());
        }
    }
}
