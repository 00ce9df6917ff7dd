use super::{GOOD, columns, good};
use crate::Dashboard;
use crate::check::check as check_dashboard;

#[test]
fn a_dashboard_whose_columns_exist_passes() {
    assert_eq!(check_dashboard(&good(), &columns()), Ok(()));
}

#[track_caller]
fn check(from: &str, to: &str, line: usize, message: &str) {
    assert!(GOOD.contains(from), "the good file lacks `{from}`");
    let dashboard = Dashboard::parse("giving", &GOOD.replacen(from, to, 1)).unwrap();
    let error = check_dashboard(&dashboard, &columns()).unwrap_err();
    assert!(error.message.contains(message), "{error}");
    assert_eq!((error.file.as_str(), error.line), ("giving", line), "{error}");
}

#[test]
fn an_unknown_view_or_column_is_refused_with_its_line() {
    check("view = \"giving_detail\"", "view = \"giving_detial\"", 27, "no view `giving_detial`");
    check("view = \"gift_list\"", "view = \"gift_lists\"", 37, "no view `gift_lists`");
    check("category = \"campaign\"", "category = \"compaign\"", 28, "no column `compaign`; it has amount, campaign");
    check("sum(amount)", "sum(amounts)", 29, "no column `amounts`");
    check("kind = [\"one_time\"", "kinds = [\"one_time\"", 30, "no column `kinds`");
    check("source = \"source\"", "source = \"sauce\"", 31, "no column `sauce`");
    check("sort = \"amount desc\"", "sort = \"amounts desc\"", 32, "no column `amounts`");
    check("column = \"donor_id\"", "column = \"donor\"", 40, "no column `donor`");
    check("who = \"donor_id\"", "who = \"donor\"", 38, "no column `donor`");
}

#[test]
fn a_column_of_the_wrong_type_is_refused() {
    check("sum(amount)", "sum(campaign)", 29, "does not fit a column of the type Text");
    check("sum(amount)", "count_true(amount)", 29, "does not fit");
    check("is_counted = true", "is_counted = 1", 30, "type Boolean");
    check("kind = [\"one_time\", \"grant\"]", "kind = 7", 30, "type Text");
    check("fiscal_year = \"fiscal_year\"", "fiscal_year = \"campaign\"", 31, "needs a column of the type Integer");
    check("source = \"source\"", "source = \"fiscal_year\"", 31, "needs a column of the type Text");
    check("campaign = \"campaign_name\"", "campaign = \"fiscal_year\"", 39, "different types");
}

#[test]
fn parts_that_do_not_go_together_are_refused() {
    check(
        "kind = \"horizontal_bar\"",
        "kind = \"horizontal_bar\"\nseries = \"source\"",
        22,
        "one measure and no series",
    );
    check("kind = \"horizontal_bar\"", "kind = \"heat_map\"", 22, "a category, a series and one measure");
    check("kind = \"line\"", "kind = \"number\"\nseries = \"first_source\"", 12, "no series");
    check("kind = \"line\"", "kind = \"line\"\nforecast = true", 12, "only a line along a column of dates");
    check("limit = 12", "anomaly = true", 22, "only a line along a column of dates");
    check("name = \"bars\"", "name = \"trend\"", 22, "two visuals are called `trend`");
    check("limit = 12", "columns = [{ column = \"kind\", label = \"Kind\" }]", 22, "only a table lists columns");
}

#[test]
fn a_filter_moves_something_and_is_known_to_the_dashboard() {
    check(
        "\"source\", \"unit\"]",
        "\"source\", \"unit\", \"level\"]",
        1,
        "no visual is narrowed by the filter `level`",
    );
    check("\"source\", \"unit\"]", "\"unit\"]", 20, "no filter `source`");
}

#[test]
fn people_and_households_are_never_added_up() {
    check("[narrow.retention_detail]\nunit = \"unit\"\n", "", 10, "narrow it by `unit`");
}

#[test]
fn a_list_is_narrowed_as_its_bar_is() {
    check("on = { campaign = \"campaign_name\" }\n", "", 35, "view `gift_list` has no column `campaign`");
    check("on = { campaign", "on = { amount = \"amount\", campaign", 39, "nothing narrows the visual by `amount`");
}
