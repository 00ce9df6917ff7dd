//! Data quality: what was read, what became of it, what is missing.

use crate::sample_lake::{SampleLake, check, stored};
use records::golden::MatchLink;
use records::keys::{FileId, SourceRecordKey};
use records::kinds::{GiftKind, MatchOutcome};
use records::staged::Rejection;

fn two_sources() -> SampleLake {
    let mut lake = SampleLake::default();
    lake.person("ann", &["crm", "web"]).email = Some(stored("ann@example.org"));
    lake.person("bob", &["crm"]);
    lake.person("cat", &["web"]);
    lake.file("crm", [10, 7, 2, 1], "2024-05-01T08:00:00Z");
    lake.file("web", [5, 5, 0, 0], "2024-05-02T08:00:00Z");
    for (line, reason) in [(3, "not a date"), (4, "not a date")] {
        lake.tables.rejections.push(Rejection {
            source: "crm".to_owned(),
            file_id: FileId::from_stored("f1"),
            line,
            column: "Gift Date".to_owned(),
            reason: reason.to_owned(),
        });
    }
    for outcome in [MatchOutcome::Match, MatchOutcome::Review] {
        lake.tables.match_links.push(MatchLink {
            left_key: SourceRecordKey::native("crm", "ann"),
            right_key: SourceRecordKey::native("web", "ann"),
            weight_bits: 12.0,
            probability: 0.9,
            outcome,
            rule: "email".to_owned(),
            evidence: "[]".to_owned(),
        });
    }
    lake
}

#[test]
fn rows_and_records_add_up() {
    let rows = "SELECT files, sources, rows_read, rows_staged, rows_rejected, rows_not_data, last_received_at FROM data_quality";
    check(&two_sources(), rows, &["2,2,15,12,2,1,2024-05-02T08:00:00Z"]);
    let records =
        "SELECT source_records, constituents, duplicates_merged, merged_constituents, matched_pairs, review_pairs,
        without_email, without_phone, unreachable FROM data_quality";
    check(&two_sources(), records, &["4,3,1,1,1,1,2,3,2"]);
}

#[test]
fn gifts_that_no_figure_counts_are_shown() {
    let mut lake = two_sources();
    lake.gift("ann", "2024-01-01", "5").kind = GiftKind::Other;
    lake.gift("ann", "2024-01-01", "5").currency = stored("EUR");
    lake.gift("ann", "2999-01-01", "5");
    lake.gift("stranger", "2024-01-01", "5");
    let sql = "SELECT gifts, unlinked_gifts, other_currency_gifts, unknown_kind_gifts, future_gifts FROM data_quality";
    check(&lake, sql, &["4,1,1,1,1"]);
}

#[test]
fn each_source_shows_what_it_alone_knows() {
    let sql =
        "SELECT source, files, rows_read, rows_rejected, source_records, constituents, only_here, without_email_share
        FROM data_quality_by_source ORDER BY source";
    check(&two_sources(), sql, &["crm,1,10,2,2,2,1,0.5", "web,1,5,0,2,2,1,0.5"]);
}

#[test]
fn combinations_of_sources_add_up_to_everybody() {
    let expected = ["crm,1,1,true", "crm + web,2,1,true", "web,1,1,true"];
    check(&two_sources(), "SELECT * FROM source_overlap ORDER BY 1", &expected);
}

#[test]
fn rejections_are_counted_by_reason() {
    check(&two_sources(), "SELECT * FROM rejection_reasons", &["crm,Gift Date,not a date,2,1"]);
}

#[test]
fn files_tell_their_trend_month_by_month() {
    let mut lake = two_sources();
    lake.file("crm", [20, 19, 1, 0], "2024-06-01T08:00:00Z");
    let sql = "SELECT month, source, files, rows_read, rejected_share, rows_so_far FROM data_quality_by_month ORDER BY month, source";
    check(&lake, sql, &["2024-05-01,crm,1,10,0.2,10", "2024-05-01,web,1,5,0.0,5", "2024-06-01,crm,1,20,0.05,30"]);
}

#[test]
fn gifts_tell_what_they_lack_month_by_month() {
    let mut lake = two_sources();
    lake.gift("ann", "2024-01-01", "5").campaign = Some("Spring".to_owned());
    lake.gift("stranger", "2024-01-20", "5");
    lake.gift("ann", "2024-01-01", "5");
    lake.duplicate("g3", "g1");
    let sql =
        "SELECT month, source, gifts, duplicates, unlinked_share, without_campaign_share, without_fund_share, is_small
        FROM gift_quality_by_month";
    check(&lake, sql, &["2024-01-01,crm,2,1,0.5,0.5,1.0,true"]);
}

#[test]
fn each_two_sources_tell_what_they_share() {
    let sql = "SELECT source, other_source, constituents, share FROM source_overlap_pair ORDER BY 1, 2";
    check(&two_sources(), sql, &["crm,crm,2,1.0", "crm,web,1,0.5", "web,crm,1,0.5", "web,web,2,1.0"]);
}
