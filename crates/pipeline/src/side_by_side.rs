//! The source records of one constituent beside the golden values: what each says, what won, and why.
//!
//! In:  the records as their sources tell them, where each golden value came from, and the survivorship rules.
//! Out: one [`ComparedField`] per field that anybody says something about, one cell per record, in their order.

use crate::source_records::ExplainedRecord;
use golden::Survivorship;
use matching::records::text::fold;
use records::golden::ConstituentValue;
use records::keys::SourceRecordKey;
use records::staged::SourceParty;
use serde::Serialize;

/// One field across all records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedField {
    /// The column of `constituent`; `address` for the whole address.
    pub field: &'static str,
    /// The golden value; none when no record says anything that counts.
    pub golden: Option<String>,
    /// The record that it came from.
    pub source_record_key: Option<SourceRecordKey>,
    /// Why it won, in words.
    pub reason: Option<String>,
    /// What each record says, in the order of the records.
    pub cells: Vec<Cell>,
}

/// What one record says of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// All values, the preferred one first; empty when it says nothing.
    pub values: Vec<String>,
    /// How they stand to the golden value.
    pub standing: Standing,
}

/// How a record's values stand to the golden value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The golden value came from here.
    Won,
    /// It says the same, but for capitals, accents and punctuation.
    Same,
    /// It says something else.
    Differs,
    /// It says nothing.
    Silent,
}

/// A field: its name, the column whose provenance it goes by, and what a record says.
struct Field {
    name: &'static str,
    column: &'static str,
    of: fn(&ExplainedRecord) -> Vec<String>,
}

const fn text(name: &'static str, of: fn(&ExplainedRecord) -> Vec<String>) -> Field {
    Field { name, column: name, of }
}

const FIELDS: &[Field] = &[
    text("kind", |record| vec![record.party.kind.to_string()]),
    text("prefix", |record| said(&record.party, |party| &party.prefix)),
    text("given_name", |record| said(&record.party, |party| &party.given_name)),
    text("middle_name", |record| said(&record.party, |party| &party.middle_name)),
    text("family_name", |record| said(&record.party, |party| &party.family_name)),
    text("suffix", |record| said(&record.party, |party| &party.suffix)),
    text("preferred_name", |record| said(&record.party, |party| &party.preferred_name)),
    text("former_family_name", |record| said(&record.party, |party| &party.former_family_name)),
    text("organization_name", |record| said(&record.party, |party| &party.organization_name)),
    text("birth_date", |record| {
        let day = record.party.birth_date.map(|date| date.to_string());
        day.or_else(|| record.party.birth_month_day.clone()).into_iter().collect()
    }),
    text("gender", |record| said(&record.party, |party| &party.gender)),
    text("deceased", |record| if record.party.deceased { vec!["true".to_owned()] } else { Vec::new() }),
    text("deceased_date", |record| record.party.deceased_date.map(|date| date.to_string()).into_iter().collect()),
    text("email", |record| record.emails.clone()),
    text("phone", |record| record.phones.clone()),
    Field { name: "address", column: "street", of: |record| record.addresses.clone() },
];

/// The parts of an address on one line, as records are told.
const ADDRESS: [&str; 5] = ["street", "street_2", "city", "region", "postal_code"];

/// Compares the records field by field with the golden values.
#[must_use]
pub fn side_by_side(
    records: &[ExplainedRecord],
    values: &[ConstituentValue],
    survivorship: &Survivorship,
) -> Vec<ComparedField> {
    FIELDS.iter().filter_map(|field| compared(field, records, values, survivorship)).collect()
}

fn compared(
    field: &Field,
    records: &[ExplainedRecord],
    values: &[ConstituentValue],
    survivorship: &Survivorship,
) -> Option<ComparedField> {
    let named = |column: &str| values.iter().find(|value| value.field == column);
    let winner = named(field.column).or_else(|| named(if field.name == "address" { "postal_code" } else { "" }));
    let golden = match field.name {
        "address" => Some(ADDRESS.iter().filter_map(|part| Some(named(part)?.value.as_str())).collect::<Vec<_>>())
            .filter(|parts| !parts.is_empty())
            .map(|parts| parts.join(", ")),
        _ => winner.map(|value| value.value.clone()),
    };
    let key = winner.map(|value| &value.source_record_key);
    let cells: Vec<Cell> =
        records.iter().map(|record| cell((field.of)(record), record, golden.as_deref(), key)).collect();
    let is_known = golden.is_some() || cells.iter().any(|cell| !cell.values.is_empty());
    is_known.then(|| ComparedField {
        field: field.name,
        reason: winner.map(|value| survivorship.reason(&value.field, &value.rule)),
        source_record_key: key.cloned(),
        golden,
        cells,
    })
}

