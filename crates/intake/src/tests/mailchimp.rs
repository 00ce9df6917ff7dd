use super::*;
use crate::ReadError;
use records::kinds::{ConsentState, EmailStatus};

const HEADER: &str = "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,\
CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,UNSUB_TIME,LEID,EUID,NOTES,TAGS\n";
const ROW: &str = "Ann@Example.org,JosÃ©,Lee,12 Oak St  Salem  MA  01970  US,,2/29,3,2021-10-06 20:06:46,1.2.3.4,2021-10-06 20:07:46,\
1.2.3.4,42.5,-70.9,-5,-4,America/New_York,US,MA,2024-01-02 10:00:00,2023-05-06 07:08:09,11,e1,,\"\"\"Evento Roma\"\",\"\"Volontari\"\"\"\n";

fn audience(file_name: &str) -> Intake {
    intake(file_name, format!("{HEADER}{ROW}"))
}

#[test]
fn the_file_name_says_who_agreed() {
    for (file_name, expected) in [
        ("subscribed_members_export_8f2.csv", vec![(ConsentState::OptIn, "2021-10-06T20:07:46Z")]),
        ("unsubscribed_members_export_8f2.csv", vec![(ConsentState::OptOut, "2023-05-06T07:08:09Z")]),
        ("cleaned_members_export_8f2.csv", vec![]),
    ] {
        let events = audience(file_name).records.consent_events;
        let found: Vec<(ConsentState, String)> =
            events.iter().map(|event| (event.state, event.effective_at.unwrap().to_string())).collect();
        let expected: Vec<(ConsentState, String)> =
            expected.into_iter().map(|(state, at)| (state, at.to_owned())).collect();
        assert_eq!(found, expected, "{file_name}");
        assert!(events.iter().all(|event| event.evidence == file_name));
    }
}

#[test]
fn a_cleaned_address_is_dead() {
    assert_eq!(audience("cleaned_members_export_8f2.csv").records.emails[0].status, EmailStatus::Cleaned);
    assert_eq!(audience("subscribed_members_export_8f2.csv").records.emails[0].status, EmailStatus::Active);
}

#[test]
fn a_file_of_another_name_is_refused_with_what_to_do() {
    let error = MAPPINGS.detect("audience.csv", format!("{HEADER}{ROW}").as_bytes()).unwrap_err();
    assert!(matches!(&error, ReadError::FileName { advice, .. } if advice.contains("keep the name")), "{error}");
}

#[test]
fn personal_columns_that_are_not_needed_are_forgotten_and_lists_are_read() {
    let records = audience("subscribed_members_export_8f2.csv").records;
    assert_eq!(records.parties[0].extra.as_deref(), Some(r#"{"TAGS":["Evento Roma","Volontari"]}"#));
    assert_eq!(records.parties[0].given_name.as_deref(), Some("José"));
    assert_eq!(records.parties[0].birth_month_day.as_deref(), Some("02-29"));
    assert_eq!(records.addresses[0].city.as_deref(), Some("Salem"));
    assert_eq!(records.parties[0].source_record_key.as_str(), "mailchimp:e1");
}
