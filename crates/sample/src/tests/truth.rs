use super::reading::{DEFAULT, Table, cents, expected, export_paths, table};
use crate::{SampleFiles, Settings, generate};
use proptest::prelude::*;
use records::keys::SourceRecordKey;
use std::collections::{BTreeMap, BTreeSet};

const CONTACTS: &str = "salesforce/npsp_contacts.csv";
const OPPORTUNITIES: &str = "salesforce/npsp_opportunities.csv";
const CONSTITUENTS: &str = "raisers_edge/constituents.CSV";
const GIFTS: &str = "raisers_edge/gifts.txt";
const PAYPAL: &str = "paypal/activity.CSV";

/// The record keys that a correct reader emits, worked out from the files alone. Salesforce keys
/// are cut to the 15 signs that both forms of an id share.
fn emitted(sample: &SampleFiles) -> Vec<String> {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let contacts = table(sample, CONTACTS);
    for row in contacts.rows.iter().filter(|row| row.len() > 1 && !row[0].is_empty() && row[6] != "Anonymous") {
        keys.insert(format!("salesforce:{}", &row[0][..15]));
    }
    let opportunities = table(sample, OPPORTUNITIES);
    for row in money_rows(&opportunities).into_iter().filter(|row| opportunities.cell(row, "Contact ID").is_empty()) {
        keys.insert(format!("salesforce:{}", &opportunities.cell(row, "Account ID")[..15]));
    }
    let constituents = table(sample, CONSTITUENTS);
    for row in constituents.rows.iter().filter(|row| !row[0].is_empty() && row[5] != "Anonymous") {
        keys.insert(format!("raisers_edge:{}", row[0]));
        let couple = [" & ", " and "].iter().any(|and| row[3].contains(and)) || row[5].starts_with("Mr. and Mrs. ");
        if couple {
            keys.insert(format!("raisers_edge:{}#2", row[0]));
        }
    }
    for (path, source, column) in [
        ("wild_apricot/members.csv", "wild_apricot", "User ID"),
        ("mailchimp/subscribed_members_export_8f2.csv", "mailchimp", "EUID"),
        ("mailchimp/unsubscribed_members_export_8f2.csv", "mailchimp", "EUID"),
        ("mailchimp/cleaned_members_export_8f2.csv", "mailchimp", "EUID"),
    ] {
        let table = table(sample, path);
        keys.extend(table.column(column).filter(|id| !id.is_empty()).map(|id| format!("{source}:{id}")));
    }
    let activity = table(sample, PAYPAL);
    for row in paypal_gifts(&activity) {
        let columns = [activity.cell(row, "From Email Address"), activity.cell(row, "Name")];
        keys.insert(SourceRecordKey::from_identity("paypal", &columns).to_string());
    }
    keys.into_iter().collect()
}

fn money_rows(opportunities: &Table) -> Vec<&Vec<String>> {
    let is_money = |row: &&Vec<String>| {
        ["Closed Won", "Posted", "Awarded"].contains(&opportunities.cell(row, "Stage"))
            && opportunities.cell(row, "Amount") != "n/a"
            && opportunities.cell(row, "Close Date") != "2/29/2023"
            && !row[0].is_empty()
    };
    opportunities.rows.iter().filter(is_money).collect()
}

fn paypal_gifts(activity: &Table) -> Vec<&Vec<String>> {
    let kinds = ["Donation Payment", "Mobile Payment", "Website Payment", "Subscription Payment"];
    let is_gift = |row: &&Vec<String>| {
        kinds.contains(&activity.cell(row, "Type"))
            && activity.cell(row, "Status") != "Denied"
            && activity.cell(row, "Date") != "02/29/2023"
            && activity.cell(row, "Gross") != "n/a"
            && !activity.cell(row, "Transaction ID").is_empty()
    };
    activity.rows.iter().filter(is_gift).collect()
}

fn labelled(sample: &SampleFiles) -> Vec<String> {
    let labels = table(sample, "labels.csv");
    let cut =
        |record: &str| if record.starts_with("salesforce:") { record[..26].to_owned() } else { record.to_owned() };
    labels.column("record_id").map(cut).collect()
}

#[test]
fn labels_name_each_emitted_record_exactly_once() {
    let mut labelled = labelled(&DEFAULT);
    labelled.sort();
    assert_eq!(labelled, emitted(&DEFAULT));
}

#[test]
fn every_label_is_of_a_person_with_a_household_or_of_an_organisation_without() {
    for row in &table(&DEFAULT, "labels.csv").rows {
        let fits = match row[3].as_str() {
            "person" => row[1].starts_with('P') && row[2].starts_with('H'),
            "organization" => row[1].starts_with('O') && row[2].is_empty(),
            _ => false,
        };
        assert!(fits, "{row:?}");
    }
}

