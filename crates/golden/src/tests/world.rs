//! Small inputs for tests: rows with everything empty, and a world that builds itself.

use crate::{GoldenInput, GoldenOutput, PreviousIdentity, Survivorship, build};
use jiff::{Timestamp, civil::date};
use records::golden::{Constituent, Crosswalk, GoldenTables, Redirect};
use records::keys::{ConstituentId, FileId, GiftKey, SourceRecordKey};
use records::kinds::{
    AdjustmentKind, Channel, ConsentState, ContactUse, CreditRole, CreditType, EmailStatus, GiftKind, GiftStatus,
    PartyKind,
};
use records::staged::{
    ConsentEvent, Gift, GiftAdjustment, GiftCredit, SourceAddress, SourceEmail, SourceFile, SourceParty, StagedRecords,
};
use records::values::{Currency, EmailAddress};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// An input under construction.
#[derive(Debug, Clone, Default)]
pub(crate) struct World {
    pub(crate) staged: StagedRecords,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) clusters: BTreeMap<String, u64>,
    pub(crate) previous: PreviousIdentity,
}

impl World {
    /// A world of these parties, all from file `f1`, each alone.
    pub(crate) fn of(parties: impl IntoIterator<Item = SourceParty>) -> Self {
        let mut world = Self { files: vec![file("f1", day(1))], ..Self::default() };
        world.staged.parties = parties.into_iter().collect();
        world
    }

    /// Puts records into one cluster.
    pub(crate) fn together(mut self, number: u64, keys: &[&str]) -> Self {
        self.clusters.extend(keys.iter().map(|key| ((*key).to_owned(), number)));
        self
    }

    /// Takes over the ids of a snapshot.
    pub(crate) fn after(mut self, tables: &GoldenTables) -> Self {
        self.previous = PreviousIdentity { crosswalk: tables.crosswalk.clone(), redirects: tables.redirects.clone() };
        self
    }

    /// States the id that a record had.
    pub(crate) fn had(mut self, key: &str, id: &str) -> Self {
        let constituent_id = ConstituentId::from_stored(id);
        let source_record_key = SourceRecordKey::from_stored(key);
        self.previous.crosswalk.push(Crosswalk { source_record_key, source: "crm".to_owned(), constituent_id });
        self
    }

    /// States where an id went.
    pub(crate) fn redirected(mut self, retired: &str, id: &str) -> Self {
        let retired_id = ConstituentId::from_stored(retired);
        self.previous.redirects.push(Redirect { retired_id, constituent_id: ConstituentId::from_stored(id) });
        self
    }

    pub(crate) fn build(self) -> GoldenOutput {
        let clusters = self.clusters;
        build(GoldenInput {
            staged: self.staged,
            files: self.files,
            clusters: &|key| clusters.get(key.as_str()).copied(),
            links: Vec::new(),
            previous: self.previous,
            survivorship: &Survivorship::bundled().unwrap(),
            default_country: Some("US".to_owned()),
        })
    }

    pub(crate) fn tables(self) -> GoldenTables {
        self.build().tables
    }

    /// The only constituent.
    #[track_caller]
    pub(crate) fn only(self) -> Constituent {
        let tables = self.tables();
        assert_eq!(tables.constituents.len(), 1);
        tables.constituents.into_iter().next().unwrap()
    }
}

/// Noon of a day of January 2026, or as many days after.
pub(crate) fn day(day: i64) -> Timestamp {
    Timestamp::from_second(1_767_268_800 + (day - 1) * 86_400).unwrap()
}

pub(crate) fn file(id: &str, received_at: Timestamp) -> SourceFile {
    SourceFile {
        file_id: FileId::from_stored(id),
        source: "crm".to_owned(),
        mapping: "crm@1".to_owned(),
        file_name: format!("{id}.csv"),
        rows_read: 0,
        rows_staged: 0,
        rows_rejected: 0,
        rows_not_data: 0,
        received_at,
    }
}

/// A person of file `f1` with nothing but a key.
pub(crate) fn nobody(key: &str) -> SourceParty {
    let source_record_key = SourceRecordKey::from_stored(key);
    SourceParty {
        source: source_record_key.source().to_owned(),
        source_record_key,
        kind: PartyKind::Person,
        prefix: None,
        given_name: None,
        middle_name: None,
        family_name: None,
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
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

/// A person with a name, changed on a day.
pub(crate) fn person(key: &str, given: &str, family: &str, changed: i64) -> SourceParty {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    SourceParty {
        given_name: text(given),
        family_name: text(family),
        source_updated_at: Some(day(changed)),
        ..nobody(key)
    }
}

pub(crate) fn organization(key: &str, name: &str) -> SourceParty {
    SourceParty { kind: PartyKind::Organization, organization_name: Some(name.to_owned()), ..nobody(key) }
}

pub(crate) fn email(key: &str, address: &str, status: EmailStatus) -> SourceEmail {
    SourceEmail {
        source_record_key: SourceRecordKey::from_stored(key),
        address: EmailAddress::from_stored(address),
        contact_use: ContactUse::Home,
        status,
        position: 1,
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

pub(crate) fn address(key: &str, street: &str, postal_code: &str) -> SourceAddress {
    SourceAddress {
        source_record_key: SourceRecordKey::from_stored(key),
        street: Some(street.to_owned()),
        street_2: None,
        city: Some("Salem".to_owned()),
        region: Some("MA".to_owned()),
        postal_code: Some(postal_code.to_owned()),
        country: None,
        contact_use: ContactUse::Home,
        undeliverable: false,
        position: 1,
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

/// A word about a channel, of file `f1`.
pub(crate) fn word(key: &str, channel: Channel, state: ConsentState, said: Option<i64>) -> ConsentEvent {
    let source_record_key = SourceRecordKey::from_stored(key);
    ConsentEvent {
        source: source_record_key.source().to_owned(),
        source_record_key,
        channel,
        state,
        effective_at: said.map(day),
        evidence: "column".to_owned(),
        scope: None,
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

/// A gift of `cents` by `donor` on a day of March.
pub(crate) fn gift(key: &str, donor: &str, cents: i64, march: i8) -> Gift {
    Gift {
        gift_key: GiftKey::from_stored(key),
        source: key.split(':').next().unwrap().to_owned(),
        source_record_key: SourceRecordKey::from_stored(donor),
        kind: GiftKind::OneTime,
        amount: Decimal::new(cents, 2),
        currency: Currency::from_stored("USD"),
        fee: None,
        gift_date: date(2026, 3, march),
        received_date: None,
        posted_date: None,
        payment_method: None,
        status: GiftStatus::Succeeded,
        is_anonymous: false,
        commitment_key: None,
        campaign: None,
        appeal: None,
        processor_reference: None,
        extra: None,
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

pub(crate) fn credit(gift_key: &str, key: &str, credit_type: CreditType, cents: i64) -> GiftCredit {
    GiftCredit {
        gift_key: GiftKey::from_stored(gift_key),
        source_record_key: SourceRecordKey::from_stored(key),
        credit_type,
        role: CreditRole::Donor,
        amount: Decimal::new(cents, 2),
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}

pub(crate) fn refund(key: &str, gift_key: &str, cents: i64) -> GiftAdjustment {
    GiftAdjustment {
        adjustment_key: key.to_owned(),
        gift_key: GiftKey::from_stored(gift_key),
        kind: AdjustmentKind::Refund,
        amount: Decimal::new(-cents, 2),
        currency: Currency::from_stored("USD"),
        adjustment_date: date(2026, 4, 1),
        extra: None,
        file_id: FileId::from_stored("f1"),
        line: 2,
    }
}
