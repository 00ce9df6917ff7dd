use super::good;
use crate::{Choices, Dashboard, Filter, Point, Unit, Value};

#[track_caller]
fn check(visual: &str, choices: &Choices, expected: &str) {
    let dashboard = good();
    assert_eq!(dashboard.visual(visual).unwrap().statement(choices).sql, expected);
}

fn chosen() -> Choices {
    Choices {
        fiscal_year: Some(2024),
        sources: vec!["paypal".to_owned(), "o'brien".to_owned()],
        unit: Unit::Household,
        ..Choices::default()
    }
}

#[test]
fn a_trend_keeps_its_past_and_a_bar_chart_its_year() {
    check(
        "trend",
        &chosen(),
        "SELECT \"fiscal_year\" AS \"category\", \
         CAST(SUM(\"retained\") AS DOUBLE) / NULLIF(CAST(SUM(\"prior\") AS DOUBLE), 0) AS \"rate\", \
         SUM(\"prior\") AS \"rate_n\" FROM \"retention_detail\" \
         WHERE \"fiscal_year\" <= 2024 AND (\"first_source\" = 'paypal' OR \"first_source\" = 'o''brien') \
         AND \"unit\" = 'household' GROUP BY \"fiscal_year\" ORDER BY \"fiscal_year\"",
    );
    check(
        "bars",
        &chosen(),
        "SELECT \"campaign\" AS \"category\", SUM(\"amount\") AS \"amount\" FROM \"giving_detail\" \
         WHERE \"is_counted\" = TRUE AND (\"kind\" = 'one_time' OR \"kind\" = 'grant') AND \"fiscal_year\" = 2024 \
         AND (\"source\" = 'paypal' OR \"source\" = 'o''brien') GROUP BY \"campaign\" \
         ORDER BY \"amount\" DESC, \"campaign\" LIMIT 12",
    );
}

#[test]
fn until_a_year_is_chosen_it_is_the_running_one() {
    let sql = good().visual("bars").unwrap().statement(&Choices::default()).sql;
    assert!(sql.contains("\"fiscal_year\" = (SELECT fiscal_year FROM data_horizon)"), "{sql}");
    assert!(!sql.contains("\"source\""), "{sql}");
}

#[test]
fn a_number_is_the_newest_beside_the_one_before() {
    let text = super::GOOD.replace("kind = \"line\"", "kind = \"number\"");
    let number = Dashboard::parse("giving", &text).unwrap();
    let statement = number.visual("trend").unwrap().statement(&Choices::default());
    assert!(statement.sql.ends_with("GROUP BY \"fiscal_year\" ORDER BY \"fiscal_year\" DESC LIMIT 2"), "{statement:?}");
    assert_eq!(statement.columns, ["category", "rate", "rate_n"]);
}

#[test]
fn the_list_behind_a_bar_holds_what_the_bar_counted() {
    let point = Point { category: Some(Value::Text("Spring".to_owned())), series: None };
    let dashboard = good();
    let list = dashboard.visual("bars").unwrap().drill_statement(&chosen(), &point, false).unwrap();
    assert_eq!(
        list.sql,
        "SELECT \"donor_id\", \"amount\" FROM \"gift_list\" WHERE \"campaign_name\" = 'Spring' AND \"is_counted\" = TRUE \
         AND (\"kind\" = 'one_time' OR \"kind\" = 'grant') AND \"fiscal_year\" = 2024 \
         AND (\"source\" = 'paypal' OR \"source\" = 'o''brien') ORDER BY \"amount\" DESC, \"donor_id\""
    );
    assert_eq!(dashboard.visual("trend").unwrap().drill_statement(&chosen(), &point, false), None);
}

#[test]
fn a_bar_of_what_nobody_stated_lists_rows_without_a_value() {
    let point = Point { category: Some(Value::Missing), series: None };
    let list = good().visual("bars").unwrap().drill_statement(&Choices::default(), &point, false).unwrap();
    assert!(list.sql.contains("WHERE \"campaign_name\" IS NULL AND"), "{}", list.sql);
}

#[test]
fn names_come_only_for_whom_may_see_them() {
    let dashboard = good();
    let bars = dashboard.visual("bars").unwrap();
    let named = bars.drill_statement(&Choices::default(), &Point::default(), true).unwrap();
    assert_eq!(named.columns, ["name", "donor_id", "amount"]);
    assert!(named.sql.contains("FROM constituent UNION ALL"), "{}", named.sql);
    let plain = bars.drill_statement(&Choices::default(), &Point::default(), false).unwrap();
    assert!(!plain.sql.contains("constituent"), "{}", plain.sql);
}

#[test]
fn the_choices_of_a_filter_are_what_the_data_hold() {
    let dashboard = good();
    let years = dashboard.choices_of(Filter::FiscalYear).unwrap().sql;
    assert_eq!(
        years,
        "SELECT DISTINCT \"fiscal_year\" AS \"choice\" FROM \"retention_detail\" \
         WHERE \"fiscal_year\" IS NOT NULL AND \"fiscal_year\" <= (SELECT fiscal_year FROM data_horizon) \
         ORDER BY \"choice\" DESC"
    );
    assert_eq!(dashboard.choices_of(Filter::Unit), None);
    assert_eq!(dashboard.choices_of(Filter::Campaign), None);
}
