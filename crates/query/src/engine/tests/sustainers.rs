//! Sustainers: spells, monthly recurring revenue from month to month, survival.

use crate::sample_lake::{SampleLake, check, day, money, stored};
use records::keys::{FileId, SourceRecordKey};
use records::kinds::{CommitmentKind, CommitmentStatus, Frequency, GiftKind, GiftStatus};
use records::staged::Commitment;

/// Known until 31 December 2024: `ann` pays 10 a month from January, 20 in June, then nothing until December;
/// `bob` pays 5 from October on.
fn two_sustainers() -> SampleLake {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm"]);
    lake.person("bob", &["crm"]);
    for month in 1..=5 {
        lake.gift("ann", &format!("2024-0{month}-05"), "10").kind = GiftKind::RecurringPayment;
    }
    lake.gift("ann", "2024-06-05", "20").kind = GiftKind::RecurringPayment;
    lake.gift("ann", "2024-12-05", "20").kind = GiftKind::RecurringPayment;
    for month in 10..=12 {
        lake.gift("bob", &format!("2024-{month}-10"), "5").kind = GiftKind::RecurringPayment;
    }
    lake.known_until("2024-12-31");
    lake
}

#[test]
fn a_spell_ends_when_nothing_covers_the_next_day() {
    let sql = "SELECT unit_id, spell_number, start_date, last_payment_date, payments, state FROM sustainer_spell
        WHERE unit = 'person' ORDER BY 1, 2";
    let expected = [
        "ann,1,2024-01-05,2024-06-05,6,unknown",
        "ann,2,2024-12-05,2024-12-05,1,active",
        "bob,1,2024-10-10,2024-12-10,3,active",
    ];
    check(&two_sustainers(), sql, &expected);
}

#[test]
fn recurring_revenue_is_bridged_from_month_to_month() {
    let sql =
        "SELECT month, sustainers_start, new_sustainers, reactivated, churned, sustainers_end, mrr_start, new_mrr,
        reactivation_mrr, expansion_mrr, churn_mrr, mrr_end FROM sustainer_bridge
        WHERE unit = 'person' AND mrr_start <> mrr_end ORDER BY month";
    let expected = [
        "2024-01-01,0,1,0,0,1,0.00,10.00,0.00,0.00,0.00,10.00",
        "2024-06-01,1,0,0,0,1,10.00,0.00,0.00,10.00,0.00,20.00",
        "2024-08-01,1,0,0,1,0,20.00,0.00,0.00,0.00,20.00,0.00",
        "2024-10-01,0,1,0,0,1,0.00,5.00,0.00,0.00,0.00,5.00",
        "2024-12-01,1,0,1,0,2,5.00,0.00,20.00,0.00,0.00,25.00",
    ];
    check(&two_sustainers(), sql, &expected);
}

#[test]
fn a_household_of_two_sustainers_is_one() {
    let mut lake = two_sustainers();
    lake.household("Hab", &["ann", "bob"]);
    let sql = "SELECT month, sustainers_end, expansion_mrr, mrr_end FROM sustainer_bridge
        WHERE unit = 'household' AND month >= DATE '2024-11-01' ORDER BY month";
    check(&lake, sql, &["2024-11-01,1,0.00,5.00", "2024-12-01,1,20.00,25.00"]);
}

fn commitment(status: CommitmentStatus, frequency: Frequency) -> Commitment {
    Commitment {
        commitment_key: "crm:plan".to_owned(),
        source: "crm".to_owned(),
        source_record_key: SourceRecordKey::native("crm", "ann"),
        kind: CommitmentKind::Recurring,
        amount_per_period: Some(money("10")),
        total_pledged: None,
        currency: stored("USD"),
        frequency,
        start_date: day("2024-01-05"),
        end_date: None,
        status,
        extra: None,
        file_id: FileId::from_stored("f"),
        line: 2,
    }
}

const ENDED: &str = "SELECT churned, cancelled, failed, unknown FROM sustainer_bridge
    WHERE unit = 'person' AND month = DATE '2024-08-01'";

#[test]
fn an_end_is_voluntary_involuntary_or_unknown() {
    check(&two_sustainers(), ENDED, &["1,0,0,1"]);
    let mut failed = two_sustainers();
    let gift = failed.gift("ann", "2024-07-05", "20");
    (gift.kind, gift.status) = (GiftKind::RecurringPayment, GiftStatus::Failed);
    check(&failed, ENDED, &["1,0,1,0"]);
    let mut cancelled = two_sustainers();
    cancelled.tables.commitments.push(commitment(CommitmentStatus::Cancelled, Frequency::Monthly));
    for gift in &mut cancelled.tables.gifts[..6] {
        gift.commitment_key = Some("crm:plan".to_owned());
    }
    check(&cancelled, ENDED, &["1,1,0,0"]);
}

#[test]
fn every_rhythm_counts_as_so_much_a_month() {
    let monthly = |frequency, expected: &str| {
        let mut lake = SampleLake::default();
        lake.person("ann", &["crm"]);
        lake.gift("ann", "2024-01-05", "30").commitment_key = Some("crm:plan".to_owned());
        lake.tables.commitments.push(commitment(CommitmentStatus::Active, frequency));
        let sql =
            "SELECT period_days, monthly_amount, alive_until - day_number FROM sustainer_payment WHERE unit = 'person'";
        check(&lake, sql, &[expected]);
    };
    monthly(Frequency::Weekly, "7,130.00,25");
    monthly(Frequency::Monthly, "30,30.00,60");
    monthly(Frequency::Quarterly, "91,10.00,151");
    monthly(Frequency::Semiannual, "182,5.00,288");
    monthly(Frequency::Annual, "365,2.50,562");
    monthly(Frequency::Irregular, "30,30.00,60");
}

/// `ann` ends in her sixth month; `bob` is known for less than three and leaves the count there.
#[test]
fn survival_counts_those_who_can_be_known() {
    let sql = "SELECT months, sustainers, at_risk, survival FROM sustainer_survival
        WHERE unit = 'person' AND start_fiscal_year = 0 ORDER BY months";
    check(&two_sustainers(), sql, &["3,2,1,1.0", "6,2,1,0.0"]);
}

/// One of four is lost: .75, and by log-log with Greenwood's variance .128 to .961, as R's survival package has it.
#[test]
fn survival_of_few_comes_with_its_interval() {
    let mut lake = SampleLake::default();
    for donor in ["ann", "bob", "cy", "di"] {
        lake.person(donor, &["crm"]);
        for month in 1..=if donor == "ann" { 2 } else { 12 } {
            lake.gift(donor, &format!("2024-{month:02}-05"), "10").kind = GiftKind::RecurringPayment;
        }
    }
    lake.known_until("2024-12-31");
    let sql = "SELECT months, survival, CAST(1000 * low AS BIGINT), CAST(1000 * high AS BIGINT) FROM sustainer_survival
        WHERE unit = 'person' AND start_fiscal_year = 0 AND months = 6";
    check(&lake, sql, &["6,0.75,127,960"]);
    let churn = "SELECT sustainers_start, churned, CAST(1000 * churn_low AS BIGINT), CAST(1000 * churn_high AS BIGINT)
        FROM sustainer_bridge WHERE unit = 'person' AND churned > 0";
    check(&lake, churn, &["4,1,45,699"]);
}
