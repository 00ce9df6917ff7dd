//! What holds for every file.

use super::*;
use proptest::prelude::*;
use records::staged::StagedRecords;

fn read_with(id: &str, file_name: &str, bytes: &[u8]) -> Option<Intake> {
    let file_id = FileId::from_stored("f");
    read(MAPPINGS.get(id).unwrap(), &SourceFileBytes { file_name, bytes, file_id: &file_id }).ok()
}

const GIFTS: &str = "Gift ID,Constituent ID,Gift Date,Gift Type,Gift Amount,Fund ID,Fund Split Amount,Gift Subtype,Reference Number,Extra";

prop_compose! {
    /// One line of a gifts file, now and then broken.
    fn gift_line()(
        id in 1_u32..6, donor in 1_u32..4, day in 1_u32..32, kind in 0_usize..5, amount in -3_i64..40, fund in 0_usize..3, extra in "[ -~é]{0,5}",
    ) -> String {
        let kind = ["Cash", "Pledge", "Pay-Cash", "Amendment", "Barter"][kind];
        let fund = ["", "A", "B"][fund];
        let extra = extra.replace('"', "\"\"");
        format!("{id},{donor},02/{day:02}/2024,{kind},${amount}.00,{fund},,,,\"{extra}\"")
    }
}

fn file_of(lines: &[String]) -> String {
    format!("{GIFTS}\n{}\n", lines.join("\n"))
}

prop_compose! {
    /// One line of a contacts file; several lines tell of one contact.
    fn contact_line()(id in 1_u32..4, name in 0_usize..3, day in 1_u32..4, email in 0_usize..3, no_email in 0_u32..2) -> String {
        let name = ["Lee", "Moore", ""][name];
        let email = ["a@example.org", "b@example.org", ""][email];
        format!("{id},{name},Ann,2024-01-0{day},{email},{no_email}")
    }
}

fn contacts_of(lines: &[String]) -> String {
    let header = "Contact ID,Last Name,First Name,Last Modified Date,Personal Email,Email Opt Out";
    format!("{header}\n{}\n", lines.join("\n"))
}

/// All staged rows, without their lines, in an order that does not depend on the file's.
fn rows_without_lines(mut records: StagedRecords) -> Vec<String> {
    records.parties.iter_mut().for_each(|row| row.line = 0);
    records.emails.iter_mut().for_each(|row| row.line = 0);
    records.consent_events.iter_mut().for_each(|row| row.line = 0);
    records.gifts.iter_mut().for_each(|row| row.line = 0);
    records.allocations.iter_mut().for_each(|row| row.line = 0);
    records.credits.iter_mut().for_each(|row| row.line = 0);
    records.commitments.iter_mut().for_each(|row| row.line = 0);
    records.rejections.iter_mut().for_each(|row| row.line = 0);
    let mut rows: Vec<String> = records.parties.iter().map(|row| format!("{row:?}")).collect();
    rows.extend(records.emails.iter().map(|row| format!("{row:?}")));
    rows.extend(records.consent_events.iter().map(|row| format!("{row:?}")));
    rows.extend(records.gifts.iter().map(|row| format!("{row:?}")));
    rows.extend(records.allocations.iter().map(|row| format!("{row:?}")));
    rows.extend(records.credits.iter().map(|row| format!("{row:?}")));
    rows.extend(records.commitments.iter().map(|row| format!("{row:?}")));
    rows.extend(records.rejections.iter().map(|row| format!("{row:?}")));
    rows.sort_unstable();
    rows
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_and_counts_add_up(bytes in prop::collection::vec(any::<u8>(), 0..400), place in 0_usize..7) {
        let id = MAPPINGS.mappings()[place].id().to_owned();
        if let Some(intake) = read_with(&id, "subscribed_x.csv", &bytes) {
            counts(&intake);
        }
    }

    #[test]
    fn any_cells_below_a_header_are_counted(text in "[ -~\n\r\t\"é,;]{0,300}") {
        let header = "Contact ID,Last Name,First Name,Account ID,Birthdate,Home Phone,Personal Email,Mailing Zip/Postal Code";
        let intake = read_with("salesforce_contacts", "x.csv", format!("{header}\n{text}").as_bytes());
        counts(&intake.unwrap());
    }

    #[test]
    fn counts_add_up_for_broken_gifts(lines in prop::collection::vec(gift_line(), 0..12)) {
        counts(&read_with("raisers_edge_gifts", "x.csv", file_of(&lines).as_bytes()).unwrap());
    }

    #[test]
    fn the_order_of_rows_does_not_change_what_is_staged(
        (lines, shuffled) in prop::collection::vec(gift_line(), 0..10).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        let plain = read_with("raisers_edge_gifts", "x.csv", file_of(&lines).as_bytes()).unwrap();
        let other = read_with("raisers_edge_gifts", "x.csv", file_of(&shuffled).as_bytes()).unwrap();
        prop_assert_eq!(&plain.tally, &other.tally);
        prop_assert_eq!(rows_without_lines(plain.records), rows_without_lines(other.records));
    }

    #[test]
    fn the_order_of_a_party_s_rows_does_not_change_what_is_staged(
        (lines, shuffled) in prop::collection::vec(contact_line(), 0..10).prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        let plain = read_with("salesforce_contacts", "x.csv", contacts_of(&lines).as_bytes()).unwrap();
        let other = read_with("salesforce_contacts", "x.csv", contacts_of(&shuffled).as_bytes()).unwrap();
        prop_assert_eq!(&plain.tally, &other.tally);
        prop_assert_eq!(rows_without_lines(plain.records), rows_without_lines(other.records));
    }

    #[test]
    fn the_encoding_does_not_change_what_is_staged(lines in prop::collection::vec(gift_line(), 0..10)) {
        let text = file_of(&lines);
        let plain = read_with("raisers_edge_gifts", "x.csv", text.as_bytes()).unwrap();
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        let mark = format!("\u{feff}{text}");
        for bytes in [utf_16(&text), windows.into_owned(), mark.into_bytes()] {
            let other = read_with("raisers_edge_gifts", "x.csv", &bytes).unwrap();
            prop_assert_eq!((&plain.records, &plain.tally), (&other.records, &other.tally));
        }
    }

    #[test]
    fn hard_credits_add_up_to_their_gifts(lines in prop::collection::vec(gift_line(), 0..12)) {
        let records = read_with("raisers_edge_gifts", "x.csv", file_of(&lines).as_bytes()).unwrap().records;
        let hard = records.credits.iter().filter(|credit| credit.credit_type == records::kinds::CreditType::Hard);
        let credited: rust_decimal::Decimal = hard.map(|credit| credit.amount).sum();
        prop_assert_eq!(credited, records.gifts.iter().map(|gift| gift.amount).sum());
    }
}
