//! One source record as the review shows it: its fields in words, in one order for both sides.
//!
//! In:  a record as its source tells it. Out: label and values of each field that the source knows.

use pipeline::source_records::ExplainedRecord;
use serde::Serialize;

/// A record, for the eyes of stewards.
#[derive(Debug, Serialize)]
pub(super) struct RecordView {
    source: String,
    file_name: String,
    line: i64,
    /// When the source last changed it, as a day; none when it does not say.
    changed: Option<String>,
    /// What the record is called, in one line.
    name: String,
    fields: Vec<FieldView>,
}

/// One field and what the source says of it.
#[derive(Debug, Serialize)]
struct FieldView {
    label: &'static str,
    values: Vec<String>,
}

pub(super) fn record_view(record: ExplainedRecord) -> RecordView {
    let name = name(&record);
    let party = record.party;
    let born = party.birth_date.map(|date| date.to_string()).or(party.birth_month_day);
    let deceased = party.deceased.then(|| match party.deceased_date {
        Some(date) => format!("yes, {date}"),
        None => "yes".to_owned(),
    });
    let one = |value: Option<String>| value.into_iter().collect::<Vec<String>>();
    let fields = [
        ("Kind", vec![party.kind.to_string()]),
        ("Title", one(party.prefix)),
        ("Given name", one(party.given_name)),
        ("Called", one(party.preferred_name)),
        ("Middle name", one(party.middle_name)),
        ("Family name", one(party.family_name)),
        ("Earlier family name", one(party.former_family_name)),
        ("Suffix", one(party.suffix)),
        ("Organization", one(party.organization_name)),
        ("Born", one(born)),
        ("Gender", one(party.gender)),
        ("Deceased", one(deceased)),
        ("E-mail", record.emails),
        ("Phone", record.phones),
        ("Address", record.addresses),
    ];
    RecordView {
        source: party.source,
        file_name: record.file_name,
        line: party.line,
        changed: party
            .source_updated_at
            .or(party.source_created_at)
            .map(|moment| moment.strftime("%Y-%m-%d").to_string()),
        name,
        fields: fields
            .into_iter()
            .filter(|(_, values)| !values.is_empty())
            .map(|(label, values)| FieldView { label, values })
            .collect(),
    }
}

/// The parts of the name, or what stands for them.
fn name(record: &ExplainedRecord) -> String {
    let party = &record.party;
    let cells = [&party.given_name, &party.middle_name, &party.family_name, &party.suffix];
    let words: Vec<&str> = cells.into_iter().flatten().map(String::as_str).collect();
    if !words.is_empty() {
        return words.join(" ");
    }
    let others = [party.organization_name.as_ref(), party.full_name_as_given.as_ref(), record.emails.first()];
    others.into_iter().flatten().next().map_or_else(|| "no name".to_owned(), Clone::clone)
}
