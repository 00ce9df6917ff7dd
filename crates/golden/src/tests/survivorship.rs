//! Which value is believed, and where it came from.

use super::world::{World, address, email, organization, person};
use records::golden::{Constituent, GoldenTables};
use records::kinds::EmailStatus::{Active, Cleaned};
use records::staged::{SourceAddress, SourceParty};

/// One constituent of all these records.
fn merged(parties: Vec<SourceParty>) -> World {
    let keys: Vec<String> = parties.iter().map(|party| party.source_record_key.to_string()).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    World::of(parties).together(7, &keys)
}

/// `(value, source record, rule)` of a field.
fn value<'t>(tables: &'t GoldenTables, field: &str) -> (&'t str, &'t str, &'t str) {
    let row = tables.values.iter().find(|row| row.field == field).unwrap();
    (&row.value, row.source_record_key.as_str(), &row.rule)
}

#[test]
fn a_name_moves_together_from_one_record() {
    let mut low = person("paypal:1", "Robert", "Lee", 9);
    low.middle_name = Some("James".to_owned());
    low.suffix = Some("Jr.".to_owned());
    let tables = merged(vec![person("salesforce:1", "Bob", "Lee", 1), low]).tables();
    let ann = &tables.constituents[0];
    assert_eq!((ann.given_name.as_deref(), &ann.middle_name, &ann.suffix), (Some("Bob"), &None, &None));
    assert_eq!(value(&tables, "given_name"), ("Bob", "salesforce:1", "source_priority"));
    assert_eq!((ann.display_name.as_str(), ann.sort_name.as_str()), ("Bob Lee", "Lee, Bob"));
}

#[test]
fn half_a_name_does_not_replace_a_whole_one() {
    let tables = merged(vec![person("salesforce:1", "", "Lee", 9), person("paypal:1", "Ann", "Lee", 1)]).tables();
    assert_eq!(value(&tables, "given_name"), ("Ann", "paypal:1", "usable_first"));
}

#[test]
fn the_rule_that_decided_is_told() {
    let tables = merged(vec![person("paypal:2", "Ann", "Lee", 2), person("paypal:1", "Anne", "Lee", 1)]).tables();
    assert_eq!(value(&tables, "given_name"), ("Ann", "paypal:2", "most_recent"));
    let tables = merged(vec![person("paypal:2", "Ann", "Lee", 1), person("paypal:1", "Bea", "Lee", 1)]).tables();
    assert_eq!(value(&tables, "given_name"), ("Bea", "paypal:1", "smallest_key"));
    let tables = merged(vec![person("paypal:2", "Ann", "Lee", 1), person("paypal:1", "Ann", "Lee", 1)]).tables();
    assert_eq!(value(&tables, "given_name"), ("Ann", "paypal:1", "only_value"));
}

#[test]
fn the_date_of_birth_that_most_records_tell_wins() {
    let born =
        |key, year| SourceParty { birth_date: Some(jiff::civil::date(year, 2, 3)), ..person(key, "Ann", "Lee", 1) };
    let tables = merged(vec![born("salesforce:1", 1951), born("paypal:1", 1950), born("mailchimp:1", 1950)]).tables();
    assert_eq!(value(&tables, "birth_date"), ("1950-02-03", "mailchimp:1", "most_frequent"));
}

#[test]
fn another_family_name_becomes_the_former_one_the_latest_first() {
    let records = |stated: Option<&str>| {
        let mut today = person("salesforce:1", "Ann", "Lee", 9);
        today.former_family_name = stated.map(str::to_owned);
        merged(vec![today, person("paypal:1", "Ann", "Brown", 2), person("paypal:2", "Ann", "Cole", 1)])
    };
    let tables = records(None).tables();
    assert_eq!(value(&tables, "former_family_name"), ("Brown", "paypal:1", "other_family_name"));
    assert_eq!(records(Some("Stone")).only().former_family_name.as_deref(), Some("Stone"));
    let same = merged(vec![person("salesforce:1", "Ann", "O'Lee", 9), person("paypal:1", "Ann", "OLEE", 1)]).only();
    assert_eq!(same.former_family_name, None);
}

#[test]
fn a_bounced_address_is_used_only_when_there_is_no_other() {
    let records = || merged(vec![person("mailchimp:1", "Ann", "Lee", 9), person("paypal:1", "Ann", "Lee", 1)]);
    let mut world = records();
    world.staged.emails =
        vec![email("mailchimp:1", "dead@example.org", Cleaned), email("paypal:1", "ok@example.org", Active)];
    let tables = world.tables();
    assert_eq!(value(&tables, "email"), ("ok@example.org", "paypal:1", "usable_first"));
    let mut world = records();
    world.staged.emails = vec![email("mailchimp:1", "dead@example.org", Cleaned)];
    assert_eq!(world.only().email.unwrap().as_str(), "dead@example.org");
}

