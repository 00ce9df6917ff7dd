//! Laws that hold for any gifts, refunds and terms.

use crate::sample_lake::{SampleLake, lines};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use records::kinds::AdjustmentKind;

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
    for (index, (who, day, amount, refund)) in gifts.iter().enumerate() {
        lake.gift(NAMES[*who], &after(*day).to_string(), &cents(*amount));
        if let Some((percent, later)) = refund {
            let back = format!("-{}", cents(amount * percent / 100));
            lake.adjust(&format!("g{}", index + 1), AdjustmentKind::Refund, &after(day + later).to_string(), &back);
        }
    }
    let mut told = std::collections::BTreeSet::new();
    for (who, day, length, by_web) in terms {
        let source = if *by_web { "web" } else { "crm" };
        if told.insert((source, who, day)) {
            lake.term(source, NAMES[*who], &after(*day).to_string(), &after(day + length).to_string());
        }
    }
    lake
}

/// Each statement counts the rows that break one law.
const LAWS: [(&str, &str); 12] = [
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
        "everybody has one row, one status, one cell",
        "SELECT COUNT(*) FROM (SELECT COUNT(*) AS n FROM constituent) c
         CROSS JOIN (SELECT COUNT(*) AS n FROM constituent_360) t
         CROSS JOIN (SELECT SUM(constituents) AS n FROM membership_by_status) s
         CROSS JOIN (SELECT SUM(constituents) AS n FROM donor_member_overlap) o
         CROSS JOIN (SELECT SUM(constituents) AS n FROM source_overlap) v
         WHERE c.n <> t.n OR c.n <> s.n OR c.n <> o.n OR c.n <> v.n",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

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
