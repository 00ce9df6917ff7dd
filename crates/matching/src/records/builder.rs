//! Fills [`Records`], one raw record at a time.
//!
//! Normalising is the costly part and runs in parallel over batches; giving out ids is
//! sequential. The result does not depend on the order of the records.

use rayon::prelude::*;

use super::addresses::AddressForm;
use super::dates::BirthDate;
use super::names::NameForm;
use super::organisations::{looks_like_organisation, organisation};
use super::text::fold_known;
use super::values::{Interner, ValueId, Values, stable_hash};
use super::{
    Address, Counts, EmailValue, Kind, NameValue, OrganisationValue, RawRecord, Records, Row, SLOTS, Sex, StreetValue,
    contacts,
};

/// Records that are normalised together.
const BATCH: usize = 8_192;

/// Collects records and turns them into [`Records`].
#[derive(Debug)]
pub struct RecordsBuilder {
    waiting: Vec<RawRecord>,
    ids: Vec<String>,
    rows: Vec<Row>,
    interners: Interners,
}

#[derive(Debug)]
struct Interners {
    names: Interner,
    organisations: Interner,
    streets: Interner,
    /// House numbers, units, cities, regions, postal codes, and whole houses.
    places: Interner,
    emails: Interner,
    phones: Interner,
    identifiers: Interner,
}

/// One record, normalised but not yet interned.
struct NormalRecord {
    record_id: String,
    kind: Kind,
    name: NameForm,
    organisation: String,
    birth: BirthDate,
    sex: Sex,
    emails: Vec<String>,
    phones: Vec<String>,
    identifiers: Vec<String>,
    addresses: Vec<AddressForm>,
}

impl Default for RecordsBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl RecordsBuilder {
    /// An empty builder.
    #[must_use]
    pub fn new() -> Self {
        let interners = Interners {
            names: Interner::new(),
            organisations: Interner::new(),
            streets: Interner::new(),
            places: Interner::new(),
            emails: Interner::new(),
            phones: Interner::new(),
            identifiers: Interner::new(),
        };
        Self { waiting: Vec::new(), ids: Vec::new(), rows: Vec::new(), interners }
    }

    /// Adds one record.
    pub fn push(&mut self, record: RawRecord) {
        self.waiting.push(record);
        if self.waiting.len() == BATCH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let batch = std::mem::take(&mut self.waiting);
        let normal: Vec<NormalRecord> = batch.into_par_iter().map(NormalRecord::from_raw).collect();
        for record in normal {
            self.rows.push(self.interners.row(&record));
            self.ids.push(record.record_id);
        }
    }

    /// Orders rows by content and works out what depends on all of them.
    #[must_use]
    pub fn finish(mut self) -> Records {
        self.flush();
        let (tables, ranks) = self.interners.finish();
        self.rows.par_iter_mut().for_each(|row| ranks.apply(row));
        let (ids, rows) = order_by_content(self.ids, self.rows);
        let name_values = tables.names.derive(NameValue::new);
        let email_values = tables.emails.derive(EmailValue::new);
        let counts = Counts::new(
            &rows,
            &name_values,
            &email_values,
            [&tables.names, &tables.places, &tables.emails, &tables.phones, &tables.organisations].map(Values::len),
        );
        Records {
            ids,
            rows,
            names: name_values,
            organisations: tables.organisations.derive(OrganisationValue::new),
            streets: tables.streets.derive(StreetValue::new),
            places: tables.places,
            emails: email_values,
            phones: tables.phones,
            identifiers: tables.identifiers,
            counts,
        }
    }
}

/// Per kind of value, the distinct ones.
struct Tables {
    names: Values,
    organisations: Values,
    streets: Values,
    places: Values,
    emails: Values,
    phones: Values,
    identifiers: Values,
}

/// Per kind of value, the rank of each id of arrival.
struct Ranks {
    names: Vec<ValueId>,
    organisations: Vec<ValueId>,
    streets: Vec<ValueId>,
    places: Vec<ValueId>,
    emails: Vec<ValueId>,
    phones: Vec<ValueId>,
    identifiers: Vec<ValueId>,
}

impl Ranks {
    fn apply(&self, row: &mut Row) {
        for id in [&mut row.given, &mut row.middle, &mut row.family, &mut row.former, &mut row.preferred] {
            *id = self.names[*id as usize];
        }
        row.organisation = self.organisations[row.organisation as usize];
        rank_addresses(&mut row.addresses, &self.streets, &self.places);
        rank_slots(&mut row.emails, &self.emails);
        rank_slots(&mut row.phones, &self.phones);
        rank_slots(&mut row.identifiers, &self.identifiers);
    }
}

fn rank_slots(slots: &mut [ValueId], ranks: &[ValueId]) {
    for id in &mut *slots {
        *id = ranks[*id as usize];
    }
    // Known values first, in the order of content: two records with the same values in
    // another order are the same record.
    slots.sort_unstable_by_key(|id| (*id == 0, *id));
}

