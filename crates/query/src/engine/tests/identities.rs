//! Laws that hold for any gifts, refunds and terms.

use crate::sample_lake::{SampleLake, lines};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use records::kinds::{AdjustmentKind, GiftKind};
use rust_decimal::Decimal;

const NAMES: [&str; 6] = ["ann", "bob", "cat", "dan", "eve", "fay"];

/// Who gave when how many cents, and the share of it in percent that went back after some days.
type AnyGift = (usize, i32, u32, Option<(u32, i32)>);
/// Who, the first day, the length in days, and whether the second source tells it.
type AnyTerm = (usize, i32, i32, bool);

fn gifts() -> impl Strategy<Value = Vec<AnyGift>> {
    let refund = proptest::option::weighted(0.3, (1..=100_u32, 0..500_i32));
    prop::collection::vec((0..NAMES.len(), 0..2200_i32, 1..50_000_u32, refund), 0..40)
}

fn terms() -> impl Strategy<Value = Vec<AnyTerm>> {
    prop::collection::vec((0..NAMES.len(), 0..2200_i32, 1..800_i32, any::<bool>()), 0..25)
}

fn after(days: i32) -> Date {
    date(2018, 1, 1).checked_add(days.days()).unwrap()
}

fn cents(amount: u32) -> String {
    format!("{}.{:02}", amount / 100, amount % 100)
}

fn lake_of(gifts: &[AnyGift], terms: &[AnyTerm]) -> SampleLake {
    let mut lake = SampleLake::default();
    for name in NAMES {
        lake.person(name, &["crm", "web"]);
    }
    lake.household("Hab", &["ann", "bob"]);
    for (index, (who, day, amount, refund)) in gifts.iter().enumerate() {
        let gift = lake.gift(NAMES[*who], &after(*day).to_string(), &cents(*amount));
        gift.campaign = (amount % 3 > 0).then(|| format!("campaign {}", amount % 3));
        gift.kind = if day % 2 == 0 { GiftKind::RecurringPayment } else { GiftKind::OneTime };
        if let Some((percent, later)) = refund {
            let back = format!("-{}", cents(amount * percent / 100));
            lake.adjust(&format!("g{}", index + 1), AdjustmentKind::Refund, &after(day + later).to_string(), &back);
        }
    }
    let mut told = std::collections::BTreeSet::new();
    for (who, day, length, by_web) in terms {
        let source = if *by_web { "web" } else { "crm" };
        if told.insert((source, who, day)) {
            lake.term(source, NAMES[*who], &after(*day).to_string(), &after(day + length).to_string()).dues =
                Some(Decimal::from(*length));
        }
    }
    lake
}

