//! Small hand-made lakes for tests: people, gifts, terms, in a few words each.

use crate::{Organization, QueryEngine, format::to_csv};
use jiff::civil::Date;
use lake::{Lake, SnapshotInputs};
use records::golden::{Constituent, ConstituentConsent, Crosswalk, DuplicateGift, GoldenTables};
use records::keys::{ConstituentId, FileId, GiftKey, HouseholdId, SourceRecordKey};
use records::kinds::{
    AdjustmentKind, Channel, ConsentState, CreditRole, CreditType, GiftKind, GiftStatus, MembershipStatus, PartyKind,
    TermOrigin,
};
use records::staged::{Gift, GiftAdjustment, GiftCredit, MembershipTerm, SourceFile};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Tables that grow row by row.
#[derive(Debug, Default)]
pub(crate) struct SampleLake {
    pub(crate) tables: GoldenTables,
}

/// A value type from its text, by way of serde: tests do not care how it is parsed.
pub(crate) fn stored<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn money(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn july() -> Organization {
    Organization::bundled().unwrap()
}

/// What a snapshot was made from; figures do not depend on it.
pub(crate) fn inputs() -> SnapshotInputs {
    SnapshotInputs { file_ids: Vec::new(), config_hash: "c".to_owned(), engine_version: "0".to_owned() }
}

impl SampleLake {
    /// A person with one record in each of `sources`; the record is called `source:name`.
    pub(crate) fn person(&mut self, name: &str, sources: &[&str]) -> &mut Constituent {
        for source in sources {
            self.tables.crosswalk.push(Crosswalk {
                source_record_key: SourceRecordKey::native(source, name),
                source: (*source).to_owned(),
                constituent_id: ConstituentId::from_stored(name),
            });
        }
        self.tables.constituents.push(constituent(name, sources.len()));
        self.tables.constituents.last_mut().unwrap()
    }

    pub(crate) fn household(&mut self, id: &str, members: &[&str]) {
        for constituent in &mut self.tables.constituents {
            if members.contains(&constituent.constituent_id.as_str()) {
                constituent.household_id = Some(HouseholdId::from_stored(id));
            }
        }
    }

    /// A gift of record `crm:<name>`; its key is `crm:g<n>`, n counted from 1.
    pub(crate) fn gift(&mut self, name: &str, date: &str, amount: &str) -> &mut Gift {
        let gift_key = GiftKey::native("crm", &format!("g{}", self.tables.gifts.len() + 1));
        let record = SourceRecordKey::native("crm", name);
        self.tables.credits.push(GiftCredit {
            gift_key: gift_key.clone(),
            source_record_key: record.clone(),
            credit_type: CreditType::Hard,
            role: CreditRole::Donor,
            amount: money(amount),
            file_id: FileId::from_stored("f"),
            line: 2,
        });
        self.tables.gifts.push(gift(gift_key, record, day(date), money(amount)));
        self.tables.gifts.last_mut().unwrap()
    }

    /// Money of gift `crm:<gift>` that moved later.
    pub(crate) fn adjust(&mut self, gift: &str, kind: AdjustmentKind, date: &str, amount: &str) {
        self.tables.adjustments.push(GiftAdjustment {
            adjustment_key: format!("crm:a{}", self.tables.adjustments.len() + 1),
            gift_key: GiftKey::native("crm", gift),
            kind,
            amount: money(amount),
            currency: stored("USD"),
            adjustment_date: day(date),
            extra: None,
            file_id: FileId::from_stored("f"),
            line: 2,
        });
    }

    pub(crate) fn duplicate(&mut self, gift: &str, kept: &str) {
        self.tables.duplicate_gifts.push(DuplicateGift {
            gift_key: GiftKey::native("crm", gift),
            kept_gift_key: GiftKey::native("crm", kept),
            basis: "processor_reference".to_owned(),
        });
    }

    /// A term of record `<source>:<name>`; an empty `end` makes it a lifetime term.
    pub(crate) fn term(&mut self, source: &str, name: &str, start: &str, end: &str) -> &mut MembershipTerm {
        let record = SourceRecordKey::native(source, name);
        self.tables.membership_terms.push(MembershipTerm {
            term_key: format!("{record}:{start}"),
            source: source.to_owned(),
            source_record_key: record,
            level: Some("Friend".to_owned()),
            start_date: day(start),
            end_date: (!end.is_empty()).then(|| day(end)),
            join_date: None,
            status: MembershipStatus::Active,
            dues: None,
            currency: None,
            is_lifetime: end.is_empty(),
            derived_from: TermOrigin::Row,
            file_id: FileId::from_stored("f"),
            line: 2,
        });
        self.tables.membership_terms.last_mut().unwrap()
    }

    pub(crate) fn consent(&mut self, name: &str, channel: Channel, state: ConsentState) {
        self.tables.consents.push(ConstituentConsent {
            constituent_id: ConstituentId::from_stored(name),
            channel,
            state,
            effective_at: None,
            source_record_key: SourceRecordKey::native("crm", name),
            evidence: "column".to_owned(),
        });
    }

    pub(crate) fn file(&mut self, source: &str, rows: [i64; 4], received_at: &str) {
        let [rows_read, rows_staged, rows_rejected, rows_not_data] = rows;
        self.tables.source_files.push(SourceFile {
            file_id: FileId::from_stored(format!("f{}", self.tables.source_files.len() + 1)),
            source: source.to_owned(),
            mapping: format!("{source}@1"),
            file_name: format!("{source}.csv"),
            rows_read,
            rows_staged,
            rows_rejected,
            rows_not_data,
            received_at: received_at.parse().unwrap(),
        });
    }

    /// Someone without gifts or terms whose record changed on `date`: moves the data horizon there.
    pub(crate) fn known_until(&mut self, date: &str) {
        let clerk = self.person("clerk", &["crm"]);
        clerk.source_updated_at = Some(format!("{date}T12:00:00Z").parse().unwrap());
    }

    pub(crate) async fn engine(&self) -> QueryEngine {
        let lake = Lake::memory();
        lake.write_snapshot("s1", &self.tables, &inputs()).await.unwrap();
        QueryEngine::open(&lake, &july()).await.unwrap()
    }
}

/// The rows of a statement, each as its CSV line.
pub(crate) async fn lines(engine: &QueryEngine, sql: &str) -> Vec<String> {
    let result = engine.sql(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    to_csv(&result).unwrap().lines().skip(1).map(str::to_owned).collect()
}

/// Checks the rows of a statement against their CSV lines.
#[track_caller]
pub(crate) fn check(tables: &SampleLake, sql: &str, expected: &[&str]) {
    check_under(&july(), tables, sql, expected);
}

/// As [`check`], with other house rules.
#[track_caller]
pub(crate) fn check_under(organization: &Organization, tables: &SampleLake, sql: &str, expected: &[&str]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let found = runtime.block_on(async {
        let lake = Lake::memory();
        lake.write_snapshot("s1", &tables.tables, &inputs()).await.unwrap();
        let engine = QueryEngine::open_with_views(&lake, views_behind(sql, organization)).await.unwrap();
        lines(&engine, sql).await
    });
    assert_eq!(found, expected, "{sql}");
}

/// The views that a statement names, and those they read: planning all of them takes a test most of its time.
fn views_behind(sql: &str, organization: &Organization) -> Vec<views::View> {
    let mut needed: BTreeSet<String> =
        sql.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_owned).collect();
    let mut views = views::bundled(organization).unwrap();
    // A view stands after those that it reads: from the last to the first, all needs are known.
    views.reverse();
    views.retain(|view| {
        let is_needed = needed.contains(&view.name);
        if is_needed {
            needed.extend(view.reads.iter().cloned());
        }
        is_needed
    });
    views.reverse();
    views
}

fn constituent(name: &str, sources: usize) -> Constituent {
    Constituent {
        constituent_id: ConstituentId::from_stored(name),
        kind: PartyKind::Person,
        display_name: name.to_owned(),
        sort_name: name.to_owned(),
        prefix: None,
        given_name: None,
        middle_name: None,
        family_name: None,
        suffix: None,
        preferred_name: None,
        former_family_name: None,
        organization_name: None,
        birth_date: None,
        gender: None,
        email: None,
        phone: None,
        street: None,
        street_2: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        deceased: false,
        deceased_date: None,
        household_id: None,
        email_consent: ConsentState::Unknown,
        phone_consent: ConsentState::Unknown,
        sms_consent: ConsentState::Unknown,
        mail_consent: ConsentState::Unknown,
        source_record_count: i64::try_from(sources).unwrap(),
        source_count: i64::try_from(sources).unwrap(),
        source_updated_at: None,
    }
}

fn gift(gift_key: GiftKey, source_record_key: SourceRecordKey, gift_date: Date, amount: Decimal) -> Gift {
    Gift {
        gift_key,
        source: "crm".to_owned(),
        source_record_key,
        kind: GiftKind::OneTime,
        amount,
        currency: stored("USD"),
        fee: None,
        gift_date,
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
        file_id: FileId::from_stored("f"),
        line: 2,
    }
}
