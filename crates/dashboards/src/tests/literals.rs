//! No value breaks out of its literal: what a reader sends stays one value, whatever it holds.

use crate::literal::{name, one_of};
use crate::{Choices, Point, Unit, Value};
use proptest::prelude::*;
use sqlparser::ast::{Expr, Statement, Value as SqlValue, visit_expressions};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use std::ops::ControlFlow;

/// The texts that a statement compares with, as a parser reads them.
fn texts_in(sql: &str) -> Vec<String> {
    let statements = Parser::parse_sql(&GenericDialect {}, sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    assert!(matches!(statements.as_slice(), [Statement::Query(_)]), "not one query: {sql}");
    let mut texts = Vec::new();
    let _ = visit_expressions(&statements, |expression| {
        if let Expr::Value(value) = expression
            && let SqlValue::SingleQuotedString(text) = &value.value
        {
            texts.push(text.clone());
        }
        ControlFlow::<()>::Continue(())
    });
    texts
}

/// Texts as people who mean harm would send them, and any other.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[';\"\\\\\\-/* ]{0,12}",
        Just("' OR 1=1 --".to_owned()),
        Just("\\' OR ''='".to_owned()),
        Just("'; DROP TABLE gift; --".to_owned()),
        Just("\u{0}'\u{2019}".to_owned()),
    ]
}

proptest! {
    #[test]
    fn a_text_stays_one_literal(text in hostile()) {
        let sql = format!("SELECT 1 FROM t WHERE {}", Value::Text(text.clone()).condition("source"));
        prop_assert_eq!(texts_in(&sql), vec![text]);
    }

    #[test]
    fn several_texts_stay_as_many_literals(texts in prop::collection::vec(hostile(), 1..5)) {
        let values: Vec<Value> = texts.iter().cloned().map(Value::Text).collect();
        prop_assert_eq!(texts_in(&format!("SELECT 1 FROM t WHERE {}", one_of("source", &values))), texts);
    }

    #[test]
    fn a_name_stays_one_name(text in hostile()) {
        let sql = format!("SELECT {} FROM t", name(&text));
        prop_assert!(texts_in(&sql).is_empty());
    }

    #[test]
    fn what_a_reader_chose_is_in_the_statement_as_literals_alone(
        sources in prop::collection::vec(hostile(), 0..3),
        clicked in hostile(),
        year in prop::option::of(any::<i64>()),
    ) {
        let dashboard = super::good();
        let bars = dashboard.visual("bars").unwrap();
        let choices = Choices { fiscal_year: year, sources: sources.clone(), unit: Unit::Household, ..Choices::default() };
        let fixed = ["one_time".to_owned(), "grant".to_owned()];
        let mut of_visual = texts_in(&bars.statement(&choices).sql);
        let mut expected: Vec<String> = fixed.iter().cloned().chain(sources.clone()).collect();
        of_visual.sort();
        expected.sort();
        prop_assert_eq!(&of_visual, &expected);
        let point = Point { category: Some(Value::Text(clicked.clone())), series: None };
        let mut of_list = texts_in(&bars.drill_statement(&choices, &point, true).unwrap().sql);
        expected.push(clicked);
        of_list.sort();
        expected.sort();
        prop_assert_eq!(of_list, expected);
    }

    #[test]
    fn only_a_day_is_read_as_a_day(text in "\\PC{0,12}") {
        if let Some(day) = Value::date(&text) {
            prop_assert!(day.to_string().bytes().all(|byte| byte.is_ascii_digit() || b"DATE '-".contains(&byte)));
        }
    }
}

#[test]
fn a_day_has_a_month_and_a_day_that_exist() {
    for (text, is_day) in
        [("2026-02-28", true), ("2026-13-01", false), ("2026-00-10", false), ("2026-1-01", false), ("20260-1-1", false)]
    {
        assert_eq!(Value::date(text).is_some(), is_day, "{text}");
    }
}
