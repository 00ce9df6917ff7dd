//! Giving: nets, cash, months, years, bands. Fiscal years start in July.

use crate::sample_lake::{SampleLake, check, money, stored};
use records::keys::{GiftKey, SourceRecordKey};
use records::kinds::{AdjustmentKind, GiftKind, GiftStatus};

/// Known until 15 March 2025, in fiscal year 2025.
///
/// | | 2022 | 2023 | 2024 | 2025 |
/// |---|---|---|---|---|
/// | ann | | 100 | 100 | 150 |
/// | bob | | 200 | | 50 |
/// | cat | | | 300 | |
/// | dan | | 80 | 60 | |
/// | eve | 500 | | | |
/// | fay | | | 40, refunded in 2025 | |
pub(super) fn six_donors() -> SampleLake {
    let mut lake = SampleLake::default();
    for name in ["ann", "bob", "cat", "dan", "eve", "fay"] {
        lake.person(name, &["crm"]);
    }
    lake.gift("ann", "2022-08-01", "100");
    lake.gift("ann", "2023-08-01", "100");
    lake.gift("ann", "2024-09-01", "150");
    lake.gift("bob", "2022-12-24", "200");
    lake.gift("bob", "2025-01-10", "50");
    lake.gift("cat", "2024-02-01", "300");
    lake.gift("dan", "2023-06-30", "80");
    lake.gift("dan", "2023-07-01", "60");
    lake.gift("eve", "2021-10-01", "500");
    lake.gift("fay", "2024-05-01", "40");
    lake.adjust("g10", AdjustmentKind::Refund, "2024-08-01", "-40");
    lake.known_until("2025-03-15");
    lake
}

#[test]
fn the_horizon_is_the_latest_activity_and_never_the_future() {
    let mut lake = six_donors();
    check(&lake, "SELECT * FROM data_horizon", &["2025-03-15,2025"]);
    lake.gift("ann", "2999-01-01", "5");
    check(&lake, "SELECT * FROM data_horizon", &["2025-03-15,2025"]);
    check(&lake, "SELECT is_counted FROM gift_net WHERE gift_key = 'crm:g11'", &["false"]);
}

#[test]
fn a_fiscal_year_runs_from_july_to_june_and_has_no_holes() {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm"]);
    lake.gift("ann", "2021-07-01", "1");
    lake.gift("ann", "2024-06-30", "1");
    let expected =
        ["2022,2021-07-01,2022-06-30,true,0", "2023,2022-07-01,2023-06-30,true,1", "2024,2023-07-01,2024-06-30,true,2"];
    check(&lake, "SELECT * FROM fiscal_calendar ORDER BY fiscal_year", &expected);
}

#[test]
fn a_net_gift_is_what_stayed_of_it() {
    let mut lake = six_donors();
    lake.adjust("g1", AdjustmentKind::WriteOff, "2024-08-01", "-1");
    lake.adjust("g2", AdjustmentKind::Chargeback, "2024-08-01", "-100");
    lake.adjust("g2", AdjustmentKind::ChargebackReversal, "2024-09-01", "100");
    lake.adjust("g3", AdjustmentKind::Refund, "2024-10-01", "-30.05");
    lake.tables.gifts[3].status = GiftStatus::Refunded;
    lake.tables.gifts[4].status = GiftStatus::Failed;
    lake.tables.gifts[5].status = GiftStatus::Pending;
    lake.tables.gifts[6].status = GiftStatus::Voided;
    let expected = [
        "crm:g1,100.00,0.00,100.00",
        "crm:g10,40.00,-40.00,0.00",
        "crm:g2,100.00,0.00,100.00",
        "crm:g3,150.00,-30.05,119.95",
        "crm:g4,200.00,-200.00,0.00",
        "crm:g8,60.00,0.00,60.00",
        "crm:g9,500.00,0.00,500.00",
    ];
    check(&lake, "SELECT gift_key, amount, adjustment, net_amount FROM gift_net ORDER BY gift_key", &expected);
}

#[test]
fn a_gift_told_by_two_sources_counts_once() {
    let mut lake = six_donors();
    lake.gift("ann", "2022-08-01", "100");
    lake.duplicate("g11", "g1");
    check(&lake, "SELECT COUNT(*), SUM(net_amount) FROM gift_net", &["10,1540.00"]);
}

#[test]
fn only_counted_kinds_in_the_own_currency_are_giving() {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm"]);
    for kind in GiftKind::ALL {
        lake.gift("ann", "2024-08-01", "10").kind = *kind;
    }
    lake.gift("ann", "2024-08-01", "10").currency = stored("EUR");
    let counted =
        ["bequest", "daf_grant", "grant", "matching", "one_time", "pledge_payment", "recurring_payment", "stock"];
    check(&lake, "SELECT kind FROM gift_net WHERE is_counted ORDER BY kind", &counted);
    let by_kind = "SELECT amount, dues_amount, ticket_amount, in_kind_amount, unknown_kind_amount FROM giving_by_year";
    check(&lake, by_kind, &["80.00,10.00,10.00,10.00,10.00"]);
    check(&lake, "SELECT SUM(amount) FROM gift_cash WHERE currency = 'USD'", &["110.00"]);
}

