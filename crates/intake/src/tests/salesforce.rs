use super::*;
use records::kinds::{Channel, ContactUse, CreditType, GiftKind, HouseholdBasis, PartyKind};

const CONTACTS: &str = "Contact ID,Account ID,Account Name,Salutation,First Name,Middle Name,Last Name,Suffix,Birthdate,\
Personal Email,Work Email,Preferred Email,Home Phone,Mobile Phone,Mailing Street,Mailing City,Mailing State/Province,\
Mailing Zip/Postal Code,Mailing Country,Deceased,Do Not Contact,Email Opt Out,Do Not Call,Undeliverable Mailing Address,\
Last Modified Date,Sustainer\n";

fn contacts(rows: &str) -> Intake {
    let footer = "\n\"Grand Totals (2 records)\"\n\n\"Confidential Information - Do Not Distribute\"\n\
        \"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n";
    intake("npsp_contacts.csv", format!("{CONTACTS}{rows}{footer}"))
}

const ANN: &str = "0035f00000AbCdE,0015f00000XyZaB,Lee Household,Ms.,Ann,Q,Lee,,3/4/1970,ann@example.org,a.lee@example.com,Work,\
(617) 555-0123,617.555.0124 x9,12 Oak St,Salem,Massachusetts,1970,United States,0,0,1,0,1,6/30/2024,Open\n";

