//! Whose gift it is and for whom it counts: advisors, soft credits, campaigns, funds, pledges, scores, lists.

use super::giving::six_donors;
use crate::sample_lake::{SampleLake, check, check_under, day, july, money, stored};
use records::keys::{FileId, GiftKey, SourceRecordKey};
use records::kinds::{
    Channel, CommitmentKind, CommitmentStatus, ConsentState, CreditRole, CreditType, Frequency, GiftKind,
};
use records::staged::{Commitment, GiftAllocation, GiftCredit};

fn soft_credit(lake: &mut SampleLake, gift: &str, name: &str, role: CreditRole, amount: &str) {
    lake.tables.credits.push(GiftCredit {
        gift_key: GiftKey::native("crm", gift),
        source_record_key: SourceRecordKey::native("crm", name),
        credit_type: CreditType::Soft,
        role,
        amount: money(amount),
        file_id: FileId::from_stored("f"),
        line: 2,
    });
}

#[test]
fn a_funds_grant_is_its_advisors_or_its_sponsors_as_the_house_rule_says() {
    let mut lake = six_donors();
    lake.person("fund", &["crm"]);
    lake.gift("fund", "2024-09-01", "1000").kind = GiftKind::DonorAdvisedFund;
    soft_credit(&mut lake, "g11", "ann", CreditRole::FundAdvisor, "1000");
    soft_credit(&mut lake, "g3", "eve", CreditRole::FundAdvisor, "150");
    let net = "SELECT constituent_id, legal_constituent_id FROM gift_net WHERE gift_key IN ('crm:g3', 'crm:g11') ORDER BY gift_key";
    check(&lake, net, &["ann,fund", "ann,ann"]);
    let grant = "SELECT sponsor_id, advisor_id, constituent_id, amount FROM daf_grant";
    check(&lake, grant, &["fund,ann,ann,1000.00"]);
    let legal = crate::Organization { daf_attribution: "sponsor".to_owned(), ..july() };
    check_under(&legal, &lake, net, &["fund,fund", "ann,ann"]);
    check_under(&legal, &lake, grant, &["fund,ann,fund,1000.00"]);
}

#[test]
fn a_soft_credit_recognises_once_and_is_never_money() {
    let mut lake = six_donors();
    soft_credit(&mut lake, "g2", "eve", CreditRole::Spouse, "100");
    soft_credit(&mut lake, "g2", "eve", CreditRole::Other, "60");
    soft_credit(&mut lake, "g2", "ann", CreditRole::Other, "100");
    soft_credit(&mut lake, "g10", "eve", CreditRole::Spouse, "40");
    let sql = "SELECT constituent_id, hard_gifts, hard_amount, soft_gifts, soft_amount, recognition_amount
        FROM recognition_by_year WHERE fiscal_year = 2024 AND constituent_id IN ('ann', 'eve') ORDER BY 1";
    check(&lake, sql, &["ann,1,100.00,0,0.00,100.00", "eve,0,0.00,1,100.00,100.00"]);
}

#[test]
fn campaigns_appeals_and_funds_share_the_years_money() {
    let mut lake = six_donors();
    lake.tables.gifts[2].campaign = Some("Fall".to_owned());
    lake.tables.gifts[2].appeal = Some("Letter".to_owned());
    for (fund, amount) in [("Roof", "60"), ("Garden", "90")] {
        lake.tables.allocations.push(GiftAllocation {
            gift_key: GiftKey::native("crm", "g3"),
            fund: fund.to_owned(),
            amount: money(amount),
            file_id: FileId::from_stored("f"),
            line: 2,
        });
    }
    let campaigns = "SELECT campaign, gifts, donors, new_donors, amount, share FROM campaign_performance
        WHERE fiscal_year = 2025 ORDER BY amount DESC";
    check(&lake, campaigns, &["Fall,1,1,0,150.00,0.75", "none stated,1,1,0,50.00,0.25"]);
    let appeals =
        "SELECT campaign, appeal, amount FROM appeal_performance WHERE fiscal_year = 2025 ORDER BY amount DESC";
    check(&lake, appeals, &["Fall,Letter,150.00", "none stated,none stated,50.00"]);
    let funds = "SELECT fund, gifts, donors, amount FROM giving_by_fund WHERE fiscal_year = 2025 ORDER BY amount DESC";
    check(&lake, funds, &["Garden,1,1,90.00", "Roof,1,1,60.00", "none stated,1,1,50.00"]);
}

