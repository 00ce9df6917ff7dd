//! Source parties and their contact points, in the words of the matching engine.
//!
//! In:  staged rows, one version per source record.
//! Out: one raw record per party that may be matched; anonymous givers are left out, because
//! "Anonymous" is nobody's name.

use matching::{Kind, RawAddress, RawRecord};
use records::kinds::PartyKind;
use records::staged::{SourceAddress, SourceEmail, SourceParty, SourcePhone, StagedRecords};
use std::collections::HashMap;

/// Builds the engine's records, in the order of the parties.
pub(crate) fn raw_records(staged: &StagedRecords) -> Vec<RawRecord> {
    let emails = by_key(&staged.emails, |row| (row.source_record_key.as_str(), row.position));
    let phones = by_key(&staged.phones, |row| (row.source_record_key.as_str(), row.position));
    let addresses = by_key(&staged.addresses, |row| (row.source_record_key.as_str(), row.position));
    let matched = staged.parties.iter().filter(|party| !party.is_anonymous);
    matched
        .map(|party| {
            let key = party.source_record_key.as_str();
            let mut record = name_record(party);
            record.emails = rows(&emails, key).map(|row: &SourceEmail| row.address.as_str().to_owned()).collect();
            record.phones = rows(&phones, key).map(|row: &SourcePhone| row.number.as_str().to_owned()).collect();
            record.addresses = rows(&addresses, key).map(raw_address).collect();
            record
        })
        .collect()
}

type ByKey<'a, R> = HashMap<&'a str, Vec<&'a R>>;

/// Groups rows by their record, each group in the source's order of preference.
fn by_key<'a, R>(rows: &'a [R], key: impl Fn(&'a R) -> (&'a str, i64)) -> ByKey<'a, R> {
    let mut grouped: ByKey<'a, R> = HashMap::new();
    for row in rows {
        grouped.entry(key(row).0).or_default().push(row);
    }
    for group in grouped.values_mut() {
        group.sort_by_key(|row| key(row).1);
    }
    grouped
}

fn rows<'a, R>(grouped: &ByKey<'a, R>, key: &str) -> impl Iterator<Item = &'a R> {
    grouped.get(key).into_iter().flatten().copied()
}

fn name_record(party: &SourceParty) -> RawRecord {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let is_organization = party.kind == PartyKind::Organization;
    RawRecord {
        record_id: party.source_record_key.as_str().to_owned(),
        kind: match party.kind {
            PartyKind::Person => Some(Kind::Person),
            PartyKind::Organization => Some(Kind::Organisation),
            PartyKind::Unknown => None,
        },
        given_name: text(&party.given_name),
        middle_name: text(&party.middle_name),
        family_name: text(&party.family_name),
        former_family_name: text(&party.former_family_name),
        suffix: text(&party.suffix),
        preferred_name: text(&party.preferred_name),
        full_name: String::new(),
        // A person's employer is not the person.
        organisation_name: if is_organization { text(&party.organization_name) } else { String::new() },
        birth_date: birth_date(party),
        sex: text(&party.gender),
        ..RawRecord::default()
    }
}

/// The whole date, else month and day as ISO 8601 writes them without a year.
fn birth_date(party: &SourceParty) -> String {
    match (&party.birth_date, &party.birth_month_day) {
        (Some(date), _) => date.to_string(),
        (None, Some(month_day)) => format!("--{month_day}"),
        (None, None) => String::new(),
    }
}

fn raw_address(row: &SourceAddress) -> RawAddress {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    RawAddress {
        lines: [&row.street, &row.street_2].into_iter().flatten().cloned().collect(),
        city: text(&row.city),
        region: text(&row.region),
        postal_code: text(&row.postal_code),
        full: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::keys::{FileId, SourceRecordKey};

    fn party(key: &str, kind: PartyKind) -> SourceParty {
        SourceParty {
            source_record_key: SourceRecordKey::from_stored(key),
            source: "raisers_edge".to_owned(),
            kind,
            prefix: None,
            given_name: Some("Ingrid".to_owned()),
            middle_name: None,
            family_name: Some("Haugen".to_owned()),
            suffix: None,
            preferred_name: None,
            former_family_name: None,
            organization_name: Some("Haugen Boats".to_owned()),
            full_name_as_given: None,
            birth_date: None,
            birth_month_day: Some("05-17".to_owned()),
            gender: None,
            deceased: false,
            deceased_date: None,
            household_key: None,
            household_basis: None,
            is_anonymous: false,
            source_created_at: None,
            source_updated_at: None,
            extra: None,
            file_id: FileId::from_stored("f"),
            line: 2,
        }
    }

    fn only(party: SourceParty) -> RawRecord {
        let staged = StagedRecords { parties: vec![party], ..StagedRecords::default() };
        raw_records(&staged).pop().unwrap()
    }

    #[test]
    fn an_employer_is_not_part_of_a_person() {
        assert_eq!(only(party("raisers_edge:1", PartyKind::Person)).organisation_name, "");
        assert_eq!(only(party("raisers_edge:1", PartyKind::Organization)).organisation_name, "Haugen Boats");
    }

    #[test]
    fn a_birthday_without_a_year_is_kept() {
        assert_eq!(only(party("raisers_edge:1", PartyKind::Person)).birth_date, "--05-17");
    }

    #[test]
    fn nobody_is_matched_with_anonymous() {
        let anonymous = SourceParty { is_anonymous: true, ..party("raisers_edge:1", PartyKind::Person) };
        let staged = StagedRecords { parties: vec![anonymous], ..StagedRecords::default() };
        assert!(raw_records(&staged).is_empty());
    }
}
