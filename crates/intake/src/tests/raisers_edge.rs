use super::*;
use records::kinds::{Channel, CommitmentKind, GiftKind, HouseholdBasis, PartyKind};

const CONSTITUENTS: &str = "Constituent ID,Key Indicator,Title 1,First Name,Middle Name,Last Name,Suffix 1,Maiden Name,Nickname,\
Organization Name,Birth Date,Gender,Deceased,Addressee,Spouse First Name,Spouse Last Name,Preferred Address Line 1,\
Preferred Address Line 2,Preferred City,Preferred State,Preferred ZIP,Preferred Country,Home Phone,Mobile Phone,Business Phone,\
Email,Solicit Codes,Constituency Code,Date Last Changed\r\n";

fn constituents(rows: &[&str]) -> Intake {
    intake("constituents.CSV", format!("{CONSTITUENTS}{}\r\n", rows.join("\r\n")))
}

#[test]
fn a_couple_on_one_record_becomes_two_parties_of_one_household() {
    for row in [
        "1042,I,,John & Mary,,Smith,,,,,,,No,,,,5 Elm St,,Salem,MA,=\"01970\",,(617) 555-0123,(617) 555-0124,,js@example.org,Do Not Mail; Do Not Call,,01/31/2024",
        "1042,I,,,,Mr. and Mrs. John Smith,,,,,,,No,,,,5 Elm St,,Salem,MA,1970,,(617) 555-0123,(617) 555-0124,,js@example.org,Do Not Mail; Do Not Call,,01/31/2024",
    ] {
        let intake = constituents(&[row]);
        let records = &intake.records;
        let keys: Vec<&str> = records.parties.iter().map(|party| party.source_record_key.as_str()).collect();
        assert_eq!(keys, ["raisers_edge:1042", "raisers_edge:1042#2"]);
        for party in &records.parties {
            assert_eq!(party.household_key.as_deref(), Some("raisers_edge:1042"));
            assert_eq!(party.household_basis, Some(HouseholdBasis::JointName));
            assert_eq!(party.family_name.as_deref(), Some("Smith"));
        }
        assert_eq!((records.emails.len(), records.phones.len(), records.addresses.len()), (1, 3, 2));
        assert!(records.addresses.iter().all(|address| address.postal_code.as_deref() == Some("01970")));
        let channels: Vec<Channel> = records.consent_events.iter().map(|event| event.channel).collect();
        assert_eq!(channels, [Channel::Phone, Channel::Mail]);
    }
}

#[test]
fn what_clerks_write_into_names_is_taken_out() {
    let intake = constituents(&[
        "1,I,,Ann,,Lee - DO NOT MAIL,,,,,,,No,,,,,,,,,,,,,,,,",
        "2,I,,Bo,,Moore (deceased),,,,,,,No,,,,,,,,,,,,,,,,",
        "3,I,,Cy,,Stone née Brown,,,,,,,No,,,,,,,,,,,,,,,,",
        "4,O,,,,,,,,Oak Foundation,,,No,,,,,,,,,,,,,,,,",
        "5,I,,,,Anonymous,,,,,,,No,,,,,,,,,,,,,,,,",
        ",I,,Di,,Fox,,,,,,,No,,,,,,,,,,,,,,,,",
    ]);
    assert_eq!(counts(&intake), (5, 1, 0));
    let parties = &intake.records.parties;
    assert_eq!(parties[0].family_name.as_deref(), Some("Lee"));
    assert_eq!(intake.records.consent_events[0].channel, Channel::Mail);
    assert!(parties[1].deceased);
    assert_eq!(parties[2].former_family_name.as_deref(), Some("Brown"));
    assert_eq!(parties[3].kind, PartyKind::Organization);
    assert!(parties[4].is_anonymous);
}

#[test]
fn machine_names_and_numbered_groups_are_read() {
    let text = "CnBio_ID,CnBio_First_Name,CnBio_Last_Name,CnPh_1_01_Phone_type,CnPh_1_01_Phone_number,CnPh_1_02_Phone_type,\
        CnPh_1_02_Phone_number,CnPh_1_03_Phone_type,CnPh_1_03_Phone_number,CnPh_1_03_Inactive,CnSolCd_1_01_Solicit_Code,\
        CnSolCd_1_02_Solicit_Code\n7,Ann,Lee,Email,ann@example.org,Home,617-555-0123,Cell,617-555-0124,Yes,Do Not Mail,Do Not Email\n";
    let records = intake("export.csv", text).records;
    assert_eq!((records.emails.len(), records.phones.len(), records.consent_events.len()), (1, 1, 2));
}

