use super::{GOOD, good};
use crate::{BUNDLED, Dashboard, Filter, Width, bundled};
use proptest::prelude::*;

#[test]
fn every_dashboard_file_is_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/dashboards");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_string_lossy().strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, BUNDLED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn the_dashboards_come_in_the_order_of_their_files() {
    let names: Vec<String> = bundled().unwrap().into_iter().map(|dashboard| dashboard.name).collect();
    assert_eq!(names, ["overview", "retention", "giving", "membership", "data_quality"]);
}

#[test]
fn every_bundled_word_is_a_sentence_for_people() {
    for dashboard in bundled().unwrap() {
        assert!(dashboard.purpose.ends_with(['.', '?']), "{}", dashboard.name);
        for visual in &dashboard.visuals {
            let explanation = &visual.explanation;
            assert!(explanation.len() > 30 && explanation.ends_with(['.', '?']), "{}.{}", dashboard.name, visual.name);
            for word in ["SQL", "NULL"] {
                let is_technical = explanation.contains(word);
                assert!(!is_technical, "{}.{} says `{word}`", dashboard.name, visual.name);
            }
        }
    }
}

#[test]
fn what_every_visual_of_a_view_shares_stands_once() {
    let dashboard = good();
    let trend = dashboard.visual("trend").unwrap();
    assert_eq!(trend.filters.keys().copied().collect::<Vec<_>>(), [Filter::FiscalYear, Filter::Source, Filter::Unit]);
    assert!(trend.filters[&Filter::FiscalYear].up_to);
    assert_eq!(trend.width, Width::Half);
    assert_eq!(dashboard.words_for("category", "new"), "New donors");
    assert_eq!(dashboard.words_for("category", "other"), "other");
}

#[test]
fn a_rate_carries_its_n() {
    let dashboard = good();
    let rate = &dashboard.visual("trend").unwrap().measures[0];
    assert_eq!(rate.n.as_ref().unwrap().to_string(), "sum(prior)");
    assert_eq!(rate.of.as_deref(), Some("donors"));
}

#[track_caller]
fn check(from: &str, to: &str, line: usize, message: &str) {
    assert!(GOOD.contains(from), "the good file lacks `{from}`");
    let error = Dashboard::parse("giving", &GOOD.replacen(from, to, 1)).unwrap_err();
    assert!(error.message.contains(message), "{error}");
    assert_eq!((error.file.as_str(), error.line), ("giving", line), "{error}");
}

#[test]
fn what_is_no_definition_is_refused_with_its_line() {
    check("kind = \"line\"", "kind = \"pie\"", 16, "unknown variant `pie`, expected one of `number`");
    check("explanation = \"Who gave again.\"", "explanaton = \"\"", 15, "unknown field `explanaton`");
    check("\"source\", \"unit\"]", "\"colour\", \"unit\"]", 4, "unknown variant `colour`");
    check("source = \"first_source\"", "sauce = \"first_source\"", 20, "unknown filter; expected one of fiscal_year");
    check("source = \"first_source\"", "source = \"<= first_source\"", 20, "only `fiscal_year`");
    check("sum(amount)", "avg(amount)", 29, "one of the functions sum, count");
    check("sum(amount)", "sum()", 29, "`sum()` needs a column");
    check("sum(amount)", "sum(amount) / sum(a) / sum(b)", 29, "expected `function(column)`");
    check("sum(amount)", "sum(\\\"a\\\")", 29, "expected `function(column)`");
    check("view = \"giving_detail\"", "view = \"giving; drop\"", 27, "small letters");
    check("of = \"donors\"", "n = \"sum(prior)\"", 19, "`of` what its n counts");
    check("format = \"money\"", "format = \"money\", of = \"gifts\"", 29, "only a rate");
    check("format = \"money\"", "format = \"gold\"", 29, "unknown variant `gold`");
    check("order = 1", "order = ", 3, "");
}

#[test]
fn a_file_is_called_as_its_page_can_be() {
    for name in ["", "Giving", "our giving", "../giving", "{id}", "2026", "gifts&more"] {
        let error = Dashboard::parse(name, GOOD).unwrap_err();
        assert!(error.message.contains("file's own name"), "`{name}`: {error}");
    }
    let dashboard = Dashboard::parse("major_gifts", GOOD).unwrap();
    assert_eq!((dashboard.label().as_str(), dashboard.path().as_str()), ("Major gifts", "/major-gifts"));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = Dashboard::parse("any", &text);
        let _ = Dashboard::parse("any", &GOOD.replace("sum(amount)", &text));
    }
}
