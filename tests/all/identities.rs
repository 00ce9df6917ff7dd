//! The reconciliation identities of the views hold on the sample data.

use crate::fixtures::{resolved, wait};
use query::{Organization, QueryEngine};
use serde_json::Value;
use std::sync::OnceLock;

fn engine() -> &'static QueryEngine {
    static ENGINE: OnceLock<QueryEngine> = OnceLock::new();
    ENGINE.get_or_init(|| wait(QueryEngine::open(&resolved().lake, &Organization::bundled().unwrap())).unwrap())
}

/// Rows of an answer as JSON objects.
fn rows(sql: &str) -> Vec<Value> {
    let answer = wait(engine().sql(sql)).unwrap();
    serde_json::from_str(&query::format::to_json(&answer).unwrap()).unwrap()
}

/// A statement that returns the rows which break a law; there must be enough to check.
#[track_caller]
fn check(law: &str, checked: &str, violations: &str) {
    assert!(!rows(checked).is_empty(), "{law}: nothing to check");
    let broken = rows(violations);
    assert!(broken.is_empty(), "{law}: {broken:?}");
}

#[test]
fn donors_of_a_year_are_retained_new_or_recaptured() {
    check(
        "|D(y)| = retained + new + recaptured",
        "SELECT 1 FROM donor_lifecycle",
        "SELECT l.fiscal_year, l.units, d.donors FROM (
           SELECT unit, fiscal_year, COUNT(*) AS units FROM donor_lifecycle
           WHERE category IN ('new', 'recaptured', 'upgraded', 'same', 'downgraded') GROUP BY unit, fiscal_year
         ) l JOIN (
           SELECT unit, fiscal_year, COUNT(*) AS donors FROM unit_fiscal_year GROUP BY unit, fiscal_year
         ) d ON d.unit = l.unit AND d.fiscal_year = l.fiscal_year WHERE l.units <> d.donors",
    );
}

#[test]
fn gains_less_losses_are_the_change_of_giving() {
    check(
        "ΣA(y) − ΣA(y−1) = gains − losses",
        "SELECT 1 FROM gain_loss",
        "SELECT g.fiscal_year FROM (
           SELECT unit, fiscal_year, SUM(change) AS change FROM gain_loss GROUP BY unit, fiscal_year
         ) g JOIN (
           SELECT unit, fiscal_year, SUM(amount) AS amount FROM unit_fiscal_year GROUP BY unit, fiscal_year
         ) a ON a.unit = g.unit AND a.fiscal_year = g.fiscal_year JOIN (
           SELECT unit, fiscal_year, SUM(amount) AS amount FROM unit_fiscal_year GROUP BY unit, fiscal_year
         ) b ON b.unit = g.unit AND b.fiscal_year = g.fiscal_year - 1
         WHERE g.change <> a.amount - b.amount",
    );
}

#[test]
fn hard_credits_add_up_to_the_gift() {
    check(
        "Σ hard credit = gift.amount",
        "SELECT 1 FROM gift",
        "SELECT g.gift_key FROM gift g LEFT JOIN (
           SELECT gift_key, SUM(amount) AS amount FROM gift_credit WHERE credit_type = 'hard' GROUP BY gift_key
         ) c ON c.gift_key = g.gift_key WHERE c.amount IS NULL OR c.amount <> g.amount",
    );
}

#[test]
fn allocations_add_up_to_the_gift() {
    check(
        "Σ gift_allocation = gift.amount",
        "SELECT 1 FROM gift_allocation",
        "SELECT a.gift_key FROM (
           SELECT gift_key, SUM(amount) AS amount FROM gift_allocation GROUP BY gift_key
         ) a JOIN gift g ON g.gift_key = a.gift_key WHERE a.amount <> g.amount",
    );
}

/// Every view answers, and the ones that charts show have rows.
#[test]
fn every_view_answers_on_the_sample_data() {
    let views = engine().views();
    assert!(!views.is_empty());
    for view in &views {
        let counted = rows(&format!("SELECT COUNT(*) AS n FROM {}", view.view.name));
        assert!(counted[0]["n"].as_i64().is_some_and(|n| n > 0), "{} is empty", view.view.name);
    }
}
