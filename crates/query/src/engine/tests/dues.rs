//! Memberships over time: members by month, tenure, dues, and each fiscal year in one row. Grace is 90 days.

use crate::sample_lake::{SampleLake, check, money};
use records::kinds::GiftKind;

/// Known until 30 June 2024: `ann` is a patron for the third year, `bob` was a member in 2023.
fn two_members() -> SampleLake {
    let mut lake = SampleLake::default();
    for name in ["ann", "bob"] {
        lake.person(name, &["crm"]);
    }
    for year in 2022..=2024 {
        let term = lake.term("crm", "ann", &format!("{year}-01-01"), &format!("{year}-12-31"));
        term.level = Some("Patron".to_owned());
        term.dues = Some(money("366"));
    }
    lake.term("crm", "bob", "2023-01-01", "2023-12-31").dues = Some(money("73"));
    lake.known_until("2024-06-30");
    lake
}

#[test]
fn members_are_counted_on_each_months_last_day() {
    let sql = "SELECT month, level, members, in_grace FROM membership_by_month WHERE month >= DATE '2023-12-01' ORDER BY 1, 2";
    let expected = [
        "2023-12-01,Friend,1,0",
        "2023-12-01,Patron,1,0",
        "2024-01-01,Friend,0,1",
        "2024-01-01,Patron,1,0",
        "2024-02-01,Friend,0,1",
        "2024-02-01,Patron,1,0",
        "2024-03-01,Patron,1,0",
        "2024-04-01,Patron,1,0",
        "2024-05-01,Patron,1,0",
        "2024-06-01,Patron,1,0",
    ];
    check(&two_members(), sql, &expected);
}

#[test]
fn tenure_runs_from_the_first_day_of_the_spell() {
    let sql = "SELECT constituent_id, level, member_since, CAST(100 * tenure_years AS BIGINT), tenure_band FROM membership_tenure";
    check(&two_members(), sql, &["ann,Patron,2022-01-01,249,1 to 2 years"]);
}

/// Of 366 in a leap year one is earned each day; of 366 in other years a little more.
#[test]
fn dues_are_cash_when_they_come_and_earned_day_by_day() {
    let mut lake = two_members();
    lake.gift("ann", "2024-02-10", "366").kind = GiftKind::MembershipDues;
    let sql = "SELECT month, cash_amount, earned_amount, deferred_amount FROM membership_dues_by_month
        WHERE month IN (DATE '2023-12-01', DATE '2024-01-01', DATE '2024-02-01') ORDER BY month";
    let expected = ["2023-12-01,0.00,37.28,0.00", "2024-01-01,0.00,31.00,335.00", "2024-02-01,366.00,29.00,306.00"];
    check(&lake, sql, &expected);
}

#[test]
fn a_fiscal_year_of_membership_stands_in_one_row() {
    let sql = "SELECT members_start, new_members, lapsed_members, members_end, headcount_retention, resolved_due, renewal_rate,
        lapse_rate, expected_tenure_years, dues_per_member, is_small FROM membership_by_year WHERE fiscal_year = 2024";
    check(&two_members(), sql, &["2,0,1,1,0.5,2,0.5,0.5,2.0,366.0,true"]);
}

#[test]
fn renewal_is_told_level_by_level_with_its_interval() {
    let sql = "SELECT fiscal_year, level, resolved_due, renewal_rate, CAST(100 * renewal_low AS BIGINT),
        CAST(100 * renewal_high AS BIGINT), lapse_rate FROM membership_renewal_by_level WHERE resolved_due > 0 ORDER BY 1, 2";
    let expected = ["2023,Patron,1,1.0,20,100,0.0", "2024,Friend,1,0.0,0,79,1.0", "2024,Patron,1,1.0,20,100,0.0"];
    check(&two_members(), sql, &expected);
}

#[test]
fn a_household_is_donor_and_member_when_anybody_of_it_is() {
    let mut lake = two_members();
    lake.gift("bob", "2024-03-01", "25");
    lake.household("Hab", &["ann", "bob"]);
    let sql = "SELECT unit, constituents, amount FROM donor_member_overlap WHERE is_donor AND is_member ORDER BY unit";
    check(&lake, sql, &["household,1,25.00", "person,0,0.00"]);
}