/// Each statement counts the rows that break one law.
const LAWS: [(&str, &str); 22] = [
    (
        "|D(y)| = retained + new + recaptured; |D(y-1)| = retained + lapsed",
        "SELECT COUNT(*) FROM gain_loss_total
         WHERE donors <> retained_donors + donor_gains OR prior_donors <> retained_donors + donor_losses",
    ),
    (
        "|D(y)| is the donors of the year, and last year's donors are those of the row before",
        "SELECT COUNT(*) FROM gain_loss_total t
         LEFT JOIN giving_by_year y ON y.fiscal_year = t.fiscal_year
         LEFT JOIN giving_by_year p ON p.fiscal_year = t.fiscal_year - 1
         WHERE t.unit = 'person' AND (t.donors <> COALESCE(y.donors, 0) OR t.prior_donors <> COALESCE(p.donors, 0))",
    ),
    (
        "retained = upgraded + same + downgraded",
        "SELECT COUNT(*) FROM donor_retention r LEFT JOIN (
           SELECT unit, fiscal_year, SUM(units) AS kept FROM gain_loss
           WHERE category IN ('upgraded', 'same', 'downgraded') GROUP BY unit, fiscal_year
         ) k ON k.unit = r.unit AND k.fiscal_year = r.fiscal_year WHERE r.retained_donors <> COALESCE(k.kept, 0)",
    ),
    (
        "ΣA(y) − ΣA(y-1) = gains − losses = Σ change of the categories",
        "SELECT COUNT(*) FROM gain_loss_total t
         JOIN (SELECT unit, fiscal_year, SUM(change) AS change FROM gain_loss GROUP BY unit, fiscal_year) c
           ON c.unit = t.unit AND c.fiscal_year = t.fiscal_year
         WHERE t.amount - t.prior_amount <> t.gains - t.losses OR t.net_change <> c.change OR t.net_change <> t.gains - t.losses",
    ),
    (
        "new, repeat, consecutive and recaptured donors add up",
        "SELECT COUNT(*) FROM donor_retention
         WHERE prior_donors <> new_prior_donors + repeat_prior_donors
            OR retained_donors <> new_retained_donors + repeat_retained_donors
            OR repeat_prior_donors <> consecutive_prior_donors + recaptured_prior_donors
            OR repeat_retained_donors <> consecutive_retained_donors + recaptured_retained_donors
            OR retained_donors > prior_donors",
    ),
    (
        "hard credits add up to the gift",
        "SELECT COUNT(*) FROM gift g JOIN (
           SELECT gift_key, SUM(amount) AS credited FROM gift_credit WHERE credit_type = 'hard' GROUP BY gift_key
         ) c ON c.gift_key = g.gift_key WHERE c.credited <> g.amount",
    ),
    (
        "the cash movements of a gift add up to its net",
        "SELECT COUNT(*) FROM gift_net g JOIN (SELECT gift_key, SUM(amount) AS cash FROM gift_cash GROUP BY gift_key) c
         ON c.gift_key = g.gift_key WHERE c.cash <> g.net_amount",
    ),
    (
        "months and years add up to the gifts",
        "SELECT COUNT(*) FROM (SELECT COALESCE(SUM(net_amount), 0) AS total FROM gift_net WHERE is_counted) g
         CROSS JOIN (SELECT COALESCE(SUM(amount), 0) AS total FROM giving_by_month) m
         CROSS JOIN (SELECT COALESCE(SUM(amount), 0) AS total FROM giving_by_year) y
         WHERE g.total <> m.total OR g.total <> y.total",
    ),
    (
        "LYBUNT are the lapsed of the running year, and SYBUNT the rest of those who ever gave",
        "SELECT COUNT(*) FROM data_horizon h
         CROSS JOIN (SELECT COUNT(*) AS n FROM lybunt) l CROSS JOIN (SELECT COUNT(*) AS n FROM sybunt) s
         CROSS JOIN (SELECT COUNT(DISTINCT unit_id) AS n FROM unit_fiscal_year WHERE unit = 'person') e
         LEFT JOIN gain_loss_total t ON t.unit = 'person' AND t.fiscal_year = h.fiscal_year
         WHERE l.n <> COALESCE(t.donor_losses, 0) OR l.n + s.n + COALESCE(t.donors, 0) <> e.n",
    ),
    (
        "members_end = members_start + new + rejoined − lapsed, and the next year starts there",
        "SELECT COUNT(*) FROM membership_bridge b LEFT JOIN membership_bridge n ON n.fiscal_year = b.fiscal_year + 1
         WHERE b.members_end <> b.members_start + b.new_members + b.rejoined_members - b.lapsed_members
            OR n.members_start <> b.members_end",
    ),
    (
        "due = renewed + lapsed + pending, by month as by year",
        "SELECT COUNT(*) FROM membership_renewal_by_year y
         JOIN (SELECT fiscal_year, SUM(due) AS due, SUM(renewed) AS renewed FROM membership_renewal GROUP BY fiscal_year) m
         ON m.fiscal_year = y.fiscal_year
         WHERE y.due <> y.renewed + y.lapsed + y.pending OR y.due <> m.due OR y.renewed <> m.renewed",
    ),
    (
        "both units hold the same gifts, and there are never more households than persons",
        "SELECT COUNT(*) FROM (
           SELECT SUM(CASE WHEN unit = 'person' THEN amount ELSE -amount END) AS difference FROM unit_gift
         ) g CROSS JOIN (
           SELECT COUNT(*) AS broken FROM giving_pyramid p JOIN giving_pyramid h
           ON h.unit = 'household' AND p.unit = 'person' AND h.fiscal_year = p.fiscal_year AND h.band_order = 5 AND p.band_order = 5
           WHERE h.cumulative_donors > p.cumulative_donors
         ) b WHERE COALESCE(g.difference, 0) <> 0 OR b.broken > 0",
    ),
    (
        "gifts, campaigns, appeals and funds each add up to the year",
        "SELECT COUNT(*) FROM giving_by_year y
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM giving_detail GROUP BY fiscal_year) d ON d.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM campaign_performance GROUP BY fiscal_year) c ON c.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM appeal_performance GROUP BY fiscal_year) a ON a.fiscal_year = y.fiscal_year
         LEFT JOIN (SELECT fiscal_year, SUM(amount) AS n FROM giving_by_fund GROUP BY fiscal_year) f ON f.fiscal_year = y.fiscal_year
         WHERE y.amount <> COALESCE(d.n, 0) OR y.amount <> COALESCE(c.n, 0) OR y.amount <> COALESCE(a.n, 0) OR y.amount <> COALESCE(f.n, 0)",
    ),
    (
        "those who gave before and the new are the donors of a year",
        "SELECT COUNT(*) FROM gain_loss_total t
         LEFT JOIN database_retention b ON b.unit = t.unit AND b.fiscal_year = t.fiscal_year
         LEFT JOIN gain_loss n ON n.unit = t.unit AND n.fiscal_year = t.fiscal_year AND n.category = 'new'
         WHERE t.donors <> COALESCE(b.active_donors, 0) + COALESCE(n.units, 0)",
    ),
    (
        "who is recaptured was lapsed, and is in the gain and loss as recaptured",
        "SELECT COUNT(*) FROM recapture r
         LEFT JOIN gain_loss g ON g.unit = r.unit AND g.fiscal_year = r.fiscal_year AND g.category = 'recaptured'
         WHERE r.all_recaptured <> COALESCE(g.units, 0) OR r.recaptured_donors > r.lapsed_donors",
    ),
    (
        "upgraded, same and downgraded are the retained, and their changes add up",
        "SELECT COUNT(*) FROM upgrade_downgrade
         WHERE retained_donors <> upgraded_donors + same_donors + downgraded_donors OR net_change <> upgraded_change + downgraded_change",
    ),
    (
        "the day of the year takes nobody in who is not retained, and the running year is its own day",
        "SELECT COUNT(*) FROM retention_to_date t JOIN donor_retention r ON r.unit = t.unit AND r.fiscal_year = t.fiscal_year
         CROSS JOIN data_horizon h WHERE t.prior_donors <> r.prior_donors
            OR (t.fiscal_year = h.fiscal_year AND t.retained_to_date <> r.retained_donors)",
    ),
    (
        "cohorts add up to all giving years, and every cut to all donors",
        "SELECT COUNT(*) FROM (
           SELECT c.unit, c.n - y.n AS difference FROM (SELECT unit, SUM(amount) AS n FROM acquisition_cohort GROUP BY unit) c
           JOIN (SELECT unit, SUM(amount) AS n FROM unit_fiscal_year GROUP BY unit) y ON y.unit = c.unit
           UNION ALL
           SELECT v.unit, v.n - d.n AS difference FROM (SELECT unit, cut, SUM(donors) AS n FROM acquisition_value GROUP BY unit, cut) v
           JOIN (SELECT unit, COUNT(*) AS n FROM acquisition_detail GROUP BY unit) d ON d.unit = v.unit
         ) t WHERE t.difference <> 0",
    ),
    (
        "a rate lies within its interval, and an interval within 0 and 1",
        "SELECT COUNT(*) FROM donor_retention
         WHERE overall_low > overall_rate + 0.000001 OR overall_high < overall_rate - 0.000001 OR overall_low < 0 OR overall_high > 1
            OR overall_low IS NULL OR is_small <> (prior_donors < 5)",
    ),
    (
        "recurring revenue and sustainers lead from one month's end to the next",
        "SELECT COUNT(*) FROM sustainer_bridge b
         WHERE b.mrr_end <> b.mrr_start + b.new_mrr + b.reactivation_mrr + b.expansion_mrr - b.contraction_mrr - b.churn_mrr
            OR b.sustainers_end <> b.sustainers_start + b.new_sustainers + b.reactivated - b.churned
            OR b.churned <> b.cancelled + b.failed + b.unknown",
    ),
    (
        "dues earned and still deferred are the dues of the terms begun, to the rounding of each month",
        "SELECT COUNT(*) FROM (SELECT COALESCE(SUM(earned_amount), 0) AS n, COUNT(*) AS months FROM membership_dues_by_month) e
         CROSS JOIN (SELECT MAX(month) AS month FROM membership_dues_by_month) l
         JOIN membership_dues_by_month m ON m.month = l.month
         JOIN month_calendar k ON k.month = l.month
         CROSS JOIN (
           SELECT COALESCE(SUM(t.dues), 0) AS n FROM membership_term_best t CROSS JOIN (SELECT MAX(month_end) AS last_day FROM month_calendar) x
           WHERE t.start_date <= x.last_day
         ) d WHERE ABS(e.n + m.deferred_amount - d.n) > 0.01 * e.months",
    ),
    (
        "everybody has one row, one status, one cell",
        "SELECT COUNT(*) FROM (SELECT COUNT(*) AS n FROM constituent) c
         CROSS JOIN (SELECT COUNT(*) AS n FROM constituent_360) t
         CROSS JOIN (SELECT SUM(constituents) AS n FROM membership_by_status) s
         CROSS JOIN (SELECT SUM(constituents) AS n FROM donor_member_overlap WHERE unit = 'person') o
         CROSS JOIN (SELECT SUM(constituents) AS n FROM source_overlap) v
         WHERE c.n <> t.n OR c.n <> s.n OR c.n <> o.n OR c.n <> v.n",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_reconciles(gifts in gifts(), terms in terms()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let broken: Vec<&str> = runtime.block_on(async {
            let engine = lake_of(&gifts, &terms).engine().await;
            let mut broken = Vec::new();
            for (law, sql) in LAWS {
                if lines(&engine, sql).await != ["0"] {
                    broken.push(law);
                }
            }
            broken
        });
        prop_assert!(broken.is_empty(), "broken: {broken:?}");
    }
}
