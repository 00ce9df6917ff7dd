//! Every oddity that the exports promise occurs at least a few times.

use super::reading::{DEFAULT, bytes, table, text};
use std::collections::BTreeSet;

const CONTACTS: &str = "salesforce/npsp_contacts.csv";
const OPPORTUNITIES: &str = "salesforce/npsp_opportunities.csv";
const CONSTITUENTS: &str = "raisers_edge/constituents.CSV";
const GIFTS: &str = "raisers_edge/gifts.txt";
const MEMBERS: &str = "wild_apricot/members.csv";
const SUBSCRIBED: &str = "mailchimp/subscribed_members_export_8f2.csv";
const UNSUBSCRIBED: &str = "mailchimp/unsubscribed_members_export_8f2.csv";
const PAYPAL: &str = "paypal/activity.CSV";

/// A file, a column, what a cell looks like, and how often at least.
type Quirk = (&'static str, &'static str, fn(&str) -> bool, usize);

fn is_number(text: &str) -> bool {
    text.chars().all(|sign| sign.is_ascii_digit())
}

const QUIRKS: &[Quirk] = &[
    (CONTACTS, "Contact ID", |id| id.len() == 15, 5),
    (CONTACTS, "Contact ID", str::is_empty, 3),
    (CONTACTS, "Contact ID", |id| id.starts_with("Grand Totals ("), 1),
    (CONTACTS, "Contact ID", |id| id.starts_with("Confidential Information"), 1),
    (CONTACTS, "Account Name", |name| !name.ends_with("Household") && !name.is_empty(), 5),
    (CONTACTS, "Last Name", |name| name == "UNKNOWN", 3),
    (CONTACTS, "Last Name", |name| name == ".", 3),
    (CONTACTS, "Last Name", |name| name == "Anonymous", 2),
    (CONTACTS, "Last Name", |name| name.contains(" née "), 3),
    (CONTACTS, "Last Name", |name| name.ends_with("(deceased)"), 3),
    (CONTACTS, "Last Name", |name| name.contains('Ã'), 3),
    (CONTACTS, "First Name", |name| name.contains('Ã'), 3),
    (CONTACTS, "First Name", |name| name.contains("Ãƒ"), 1),
    (CONTACTS, "First Name", |name| name.contains('"'), 3),
    (CONTACTS, "First Name", |name| name.ends_with('.') && name.len() == 2, 3),
    (CONTACTS, "First Name", |name| name.len() > 3 && name.to_uppercase() == name, 3),
    (CONTACTS, "First Name", |name| name == "José" || name == "Zoë" || name == "Søren", 3),
    (CONTACTS, "Personal Email", |email| email == "noemail@example.org", 3),
    (CONTACTS, "Mailing Street", |street| street.contains('\n'), 5),
    (CONTACTS, "Mailing State/Province", |state| state.len() > 2, 5),
    (CONTACTS, "Deceased", |flag| flag == "true" || flag == "1", 5),
    (CONTACTS, "Do Not Contact", |flag| flag == "true" || flag == "1", 3),
    (CONTACTS, "Email Opt Out", |flag| flag == "true" || flag == "1", 20),
    (CONTACTS, "Do Not Call", |flag| flag == "true" || flag == "1", 5),
    (CONTACTS, "Undeliverable Mailing Address", |flag| flag == "true" || flag == "1", 5),
    (OPPORTUNITIES, "Amount", |amount| amount.contains(','), 50),
    (OPPORTUNITIES, "Amount", |amount| amount == "n/a", 2),
    (OPPORTUNITIES, "Amount", |amount| amount.starts_with('-'), 5),
    (OPPORTUNITIES, "Close Date", |date| date == "2/29/2023", 2),
    (OPPORTUNITIES, "Opportunity ID", str::is_empty, 2),
    (OPPORTUNITIES, "Opportunity ID", |id| id.len() == 15 && id.starts_with("006"), 5),
    (OPPORTUNITIES, "Stage", |stage| stage == "Pledged", 5),
    (OPPORTUNITIES, "Stage", |stage| stage == "Posted", 20),
    (OPPORTUNITIES, "Stage", |stage| stage == "Awarded", 5),
    (OPPORTUNITIES, "Stage", |stage| stage == "Prospecting", 5),
    (OPPORTUNITIES, "Stage", |stage| stage == "Closed Lost", 5),
    (OPPORTUNITIES, "Type", |kind| kind == "Recurring", 50),
    (OPPORTUNITIES, "Opportunity Record Type", |kind| kind == "Grant", 5),
    (OPPORTUNITIES, "Opportunity Record Type", |kind| kind == "In-Kind Gift", 3),
    (OPPORTUNITIES, "Opportunity Record Type", |kind| kind == "Matching Gift", 3),
    (OPPORTUNITIES, "Opportunity Record Type", |kind| kind == "Major Gift", 3),
    (OPPORTUNITIES, "Opportunity Record Type", |kind| kind == "Membership", 100),
    (OPPORTUNITIES, "Primary Campaign Source", |campaign| campaign.starts_with("Café"), 20),
    (OPPORTUNITIES, "Soft Credit Contact ID", |id| !id.is_empty(), 20),
    (OPPORTUNITIES, "Contact ID", str::is_empty, 20),
    (OPPORTUNITIES, "Anonymous", |flag| flag == "1", 5),
    (CONSTITUENTS, "Constituent ID", str::is_empty, 3),
    (CONSTITUENTS, "Key Indicator", |kind| kind == "O", 20),
    (CONSTITUENTS, "Organization Name", |name| name.starts_with("Estate of "), 2),
    (CONSTITUENTS, "Organization Name", |name| name.starts_with("The "), 3),
    (CONSTITUENTS, "First Name", |name| name.contains(" & "), 10),
    (CONSTITUENTS, "First Name", |name| name.contains(" and "), 3),
    (CONSTITUENTS, "First Name", |name| name.contains('"'), 3),
    (CONSTITUENTS, "First Name", |name| !name.is_ascii(), 5),
    (CONSTITUENTS, "Last Name", |name| name.starts_with("Mr. and Mrs. "), 3),
    (CONSTITUENTS, "Last Name", |name| name.contains(" née "), 3),
    (CONSTITUENTS, "Last Name", |name| name.ends_with(" (deceased)"), 3),
    (CONSTITUENTS, "Last Name", |name| name.ends_with(" - DO NOT MAIL"), 3),
    (CONSTITUENTS, "Last Name", |name| name == "Anonymous", 4),
    (CONSTITUENTS, "Last Name", |name| name.len() > 3 && name.to_uppercase() == name, 10),
    (CONSTITUENTS, "Maiden Name", |name| !name.is_empty(), 10),
    (CONSTITUENTS, "Suffix 1", |suffix| suffix == "Jr.", 3),
    (CONSTITUENTS, "Spouse First Name", |name| !name.is_empty(), 20),
    (CONSTITUENTS, "Birth Date", |date| date == "01/01/1900", 3),
    (CONSTITUENTS, "Preferred ZIP", |zip| zip.len() == 4 && is_number(zip), 50),
    (CONSTITUENTS, "Preferred ZIP", |zip| zip.starts_with("=\""), 5),
    (CONSTITUENTS, "Preferred ZIP", |zip| zip.ends_with(".0"), 3),
    (CONSTITUENTS, "Preferred ZIP", |zip| zip.ends_with('-'), 3),
    (CONSTITUENTS, "Preferred ZIP", |zip| zip.len() == 9 && is_number(zip), 3),
    (CONSTITUENTS, "Home Phone", |phone| phone.contains("E+09"), 3),
    (CONSTITUENTS, "Mobile Phone", |phone| phone.starts_with('\''), 3),
    (CONSTITUENTS, "Business Phone", |phone| phone.contains(" x"), 5),
    (CONSTITUENTS, "Email", |email| email == "noemail@example.org", 3),
    (CONSTITUENTS, "Solicit Codes", |codes| codes.contains(';'), 1),
    (CONSTITUENTS, "Solicit Codes", |codes| codes.contains("Do Not Mail"), 3),
    (CONSTITUENTS, "Solicit Codes", |codes| codes.contains("Do Not Solicit"), 3),
    (CONSTITUENTS, "Solicit Codes", |codes| codes.contains("Do Not Contact"), 1),
    (GIFTS, "Gift ID", str::is_empty, 2),
    (GIFTS, "Gift ID", |id| id == "Grand Total", 1),
    (GIFTS, "Gift Date", |date| date.ends_with(" 12:00:00 AM"), 100),
    (GIFTS, "Gift Date", |date| date == "02/29/2023", 2),
    (GIFTS, "Gift Type", |kind| kind == "Barter", 2),
    (GIFTS, "Gift Type", |kind| kind == "Pledge", 5),
    (GIFTS, "Gift Type", |kind| kind == "Pay-Cash", 20),
    (GIFTS, "Gift Type", |kind| kind == "Recurring Gift", 5),
    (GIFTS, "Gift Type", |kind| kind == "Recurring Gift Pay-Cash", 50),
    (GIFTS, "Gift Type", |kind| kind == "Stock/Property", 3),
    (GIFTS, "Gift Type", |kind| kind == "Gift-in-Kind", 3),
    (GIFTS, "Gift Type", |kind| kind == "MG Pay-Cash", 3),
    (GIFTS, "Gift Type", |kind| kind == "Other", 3),
    (GIFTS, "Gift Type", |kind| kind == "Write Off", 2),
    (GIFTS, "Gift Type", |kind| ["Adjustment", "Amendment", "General Ledger Reversal"].contains(&kind), 3),
    (GIFTS, "Gift Amount", |amount| amount == "n/a", 2),
    (GIFTS, "Gift Amount", |amount| amount.starts_with("-$"), 5),
    (GIFTS, "Soft Credit Constituent ID", |id| !id.is_empty(), 20),
    (GIFTS, "Payment Method", |method| method == "PayPal", 100),
    (MEMBERS, "User ID", str::is_empty, 2),
    (MEMBERS, "Renewal due", |due| due == "NEVER", 5),
    (MEMBERS, "Notes", |notes| notes.matches("Membership is effective").count() > 1, 50),
    (MEMBERS, "Notes", |notes| notes.contains('\n'), 50),
    (MEMBERS, "Notes", |notes| notes.contains(';'), 5),
    (MEMBERS, "Archived", |flag| flag == "yes", 5),
    (MEMBERS, "Subscribed to emails", |flag| flag == "no", 10),
    (MEMBERS, "Membership enabled", |flag| flag == "no", 20),
    (MEMBERS, "Membership status", |status| status == "Lapsed", 50),
    (MEMBERS, "Membership status", |status| status == "PendingRenewal", 5),
    (MEMBERS, "Organization", |name| !name.is_empty(), 5),
    (SUBSCRIBED, "EUID", str::is_empty, 2),
    (SUBSCRIBED, "Last Name", str::is_empty, 10),
    (SUBSCRIBED, "Email Address", |email| email.to_uppercase() == email, 5),
    (SUBSCRIBED, "TAGS", |tags| tags.starts_with('"') && tags.contains("\",\""), 20),
    (UNSUBSCRIBED, "UNSUB_TIME", str::is_empty, 2),
    (UNSUBSCRIBED, "UNSUB_REASON", |reason| reason == "N/A", 5),
    (PAYPAL, "Type", |kind| kind == "Payment Refund", 5),
    (PAYPAL, "Type", |kind| kind == "Chargeback", 3),
    (PAYPAL, "Type", |kind| kind == "Subscription Payment", 100),
    (PAYPAL, "Type", |kind| kind == "Mobile Payment", 20),
    (PAYPAL, "Type", |kind| kind == "General Currency Conversion", 4),
    (PAYPAL, "Type", |kind| kind == "General Withdrawal", 20),
    (PAYPAL, "Type", |kind| kind == "Bank Deposit", 3),
    (PAYPAL, "Type", |kind| kind == "Tax collected by partner", 2),
    (PAYPAL, "Status", |status| status == "Pending", 3),
    (PAYPAL, "Status", |status| status == "Denied", 3),
    (PAYPAL, "Balance Impact", |impact| impact == "Memo", 5),
    (PAYPAL, "Currency", |currency| !["USD", ""].contains(&currency), 4),
    (PAYPAL, "Gross", |gross| gross == "n/a", 2),
    (PAYPAL, "Gross", |gross| gross.contains(','), 5),
    (PAYPAL, "Date", |date| date == "02/29/2023", 2),
    (PAYPAL, "Transaction ID", str::is_empty, 2),
];

