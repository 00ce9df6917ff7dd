use super::*;
use records::keys::SourceRecordKey;
use records::kinds::{AdjustmentKind, GiftKind, GiftStatus};

const HEADER: &str = "\u{feff}\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\
\"From Email Address\",\"To Email Address\",\"Transaction ID\",\"Reference Txn ID\",\"Contact Phone Number\",\"Note\",\"Balance Impact\"\r\n";

struct Payment<'text> {
    date: &'text str,
    name: &'text str,
    kind: &'text str,
    status: &'text str,
    gross: &'text str,
    email: &'text str,
    id: &'text str,
    reference: &'text str,
    impact: &'text str,
}

const GIFT: Payment<'_> = Payment {
    date: "03/14/2024",
    name: "Ann Lee",
    kind: "Donation Payment",
    status: "Completed",
    gross: "1,234.56",
    email: "ann@example.org",
    id: "A1",
    reference: "",
    impact: "Credit",
};

fn activity(payments: &[Payment<'_>]) -> Intake {
    let row = |row: &Payment<'_>| {
        let Payment { date, name, kind, status, gross, email, id, reference, impact } = row;
        format!(
            "\"{date}\",\"10:00:00\",\"PST\",\"{name}\",\"{kind}\",\"{status}\",\"USD\",\"{gross}\",\"-3.20\",\"\",\"{email}\",\
             \"us@example.org\",\"{id}\",\"{reference}\",\"\",\"thanks\",\"{impact}\"\r\n"
        )
    };
    let rows: String = payments.iter().map(row).collect();
    intake("activity.CSV", format!("{HEADER}{rows}"))
}

#[test]
fn a_payer_of_several_gifts_is_one_party() {
    let later = Payment { date: "05/20/2024", id: "A2", kind: "Subscription Payment", ..GIFT };
    let intake = activity(&[later, GIFT]);
    assert_eq!(counts(&intake), (2, 0, 0));
    let party = &intake.records.parties[0];
    assert_eq!(intake.records.parties.len(), 1);
    assert_eq!(party.source_record_key, SourceRecordKey::from_identity("paypal", &["ann@example.org", "Ann Lee"]));
    assert_eq!(party.source_updated_at.unwrap().to_string(), "2024-05-20T18:00:00Z");
    let gift = &intake.records.gifts[1];
    assert_eq!((gift.amount.to_string().as_str(), gift.fee.unwrap().to_string().as_str()), ("1234.56", "3.20"));
    assert_eq!((gift.kind, gift.processor_reference.as_deref()), (GiftKind::OneTime, Some("A1")));
    assert_eq!(gift.extra.as_deref(), Some(r#"{"Note":"thanks"}"#));
    assert_eq!(intake.records.gifts[0].kind, GiftKind::RecurringPayment);
}

#[test]
fn types_and_states_decide_what_a_row_is() {
    let intake = activity(&[
        GIFT,
        Payment { id: "A2", kind: "Payment Refund", gross: "-10.00", reference: "A1", impact: "Debit", ..GIFT },
        Payment { id: "A3", kind: "Chargeback", gross: "-5.00", reference: "A1", impact: "Debit", ..GIFT },
        Payment { id: "A4", kind: "General Withdrawal", gross: "-500.00", email: "", name: "", ..GIFT },
        Payment { id: "A5", kind: "General Authorization", impact: "Memo", ..GIFT },
        Payment { id: "A6", status: "Denied", ..GIFT },
        Payment { id: "A7", status: "Pending", ..GIFT },
        Payment { id: "A8", kind: "Barter", ..GIFT },
        Payment { id: "A9", kind: "Payment Refund", gross: "-10.00", ..GIFT },
        Payment { id: "B1", gross: "-10.00", ..GIFT },
        Payment { id: "B2", date: "02/29/2023", ..GIFT },
    ]);
    assert_eq!(counts(&intake), (4, 4, 3));
    let adjustments: Vec<(AdjustmentKind, String)> =
        intake.records.adjustments.iter().map(|row| (row.kind, row.amount.to_string())).collect();
    let expected = [(AdjustmentKind::Refund, "-10.00".to_owned()), (AdjustmentKind::Chargeback, "-5.00".to_owned())];
    assert_eq!(adjustments, expected);
    assert_eq!(intake.records.gifts[1].status, GiftStatus::Pending);
    assert_eq!(rejections(&intake)[1], "10: Reference Txn ID: missing");
}

#[test]
fn a_giver_without_name_and_address_is_anonymous() {
    let intake = activity(&[Payment { name: "", email: "", ..GIFT }]);
    assert!(intake.records.parties[0].is_anonymous);
    assert_eq!(intake.records.gifts[0].source_record_key, intake.records.parties[0].source_record_key);
}

#[test]
fn most_dates_decide_the_order_of_day_and_month() {
    let european = |date, id| Payment { date, id, ..GIFT };
    let intake = activity(&[european("14/03/2024", "A1"), european("20/05/2024", "A2"), european("03/04/2024", "A3")]);
    assert_eq!(intake.records.gifts[2].gift_date.to_string(), "2024-04-03");
    check_note(&intake, "dates read as day/month");
}