#[test]
fn a_pledge_is_fulfilled_by_the_gifts_that_name_it() {
    let mut lake = six_donors();
    for (key, total, status) in
        [("crm:p1", "300", CommitmentStatus::Active), ("crm:p2", "100", CommitmentStatus::Cancelled)]
    {
        lake.tables.commitments.push(Commitment {
            commitment_key: key.to_owned(),
            source: "crm".to_owned(),
            source_record_key: SourceRecordKey::native("crm", "ann"),
            kind: CommitmentKind::Pledge,
            amount_per_period: None,
            total_pledged: Some(money(total)),
            currency: stored("USD"),
            frequency: Frequency::Irregular,
            start_date: day("2024-08-01"),
            end_date: None,
            status,
            extra: None,
            file_id: FileId::from_stored("f"),
            line: 2,
        });
    }
    lake.tables.gifts[2].commitment_key = Some("crm:p1".to_owned());
    let sql = "SELECT fiscal_year, pledges, paid_pledges, pledged_amount, paid_amount, open_amount, written_off_amount,
        fulfilment_rate, write_off_rate FROM pledge_fulfilment";
    check(&lake, sql, &["2025,2,0,400.00,150.00,150.00,100.00,0.375,0.25"]);
}

/// Frozen on 30 June 2024: recency 150, 334, 365, 554 days for scores 5 to 2; frequency 2 for 4; money 500, 300, 300, 200.
#[test]
fn scores_use_cut_offs_of_the_years_start_and_ties_share_one() {
    let cutoffs = "SELECT measure, score, cutoff FROM rfm_cutoff WHERE unit = 'person' ORDER BY measure, score";
    let expected = [
        "frequency,2,2.0",
        "frequency,3,2.0",
        "frequency,4,2.0",
        "monetary,2,200.0",
        "monetary,3,300.0",
        "monetary,4,300.0",
        "monetary,5,500.0",
        "recency,2,554.0",
        "recency,3,365.0",
        "recency,4,334.0",
        "recency,5,150.0",
    ];
    check(&six_donors(), cutoffs, &expected);
    let scores =
        "SELECT unit_id, recency_days, frequency, monetary, rfm FROM rfm WHERE unit = 'person' ORDER BY unit_id";
    let expected = [
        "ann,195,3,350.00,444",
        "bob,64,2,250.00,542",
        "cat,408,1,300.00,214",
        "dan,623,2,140.00,141",
        "eve,1261,1,500.00,115",
    ];
    check(&six_donors(), scores, &expected);
    let cells = "SELECT recency_score, frequency_score, donors, amount FROM rfm_segment WHERE unit = 'person' ORDER BY 1 DESC, 2 DESC";
    check(&six_donors(), cells, &["5,4,1,250.00", "4,4,1,350.00", "2,1,1,300.00", "1,4,1,140.00", "1,1,1,500.00"]);
}

#[test]
fn without_an_earlier_year_nobody_has_a_score() {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm"]);
    lake.gift("ann", "2024-08-01", "10");
    check(&lake, "SELECT unit_id, recency_score, rfm FROM rfm WHERE unit = 'person'", &["ann,,"]);
}

#[test]
fn a_named_prior_year_has_its_list() {
    let sql = "SELECT prior_fiscal_year, constituent_id, prior_year_amount FROM pybunt ORDER BY 1, 3";
    check(&six_donors(), sql, &["2022,eve,500.00", "2023,dan,80.00", "2024,dan,60.00", "2024,cat,300.00"]);
}

#[test]
fn a_list_shows_no_way_of_contact_that_may_not_be_used() {
    let mut lake = six_donors();
    for name in ["cat", "dan"] {
        super::lists::reachable(&mut lake, name);
    }
    lake.consent("dan", Channel::Solicitation, ConsentState::OptOut);
    lake.household("Hac", &["ann", "cat"]);
    let sql = "SELECT constituent_id, household_gave, may_ask, email, phone FROM lybunt ORDER BY 1";
    check(&lake, sql, &["cat,true,true,someone@example.org,+12015550123", "dan,false,false,,"]);
}
