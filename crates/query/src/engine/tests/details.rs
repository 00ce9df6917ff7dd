//! The views that dashboards add up: one row per gift, per unit and year, per term, per first gift.

use super::giving::six_donors;
use crate::sample_lake::{SampleLake, check, money};
use records::keys::{FileId, GiftKey};
use records::staged::GiftAllocation;

/// The lake of [`six_donors`] with a household, a member, and what two gifts were for.
fn told_more() -> SampleLake {
    let mut lake = six_donors();
    lake.household("Hcd", &["cat", "dan"]);
    lake.term("crm", "ann", "2024-06-01", "2025-05-31").level = Some("Patron".to_owned());
    lake.tables.gifts[0].campaign = Some("Spring".to_owned());
    lake.tables.gifts[0].appeal = Some("Letter".to_owned());
    lake.tables.gifts[2].campaign = Some("Fall".to_owned());
    for (fund, amount) in [("Roof", "60"), ("Garden", "90")] {
        lake.tables.allocations.push(GiftAllocation {
            gift_key: GiftKey::native("crm", "g3"),
            fund: fund.to_owned(),
            amount: money(amount),
            file_id: FileId::from_stored("f"),
            line: 2,
        });
    }
    lake
}

#[test]
fn a_gift_stands_once_with_all_it_can_be_cut_by() {
    let sql = "SELECT gift_key, month, fiscal_year, campaign, appeal, fund, household_unit_id, membership_level,
        is_first_gift, gifts, amount FROM giving_detail WHERE constituent_id IN ('ann', 'cat', 'fay') ORDER BY 1";
    let expected = [
        "crm:g1,2022-08-01,2023,Spring,Letter,none stated,ann,Patron,true,1,100.00",
        "crm:g10,2024-05-01,2024,none stated,none stated,none stated,fay,no membership,false,0,0.00",
        "crm:g2,2023-08-01,2024,none stated,none stated,none stated,ann,Patron,false,1,100.00",
        "crm:g3,2024-09-01,2025,Fall,none stated,Garden,ann,Patron,false,1,150.00",
        "crm:g6,2024-02-01,2024,none stated,none stated,none stated,Hcd,no membership,true,1,300.00",
    ];
    check(&told_more(), sql, &expected);
}

#[test]
fn a_gift_of_nobody_known_is_a_row_without_a_donor() {
    let mut lake = told_more();
    lake.gift("stranger", "2024-09-01", "7");
    let sql = "SELECT constituent_id, household_unit_id, constituent_kind, membership_level, amount FROM giving_detail
        WHERE constituent_id IS NULL";
    check(&lake, sql, &[",,unknown,no membership,7.00"]);
}

#[test]
fn every_rate_of_retention_is_a_sum_over_a_sum() {
    let sql = "SELECT unit_id, category, first_campaign, membership_level, band, prior_donor, donor, retained, new_prior,
        repeat_prior, repeat_retained, gain, loss FROM retention_detail WHERE unit = 'person' AND fiscal_year = 2025 ORDER BY 1";
    let expected = [
        "ann,upgraded,Spring,Patron,small,1,1,1,0,1,1,50.00,0.00",
        "bob,recaptured,none stated,no membership,micro,0,1,0,0,0,0,50.00,0.00",
        "cat,lapsed_new,none stated,no membership,small,1,0,0,1,0,0,0.00,300.00",
        "dan,lapsed_repeat,none stated,no membership,micro,1,0,0,0,1,0,0.00,60.00",
    ];
    check(&told_more(), sql, &expected);
}

#[test]
fn a_household_is_cut_by_its_first_gift_and_its_best_member() {
    let mut lake = told_more();
    lake.term("crm", "dan", "2024-06-01", "2025-05-31").level = Some("Family".to_owned());
    lake.tables.gifts[6].campaign = Some("Gala".to_owned());
    let sql = "SELECT unit_id, members, unit_kind, membership_status, membership_level, first_campaign, first_gift_date
        FROM unit_profile WHERE unit = 'household' AND unit_id = 'Hcd'";
    check(&lake, sql, &["Hcd,2,person,current,Family,Gala,2023-06-30"]);
}

#[test]
fn a_term_tells_whether_it_was_due_and_what_came_of_it() {
    let mut lake = told_more();
    lake.term("crm", "bob", "2022-01-01", "2022-12-31").dues = Some(money("50"));
    lake.term("crm", "bob", "2023-01-01", "2023-12-31");
    lake.term("crm", "eve", "2020-01-01", "").level = None;
    let sql = "SELECT constituent_id, level, fiscal_year, is_first_term, due, renewed, lapsed, pending, resolved_due,
        resolved_renewed, first_year_renewed FROM membership_detail ORDER BY 1, start_date";
    let expected = [
        "ann,Patron,2025,true,1,0,0,1,0,0,0",
        "bob,Friend,2023,true,1,1,0,0,1,1,1",
        "bob,Friend,2024,false,1,0,1,0,1,0,0",
        "eve,none stated,,true,0,0,0,0,0,0,0",
    ];
    check(&lake, sql, &expected);
}

#[test]
fn what_followed_a_first_gift_is_told_for_full_windows() {
    let sql =
        "SELECT unit_id, cohort_year, second_gift_date, seen_365_days, came_365_days, seen_24_months, seen_36_months,
        amount_12_months, amount_24_months, amount_60_months FROM acquisition_detail WHERE unit = 'person' ORDER BY 1";
    let expected = [
        "ann,2023,2023-08-01,1,1,1,0,100.00,200.00,350.00",
        "bob,2023,2025-01-10,1,0,1,0,200.00,200.00,250.00",
        "cat,2024,,1,0,0,0,300.00,300.00,300.00",
        "dan,2023,2023-07-01,1,1,0,0,140.00,140.00,140.00",
        "eve,2022,,1,0,1,1,500.00,500.00,500.00",
    ];
    check(&told_more(), sql, &expected);
}