#[test]
fn every_quirk_occurs() {
    let mut missing = Vec::new();
    for (path, column, predicate, at_least) in QUIRKS {
        let count = table(&DEFAULT, path).column(column).filter(|cell| predicate(cell)).count();
        if count < *at_least {
            missing.push(format!("{path}, {column}: {count} of {at_least} ({predicate:p})"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn names_beyond_western_europe_stand_only_where_the_encoding_has_them() {
    let exotic = |path: &str| text(&DEFAULT, path).chars().any(|letter| "ễłřčğş".contains(letter));
    assert!([CONTACTS, MEMBERS, SUBSCRIBED, PAYPAL].into_iter().any(exotic));
    assert!(!exotic(CONSTITUENTS) && !exotic(OPPORTUNITIES));
}

#[test]
fn empty_lines_stand_between_rows() {
    for (path, line_end) in [(CONTACTS, "\n"), (OPPORTUNITIES, "\r\n"), (CONSTITUENTS, "\r\n"), (MEMBERS, "\r\n")] {
        let text = text(&DEFAULT, path);
        assert!(text.contains(&format!("{line_end}{line_end}")), "{path}");
    }
}

#[test]
fn one_row_in_250_is_unreadable() {
    let (mut rejected, mut rows) = (0, 0);
    for path in super::reading::export_paths(&DEFAULT) {
        rejected += super::reading::expected(&DEFAULT, path, "rows_rejected");
        rows += super::reading::expected(&DEFAULT, path, "rows_read");
    }
    assert!((150..400).contains(&(rows / rejected)), "1 in {}", rows / rejected);
}

#[test]
fn addresses_and_numbers_are_of_the_ranges_for_examples() {
    let domains = ["example.org", "example.com", "example.net"];
    for path in super::reading::export_paths(&DEFAULT) {
        let text = text(&DEFAULT, path);
        let emails: BTreeSet<String> = text
            .split(|sign: char| !(sign.is_alphanumeric() || "@.-_".contains(sign)))
            .filter(|word| word.contains('@'))
            .map(str::to_lowercase)
            .collect();
        assert!(emails.iter().all(|email| domains.iter().any(|domain| email.ends_with(domain))), "{path}");
    }
    for phone in table(&DEFAULT, CONSTITUENTS).column("Mobile Phone").filter(|phone| !phone.is_empty()) {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        assert!(digits[digits.len() - 7..].starts_with("55501"), "{phone}");
    }
}

#[test]
fn each_file_has_its_own_marks_and_line_ends() {
    let mark = [0xEF, 0xBB, 0xBF];
    assert!(bytes(&DEFAULT, MEMBERS).starts_with(&mark) && bytes(&DEFAULT, PAYPAL).starts_with(&mark));
    assert!(!bytes(&DEFAULT, CONTACTS).starts_with(&mark));
    assert!(text(&DEFAULT, CONSTITUENTS).lines().filter(|line| !line.is_empty()).all(|line| line.starts_with('"')));
    assert!(!text(&DEFAULT, CONTACTS).contains('\r') && text(&DEFAULT, PAYPAL).ends_with("\r\n"));
    assert!(text(&DEFAULT, MEMBERS).starts_with("Contact list export\r\nExported on 30 Jun 2026\r\n\r\nUser ID;"));
}