/// Sums of the default sample's files, worked out from the rows.
#[test]
fn expected_gifts_are_the_sums_of_the_rows() {
    let opportunities = table(&DEFAULT, OPPORTUNITIES);
    let rows = money_rows(&opportunities);
    let sum = rows.iter().map(|row| cents(opportunities.cell(row, "Amount"))).sum();
    check_gifts(OPPORTUNITIES, rows.len(), sum);
    let activity = table(&DEFAULT, PAYPAL);
    let rows = paypal_gifts(&activity);
    let sum = rows.iter().map(|row| cents(activity.cell(row, "Gross"))).sum();
    check_gifts(PAYPAL, rows.len(), sum);
    let gifts = raisers_edge_gifts();
    check_gifts(GIFTS, gifts.len(), gifts.values().map(|(amount, _)| amount).sum());
}

#[track_caller]
fn check_gifts(path: &str, gifts: usize, sum: i64) {
    assert_eq!(expected(&DEFAULT, path, "gifts"), i64::try_from(gifts).unwrap(), "{path}");
    assert_eq!(expected(&DEFAULT, path, "gift_amount"), sum, "{path}");
}

/// Gift id → its amount and the sum of its funds.
fn raisers_edge_gifts() -> BTreeMap<String, (i64, i64)> {
    let ledger = table(&DEFAULT, GIFTS);
    let commitments_and_bookings =
        ["Pledge", "Recurring Gift", "Write Off", "Adjustment", "Amendment", "General Ledger Reversal", "Barter"];
    let mut gifts: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for row in &ledger.rows {
        let readable = !row[0].is_empty() && row[0] != "Grand Total" && row[5] != "n/a" && row[2] != "02/29/2023";
        if readable && row[4] != "Refund" && !commitments_and_bookings.contains(&row[3].as_str()) {
            let gift = gifts.entry(row[0].clone()).or_insert((cents(&row[5]), 0));
            gift.1 += cents(&row[7]);
        }
    }
    gifts
}

#[test]
fn the_funds_of_a_gift_add_up_to_it() {
    for (gift, (amount, funds)) in raisers_edge_gifts() {
        assert_eq!(amount, funds, "{gift}");
    }
}

#[test]
fn the_total_line_is_the_sum_of_the_readable_amounts() {
    let ledger = table(&DEFAULT, GIFTS);
    let (total, rows) = ledger.rows.split_last().unwrap();
    let sum: i64 = rows.iter().filter(|row| row[5] != "n/a").map(|row| cents(&row[5])).sum();
    assert_eq!(cents(&total[5]), sum);
}

#[test]
fn every_refund_names_a_gift_of_the_same_file() {
    for (path, id, marker, reference) in [
        (OPPORTUNITIES, "Opportunity ID", ("Type", "Refund"), "Payment Reference Number"),
        (GIFTS, "Gift ID", ("Gift Subtype", "Refund"), "Reference Number"),
        (PAYPAL, "Transaction ID", ("Balance Impact", "Debit"), "Reference Txn ID"),
    ] {
        let table = table(&DEFAULT, path);
        let short = |text: &str| text.get(..15).unwrap_or(text).to_owned();
        let ids: BTreeSet<String> = table.column(id).map(short).collect();
        let refunds = table.rows.iter().filter(|row| table.cell(row, marker.0) == marker.1);
        let references: Vec<&str> = refunds.map(|row| table.cell(row, reference)).filter(|id| !id.is_empty()).collect();
        assert!(references.len() >= 10, "{path}");
        assert!(references.iter().all(|reference| ids.contains(&short(reference))), "{path}");
    }
}

#[test]
fn a_copied_gift_names_its_paypal_transaction() {
    let transactions: BTreeSet<String> = table(&DEFAULT, PAYPAL).column("Transaction ID").map(str::to_owned).collect();
    let ledger = table(&DEFAULT, GIFTS);
    let copies: Vec<&str> = ledger
        .rows
        .iter()
        .filter(|row| ledger.cell(row, "Payment Method") == "PayPal")
        .map(|row| ledger.cell(row, "Reference Number"))
        .filter(|reference| !reference.is_empty())
        .collect();
    assert!(copies.len() > 100 && copies.iter().all(|id| transactions.contains(*id)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn rows_and_labels_agree_for_every_seed_and_size(seed in any::<u64>(), people in 1..400_usize) {
        let sample = generate(&Settings { people, seed });
        for path in export_paths(&sample) {
            let rows = i64::try_from(table(&sample, path).rows.len()).unwrap();
            let parts = ["rows_staged", "rows_rejected", "rows_not_data"].map(|part| expected(&sample, path, part));
            prop_assert_eq!(expected(&sample, path, "rows_read"), rows, "{}", path);
            prop_assert_eq!(parts.iter().sum::<i64>(), rows, "{}", path);
        }
        let mut labelled = labelled(&sample);
        labelled.sort();
        prop_assert_eq!(labelled, emitted(&sample));
    }
}
