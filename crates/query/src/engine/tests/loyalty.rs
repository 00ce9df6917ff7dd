//! Retention in its other forms, recapture, concentration, cohorts, lifetime values; all on the six donors.

use super::giving::six_donors;
use crate::sample_lake::{SampleLake, check, check_under, july};

#[test]
fn everybody_who_ever_gave_is_the_base_of_database_retention() {
    let sql = "SELECT fiscal_year, known_donors, active_donors, rate FROM database_retention WHERE unit = 'person' ORDER BY 1";
    check(&six_donors(), sql, &["2023,1,0,0.0", "2024,4,2,0.5", "2025,5,2,0.4"]);
}

const TO_DATE: &str = "SELECT fiscal_year, prior_donors, retained_to_date, donors_to_date, amount_to_date
    FROM retention_to_date WHERE unit = 'person' ORDER BY fiscal_year";

#[test]
fn each_year_is_compared_on_the_same_day() {
    check(&six_donors(), TO_DATE, &["2023,1,0,2,300.00", "2024,3,2,3,460.00", "2025,3,1,2,200.00"]);
}

#[test]
fn a_leap_day_shifts_no_other_day() {
    let mut lake = SampleLake::default();
    for (name, second) in [("ann", "2023-02-28"), ("bob", "2023-03-01")] {
        lake.person(name, &["crm"]);
        lake.gift(name, "2022-03-01", "10");
        lake.gift(name, second, "10");
    }
    lake.gift("ann", "2024-02-29", "10");
    check(&lake, TO_DATE, &["2023,2,1,1,10.00", "2024,2,1,1,10.00"]);
}

#[test]
fn twelve_months_follow_twelve_months() {
    let sql = "SELECT month, prior_donors, retained_donors, prior_amount, retained_amount FROM retention_rolling
        WHERE unit = 'person' AND month IN (DATE '2024-06-01', DATE '2025-02-01') ORDER BY month";
    check(&six_donors(), sql, &["2024-06-01,3,2,380.00,160.00", "2025-02-01,3,1,540.00,150.00"]);
    let range = "SELECT MIN(month), MAX(month) FROM retention_rolling WHERE unit = 'person'";
    check(&six_donors(), range, &["2023-09-01,2025-02-01"]);
}

#[test]
fn the_lapsed_may_come_back_for_some_years_only() {
    let sql = "SELECT fiscal_year, lapsed_donors, recaptured_donors, recaptured_amount, all_recaptured FROM recapture
        WHERE unit = 'person' ORDER BY fiscal_year";
    check(&six_donors(), sql, &["2024,1,0,0.00,0", "2025,2,1,50.00,1"]);
    let short = crate::Organization { recapture_years: 1, ..july() };
    check_under(&short, &six_donors(), sql, &["2024,1,0,0.00,0", "2025,1,1,50.00,1"]);
}

#[test]
fn those_who_stay_give_more_the_same_or_less() {
    let sql = "SELECT fiscal_year, retained_donors, upgraded_donors, same_donors, downgraded_donors, net_change
        FROM upgrade_downgrade WHERE unit = 'person' ORDER BY fiscal_year";
    check(&six_donors(), sql, &["2024,2,0,1,1,-20.00", "2025,1,1,0,0,50.00"]);
    let bounds = "SELECT CAST(1000 * downgraded_low AS BIGINT), CAST(1000 * downgraded_high AS BIGINT)
        FROM upgrade_downgrade WHERE unit = 'person' AND fiscal_year = 2024";
    check(&six_donors(), bounds, &["94,905"]);
}

/// 60, 100 and 300: Gini = 2 (1·60 + 2·100 + 3·300) / (3 · 460) − 4/3 = 0.3478.
#[test]
fn concentration_is_told_by_shares_median_and_gini() {
    let sql = "SELECT donors, median_amount, top_10_share, CAST(1000 * top_20_percent_share AS BIGINT),
        CAST(1000 * gini AS BIGINT) FROM giving_concentration WHERE unit = 'person' AND fiscal_year = 2024";
    check(&six_donors(), sql, &["3,100.0,1.0,652,347"]);
}

#[test]
fn the_middle_gift_stands_beside_the_average() {
    let mut lake = six_donors();
    lake.gift("ann", "2024-10-01", "100");
    let sql = "SELECT fiscal_year, average_gift, median_gift FROM giving_by_year WHERE fiscal_year IN (2022, 2025) ORDER BY 1";
    check(&lake, sql, &["2022,500.0,500.0", "2025,100.0,100.0"]);
}

#[test]
fn a_cohort_is_followed_from_year_to_year() {
    let sql = "SELECT years_later, cohort_donors, active_donors, amount, cumulative_amount FROM acquisition_cohort
        WHERE unit = 'person' AND cohort_year = 2023 ORDER BY years_later";
    check(&six_donors(), sql, &["0,3,3,380.00,380.00", "1,3,2,160.00,540.00", "2,3,2,200.00,740.00"]);
}

#[test]
fn a_donor_is_worth_what_full_windows_tell() {
    let sql =
        "SELECT cut, value, donors, observed_24_months, per_donor_24_months, observed_36_months, per_donor_36_months
        FROM acquisition_value WHERE unit = 'person' AND cohort_year = 2023 AND cut IN ('all', 'source') ORDER BY cut";
    check(&six_donors(), sql, &["all,all,3,2,200.0,0,", "source,crm,3,2,200.0,0,"]);
}

/// m / (1 + d − r) = 153.33 / (1.05 − 2/3) = 400.
#[test]
fn an_expected_lifetime_value_discounts_and_retains() {
    let sql = "SELECT donors, CAST(expected_value AS DECIMAL(9, 2)), CAST(average_lifetime_amount AS DECIMAL(9, 2))
        FROM lifetime_value WHERE unit = 'person' AND fiscal_year = 2024";
    check(&six_donors(), sql, &["3,400.00,213.33"]);
}

/// Newcombe (1998) and others give .2366 to .7634 for 5 of 10.
#[test]
fn a_rate_of_few_has_its_wilson_interval() {
    let sql = "SELECT n, successes, CAST(10000 * low AS BIGINT), CAST(10000 * high AS BIGINT) FROM wilson_interval
        WHERE (n = 10 AND successes = 5) OR (n = 1 AND successes = 0) OR (n = 4 AND successes = 4) ORDER BY n";
    check(&SampleLake::default(), sql, &["1,0,0,7934", "4,4,5101,10000", "10,5,2365,7634"]);
    check(&SampleLake::default(), "SELECT COUNT(*) FROM wilson_interval", &["5049"]);
    let beside =
        "SELECT prior_donors, retained_donors, CAST(1000 * overall_low AS BIGINT), CAST(1000 * overall_high AS BIGINT)
        FROM donor_retention WHERE unit = 'person' AND fiscal_year = 2024";
    check(&six_donors(), beside, &["3,2,207,938"]);
}
