//! One record in normal forms: what is interned and compared.
//!
//! In:  a record as a source spells it. Out: its normal texts; the same whatever the order of records.

use super::addresses::AddressForm;
use super::dates::BirthDate;
use super::names::NameForm;
use super::organisations::{looks_like_organisation, organisation};
use super::text::{fold_known, is_known};
use super::{Kind, RawRecord, SLOTS, Sex, contacts};

/// One record, normalised but not yet interned.
pub(super) struct NormalRecord {
    pub(super) record_id: String,
    pub(super) kind: Kind,
    pub(super) name: NameForm,
    pub(super) organisation: String,
    pub(super) birth: BirthDate,
    pub(super) sex: Sex,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<String>,
    pub(super) identifiers: Vec<String>,
    pub(super) addresses: Vec<AddressForm>,
}

impl NormalRecord {
    pub(super) fn from_raw(raw: RawRecord) -> Self {
        let (kind, organisation) = kind_and_organisation(&raw);
        let identifiers =
            raw.identifiers.iter().map(|id| contacts::identifier(&id.kind, &id.value)).filter(|id| !id.is_empty());
        let addresses = raw.addresses.iter().map(AddressForm::from_raw).filter(|form| !form.is_empty());
        Self {
            kind,
            organisation,
            name: if kind == Kind::Person { NameForm::from_raw(&raw) } else { NameForm::default() },
            birth: BirthDate::parse(&raw.birth_date),
            sex: sex(&raw.sex),
            emails: known(&raw.emails, if kind == Kind::Person { contacts::personal_email } else { contacts::email }),
            phones: known(&raw.phones, contacts::phone),
            identifiers: identifiers.take(SLOTS).collect(),
            addresses: addresses.take(2).collect(),
            record_id: raw.record_id,
        }
    }
}

fn known(values: &[String], normal: fn(&str) -> String) -> Vec<String> {
    let mut kept: Vec<String> = values.iter().map(|value| normal(value)).filter(|value| !value.is_empty()).collect();
    kept.dedup();
    kept.truncate(SLOTS);
    kept
}

fn kind_and_organisation(raw: &RawRecord) -> (Kind, String) {
    if raw.kind != Some(Kind::Organisation) && raw.organisation_name.is_empty() && raw.full_name.is_empty() {
        return (Kind::Person, String::new());
    }
    let name = organisation(&raw.organisation_name);
    let full = fold_known(&raw.full_name);
    let no_person = !is_known(&raw.given_name) && !is_known(&raw.family_name);
    let told = match raw.kind {
        Some(kind) => kind,
        None if no_person && full.is_empty() && !name.is_empty() => Kind::Organisation,
        None if no_person && looks_like_organisation(&full) => Kind::Organisation,
        None => Kind::Person,
    };
    match told {
        Kind::Person => (told, String::new()),
        Kind::Organisation if name.is_empty() && !full.is_empty() => (told, organisation(&raw.full_name)),
        Kind::Organisation if name.is_empty() => {
            (told, organisation(&format!("{} {}", raw.given_name, raw.family_name)))
        }
        Kind::Organisation => (told, name),
    }
}

fn sex(text: &str) -> Sex {
    match fold_known(text).as_str() {
        "f" | "female" | "woman" | "w" | "girl" => Sex::Female,
        "m" | "male" | "man" | "boy" => Sex::Male,
        _ => Sex::Unknown,
    }
}
