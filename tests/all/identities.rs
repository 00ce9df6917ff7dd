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

#[test]
fn retained_donors_gave_more_the_same_or_less() {
    check(
        "retained = upgraded + same + downgraded, |D(y-1)| = retained + lapsed",
        "SELECT 1 FROM donor_retention",
        "SELECT r.unit, r.fiscal_year FROM donor_retention r
         JOIN upgrade_downgrade u ON u.unit = r.unit AND u.fiscal_year = r.fiscal_year
         JOIN gain_loss_total t ON t.unit = r.unit AND t.fiscal_year = r.fiscal_year
         WHERE r.retained_donors <> u.upgraded_donors + u.same_donors + u.downgraded_donors
            OR r.prior_donors <> r.retained_donors + t.donor_losses",
    );
}

#[test]
fn every_cut_of_giving_adds_up_to_the_year() {
    check(
        "Σ rows = footer total, for gifts, campaigns, appeals, months and bands",
        "SELECT 1 FROM giving_by_year WHERE amount > 0",
        "SELECT y.fiscal_year FROM giving_by_year y
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM giving_detail GROUP BY fiscal_year) d ON d.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM campaign_performance GROUP BY fiscal_year) c ON c.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM appeal_performance GROUP BY fiscal_year) a ON a.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM giving_by_month GROUP BY fiscal_year) m ON m.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(donors) AS n FROM giving_pyramid WHERE unit = 'person' GROUP BY fiscal_year) p
           ON p.fiscal_year = y.fiscal_year
         WHERE y.amount <> COALESCE(d.n, 0) OR y.amount <> COALESCE(c.n, 0) OR y.amount <> COALESCE(a.n, 0)
            OR y.amount <> COALESCE(m.n, 0) OR y.donors <> COALESCE(p.n, 0)",
    );
}

#[test]
fn recurring_revenue_leads_from_month_to_month() {
    check(
        "end = start + new + reactivation + expansion − contraction − churn, and the next month starts there",
        "SELECT 1 FROM sustainer_bridge WHERE churned > 0",
        "SELECT b.unit, b.month FROM sustainer_bridge b
         JOIN month_calendar m ON m.month = b.month
         LEFT JOIN month_calendar l ON l.month_number = m.month_number + 1
         LEFT JOIN sustainer_bridge n ON n.unit = b.unit AND n.month = l.month
         WHERE b.mrr_end <> b.mrr_start + b.new_mrr + b.reactivation_mrr + b.expansion_mrr - b.contraction_mrr - b.churn_mrr
            OR b.sustainers_end <> b.sustainers_start + b.new_sustainers + b.reactivated - b.churned
            OR n.mrr_start <> b.mrr_end OR n.sustainers_start <> b.sustainers_end",
    );
}

#[test]
fn members_at_the_end_are_those_of_the_start_and_who_came_less_who_went() {
    check(
        "members_end = start + new + rejoined − lapsed",
        "SELECT 1 FROM membership_bridge WHERE members_end > 0",
        "SELECT b.fiscal_year FROM membership_bridge b LEFT JOIN membership_bridge n ON n.fiscal_year = b.fiscal_year + 1
         WHERE b.members_end <> b.members_start + b.new_members + b.rejoined_members - b.lapsed_members
            OR n.members_start <> b.members_end",
    );
}

#[test]
fn both_units_hold_the_same_money() {
    check(
        "Σ persons = Σ households, year by year",
        "SELECT 1 FROM unit_gift",
        "SELECT fiscal_year FROM unit_gift GROUP BY fiscal_year
         HAVING SUM(CASE WHEN unit = 'person' THEN amount ELSE -amount END) <> 0",
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
