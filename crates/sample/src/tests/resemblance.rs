//! The sample resembles what nonprofits report about themselves.

use super::reading::{DEFAULT, expected, table};
use crate::YearOfGiving;
use std::collections::{BTreeMap, BTreeSet};

/// A share in a hundred over pairs of neighbouring years.
fn share(part: impl Fn(&YearOfGiving) -> usize, whole: impl Fn(&YearOfGiving) -> usize) -> usize {
    let years = &DEFAULT.statistics.years;
    let parts: usize = years[1..].iter().map(part).sum();
    let wholes: usize = years[..years.len() - 1].iter().map(whole).sum();
    100 * parts / wholes
}

#[test]
fn retention_is_near_the_figures_of_the_field() {
    let new = share(|year| year.retained_new, |year| year.new_donors);
    let repeat = share(|year| year.retained_repeat, |year| year.donors - year.new_donors);
    assert!((24..=35).contains(&new), "new donors: {new} %");
    assert!((60..=72).contains(&repeat), "repeat donors: {repeat} %");
}

#[test]
fn the_organisation_grows() {
    let donors: Vec<usize> = DEFAULT.statistics.years.iter().map(|year| year.donors).collect();
    assert_eq!(donors.len(), 6);
    assert!(donors.is_sorted(), "{donors:?}");
}

#[test]
fn an_entity_has_two_to_three_records() {
    let statistics = &DEFAULT.statistics;
    let tenths = 10 * statistics.records / statistics.entities;
    assert!((25..=28).contains(&tenths), "{} records of {} entities", statistics.records, statistics.entities);
    assert!((1..=5).all(|count| statistics.entities_by_records.contains_key(&count)));
}

#[test]
fn each_system_knows_about_as_many_as_planned() {
    for (path, parties) in [
        ("salesforce/npsp_contacts.csv", 1300),
        ("raisers_edge/constituents.CSV", 1100),
        ("wild_apricot/members.csv", 700),
        ("mailchimp/subscribed_members_export_8f2.csv", 1130),
        ("paypal/activity.CSV", 900),
    ] {
        let known = expected(&DEFAULT, path, "parties");
        assert!((parties * 90 / 100..=parties * 110 / 100).contains(&known), "{path}: {known}");
    }
}

/// What the label says is one person must be findable: a record that is not alone shares an e-mail
/// address, or has a phone, birth date or address besides the name.
#[test]
fn hardly_a_contact_stands_on_its_name_alone() {
    let contacts = table(&DEFAULT, "salesforce/npsp_contacts.csv");
    let columns = ["Personal Email", "Mobile Phone", "Birthdate", "Mailing Street"];
    let bare = |row: &&Vec<String>| {
        row.len() > 1 && columns.iter().filter(|name| !contacts.cell(row, name).is_empty()).count() < 2
    };
    let bare = contacts.rows.iter().filter(bare).count();
    assert!(bare * 100 < contacts.rows.len(), "{bare} of {}", contacts.rows.len());
}

#[test]
fn a_personal_number_belongs_to_one_entity() {
    let labels = table(&DEFAULT, "labels.csv");
    let entity_of: BTreeMap<&str, &str> = labels.column("record_id").zip(labels.column("entity_id")).collect();
    let constituents = table(&DEFAULT, "raisers_edge/constituents.CSV");
    let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (id, phone) in constituents.column("Constituent ID").zip(constituents.column("Mobile Phone")) {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        if let Some(entity) = entity_of.get(format!("raisers_edge:{id}").as_str()).filter(|_| digits.len() >= 10) {
            owners.entry(digits[digits.len() - 10..].to_owned()).or_default().insert(entity);
        }
    }
    assert!(owners.len() > 300 && owners.values().all(|entities| entities.len() == 1));
}
