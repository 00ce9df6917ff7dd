use super::*;
use records::kinds::ConsentState;

const HEADER: &str = "\u{feff}Contact list export\r\nExported on 30 Jun 2026\r\n\r\nUser ID;First name;Last name;Organization;e-Mail;Phone;\
Street;City;State;Zip;Country;Archived;Subscribed to emails;Member since;Membership level;Membership status;Renewal due;\
Membership enabled;Profile last updated;Notes\r\n";

fn members(rows: &[&str]) -> Intake {
    intake("members.csv", format!("{HEADER}{}\r\n", rows.join("\r\n")))
}

/// The terms of a member since 1 April 2018 as `start end origin status`.
#[track_caller]
fn check(renewal_due: &str, status: &str, notes: &str, expected: &[&str]) {
    let row = format!(
        "1;Ann;Lee;;ann@example.org;;;;;;;no;yes;01 Apr 2018;Family;{status};{renewal_due};yes;01 May 2020;{notes}"
    );
    let intake = members(&[&row]);
    assert_eq!(counts(&intake), (1, 0, 0));
    let terms = intake.records.membership_terms.iter();
    let found: Vec<String> = terms
        .map(|term| {
            let end = term.end_date.map_or_else(|| "-".to_owned(), |end| end.to_string());
            format!("{} {end} {} {}", term.start_date, term.derived_from, term.status)
        })
        .collect();
    assert_eq!(found, expected);
}

const FIRST: &str = "Renewal processed on 07 Mar 2019. Membership is effective from 01 Apr 2019 until 01 Apr 2020";
const SECOND: &str = "Renewal processed on 07 Mar 2020. Membership is effective from 01 Apr 2020 until 01 Apr 2021";

#[test]
fn notes_tell_the_terms_and_the_row_adds_what_they_lack() {
    let both = format!("\"Met at the fair.\n{FIRST}\n{SECOND}\"");
    check(
        "01 Apr 2021",
        "Lapsed",
        &both,
        &["2019-04-01 2020-03-31 notes active", "2020-04-01 2021-03-31 notes lapsed"],
    );
    check("01 Apr 2021", "Active", FIRST, &["2019-04-01 2020-03-31 notes active", "2020-04-01 2021-03-31 row active"]);
    check("01 Apr 2020", "Lapsed", "", &["2018-04-01 2020-03-31 row lapsed"]);
}

#[test]
fn never_due_is_a_lifetime() {
    check("NEVER", "Active", "", &["2018-04-01 - row active"]);
}

#[test]
fn an_unreadable_renewal_date_costs_the_term_and_not_the_member() {
    let intake = members(&["1;Ann;Lee;;;;;;;;;no;yes;01 Apr 2018;Family;Active;31 Feb 2020;yes;01 May 2020;"]);
    assert_eq!((intake.records.parties.len(), intake.records.membership_terms.len()), (1, 0));
    check_note(&intake, "column `Renewal due` left out");
}

#[test]
fn contacts_without_membership_and_archived_ones_are_staged() {
    let intake = members(&[
        "1;Ann;Lee;Oak Inc;ann@example.org;617-555-0123;5 Elm St;Salem;MA;1970;;yes;no;;;;;no;01 May 2020;x, y",
    ]);
    assert_eq!(counts(&intake), (1, 0, 0));
    assert!(intake.records.membership_terms.is_empty());
    let event = &intake.records.consent_events[0];
    assert_eq!(event.state, ConsentState::OptOut);
    assert_eq!(event.effective_at.unwrap().to_string(), "2020-05-01T00:00:00Z");
    assert_eq!(intake.records.parties[0].organization_name.as_deref(), Some("Oak Inc"));
}

#[test]
fn words_of_status_are_known() {
    check("01 Apr 2020", "PendingNew", "", &["2018-04-01 2020-03-31 row pending"]);
}
