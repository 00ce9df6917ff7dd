//! How donors change from year to year: lifecycle, retention, gains and losses, second gifts.

use super::giving::six_donors;
use crate::sample_lake::{SampleLake, check};

#[test]
fn each_donor_has_one_of_seven_categories_a_year() {
    let expected = [
        "ann,2023,new,100.00",
        "ann,2024,same,0.00",
        "ann,2025,upgraded,50.00",
        "bob,2023,new,200.00",
        "bob,2024,lapsed_new,-200.00",
        "bob,2025,recaptured,50.00",
        "cat,2024,new,300.00",
        "cat,2025,lapsed_new,-300.00",
        "dan,2023,new,80.00",
        "dan,2024,downgraded,-20.00",
        "dan,2025,lapsed_repeat,-60.00",
        "eve,2022,new,500.00",
        "eve,2023,lapsed_new,-500.00",
    ];
    let sql = "SELECT unit_id, fiscal_year, category, change FROM donor_lifecycle WHERE unit = 'person' ORDER BY 1, 2";
    check(&six_donors(), sql, &expected);
}

#[test]
fn a_household_of_two_givers_is_one_donor() {
    let mut lake = six_donors();
    lake.household("Hcd", &["cat", "dan"]);
    let expected = ["Hcd,2023,new,80.00", "Hcd,2024,upgraded,280.00", "Hcd,2025,lapsed_repeat,-360.00"];
    let sql = "SELECT unit_id, fiscal_year, category, change FROM donor_lifecycle WHERE unit_id = 'Hcd' ORDER BY 2";
    check(&lake, sql, &expected);
    let sql =
        "SELECT prior_donors, retained_donors FROM donor_retention WHERE unit = 'household' AND fiscal_year = 2024";
    check(&lake, sql, &["3,2"]);
}

#[test]
fn retention_is_a_part_of_last_years_donors() {
    let counts = "SELECT fiscal_year, prior_donors, retained_donors, new_prior_donors, new_retained_donors,
        repeat_prior_donors, repeat_retained_donors, prior_amount, retained_amount FROM donor_retention WHERE unit = 'person' ORDER BY fiscal_year";
    let expected = ["2023,1,0,1,0,0,0,500.00,0.00", "2024,3,2,3,2,0,0,380.00,160.00", "2025,3,1,1,0,2,1,460.00,150.00"];
    check(&six_donors(), counts, &expected);
    let rates = "SELECT CAST(100 * overall_rate AS BIGINT), CAST(100 * new_rate AS BIGINT), CAST(100 * repeat_rate AS BIGINT),
        CAST(100 * dollar_rate AS BIGINT), CAST(100 * gross_dollar_rate AS BIGINT), is_small FROM donor_retention WHERE unit = 'person' ORDER BY fiscal_year";
    check(&six_donors(), rates, &["0,0,,0,0,true", "66,66,,42,42,true", "33,0,50,32,21,true"]);
}

#[test]
fn repeat_retention_tells_consecutive_from_recaptured_donors() {
    let mut lake = six_donors();
    lake.gift("bob", "2025-07-10", "50");
    let sql = "SELECT consecutive_prior_donors, consecutive_retained_donors, recaptured_prior_donors,
        recaptured_retained_donors FROM donor_retention WHERE unit = 'person' AND fiscal_year = 2026";
    check(&lake, sql, &["1,0,1,1"]);
}

#[test]
fn kinds_of_donors_are_reported_apart() {
    let mut lake = six_donors();
    lake.tables.constituents[2].kind = records::kinds::PartyKind::Organization;
    let sql = "SELECT constituent_kind, prior_donors, retained_donors FROM donor_retention_by_kind
        WHERE fiscal_year = 2025 ORDER BY constituent_kind";
    check(&lake, sql, &["organization,1,0", "person,2,1"]);
}

#[test]
fn gains_less_losses_are_the_change_of_giving() {
    let mut lake = six_donors();
    lake.tables.constituents[3].deceased = true;
    let by_category = "SELECT category, direction, units, deceased_units, prior_amount, amount, change FROM gain_loss
        WHERE unit = 'person' AND fiscal_year = 2025 ORDER BY category_order";
    let expected = [
        "recaptured,gain,1,0,0.00,50.00,50.00",
        "upgraded,gain,1,0,100.00,150.00,50.00",
        "lapsed_new,loss,1,0,300.00,0.00,-300.00",
        "lapsed_repeat,loss,1,1,60.00,0.00,-60.00",
    ];
    check(&lake, by_category, &expected);
    let total = "SELECT prior_donors, donors, retained_donors, donor_gains, donor_losses, prior_amount, amount, gains,
        losses, net_change, loss_per_100_gained FROM gain_loss_total WHERE unit = 'person' AND fiscal_year = 2025";
    check(&lake, total, &["3,2,1,1,2,460.00,200.00,100.00,360.00,-260.00,360.0"]);
}

#[test]
fn a_second_gift_comes_on_a_later_day_and_from_another_promise() {
    let mut lake = SampleLake::default();
    for name in ["ann", "bob", "cat", "dan"] {
        lake.person(name, &["crm"]);
    }
    lake.gift("ann", "2022-08-01", "10");
    lake.gift("ann", "2022-10-30", "10");
    lake.gift("bob", "2022-08-01", "10");
    lake.gift("bob", "2022-08-01", "10");
    lake.gift("bob", "2023-01-28", "10");
    lake.gift("cat", "2022-08-01", "10").commitment_key = Some("p".to_owned());
    lake.gift("cat", "2022-09-01", "10").commitment_key = Some("p".to_owned());
    lake.gift("dan", "2023-06-29", "10");
    lake.known_until("2024-06-28");
    let sql = "SELECT fiscal_year, new_donors, observed_90_days, rate_90_days, observed_180_days, rate_180_days,
        observed_365_days, CAST(300 * rate_365_days AS BIGINT) FROM second_gift WHERE unit = 'person'";
    check(&lake, sql, &["2023,4,4,0.25,4,0.5,4,150"]);
}