#[test]
fn what_bounced_for_one_source_is_dead_for_all() {
    let parties = vec![
        person("mailchimp:1", "Ann", "Lee", 1),
        person("paypal:1", "Ann", "Lee", 9),
        person("paypal:2", "Ann", "Lee", 2),
    ];
    let mut world = merged(parties);
    world.staged.emails = vec![
        email("mailchimp:1", "dead@example.org", Cleaned),
        email("paypal:1", "dead@example.org", Active),
        email("paypal:2", "ok@example.org", Active),
    ];
    let tables = world.tables();
    assert_eq!(value(&tables, "email").0, "ok@example.org");
    assert_eq!(tables.emails.len(), 2);
    assert_eq!((tables.emails[0].status, tables.emails[0].is_primary), (Cleaned, false));
}

#[test]
fn an_address_moves_together_and_not_from_where_post_comes_back() {
    let mut world = merged(vec![person("salesforce:1", "Ann", "Lee", 9), person("paypal:1", "Ann", "Lee", 1)]);
    let dead = SourceAddress { undeliverable: true, ..address("salesforce:1", "1 Elm St", "01970") };
    let city_only = SourceAddress { street: None, position: 2, ..address("salesforce:1", "", "01971") };
    world.staged.addresses = vec![dead, city_only, address("paypal:1", "12 Main St", "01972")];
    let ann = world.only();
    assert_eq!((ann.street.as_deref(), ann.postal_code.as_deref()), (Some("12 Main St"), Some("01972")));
    assert_eq!(ann.country.as_deref(), Some("US"));
}

#[test]
fn an_address_of_two_constituents_is_shared() {
    let mut world = World::of([person("s:1", "Ann", "Lee", 1), person("s:2", "Bob", "Lee", 1)]);
    world.staged.emails = ["s:1", "s:2"].map(|key| email(key, "lee@example.org", Active)).to_vec();
    world.staged.emails.push(email("s:1", "ann@example.org", Active));
    let tables = world.tables();
    let shared: Vec<_> = tables.emails.iter().map(|row| (row.address.as_str(), row.is_shared)).collect();
    assert_eq!(shared.iter().filter(|row| row.1).count(), 2);
    assert_eq!(shared.len(), 3);
}

#[track_caller]
fn check_names(party: SourceParty, display: &str, sort: &str) {
    let one = merged(vec![party]).only();
    assert_eq!((one.display_name.as_str(), one.sort_name.as_str()), (display, sort));
}

#[test]
fn everybody_has_a_name_to_show_and_one_to_sort_by() {
    check_names(organization("s:1", "The Acme Fund"), "The Acme Fund", "Acme Fund");
    check_names(
        SourceParty { suffix: Some("Jr.".to_owned()), ..person("s:1", "Bob", "Lee", 1) },
        "Bob Lee Jr.",
        "Lee, Bob Jr.",
    );
    check_names(
        SourceParty { prefix: Some("Mrs.".to_owned()), ..person("s:1", "", "Lee", 1) },
        "Mrs. Lee",
        "Lee, Mrs.",
    );
    check_names(person("s:1", "Ann", "", 1), "Ann", "Ann");
    check_names(
        SourceParty { full_name_as_given: Some("A. Lee".to_owned()), ..person("s:1", "", "", 1) },
        "A. Lee",
        "A. Lee",
    );
    check_names(person("s:1", " ", "", 1), "(no name)", "(no name)");
}

/// Fields that no single record tells.
const COUNTED: [&str; 3] = ["constituent_id", "source_record_count", "source_count"];

#[test]
fn every_field_that_is_not_empty_names_its_source() {
    let full = |key: &str, given: &str, changed| SourceParty {
        prefix: Some("Ms.".to_owned()),
        middle_name: Some("B.".to_owned()),
        suffix: Some("III".to_owned()),
        preferred_name: Some("Annie".to_owned()),
        former_family_name: Some("Brown".to_owned()),
        organization_name: Some("Acme".to_owned()),
        birth_date: Some(jiff::civil::date(1950, 2, 3)),
        gender: Some("female".to_owned()),
        deceased: true,
        deceased_date: Some(jiff::civil::date(2025, 2, 3)),
        household_key: Some("s:h".to_owned()),
        ..person(key, given, "Lee", changed)
    };
    let mut world = World::of([full("s:1", "Ann", 1), full("s:2", "Bob", 1)]);
    world.staged.emails = vec![email("s:1", "ann@example.org", Active)];
    world.staged.addresses = vec![address("s:1", "12 Main St", "01970"), address("s:2", "12 Main St", "01970")];
    let tables = world.tables();
    assert!(tables.values.is_sorted());
    tables.constituents.iter().for_each(|one| check_sources(one, &tables));
}

#[track_caller]
fn check_sources(constituent: &Constituent, tables: &GoldenTables) {
    let fields = serde_json::to_value(constituent).unwrap();
    for (field, value) in fields.as_object().unwrap() {
        if value.is_null() || COUNTED.contains(&field.as_str()) {
            continue;
        }
        let told = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let is_row = |row: &&records::golden::ConstituentValue| {
            row.constituent_id == constituent.constituent_id && row.field == *field && row.value == told
        };
        assert_eq!(tables.values.iter().filter(is_row).count(), 1, "{field}");
    }
}
