//! Memberships: terms told twice, standing, renewals, the bridge. Grace is 90 days.

use crate::sample_lake::{SampleLake, check, money};
use records::kinds::MembershipStatus;

/// `ann` and others, known until 30 June 2024.
fn members(names: &[&str]) -> SampleLake {
    let mut lake = SampleLake::default();
    for name in names {
        lake.person(name, &["crm", "web"]);
    }
    lake.known_until("2024-06-30");
    lake
}

const BEST: &str = "SELECT source, start_date, term_number, spell_number FROM membership_term_best ORDER BY constituent_id, term_number";

#[test]
fn a_term_told_by_two_sources_counts_once() {
    let mut lake = members(&["ann"]);
    lake.term("crm", "ann", "2022-07-01", "2023-06-30");
    lake.term("crm", "ann", "2023-07-01", "2024-06-30");
    lake.term("web", "ann", "2022-07-03", "2023-07-02");
    lake.term("web", "ann", "2021-07-01", "2022-06-30").level = None;
    check(&lake, BEST, &["web,2021-07-01,1,1", "crm,2022-07-01,2,1", "crm,2023-07-01,3,1"]);
}

#[test]
fn terms_that_touch_across_sources_are_two() {
    let mut lake = members(&["ann"]);
    lake.term("crm", "ann", "2022-07-01", "2023-06-30");
    lake.term("web", "ann", "2023-05-01", "2024-04-30");
    check(&lake, BEST, &["crm,2022-07-01,1,1", "web,2023-05-01,2,1"]);
}

#[test]
fn terms_of_one_record_are_never_the_same() {
    let mut lake = members(&["ann"]);
    lake.term("crm", "ann", "2023-01-01", "2023-12-31");
    lake.term("crm", "ann", "2023-03-01", "2024-02-28");
    check(&lake, BEST, &["crm,2023-01-01,1,1", "crm,2023-03-01,2,1"]);
}

#[test]
fn a_lifetime_term_swallows_the_years_of_another_source() {
    let mut lake = members(&["ann"]);
    lake.term("web", "ann", "2020-01-01", "");
    lake.term("crm", "ann", "2021-01-01", "2021-12-31");
    lake.term("crm", "ann", "2022-01-01", "2022-12-31");
    check(&lake, BEST, &["web,2020-01-01,1,1"]);
}

#[test]
fn a_gap_longer_than_grace_starts_a_new_spell() {
    let mut lake = members(&["ann", "bob"]);
    lake.term("crm", "ann", "2021-01-01", "2021-12-31");
    lake.term("crm", "ann", "2022-03-31", "2023-03-30");
    lake.term("crm", "bob", "2021-01-01", "2021-12-31");
    lake.term("crm", "bob", "2022-04-02", "2023-04-01");
    check(&lake, BEST, &["crm,2021-01-01,1,1", "crm,2022-03-31,2,1", "crm,2021-01-01,1,1", "crm,2022-04-02,2,2"]);
}

const STATUS: &str =
    "SELECT membership_status, member_since, paid_through FROM membership_status WHERE constituent_id = 'ann'";

#[track_caller]
fn check_status(change: impl Fn(&mut SampleLake), expected: &str) {
    let mut lake = members(&["ann"]);
    change(&mut lake);
    check(&lake, STATUS, &[expected]);
}

#[test]
fn standing_is_read_on_the_horizon_day() {
    check_status(|_| (), "never,,");
    check_status(|lake| _ = lake.term("crm", "ann", "2023-07-01", "2024-06-30"), "current,2023-07-01,2024-06-30");
    check_status(|lake| _ = lake.term("crm", "ann", "2023-07-01", "2024-06-29"), "grace,2023-07-01,2024-06-29");
    check_status(|lake| _ = lake.term("crm", "ann", "2023-04-02", "2024-04-01"), "grace,2023-04-02,2024-04-01");
    check_status(|lake| _ = lake.term("crm", "ann", "2023-04-01", "2024-03-31"), "lapsed,2023-04-01,2024-03-31");
    check_status(|lake| _ = lake.term("crm", "ann", "2020-01-01", ""), "current,2020-01-01,");
    check_status(|lake| _ = lake.term("crm", "ann", "2024-07-01", "2025-06-30"), "never,,");
}

#[test]
fn cancelled_suspended_and_dead_members_are_no_members() {
    let with_status =
        |status| move |lake: &mut SampleLake| lake.term("crm", "ann", "2023-08-01", "2024-07-31").status = status;
    check_status(with_status(MembershipStatus::Cancelled), "lapsed,2023-08-01,2024-07-31");
    check_status(with_status(MembershipStatus::Suspended), "lapsed,2023-08-01,2024-07-31");
    check_status(with_status(MembershipStatus::Pending), "never,,");
    let dead = |lake: &mut SampleLake| {
        lake.term("crm", "ann", "2023-08-01", "2024-07-31");
        lake.tables.constituents[0].deceased = true;
    };
    check_status(dead, "deceased,2023-08-01,2024-07-31");
}