#[test]
fn a_contact_becomes_a_party_with_its_contact_points() {
    let intake = contacts(ANN);
    let party = &intake.records.parties[0];
    assert_eq!(party.source_record_key.as_str(), "salesforce:0035f00000AbCdEAAV");
    assert_eq!(party.household_key.as_deref(), Some("salesforce:0015f00000XyZaBAAV"));
    assert_eq!((party.household_basis, party.kind), (Some(HouseholdBasis::Declared), PartyKind::Person));
    assert_eq!(party.birth_date.unwrap().to_string(), "1970-03-04");
    assert_eq!(party.source_updated_at.unwrap().to_string(), "2024-06-30T00:00:00Z");
    assert_eq!(party.extra.as_deref(), Some(r#"{"Sustainer":"Open"}"#));
    let emails: Vec<(&str, i64)> =
        intake.records.emails.iter().map(|row| (row.address.as_str(), row.position)).collect();
    assert_eq!(emails, [("a.lee@example.com", 1), ("ann@example.org", 2)]);
    let phones = &intake.records.phones;
    assert_eq!((phones[0].number.as_str(), phones[0].extension.as_deref()), ("+16175550124", Some("9")));
    assert_eq!((phones[1].number.as_str(), phones[1].contact_use), ("+16175550123", ContactUse::Home));
    let address = &intake.records.addresses[0];
    assert_eq!((address.region.as_deref(), address.postal_code.as_deref()), (Some("MA"), Some("01970")));
    assert!(address.undeliverable);
    check_note(&intake, "1 postal codes repaired");
}

#[test]
fn only_a_ticked_box_is_a_consent_event() {
    let events = contacts(ANN).records.consent_events;
    let found: Vec<(Channel, &str)> = events.iter().map(|event| (event.channel, event.evidence.as_str())).collect();
    assert_eq!(found, [(Channel::Email, "Email Opt Out")]);
}

#[test]
fn report_footers_are_no_data_and_their_total_is_checked() {
    let intake = contacts(ANN);
    assert_eq!(counts(&intake), (1, 0, 3));
    check_note(&intake, "control total does not match: the footer states rows 2, the rows give 1");
    let second = ANN.replace("0035f00000AbCdE", "0035f00000AbCdF");
    check_note(&contacts(&format!("{ANN}{second}")), "control total matches: rows 2");
}

#[test]
fn the_newest_row_of_a_contact_wins_and_contact_points_are_united() {
    let older =
        ANN.replace("Lee,,", "Moore,,").replace("ann@example.org", "old@example.org").replace("6/30/2024", "6/30/2023");
    for rows in [format!("{ANN}{older}"), format!("{older}{ANN}")] {
        let intake = contacts(&rows);
        assert_eq!(counts(&intake), (2, 0, 3));
        assert_eq!(intake.records.parties.len(), 1);
        assert_eq!(intake.records.parties[0].family_name.as_deref(), Some("Lee"));
        let emails: Vec<&str> = intake.records.emails.iter().map(|row| row.address.as_str()).collect();
        assert_eq!(emails, ["a.lee@example.com", "ann@example.org", "old@example.org"]);
    }
}

#[test]
fn a_bad_phone_is_left_out_and_kept_in_extra() {
    let intake = contacts(&ANN.replace("(617) 555-0123", "5.55E+09"));
    assert_eq!(intake.records.phones.len(), 1);
    assert!(intake.records.parties[0].extra.as_deref().unwrap().contains(r#""Home Phone":"5.55E+09""#));
    check_note(&intake, "1 cells of column `Home Phone` left out");
    assert!(intake.notes.iter().all(|note| !note.contains("5.55")));
}

#[test]
fn a_column_that_was_renamed_is_named_and_kept() {
    check_note(&contacts(ANN), "not read, because the mapping does not know them: Sustainer");
    let renamed =
        intake("npsp_contacts.csv", format!("{}{ANN}", CONTACTS.replace("Personal Email", "Personal E-mail Addr")));
    check_note(&renamed, "does not know them: Personal E-mail Addr, Sustainer");
    assert!(renamed.notes.iter().all(|note| !note.contains("ann@")), "names of columns alone: {:?}", renamed.notes);
    assert!(renamed.records.parties[0].extra.as_deref().unwrap().contains("ann@example.org"));
}

#[test]
fn a_contact_without_id_is_rejected_alone() {
    let intake = contacts(&format!("{ANN}{}", ANN.replace("0035f00000AbCdE", "")));
    assert_eq!(counts(&intake), (1, 1, 3));
    assert_eq!(rejections(&intake), ["3: Contact ID: missing"]);
}

const OPPORTUNITIES: &str = "Opportunity ID,Opportunity Name,Account ID,Account Name,Contact ID,Amount,Currency,Close Date,Stage,\
Type,Opportunity Record Type,Primary Campaign Source,Payment Method,Payment Reference Number,Soft Credit Contact ID,Member Level,\
Membership Start Date,Membership End Date,Anonymous\r\n";

fn opportunities(rows: &[&str]) -> Intake {
    intake("npsp_opportunities.csv", format!("{OPPORTUNITIES}{}\r\n", rows.join("\r\n")))
}

#[test]
fn stages_tell_money_from_promises_and_hopes() {
    let intake = opportunities(&[
        "0065f00000AAAA1,Gift,001A,Lee Household,0035f00000AbCdE,\"1,200.00\",USD,3/14/2024,Closed Won,,Donation,Fall,Check,,0035f00000AbCdF,,,,0",
        "0065f00000AAAA2,Grant,0015f00000XyZaB,Oak Foundation,,\"5,000.00\",USD,3/4/2024,Awarded,,Grant,,,,,,,,",
        "0065f00000AAAA3,Pledge,001A,Lee Household,0035f00000AbCdE,900.00,USD,3/4/2024,Pledged,,Donation,,,,,,,,",
        "0065f00000AAAA4,Hope,001A,Lee Household,0035f00000AbCdE,900.00,USD,3/4/2024,Prospecting,,Donation,,,,,,,,",
        "0065f00000AAAA5,Refund,001A,Lee Household,0035f00000AbCdE,-200.00,USD,4/4/2024,Refunded,Refund,Donation,,,0065f00000AAAA1,,,,,",
        "0065f00000AAAA6,Member,001A,Lee Household,0035f00000AbCdE,85.00,USD,5/1/2024,Posted,,Membership,,,,,Family,5/1/2024,4/30/2025,",
        "0065f00000AAAA7,Odd,001A,Lee Household,0035f00000AbCdE,85.00,USD,5/1/2024,Dreamt,,Donation,,,,,,,,",
        "0065f00000AAAA8,Monthly,001A,Lee Household,0035f00000AbCdE,10.00,USD,5/1/2024,Closed Won,Recurring,Donation,,,,,,,,1",
        "0065f00000AAAA9,Bad,001A,Lee Household,0035f00000AbCdE,n/a,USD,5/1/2024,Closed Won,,Donation,,,,,,,,",
        "0065f00000AAAB1,Bad,001A,Lee Household,0035f00000AbCdE,5.00,USD,2/29/2023,Closed Won,,Donation,,,,,,,,",
    ]);
    assert_eq!(counts(&intake), (6, 3, 1));
    let kinds: Vec<GiftKind> = intake.records.gifts.iter().map(|gift| gift.kind).collect();
    assert_eq!(kinds, [GiftKind::OneTime, GiftKind::Grant, GiftKind::MembershipDues, GiftKind::RecurringPayment]);
    assert_eq!(intake.records.gifts[0].amount.to_string(), "1200.00");
    assert!(intake.records.gifts[3].is_anonymous);
    assert_eq!(intake.records.parties.len(), 1);
    assert_eq!(intake.records.parties[0].organization_name.as_deref(), Some("Oak Foundation"));
    assert_eq!(intake.records.gifts[1].source_record_key, intake.records.parties[0].source_record_key);
    let refund = &intake.records.adjustments[0];
    assert_eq!((refund.amount.to_string().as_str(), &refund.gift_key), ("-200.00", &intake.records.gifts[0].gift_key));
    assert_eq!(intake.records.commitments[0].total_pledged.unwrap().to_string(), "900.00");
    let term = &intake.records.membership_terms[0];
    assert_eq!((term.level.as_deref(), term.end_date.unwrap().to_string().as_str()), (Some("Family"), "2025-04-30"));
    assert_eq!(intake.records.credits.iter().filter(|credit| credit.credit_type == CreditType::Soft).count(), 1);
    assert_eq!(
        rejections(&intake),
        ["8: Stage: unknown stage", "10: Amount: missing", "11: Close Date: a day that the calendar does not have"]
    );
}