fn cell(values: Vec<String>, record: &ExplainedRecord, golden: Option<&str>, key: Option<&SourceRecordKey>) -> Cell {
    let is_golden = |value: &String| golden.is_some_and(|golden| fold(golden) == fold(value));
    let standing = match values.iter().any(is_golden) {
        _ if values.is_empty() => Standing::Silent,
        true if key == Some(&record.party.source_record_key) => Standing::Won,
        true => Standing::Same,
        false => Standing::Differs,
    };
    Cell { values, standing }
}

fn said(party: &SourceParty, of: fn(&SourceParty) -> &Option<String>) -> Vec<String> {
    of(party).iter().filter(|text| !text.is_empty()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::keys::{ConstituentId, FileId};
    use records::kinds::PartyKind;

    fn record(key: &str, given: &str, emails: &[&str], addresses: &[&str]) -> ExplainedRecord {
        let party = SourceParty {
            source_record_key: SourceRecordKey::from_stored(key),
            source: "crm".to_owned(),
            kind: PartyKind::Person,
            prefix: None,
            given_name: Some(given.to_owned()).filter(|name| !name.is_empty()),
            middle_name: None,
            family_name: Some("Núñez".to_owned()),
            suffix: None,
            preferred_name: None,
            former_family_name: None,
            organization_name: None,
            full_name_as_given: None,
            birth_date: None,
            birth_month_day: None,
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
        };
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        ExplainedRecord {
            party,
            file_name: "crm.csv".to_owned(),
            emails: owned(emails),
            phones: Vec::new(),
            addresses: owned(addresses),
        }
    }

    fn value(field: &str, value: &str, key: &str, rule: &str) -> ConstituentValue {
        ConstituentValue {
            constituent_id: ConstituentId::from_stored("C1"),
            field: field.to_owned(),
            value: value.to_owned(),
            source_record_key: SourceRecordKey::from_stored(key),
            rule: rule.to_owned(),
        }
    }

    fn three() -> Vec<ExplainedRecord> {
        vec![
            record("crm:1", "Ana", &["ana@example.org"], &["1 Main St, Salem, OR, 97301"]),
            record("crm:2", "ANA", &["old@example.org", "ana@example.org"], &[]),
            record("crm:3", "Anne", &[], &["9 Elm St, Salem, OR, 97301"]),
        ]
    }

    /// How the three records stand to the golden value of a field.
    #[track_caller]
    fn check(field: &str, values: &[ConstituentValue], golden: &str, standings: [Standing; 3]) {
        let fields = side_by_side(&three(), values, &Survivorship::bundled().unwrap());
        let found = fields.iter().find(|one| one.field == field).unwrap();
        assert_eq!(found.golden.as_deref(), Some(golden));
        assert_eq!(found.cells.iter().map(|cell| cell.standing).collect::<Vec<_>>(), standings, "{field}");
        assert!(found.reason.as_ref().is_some_and(|words| words.contains(' ')), "{found:?}");
    }

    #[test]
    fn the_winner_those_that_agree_and_those_that_differ_are_told_apart() {
        use Standing::{Differs, Same, Silent, Won};
        check("given_name", &[value("given_name", "Ana", "crm:1", "most_frequent")], "Ana", [Won, Same, Differs]);
        check(
            "email",
            &[value("email", "ana@example.org", "crm:2", "most_recent")],
            "ana@example.org",
            [Same, Won, Silent],
        );
    }

    #[test]
    fn an_address_is_compared_whole() {
        use Standing::{Differs, Silent, Won};
        let parts = [("street", "1 Main St"), ("city", "Salem"), ("region", "OR"), ("postal_code", "97301")];
        let values = parts.map(|(field, text)| value(field, text, "crm:1", "most_recent"));
        check("address", &values, "1 Main St, Salem, OR, 97301", [Won, Silent, Differs]);
    }

    #[test]
    fn a_field_that_nobody_knows_is_left_out() {
        let fields = side_by_side(&three(), &[], &Survivorship::bundled().unwrap());
        let names: Vec<&str> = fields.iter().map(|field| field.field).collect();
        assert_eq!(names, ["kind", "given_name", "family_name", "email", "address"]);
    }
}