fn rank_addresses(addresses: &mut [Address; 2], streets: &[ValueId], places: &[ValueId]) {
    for address in addresses {
        for id in [&mut address.street, &mut address.extra] {
            *id = streets[*id as usize];
        }
        let Address { house, number, unit, city, region, postal, .. } = address;
        for id in [house, number, unit, city, region, postal] {
            *id = places[*id as usize];
        }
    }
}

fn order_by_content(ids: Vec<String>, rows: Vec<Row>) -> (Vec<String>, Vec<Row>) {
    let mut ordered: Vec<(Row, String)> = rows.into_iter().zip(ids).collect();
    ordered.par_sort_unstable();
    ordered.into_iter().map(|(row, id)| (id, row)).unzip()
}

impl NormalRecord {
    fn from_raw(raw: RawRecord) -> Self {
        let (kind, organisation) = kind_and_organisation(&raw);
        let known = |values: &[String], normal: fn(&str) -> String| -> Vec<String> {
            let mut kept: Vec<String> =
                values.iter().map(|value| normal(value)).filter(|value| !value.is_empty()).collect();
            kept.dedup();
            kept.truncate(SLOTS);
            kept
        };
        let identifiers =
            raw.identifiers.iter().map(|id| contacts::identifier(&id.kind, &id.value)).filter(|id| !id.is_empty());
        Self {
            kind,
            organisation,
            name: if kind == Kind::Person { NameForm::from_raw(&raw) } else { NameForm::default() },
            birth: BirthDate::parse(&raw.birth_date),
            sex: sex(&raw.sex),
            emails: known(&raw.emails, contacts::email),
            phones: known(&raw.phones, contacts::phone),
            identifiers: identifiers.take(SLOTS).collect(),
            addresses: raw
                .addresses
                .iter()
                .map(AddressForm::from_raw)
                .filter(|form| !form.is_empty())
                .take(2)
                .collect(),
            record_id: raw.record_id,
        }
    }
}

fn kind_and_organisation(raw: &RawRecord) -> (Kind, String) {
    let name = organisation(&raw.organisation_name);
    let full = fold_known(&raw.full_name);
    let no_person = fold_known(&raw.given_name).is_empty() && fold_known(&raw.family_name).is_empty();
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

impl Interners {
    fn finish(self) -> (Tables, Ranks) {
        let (names, name_ranks) = self.names.finish();
        let (organisations, organisation_ranks) = self.organisations.finish();
        let (streets, street_ranks) = self.streets.finish();
        let (places, place_ranks) = self.places.finish();
        let (emails, email_ranks) = self.emails.finish();
        let (phones, phone_ranks) = self.phones.finish();
        let (identifiers, identifier_ranks) = self.identifiers.finish();
        let ranks = Ranks {
            names: name_ranks,
            organisations: organisation_ranks,
            streets: street_ranks,
            places: place_ranks,
            emails: email_ranks,
            phones: phone_ranks,
            identifiers: identifier_ranks,
        };
        (Tables { names, organisations, streets, places, emails, phones, identifiers }, ranks)
    }

    fn row(&mut self, record: &NormalRecord) -> Row {
        let mut row = Row {
            kind: record.kind,
            organisation: self.organisations.intern(&record.organisation),
            family: self.names.intern(&record.name.family),
            given: self.names.intern(&record.name.given),
            middle: self.names.intern(&record.name.middle),
            former: self.names.intern(&record.name.former),
            preferred: self.names.intern(&record.name.preferred),
            birth: record.birth,
            generation: record.name.generation,
            sex: record.sex,
            ..Row::default()
        };
        for (slot, form) in row.addresses.iter_mut().zip(&record.addresses) {
            *slot = self.address(form);
        }
        fill(&mut row.emails, &record.emails, &mut self.emails);
        fill(&mut row.phones, &record.phones, &mut self.phones);
        fill(&mut row.identifiers, &record.identifiers, &mut self.identifiers);
        row
    }

    fn address(&mut self, form: &AddressForm) -> Address {
        let place = if form.postal.is_empty() { &form.city } else { &form.postal };
        let house = format!("{}|{}|{}|{place}", form.number, form.street, form.unit);
        Address {
            house: if form.street.is_empty() || place.is_empty() && form.number.is_empty() {
                0
            } else {
                self.places.intern(&house)
            },
            number: self.places.intern(&form.number),
            street: self.streets.intern(&form.street),
            extra: self.streets.intern(&form.extra),
            unit: self.places.intern(&form.unit),
            city: self.places.intern(&form.city),
            region: self.places.intern(&form.region),
            postal: self.places.intern(&form.postal),
        }
    }
}

fn fill(slots: &mut [ValueId], values: &[String], interner: &mut Interner) {
    for (slot, value) in slots.iter_mut().zip(values) {
        *slot = interner.intern(value);
    }
}

impl EmailValue {
    fn new(text: &str) -> Self {
        Self { local: text.find('@').unwrap_or(text.len()), text: text.into() }
    }
}

impl OrganisationValue {
    fn new(text: &str) -> Self {
        let mut words: Vec<u64> = text.split(' ').filter(|word| !word.is_empty()).map(stable_hash).collect();
        words.sort_unstable();
        words.dedup();
        Self { text: text.into(), words }
    }
}