#[test]
fn the_hard_credit_names_the_donor_and_a_soft_credit_never_does() {
    let mut lake = six_donors();
    lake.tables.credits[0].source_record_key = SourceRecordKey::native("crm", "bob");
    let mut soft = lake.tables.credits[1].clone();
    soft.credit_type = records::kinds::CreditType::Soft;
    soft.source_record_key = SourceRecordKey::native("crm", "eve");
    soft.amount = money("1000");
    lake.tables.credits.push(soft);
    let names =
        "SELECT gift_key, constituent_id FROM gift_net WHERE gift_key IN ('crm:g1', 'crm:g2') ORDER BY gift_key";
    check(&lake, names, &["crm:g1,bob", "crm:g2,ann"]);
}

#[test]
fn a_gift_of_nobody_known_is_money_without_a_donor() {
    let mut lake = six_donors();
    lake.gift("stranger", "2024-09-01", "7");
    lake.gift("ann", "2024-09-02", "3").is_anonymous = true;
    let year = "SELECT gifts, donors, amount, unlinked_amount FROM giving_by_year WHERE fiscal_year = 2025";
    check(&lake, year, &["4,2,210.00,7.00"]);
    check(
        &lake,
        "SELECT amount FROM unit_fiscal_year WHERE unit = 'person' AND unit_id = 'ann' AND fiscal_year = 2025",
        &["153.00"],
    );
}

#[test]
fn cash_counts_a_refund_when_it_was_paid_back() {
    let mut lake = six_donors();
    let years = "SELECT fiscal_year, is_complete, gifts, donors, new_donors, amount, cash_amount FROM giving_by_year
        ORDER BY fiscal_year";
    let expected = [
        "2022,true,1,1,1,500.00,500.00",
        "2023,true,3,3,3,380.00,380.00",
        "2024,true,3,3,1,460.00,500.00",
        "2025,false,2,2,0,200.00,160.00",
    ];
    check(&lake, years, &expected);
    lake.tables.gifts[0].received_date = Some("2023-07-02".parse().unwrap());
    let cash = "SELECT fiscal_year, amount FROM gift_cash WHERE gift_key = 'crm:g1'";
    check(&lake, cash, &["2024,100.00"]);
}

#[test]
fn a_refund_without_an_adjustment_is_still_paid_back() {
    let mut lake = six_donors();
    lake.tables.gifts[5].status = GiftStatus::Refunded;
    let cash = "SELECT movement, cash_date, amount FROM gift_cash WHERE gift_key = 'crm:g6' ORDER BY movement";
    check(&lake, cash, &["gift,2024-02-01,300.00", "refund,2024-02-01,-300.00"]);
}

#[test]
fn every_month_up_to_the_horizon_is_there() {
    let lake = six_donors();
    check(&lake, "SELECT COUNT(*), MIN(month), MAX(month) FROM giving_by_month", &["45,2021-07-01,2025-03-01"]);
    let summer = "SELECT month, fiscal_year, gifts, donors, amount, cash_amount FROM giving_by_month
        WHERE month BETWEEN DATE '2024-05-01' AND DATE '2024-09-01' ORDER BY month";
    let expected = [
        "2024-05-01,2024,0,0,0.00,40.00",
        "2024-06-01,2024,0,0,0.00,0.00",
        "2024-07-01,2025,0,0,0.00,0.00",
        "2024-08-01,2025,0,0,0.00,-40.00",
        "2024-09-01,2025,1,1,150.00,150.00",
    ];
    check(&lake, summer, &expected);
}

#[test]
fn a_band_takes_its_upper_bound_and_not_a_cent_more() {
    let mut lake = six_donors();
    lake.tables.gifts[2].amount = money("100.01");
    let sql = "SELECT band, donors, amount, cumulative_donors, cumulative_amount FROM giving_pyramid
        WHERE unit = 'person' AND fiscal_year = 2025 ORDER BY band_order";
    let expected = [
        "supersize,0,0.00,0,0.00",
        "major,0,0.00,0,0.00",
        "midsize,0,0.00,0,0.00",
        "small,1,100.01,1,100.01",
        "micro,1,50.00,2,150.01",
    ];
    check(&lake, sql, &expected);
    let shares =
        "SELECT share_of_donors FROM giving_pyramid WHERE unit = 'household' AND fiscal_year = 2025 AND band = 'small'";
    check(&lake, shares, &["0.5"]);
}

#[test]
fn of_several_hard_credits_the_largest_names_the_donor() {
    let mut lake = six_donors();
    lake.tables.credits[0].amount = money("40");
    let mut other = lake.tables.credits[0].clone();
    other.source_record_key = SourceRecordKey::native("crm", "bob");
    other.amount = money("60");
    lake.tables.credits.push(other);
    let sql = "SELECT constituent_id, amount FROM gift_net WHERE gift_key = 'crm:g1'";
    check(&lake, sql, &["bob,100.00"]);
    assert_eq!(lake.tables.gifts[0].gift_key, GiftKey::native("crm", "g1"));
}