#[test]
fn levels_and_statuses_add_up_to_everybody() {
    let mut lake = members(&["ann", "bob", "cat"]);
    lake.term("crm", "ann", "2023-08-01", "2024-07-31").level = Some("Patron".to_owned());
    lake.term("crm", "bob", "2020-08-01", "2021-07-31");
    let by_level =
        "SELECT level, members, current_members, lapsed_members FROM membership_by_level ORDER BY level DESC";
    check(&lake, by_level, &["Patron,1,1,0", "Friend,0,0,1"]);
    let by_status = "SELECT membership_status, constituents FROM membership_by_status ORDER BY status_order";
    check(&lake, by_status, &["current,1", "grace,0", "lapsed,1", "deceased,0", "never,2"]);
}

/// Ends on 31 December 2023; the last day to renew is 30 March 2024.
#[track_caller]
fn check_outcome(change: impl Fn(&mut SampleLake), expected: &[&str]) {
    let mut lake = members(&["ann"]);
    lake.term("crm", "ann", "2023-01-01", "2023-12-31");
    change(&mut lake);
    check(&lake, "SELECT outcome, is_first_term FROM membership_term_due WHERE end_date = DATE '2023-12-31'", expected);
}

#[test]
fn a_renewal_may_come_early_and_up_to_the_last_day_of_grace() {
    check_outcome(|_| (), &["lapsed,true"]);
    check_outcome(|lake| _ = lake.term("crm", "ann", "2023-11-01", "2024-10-31"), &["renewed,true"]);
    check_outcome(|lake| _ = lake.term("crm", "ann", "2024-03-30", "2025-03-29"), &["renewed,true"]);
    check_outcome(|lake| _ = lake.term("crm", "ann", "2024-03-31", "2025-03-30"), &["lapsed,true"]);
    check_outcome(|lake| _ = lake.term("crm", "ann", "2024-01-01", ""), &["renewed,true"]);
}

#[test]
fn the_dead_and_the_complimentary_are_never_due() {
    check_outcome(|lake| lake.tables.membership_terms[0].dues = Some(money("0")), &[]);
    check_outcome(|lake| lake.tables.constituents[0].deceased = true, &[]);
    let died_later = |lake: &mut SampleLake| {
        lake.tables.constituents[0].deceased = true;
        lake.tables.constituents[0].deceased_date = Some("2024-02-01".parse().unwrap());
    };
    check_outcome(died_later, &["lapsed,true"]);
    let joined_before =
        |lake: &mut SampleLake| lake.tables.membership_terms[0].join_date = Some("2015-05-05".parse().unwrap());
    check_outcome(joined_before, &["lapsed,false"]);
}

#[test]
fn a_rate_counts_resolved_terms_alone() {
    let mut lake = members(&["ann", "bob", "cat", "dan"]);
    lake.term("crm", "ann", "2023-01-01", "2023-12-31");
    lake.term("crm", "ann", "2024-01-01", "2024-12-31");
    lake.term("crm", "bob", "2023-01-01", "2023-12-31");
    lake.term("crm", "cat", "2023-05-01", "2024-04-30");
    lake.term("crm", "dan", "2023-05-01", "2024-04-30");
    lake.term("crm", "dan", "2024-05-01", "2025-04-30");
    let by_month =
        "SELECT month, fiscal_year, due, renewed, lapsed, pending, resolved_due, renewal_rate, first_year_rate
        FROM membership_renewal ORDER BY month";
    let expected = [
        "2023-12-01,2024,2,1,1,0,2,0.5,0.5",
        "2024-04-01,2024,2,1,0,1,0,,",
        "2024-12-01,2025,1,0,0,1,0,,",
        "2025-04-01,2025,1,0,0,1,0,,",
    ];
    check(&lake, by_month, &expected);
    let by_year =
        "SELECT fiscal_year, due, renewed, lapsed, pending, renewal_rate FROM membership_renewal_by_year ORDER BY 1";
    check(&lake, by_year, &["2024,4,2,1,1,0.5", "2025,2,0,0,2,"]);
}

#[test]
fn the_bridge_leads_from_start_to_end() {
    let mut lake = members(&["ann", "bob"]);
    lake.term("crm", "ann", "2021-09-01", "2022-08-31");
    lake.term("crm", "ann", "2023-09-01", "2024-08-31");
    lake.term("crm", "bob", "2022-09-01", "2023-06-30");
    let sql = "SELECT fiscal_year, members_start, new_members, rejoined_members, lapsed_members, members_end
        FROM membership_bridge ORDER BY fiscal_year";
    check(&lake, sql, &["2022,0,1,0,0,1", "2023,1,1,0,1,1", "2024,1,0,1,1,1"]);
}

#[test]
fn donors_and_members_are_crossed() {
    let mut lake = members(&["ann", "bob", "cat"]);
    lake.gift("ann", "2024-01-01", "30");
    lake.gift("bob", "2024-01-01", "20");
    lake.gift("cat", "2022-01-01", "10");
    lake.gift("cat", "2024-01-01", "99").kind = records::kinds::GiftKind::MembershipDues;
    lake.term("crm", "ann", "2023-08-01", "2024-07-31");
    let sql = "SELECT is_donor, is_member, constituents, amount, average_amount, share FROM donor_member_overlap
        WHERE unit = 'person' ORDER BY is_donor DESC, is_member DESC";
    let expected = [
        "true,true,1,30.00,30.0,0.25",
        "true,false,1,20.00,20.0,0.25",
        "false,true,0,0.00,,0.0",
        "false,false,2,0.00,0.0,0.5",
    ];
    check(&lake, sql, &expected);
}