const GIFTS: &str = "Gift ID\tConstituent ID\tGift Date\tGift Type\tGift Subtype\tGift Amount\tFund ID\tFund Split Amount\t\
Campaign ID\tAppeal ID\tPayment Method\tReference Number\tGift Is Anonymous\tSoft Credit Constituent ID\tPledge ID\t\
Installment Frequency\tPledge Balance\r\n";

fn gifts(rows: &[&str]) -> Intake {
    let rows = rows.join("\r\n").replace('|', "\t");
    intake("gifts.txt", utf_16(&format!("{GIFTS}{rows}\r\n")))
}

#[test]
fn gift_types_tell_money_from_promises_and_bookings() {
    let intake = gifts(&[
        "1|42|03/14/2024 12:00:00 AM|Cash||\"$1,200.00\"|GENERAL|$800.00|ANNUAL|FALL|Personal Check|8XR1|No|43|||",
        "1|42|03/14/2024 12:00:00 AM|Cash||\"$1,200.00\"|YOUTH|$400.00|ANNUAL|FALL|Personal Check|8XR1|No|43|||",
        "2|42|03/14/2024|Pledge||$900.00|GENERAL|$900.00||||||||Quarterly|$600.00",
        "3|42|03/15/2024|Pay-Cash||$300.00|GENERAL|$300.00|||||||2||",
        "4|42|03/16/2024|Write Off||$600.00|GENERAL|$600.00|||||||2||",
        "5|42|03/17/2024|Cash|Refund|-$200.00|GENERAL|-$200.00||||1|||||",
        "6|42|03/18/2024|Barter||$1.00|GENERAL|$1.00|||||||||",
        "7|42|02/29/2023|Cash||$1.00|GENERAL|$1.00|||||||||",
        "8|42|03/18/2024|Recurring Gift||$25.00|GENERAL|$25.00||||||||Monthly|",
        "9|42|03/18/2024|Cash||-$5.00|GENERAL|$1.00|||||||||",
        "Grand Total|||||$4,022.00|||||||||||",
    ]);
    assert_eq!(counts(&intake), (6, 3, 2));
    let records = &intake.records;
    let kinds: Vec<GiftKind> = records.gifts.iter().map(|gift| gift.kind).collect();
    assert_eq!(kinds, [GiftKind::OneTime, GiftKind::PledgePayment]);
    assert_eq!(records.gifts[1].commitment_key.as_deref(), Some("raisers_edge:2"));
    assert_eq!(records.gifts[0].processor_reference.as_deref(), Some("8XR1"));
    assert_eq!(records.allocations.len(), 3);
    assert_eq!(records.credits.len(), 3);
    let commitments: Vec<CommitmentKind> = records.commitments.iter().map(|row| row.kind).collect();
    assert_eq!(commitments, [CommitmentKind::Pledge, CommitmentKind::Recurring]);
    assert_eq!(records.adjustments[0].gift_key, records.gifts[0].gift_key);
    check_note(&intake, "read as UTF-16LE");
    check_note(&intake, "control total matches: sum of column `Gift Amount` 4022");
}

#[test]
fn a_gift_told_twice_otherwise_is_refused_once() {
    let intake =
        gifts(&["1|42|03/14/2024|Cash||$12.00|A|$12.00|||||||||", "1|42|03/14/2024|Cash||$13.00|A|$13.00|||||||||"]);
    assert_eq!(counts(&intake), (1, 1, 0));
}

#[test]
fn a_repeated_row_is_no_data() {
    let row = "1|42|03/14/2024|Cash||$12.00|A|$12.00|||||||||";
    let intake = gifts(&[row, row]);
    assert_eq!(counts(&intake), (1, 0, 1));
    assert_eq!(intake.tally.rows_not_data.keys().collect::<Vec<_>>(), ["repeated row"]);
}
